import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import type { IncidentRecord, SourceShown } from '../../api/incidents/contract.ts';
import { fetchIncident } from '../api.ts';
import type { Nearby } from '../explore/nearby.ts';
import { EvidenceSection } from '../evidence/section.tsx';
import { HistorySection } from '../history/section.tsx';
import { StateNotice } from '../history/state-notice.tsx';
import { READER, useSession } from '../auth/session.ts';
import { useI18n } from '../i18n/index.tsx';
import { recordKey } from '../query-keys.ts';
import type { Beginning } from '../verification/beginning.ts';
import { Findings } from '../verification/findings.tsx';
import { useReadings } from '../verification/readings.ts';
import { Signatures } from '../verification/signatures.tsx';
import { Stand } from '../verification/stated.tsx';
import type { CaseOf } from '../verification/use-case.ts';
import { WaySoFar } from '../verification/way.tsx';
import type { Selection } from '../view.ts';
import { statusSentence } from './phrases.ts';
import { Figures } from './record-figures.tsx';
import { RecordHead, type Walk } from './record-head.tsx';
import { Links, NearbyList } from './record-links.tsx';
import { OtherStatements, Positions } from './record-positions.tsx';
import { Sources, type Grading } from './record-sources.tsx';
import { RecordAwaited } from './record-states.tsx';
import { When, Where } from './record-when-where.tsx';
import { StatusMark } from './status-mark.tsx';

const CaseSection = lazy(() =>
  import('../verification/case-section.tsx').then((module) => ({ default: module.CaseSection })),
);
const GradeSlot = lazy(() =>
  import('../verification/grade-form.tsx').then((module) => ({ default: module.GradeSlot })),
);

export type PanelProps = {
  readonly id: number;
  readonly walk: Walk;
  readonly nearby: readonly Nearby[];
  readonly onOpen: (selection: Selection) => void;
  /** As of when the record is shown; null is now. */
  readonly knownAt: string | null;
  readonly onKnownAt: (knownAt: string | null) => void;
  /** What whoever comes from the board wants to begin with. */
  readonly beginning?: Beginning;
};

/** How a record is asked for and kept: the service says when it has changed; what was shown stays until the other has come. */
export const oneRecord = {
  staleTime: Infinity,
  retry: false,
  networkMode: 'always',
  placeholderData: keepPreviousData,
} as const;

const nothing = (): void => undefined;
const NO_BEGINNING: Beginning = { doing: null, onBegun: nothing, onMerge: nothing };

/** The record of one incident, fetched whole when it is opened. */
export function IncidentPanel({ id, walk, nearby, onOpen, knownAt, onKnownAt, beginning = NO_BEGINNING }: PanelProps) {
  const selection: Selection = { collection: 'incidents', id };
  const record = useQuery({
    queryKey: recordKey(selection, knownAt),
    queryFn: ({ signal }) => fetchIncident(id, { knownAt, signal }),
    ...oneRecord,
  });
  const session = useSession().data ?? READER;
  const readings = useReadings(knownAt);
  const moment = { knownAt, onKnownAt };
  if (!record.data)
    return <RecordAwaited error={record.error} walk={walk} onRetry={() => void record.refetch()} {...moment} />;
  const history = <HistorySection selection={selection} {...moment} />;
  const incident = record.data.properties;
  // Of a past moment, and while somebody looks as another, nothing is decided; who reads as the public does has no part in it.
  const takesPart = session.kind === 'person' && session.seenAs === null && session.viewer !== 'public';
  const mayAct = takesPart && knownAt === null;
  return (
    <IncidentRecordView
      record={record.data}
      walk={walk}
      nearby={nearby}
      onOpen={onOpen}
      history={history}
      evidence={
        <EvidenceSection
          incidentId={incident.uid}
          evidence={incident.evidence}
          mayAttach={knownAt === null && incident.state === 'standing'}
          onAttached={() => void record.refetch()}
        />
      }
      readingWords={(readingId) => readings.find((reading) => reading.id === readingId)?.words ?? null}
      acts={
        mayAct ? (
          <Suspense fallback={null}>
            <CaseSection fid={id} incident={incident} beginning={beginning} />
          </Suspense>
        ) : null
      }
      grading={mayAct ? gradingOf(incident.sources, { fid: id, uid: incident.uid }) : {}}
    />
  );
}

type ViewProps = Pick<PanelProps, 'walk' | 'nearby' | 'onOpen'> & {
  readonly record: IncidentRecord;
  /** Its files, and where one is attached. */
  readonly evidence?: ReactNode;
  /** The record's history; it is asked for apart. */
  readonly history?: ReactNode;
  readonly readingWords?: (readingId: string) => string | null;
  /** What whoever is signed in may do to verify it. */
  readonly acts?: ReactNode;
  readonly grading?: Grading;
};

const notKnown = (): null => null;

/** The way to grade each source, for whoever may. */
function gradingOf(sources: readonly SourceShown[], of: CaseOf): Grading {
  return Object.fromEntries(
    sources.map((source) => [
      source.id,
      <Suspense key={source.id} fallback={null}>
        <GradeSlot of={of} source={source} />
      </Suspense>,
    ]),
  );
}

/** Title, status, when, where, the two positions, figures, sources, links: UI.md, "The record". */
export function IncidentRecordView(props: ViewProps) {
  const { record, walk, nearby, onOpen, evidence, history, acts, grading, readingWords = notKnown } = props;
  const i18n = useI18n();
  const { t, formatInstant } = i18n;
  const { geometry, properties: incident } = record;
  const type = t(`type.${incident.type}`);
  return (
    <article className="record" aria-labelledby="record-title">
      <RecordHead
        reference={incident.ref}
        title={incident.title}
        synthetic={incident.synthetic}
        level={incident.level}
        walk={walk}
      >
        <div className="record-chips">
          <span className="status-chip">
            <StatusMark status={incident.status} />
            {t(`status.${incident.status}`)}
          </span>
          {incident.underReview ? <span className="differ-chip">{t('way.chip-under-review')}</span> : null}
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
      <Positions
        statements={incident.statements}
        sources={incident.sources}
        stands={{ afg: <Stand party="afg" incident={incident} />, pak: <Stand party="pak" incident={incident} /> }}
      />
      <OtherStatements statements={incident.statements} sources={incident.sources} />
      <Figures statements={incident.statements} />
      <WaySoFar incident={incident} />
      <Findings incident={incident} readingWords={readingWords} />
      <Signatures signoffs={incident.verification.signoffs} />
      {acts}
      <Sources sources={incident.sources} grading={grading} />
      {evidence}
      <Links links={incident.links} onOpen={onOpen} />
      {history}
      <NearbyList nearby={nearby} onOpen={onOpen} />
      <p className="record-foot">{t('record.recorded', { at: formatInstant(incident.recordedAt, 'utc') })}</p>
    </article>
  );
}
