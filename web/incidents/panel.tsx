import { useQuery } from '@tanstack/react-query';
import type { IncidentRecord } from '../../api/incidents/contract.ts';
import { fetchIncident } from '../api.ts';
import type { Nearby } from '../explore/nearby.ts';
import { useI18n } from '../i18n/index.tsx';
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
};

/** The record of one incident, fetched whole when it is opened. */
export function IncidentPanel({ id, walk, nearby, onOpen }: PanelProps) {
  const record = useQuery({
    queryKey: ['incident', id],
    queryFn: ({ signal }) => fetchIncident(id, signal),
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
  if (!record.data) return <RecordAwaited error={record.error} walk={walk} onRetry={() => void record.refetch()} />;
  return <IncidentRecordView record={record.data} walk={walk} nearby={nearby} onOpen={onOpen} />;
}

type ViewProps = Omit<PanelProps, 'id'> & { readonly record: IncidentRecord };

/** Title, status, when, where, the two positions, figures, sources, links: UI.md, "The record". */
export function IncidentRecordView({ record, walk, nearby, onOpen }: ViewProps) {
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
      <NearbyList nearby={nearby} onOpen={onOpen} />
      <p className="record-foot">{t('record.recorded', { at: formatInstant(incident.recordedAt, 'utc') })}</p>
    </article>
  );
}
