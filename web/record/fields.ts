import { v7 as uuidV7 } from 'uuid';
import type { AgreementWrite, Reading } from '../../api/agreements/contract.ts';
import type { AirspaceClaimWrite } from '../../api/airspace/contract.ts';
import type { StatusReportWrite } from '../../api/crossings/contract.ts';
import type { Language } from '../../api/geo/contract.ts';
import type { CasualtyFigure, Statement } from '../../api/accounts/contract.ts';
import type { IncidentWrite } from '../../api/incidents/contract.ts';
import type { SourceWrite } from '../../api/ingest/contract.ts';
import type { EditedKind } from '../../api/record/contract.ts';
import type { Clock } from '../i18n/formats.ts';
import { BLANK_PLACE, type PlaceEntry } from './place.ts';
import { BLANK_SPAN, NO_MOMENT, type Moment, type SpanEntry } from './span.ts';

/** A shape as it stands while somebody fills it in: what is plain may still be missing. */
type Open<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends string | number | boolean | null ? Shape[Key] | null : Shape[Key];
};
type Identified = { readonly id: string };

export type FigureFields = Open<Omit<CasualtyFigure, 'id'>> & Identified;
export type StatementFields = Open<Omit<Statement, 'id' | 'verbatim' | 'casualtyFigures' | 'sourceIds'>> &
  Identified & {
    readonly verbatim: { readonly text: string | null; readonly language: Language | null } | null;
    readonly sourceIds: readonly string[];
    readonly casualtyFigures: readonly FigureFields[];
  };
export type SourceFields = Open<Omit<SourceWrite, 'id'>> & Identified;

/** What every record on the map has. */
type PlacedFields = Identified & {
  readonly happened: SpanEntry;
  readonly where: PlaceEntry;
  readonly statements: readonly StatementFields[];
  readonly sourceIds: readonly string[];
};
type WithoutPlaced<Shape> = Omit<Shape, keyof PlacedFields>;

export type IncidentFields = Open<Omit<WithoutPlaced<IncidentWrite>, 'accountsDifferOn' | 'links'>> &
  PlacedFields & {
    readonly accountsDifferOn: IncidentWrite['accountsDifferOn'];
    readonly links: IncidentWrite['links'];
  };
export type AirspaceFields = Open<WithoutPlaced<AirspaceClaimWrite>> & PlacedFields;
export type StatusReportFields = Open<Omit<StatusReportWrite, 'id' | 'validFrom' | 'validTo' | 'sourceIds'>> &
  Identified & {
    readonly zone: Clock;
    readonly validFrom: Moment;
    readonly validTo: Moment;
    readonly sourceIds: readonly string[];
  };
export type ReadingFields = Open<Omit<Reading, 'id' | 'effectiveFrom' | 'effectiveFromLatest' | 'sourceIds'>> &
  Identified & { readonly start: SpanEntry; readonly sourceIds: readonly string[] };
export type AgreementFields = Open<
  Omit<AgreementWrite, 'id' | 'happenedFrom' | 'happenedTo' | 'readings' | 'statements' | 'sourceIds'>
> &
  Identified & {
    readonly happened: SpanEntry;
    readonly readings: readonly ReadingFields[];
    readonly statements: readonly StatementFields[];
    readonly sourceIds: readonly string[];
  };

/** The fields of each kind's form. */
export type FieldsOf = {
  incident: IncidentFields;
  'airspace-claim': AirspaceFields;
  'status-report': StatusReportFields;
  agreement: AgreementFields;
};

/** Ids are made where the record is made, in the order of time. */
export const newId = (): string => uuidV7();

const blankPlaced = (): PlacedFields => ({
  id: newId(),
  happened: BLANK_SPAN,
  where: BLANK_PLACE,
  statements: [],
  sourceIds: [],
});

const BLANKS: { readonly [Kind in EditedKind]: () => FieldsOf[Kind] } = {
  incident: () => ({
    ...blankPlaced(),
    ref: null,
    title: null,
    summary: null,
    type: null,
    status: 'reported',
    attribution: 'not-assessed',
    compliance: 'not-considered',
    timeNote: null,
    whereNote: null,
    accountsDifferOn: [],
    links: [],
    synthetic: false,
  }),
  'airspace-claim': () => ({
    ...blankPlaced(),
    ref: null,
    title: null,
    summary: null,
    type: null,
    status: 'reported',
    claimant: null,
    allegedOperator: null,
    trackBasis: null,
    weaponRelease: null,
    whereNote: null,
    incidentId: null,
    synthetic: false,
  }),
  'status-report': () => ({
    id: newId(),
    crossingId: null,
    controllingSide: null,
    channel: null,
    direction: null,
    state: null,
    basis: null,
    statedBy: null,
    zone: 'utc',
    validFrom: NO_MOMENT,
    validTo: NO_MOMENT,
    precision: 'day',
    note: null,
    sourceIds: [],
    synthetic: false,
  }),
  agreement: () => ({
    id: newId(),
    key: null,
    title: null,
    kind: null,
    summary: null,
    happened: BLANK_SPAN,
    parties: [],
    mediators: [],
    readings: [],
    statements: [],
    sourceIds: [],
    synthetic: false,
  }),
};

/** The empty form of a kind, with an id of its own. */
export function blankFields<Kind extends EditedKind>(kind: Kind): FieldsOf[Kind] {
  return BLANKS[kind]();
}

export function blankStatement(sourceIds: readonly string[]): StatementFields {
  return {
    id: newId(),
    speakerKind: null,
    party: null,
    speaker: null,
    channel: null,
    position: null,
    saidOn: null,
    paraphrase: null,
    verbatim: null,
    sourceIds: sourceIds.length === 1 ? sourceIds : [],
    casualtyFigures: [],
  };
}

export function blankFigure(): FigureFields {
  return {
    id: newId(),
    outcome: null,
    person: 'unknown',
    ofParty: null,
    low: null,
    best: null,
    high: null,
    note: null,
  };
}

export function blankSource(): SourceFields {
  return {
    id: newId(),
    kind: 'media',
    publisher: null,
    article: null,
    publishedOn: null,
    independenceGroup: null,
    note: null,
    synthetic: false,
  };
}

export function blankReading(sourceIds: readonly string[]): ReadingFields {
  return {
    id: newId(),
    key: null,
    label: null,
    heldBy: null,
    start: BLANK_SPAN,
    note: null,
    sourceIds: sourceIds.length === 1 ? sourceIds : [],
  };
}
