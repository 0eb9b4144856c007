import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AirspaceClaimRecord } from '../../api/airspace/contract.ts';
import { fetchAirspaceClaim } from '../api.ts';
import { HistorySection } from '../history/section.tsx';
import { StateNotice } from '../history/state-notice.tsx';
import { useI18n } from '../i18n/index.tsx';
import { oneRecord, type PanelProps } from '../incidents/panel.tsx';
import { statusSentence } from '../incidents/phrases.ts';
import { Figures } from '../incidents/record-figures.tsx';
import { RecordHead } from '../incidents/record-head.tsx';
import { NearbyList } from '../incidents/record-links.tsx';
import { OtherStatements, Positions } from '../incidents/record-positions.tsx';
import { Sources } from '../incidents/record-sources.tsx';
import { RecordAwaited } from '../incidents/record-states.tsx';
import { When, Where } from '../incidents/record-when-where.tsx';
import { recordKey } from '../query-keys.ts';
import type { Selection } from '../view.ts';
import { ClaimMark } from './claim-mark.tsx';

/** The record of one airspace claim, fetched whole when it is opened. */
export function AirspaceClaimPanel({ id, walk, nearby, onOpen, knownAt, onKnownAt }: PanelProps) {
  const selection: Selection = { collection: 'airspace-claims', id };
  const record = useQuery({
    queryKey: recordKey(selection, knownAt),
    queryFn: ({ signal }) => fetchAirspaceClaim(id, { knownAt, signal }),
    ...oneRecord,
  });
  const moment = { knownAt, onKnownAt };
  if (!record.data)
    return <RecordAwaited error={record.error} walk={walk} onRetry={() => void record.refetch()} {...moment} />;
  const history = <HistorySection selection={selection} {...moment} />;
  return <AirspaceClaimRecordView record={record.data} walk={walk} nearby={nearby} onOpen={onOpen} history={history} />;
}

type ViewProps = Pick<PanelProps, 'walk' | 'nearby' | 'onOpen'> & {
  readonly record: AirspaceClaimRecord;
  /** The record's history; it is asked for apart. */
  readonly history?: ReactNode;
};

/** A claim of one party about the other's aircraft: who states it, what it rests on, and what both parties stated. */
export function AirspaceClaimRecordView({ record, walk, nearby, onOpen, history }: ViewProps) {
  const i18n = useI18n();
  const { t, formatInstant } = i18n;
  const { geometry, properties: claim } = record;
  return (
    <article className="record" aria-labelledby="record-title">
      <RecordHead reference={claim.ref} title={claim.title} synthetic={claim.synthetic} level={claim.level} walk={walk}>
        <div className="record-chips">
          <span className="status-chip">
            <ClaimMark status={claim.status} />
            {t(`status.${claim.status}`)}
          </span>
        </div>
        <p className="status-sentence">{statusSentence(i18n, t('airspace.overflight'), claim)}</p>
      </RecordHead>
      <StateNotice collection="airspace-claims" state={claim.state} mergedInto={claim.mergedInto} onOpen={onOpen} />
      {claim.summary === null ? null : (
        <p className="summary" dir="auto">
          {claim.summary}
        </p>
      )}
      <dl className="facts">
        <When happened={claim} note={null} />
        <Where geometry={geometry} placed={claim} note={claim.whereNote} />
        <dt>{t('airspace.stated-by')}</dt>
        <dd>
          <span className="fact">{t(`party.${claim.claimant}`)}</span>
        </dd>
        <dt>{t('airspace.operator')}</dt>
        <dd>
          <span className="fact">
            {claim.allegedOperator === null ? t('app.not-stated') : t(`party.${claim.allegedOperator}`)}
          </span>
          <span className="fact-note">{t('airspace.operator-note')}</span>
        </dd>
        <dt>{t('airspace.object')}</dt>
        <dd>
          <span className="fact">{t(`object.${claim.type}`)}</span>
          <span className="fact-note">{t(`release.${claim.weaponRelease}`)}</span>
        </dd>
        <dt>{t('airspace.track')}</dt>
        <dd>
          <span className="fact">{t(`track.${claim.trackBasis}`)}</span>
        </dd>
      </dl>
      <Positions statements={claim.statements} sources={claim.sources} />
      <OtherStatements statements={claim.statements} sources={claim.sources} />
      <Figures statements={claim.statements} />
      {claim.incident === null ? null : <LinkedIncident incident={claim.incident} onOpen={onOpen} />}
      <Sources sources={claim.sources} />
      {history}
      <NearbyList nearby={nearby} onOpen={onOpen} />
      <p className="record-foot">{t('record.recorded', { at: formatInstant(claim.recordedAt, 'utc') })}</p>
    </article>
  );
}

type LinkedProps = {
  readonly incident: NonNullable<AirspaceClaimRecord['properties']['incident']>;
  readonly onOpen: PanelProps['onOpen'];
};

/** The incident together with which the claim was made: two linked records, not one (DOMAIN.md 4.1). */
function LinkedIncident({ incident, onOpen }: LinkedProps) {
  const { t } = useI18n();
  return (
    <section className="record-section">
      <h3>{t('links.title')}</h3>
      <ul className="links">
        <li>
          <span className="fact-note">{t('airspace.made-with')}</span>
          <button type="button" className="link" onClick={() => onOpen({ collection: 'incidents', id: incident.id })}>
            {incident.title}
          </button>
          <span className="reference">{incident.ref}</span>
        </li>
      </ul>
    </section>
  );
}
