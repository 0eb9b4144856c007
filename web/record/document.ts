import type { AgreementWrite } from '../../api/agreements/contract.ts';
import type { AirspaceClaimWrite } from '../../api/airspace/contract.ts';
import type { StatusReportWrite } from '../../api/crossings/contract.ts';
import type { IncidentWrite } from '../../api/incidents/contract.ts';
import type { EditedKind } from '../../api/record/contract.ts';
import { blankFields, type FieldsOf, type StatementFields } from './fields.ts';
import { placeOf, whereOf } from './place.ts';
import {
  clockOfMidnights,
  instantOfMoment,
  momentOfInstant,
  NO_MOMENT,
  rangeOfSpan,
  spanOfRange,
  type Moment,
  type SpanEntry,
} from './span.ts';

/** A record as JSON, its parts not looked into. */
export type Document = Readonly<Record<string, unknown>>;

/** Texts without blanks at their ends, and null where nothing is left; a speaker's own words stay as they are. */
function tidy(value: unknown, name = ''): unknown {
  if (typeof value === 'string') return name === 'text' ? value : value.trim() === '' ? null : value.trim();
  if (Array.isArray(value)) return value.map((part) => tidy(part));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, tidy(part, key)]));
}

const happenedOf = (span: SpanEntry) => ({ ...rangeOfSpan(span), precision: span.precision });

function statementsOf(statements: readonly StatementFields[]): unknown[] {
  return statements.map((said) => ({
    ...said,
    // Who spoke for a party is asked for exactly there.
    party: said.speakerKind === 'party' ? said.party : null,
    verbatim: said.verbatim === null || (said.verbatim.text ?? '') === '' ? null : said.verbatim,
  }));
}

/** The last moment of a report: the end of the day where no time is given. */
function endOf({ day, time }: Moment, zone: FieldsOf['status-report']['zone']): string | null {
  if (day === '') return null;
  const at = instantOfMoment({ day, time }, zone);
  if (at === null || time !== '') return at;
  return new Date(Date.parse(at) + 86_400_000).toISOString().replace('.000Z', 'Z');
}

const WRITERS: { readonly [Kind in EditedKind]: (fields: FieldsOf[Kind]) => unknown } = {
  incident: (fields) => ({
    ...fields,
    happened: happenedOf(fields.happened),
    where: whereOf(fields.where),
    statements: statementsOf(fields.statements),
  }),
  'airspace-claim': (fields) => ({
    ...fields,
    happened: happenedOf(fields.happened),
    where: whereOf(fields.where),
    statements: statementsOf(fields.statements),
  }),
  'status-report': ({ zone, ...fields }) => ({
    ...fields,
    validFrom: instantOfMoment(fields.validFrom, zone),
    validTo: endOf(fields.validTo, zone),
  }),
  agreement: ({ happened, readings, ...fields }) => {
    const range = rangeOfSpan(happened);
    return {
      ...fields,
      happenedFrom: range.from,
      happenedTo: range.to,
      readings: readings.map(({ start, ...reading }) => {
        const { from, to } = rangeOfSpan(start);
        return { ...reading, effectiveFrom: from, effectiveFromLatest: to };
      }),
      statements: statementsOf(fields.statements),
    };
  },
};

/** The document that the fields of a form make; it parses as the kind's contract once nothing is missing. */
export function documentOf<Kind extends EditedKind>(kind: Kind, fields: FieldsOf[Kind]): Document {
  return tidy(WRITERS[kind](fields)) as Document;
}

const withEnd = (from: string, to: string): SpanEntry => spanOfRange({ from, to, precision: lengthOf(from, to) });

/** An agreement names no precision: a whole day reads as a day, anything else by both of its ends. */
function lengthOf(from: string, to: string): 'minute' | 'day' | 'longer' {
  const milliseconds = Date.parse(to) - Date.parse(from);
  return milliseconds === 86_400_000 ? 'day' : milliseconds === 60_000 ? 'minute' : 'longer';
}

function placedFields(document: Partial<IncidentWrite> | Partial<AirspaceClaimWrite>) {
  return {
    ...(document.happened ? { happened: spanOfRange(document.happened) } : {}),
    ...(document.where ? { where: placeOf(document.where) } : {}),
  };
}

const READERS: { readonly [Kind in EditedKind]: (document: Document) => Partial<FieldsOf[Kind]> } = {
  incident: (document) => {
    const { happened: _, where: __, ...plain } = document as Partial<IncidentWrite>;
    return { ...plain, ...placedFields(document) };
  },
  'airspace-claim': (document) => {
    const { happened: _, where: __, ...plain } = document as Partial<AirspaceClaimWrite>;
    return { ...plain, ...placedFields(document) };
  },
  'status-report': (document) => {
    const { validFrom, validTo, ...plain } = document as Partial<StatusReportWrite>;
    const zone = clockOfMidnights([validFrom, validTo].filter((at) => typeof at === 'string'));
    return {
      ...plain,
      zone,
      validFrom: validFrom ? momentOfInstant(validFrom, zone) : NO_MOMENT,
      validTo: validTo ? lastMomentOf(validTo, zone) : NO_MOMENT,
    };
  },
  agreement: (document) => {
    const { happenedFrom, happenedTo, readings, ...plain } = document as Partial<AgreementWrite>;
    return {
      ...plain,
      ...(happenedFrom && happenedTo ? { happened: withEnd(happenedFrom, happenedTo) } : {}),
      readings: (readings ?? []).map(({ effectiveFrom, effectiveFromLatest, ...reading }) => ({
        ...reading,
        start: withEnd(effectiveFrom, effectiveFromLatest),
      })),
    };
  },
};

/** The day that an end at midnight closes, or the moment that it is. */
function lastMomentOf(instant: string, zone: FieldsOf['status-report']['zone']): Moment {
  const moment = momentOfInstant(instant, zone);
  if (moment.time !== '') return moment;
  return momentOfInstant(new Date(Date.parse(instant) - 86_400_000).toISOString(), zone);
}

/** A record as the fields of its form; what a reader may not see is left blank. */
export function fieldsOf<Kind extends EditedKind>(kind: Kind, document: Document): FieldsOf[Kind] {
  const read = Object.entries(READERS[kind](document)).filter(([, value]) => value !== undefined);
  return { ...blankFields(kind), ...(Object.fromEntries(read) as Partial<FieldsOf[Kind]>) };
}
