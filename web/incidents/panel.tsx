import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { IncidentRecord } from '../../api/incidents/contract.ts';
import { fetchIncident } from '../api.ts';
import type { Nearby } from '../explore/nearby.ts';
import { HistorySection } from '../history/section.tsx';
import { StateNotice } from '../history/state-notice.tsx';
import { useI18n } from '../i18n/index.tsx';
import { recordKey } from '../query-keys.ts';
import type { Selection } from '../view.ts';
import { statusSentence } from './phrases.ts';
import { Figures } from './record-figures.tsx';
import { RecordHead, type Walk } from './record-head.tsx';
import { Links, NearbyList } from './record-links.tsx';
import { OtherStatements, Positions } from './record-positions.tsx';
import { Sources } from './record-sources.tsx';
import { RecordAwaited } from './record-states.tsx';
import { When, Where } from './record-when-where.tsx';
import { StatusMark } from './status-mark.tsx';

export type PanelProps = {
  readonly id: number;
  readonly walk: Walk;
  readonly nearby: readonly Nearby[];
  readonly onOpen: (selection: Selection) => void;
  /** As of when the record is shown; null is now. */
  readonly knownAt: string | null;
  readonly onKnownAt: (knownAt: string | null) => void;
};

/** How a record is asked for and kept: the service says when it has changed; what was shown stays until the other has come. */
export const oneRecord = {
  staleTime: Infinity,
  retry: false,
  networkMode: 'always',
  placeholderData: keepPreviousData,
} as const;

/** The record of one incident, fetched whole when it is opened. */
export function IncidentPanel({ id, walk, nearby, onOpen, knownAt, onKnownAt }: PanelProps) {
  const selection: Selection = { collection: 'incidents', id };
  const record = useQuery({
    queryKey: recordKey(selection, knownAt),
    queryFn: ({ signal }) => fetchIncident(id, { knownAt, signal }),
    ...oneRecord,
  });
  const moment = { knownAt, onKnownAt };
  if (!record.data)
    return <RecordAwaited error={record.error} walk={walk} onRetry={() => void record.refetch()} {...moment} />;
  const history = <HistorySection selection={selection} {...moment} />;
  return <IncidentRecordView record={record.data} walk={walk} nearby={nearby} onOpen={onOpen} history={history} />;
}

type ViewProps = Pick<PanelProps, 'walk' | 'nearby' | 'onOpen'> & {
  readonly record: IncidentRecord;
  /** The record's history; it is asked for apart. */
  readonly history?: ReactNode;
};

/** Title, status, when, where, the two positions, figures, sources, links: UI.md, "The record". */
export function IncidentRecordView({ record, walk, nearby, onOpen, history }: ViewProps) {
  const i18n = useI18n();
  const { t, formatInstant } = i18n;
  const { geometry, properties: incident } = record;
  const type = t(`type.${incident.type}`);
  return (
    <article className="record" aria-labelledby="record-title">
      <RecordHead reference={incident.ref} title={incident.title} synthetic={incident.synthetic} walk={walk}>
        <div className="record-chips">
          <span className="status-chip">
            <StatusMark status={incident.status} />
            {t(`status.${incident.status}`)}
          </span>
          {incident.accountsDifferOn.length === 0 ? null : (
            <span className="differ-chip">
              {t('record.accounts-differ', {
                on: incident.accountsDifferOn.map((point) => t(`difference.${point}`)).join(', '),
              })}
            </span>
          )}
        </div>
        <p className="status-sentence">{statusSentence(i18n, type, incident)}</p>
      </RecordHead>
      <StateNotice collection="incidents" state={incident.state} mergedInto={incident.mergedInto} onOpen={onOpen} />
      {incident.summary === null ? null : (
        <p className="summary" dir="auto">
          {incident.summary}
        </p>
      )}
      <dl className="facts">
        <When happened={incident} note={incident.timeNote} />
        <Where geometry={geometry} placed={incident} note={incident.whereNote} />
        <dt>{t('record.type')}</dt>
        <dd>
          <span className="fact">{[t(`category.${incident.category}`), type].join(' · ')}</span>
        </dd>
      </dl>
      <Positions statements={incident.statements} sources={incident.sources} />
      <OtherStatements statements={incident.statements} sources={incident.sources} />
      <Figures statements={incident.statements} />
      <section className="record-section">
        <h3>{t('record.findings')}</h3>
        <p>{t(`attribution.${incident.attribution}`)}</p>
        <p>{t(`compliance.${incident.compliance}`)}</p>
      </section>
      <Sources sources={incident.sources} />
      <Links links={incident.links} onOpen={onOpen} />
      {history}
      <NearbyList nearby={nearby} onOpen={onOpen} />
      <p className="record-foot">{t('record.recorded', { at: formatInstant(incident.recordedAt, 'utc') })}</p>
    </article>
  );
}
