import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PARTIES } from '../../api/geo/contract.ts';
import type { CrossingRecord, StatusReportShown } from '../../api/crossings/contract.ts';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { fetchCrossing } from '../api.ts';
import { HistorySection } from '../history/section.tsx';
import { StateNotice } from '../history/state-notice.tsx';
import { useI18n } from '../i18n/index.tsx';
import { oneRecord, type PanelProps } from '../incidents/panel.tsx';
import { distanceWords, generalisedWords } from '../incidents/phrases.ts';
import { RecordHead } from '../incidents/record-head.tsx';
import { NearbyList } from '../incidents/record-links.tsx';
import { SourceMarks, Sources } from '../incidents/record-sources.tsx';
import { RecordAwaited } from '../incidents/record-states.tsx';
import { AlsoSpelt } from '../incidents/record-when-where.tsx';
import { recordKey } from '../query-keys.ts';
import type { Selection } from '../view.ts';
import { dayBegunAt, dayEndedAt, headlineWords } from './headline.ts';

/** The record of one crossing point, fetched whole when it is opened. */
export function CrossingPanel({ id, walk, nearby, onOpen, knownAt, onKnownAt }: PanelProps) {
  const selection: Selection = { collection: 'crossings', id };
  const record = useQuery({
    queryKey: recordKey(selection, knownAt),
    queryFn: ({ signal }) => fetchCrossing(id, { knownAt, signal }),
    ...oneRecord,
  });
  const moment = { knownAt, onKnownAt };
  if (!record.data)
    return <RecordAwaited error={record.error} walk={walk} onRetry={() => void record.refetch()} {...moment} />;
  const history = <HistorySection selection={selection} {...moment} />;
  return <CrossingRecordView record={record.data} walk={walk} nearby={nearby} onOpen={onOpen} history={history} />;
}

type ViewProps = Pick<PanelProps, 'walk' | 'nearby' | 'onOpen'> & {
  readonly record: CrossingRecord;
  /** The record's history; it is asked for apart. */
  readonly history?: ReactNode;
};

/** Names by side, headline, every report as channel by direction by side, and how well the place is known. */
export function CrossingRecordView({ record, walk, nearby, onOpen, history }: ViewProps) {
  const i18n = useI18n();
  const { t, formatInstant } = i18n;
  const { geometry, properties: crossing } = record;
  const placeWords =
    geometry === null
      ? t('not-on-map.no-coordinate')
      : t('crossing.within', { distance: distanceWords(i18n, crossing.uncertaintyMetres ?? 0) });
  const generalised = generalisedWords(i18n, record);
  return (
    <article className="record" aria-labelledby="record-title">
      <RecordHead
        reference={crossing.ref}
        title={crossing.name}
        synthetic={crossing.synthetic}
        level={crossing.level}
        walk={walk}
      >
        <p className="headline">{headlineWords(i18n, crossing)}</p>
        {crossing.statusAsOf === null ? null : <p className="status-sentence">{t('crossing.no-later-report')}</p>}
      </RecordHead>
      <StateNotice collection="crossings" state={crossing.state} mergedInto={null} onOpen={onOpen} />
      <section className="record-section">
        <h3>{t('crossing.sides')}</h3>
        <div className="positions">
          {PARTIES.map((side) => (
            <div key={side} className="position">
              <h4>{t(`side.${side}`)}</h4>
              <p>
                <bdi>{crossing.nameBySide[side] ?? t('crossing.no-own-name')}</bdi>
              </p>
              <p className="fact-note">
                <bdi>{crossing.areaBySide[side] ?? t('crossing.no-area')}</bdi>
              </p>
            </div>
          ))}
        </div>
      </section>
      <dl className="facts">
        <dt>{t('crossing.standing')}</dt>
        <dd>
          <span className="fact">{t(`standing.${crossing.type}`)}</span>
          {crossing.typeNote === null ? null : (
            <span className="fact-note" dir="auto">
              {crossing.typeNote}
            </span>
          )}
        </dd>
        <dt>{t('record.where')}</dt>
        <dd>
          <span className="fact">{placeWords}</span>
          {generalised === null ? null : <span className="fact-note">{generalised}</span>}
          {crossing.otherNames.length === 0 ? null : (
            <span className="fact-note">
              <AlsoSpelt names={crossing.otherNames} />
            </span>
          )}
          {crossing.whereNote === null ? null : (
            <span className="fact-note" dir="auto">
              {crossing.whereNote}
            </span>
          )}
        </dd>
      </dl>
      <Reports reports={crossing.reports} sources={crossing.sources} />
      <Sources sources={crossing.sources} />
      {history}
      <NearbyList nearby={nearby} onOpen={onOpen} />
      <p className="record-foot">{t('record.recorded', { at: formatInstant(crossing.recordedAt, 'utc') })}</p>
    </article>
  );
}

type ReportsProps = { readonly reports: readonly StatusReportShown[]; readonly sources: readonly SourceShown[] };

/** Every report on its own: announced, observed and reported by others are never merged into one state. */
function Reports({ reports, sources }: ReportsProps) {
  const { t, formatDay } = useI18n();
  const newestFirst = [...reports].sort((a, b) => Date.parse(b.validFrom) - Date.parse(a.validFrom));
  return (
    <section className="record-section">
      <h3>{t('crossing.reports')}</h3>
      {newestFirst.length === 0 ? <p className="position-none">{t('crossing.no-reports')}</p> : null}
      <ul className="reports">
        {newestFirst.map((report) => (
          <li key={report.id}>
            <p className="report-head">
              <span className="fact">{t(`channel.${report.channel}`)}</span>
              {report.recordState === 'standing' ? (
                <span className={`state state-${report.state}`}>{t(`state.${report.state}`)}</span>
              ) : (
                <span className="state">{t(`history.state-${report.recordState}`)}</span>
              )}
            </p>
            <p className="fact-note">
              {[
                t(`direction.${report.direction}`),
                report.controllingSide === null ? t('crossing.side-not-stated') : t(`side.${report.controllingSide}`),
              ].join(' · ')}
            </p>
            <p className="fact-note">
              {report.validTo === null
                ? t('crossing.from', { day: formatDay(dayBegunAt(report.validFrom)) })
                : t('crossing.from-to', {
                    from: formatDay(dayBegunAt(report.validFrom)),
                    to: formatDay(dayEndedAt(report.validTo)),
                  })}
            </p>
            <p className="fact-note">
              {t(`basis.${report.basis}`)} · <bdi>{report.statedBy}</bdi>{' '}
              <SourceMarks ids={report.sourceIds} sources={sources} />
            </p>
            {report.note === null ? null : (
              <p className="fact-note" dir="auto">
                {report.note}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
