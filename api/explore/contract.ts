import { z } from 'zod';
import { Attribution, Compliance } from '../accounts/contract.ts';
import { AsKnownAt, IncidentTypes, SearchWords } from '../features/contract.ts';
import { Geometry, LOCATION_PRECISIONS, OCCURRENCE_STATUSES, TIME_PRECISIONS } from '../geo/contract.ts';
import { INCIDENT_TYPES, IncidentFeature, PartiesStated } from '../incidents/contract.ts';

/** Media type of an Apache Arrow IPC stream, as IANA lists it. */
export const ARROW_STREAM = 'application/vnd.apache.arrow.stream';

/**
 * The columns of the incidents, one row an incident as the viewer sees it, in this order; the order of the rows means nothing.
 *
 * | column | Arrow type | meaning |
 * |---|---|---|
 * | id | int64 | the feature's integer id, at most 2^47 |
 * | x, y | float32 | longitude, latitude of the point; of a grid cell its middle, which is nobody's place; NaN where neither |
 * | cell_degrees | float32 | side of the grid cell that stands for the place; 0: no cell |
 * | outline | int32 | index of the outline where the place is an area with an outline of its own; -1: none |
 * | uncertainty_m | int32 | the place lies within so many metres; -1: not told |
 * | happened_from | timestamp[s, UTC] | begin of a half-open range that is as wide as the uncertainty |
 * | happened_for | duration[s] | how long that range is: its end is happened_from + happened_for |
 * | time_precision … compliance | dictionary<int8, utf8> | COLUMN_DICTIONARIES, always whole and in that order |
 * | flags | uint8 | COLUMN_FLAGS, added up |
 * | ref_year, ref_ahead | uint16, uint32 | the reference, with id and the synthetic flag: see `referenceNumber` and `referenceOfColumns` |
 *
 * A place that is on no map has x = y = NaN, cell_degrees 0, outline -1. float32 holds a longitude to half a metre.
 *
 * Ends of ranges and numbers of references are told by their difference to a column beside them: many rows share it, and
 * what is equal costs nothing to send. A million rows that were numbered as they were imported take 9.3 MB as the public sees
 * them, and 12.3 MB as staff does (`npm run bench:columns`).
 */
export const COLUMN_NAMES = [
  'id',
  'x',
  'y',
  'cell_degrees',
  'outline',
  'uncertainty_m',
  'happened_from',
  'happened_for',
  'time_precision',
  'location_precision',
  'type',
  'status',
  'parties_stated',
  'attribution',
  'compliance',
  'flags',
  'ref_year',
  'ref_ahead',
] as const;
export type ColumnName = (typeof COLUMN_NAMES)[number];

/** The values of the dictionary columns: a column's number is the place of its value in these. */
export const COLUMN_DICTIONARIES = {
  time_precision: TIME_PRECISIONS,
  location_precision: LOCATION_PRECISIONS,
  type: INCIDENT_TYPES,
  status: OCCURRENCE_STATUSES,
  parties_stated: PartiesStated.options,
  attribution: Attribution.options,
  compliance: Compliance.options,
} as const satisfies Partial<Record<ColumnName, readonly string[]>>;
export type DictionaryColumn = keyof typeof COLUMN_DICTIONARIES;

/** The bits of `flags`. */
export const COLUMN_FLAGS = { accountsDiffer: 1, overdue: 2, underReview: 4, synthetic: 8, generalised: 16 } as const;

/** The widest square, in degrees, that is told as a cell; a wider one is an area with an outline. */
export const WIDEST_CELL_DEGREES = 1;

const REF_NUMBERS = 2 ** 32;

/** How far the number of a reference is ahead of the id of its record, in numbers of 32 bits; column ref_ahead. */
export function referenceAhead(id: number, number: number): number {
  return (number - (id % REF_NUMBERS) + REF_NUMBERS) % REF_NUMBERS;
}

/** The number of the reference of a record: `(id + ref_ahead) mod 2^32`. */
export function referenceNumber(id: number, ahead: number): number {
  return (id + ahead) % REF_NUMBERS;
}

/** The reference that the columns flags and ref_year, and its number, tell. */
export function referenceOfColumns(flags: number, year: number, number: number): string {
  const mark = (flags & COLUMN_FLAGS.synthetic) === 0 ? 'DL' : 'SYN';
  return `${mark}-${String(year).padStart(4, '0')}-${String(number).padStart(6, '0')}`;
}

/** What the schema of an answer says in its metadata; each a string. */
export const COLUMN_METADATA = {
  /** Names this state of the columns for this class of viewer. */
  version: 'version',
  /** The version that a delta builds on; not there in a whole answer. */
  since: 'since',
  /** In a delta: JSON array of the ids that are no longer there. */
  removed: 'removed',
  /** The moment that was asked about; not there for now. */
  asKnownAt: 'asKnownAt',
} as const;

/** Names a state of the columns; only ever taken from an answer. The same for everybody of one class of viewer. */
export const Version = z
  .string()
  .regex(/^[\w-]{22}$/, { error: 'is taken from an answer as it stands; begin again without it' });

/** How many features `rows` gives at once. */
export const MOST_ROWS = 100;

export const ColumnsQuery = z.strictObject({
  asKnownAt: AsKnownAt.optional(),
  since: Version.optional().meta({
    description:
      'A version that is held: the answer is a delta, in which each row is new or replaces the one with its id. Where that version is not known here, the answer is the whole.',
  }),
  version: Version.optional().meta({
    description: 'Only this version, which can be kept for ever; a problem (404) where it is no longer held.',
  }),
  for: z.enum(['page']).optional().meta({
    description:
      'Asked on behalf of a page: where there are more incidents than the operator lets a browser hold, the answer is no stream but JSON that says how many, and the page asks /explore/counts and /explore/bins instead.',
  }),
});

export const OutlinesQuery = ColumnsQuery.omit({ since: true, for: true });

/** Incidents up to which a page holds them all itself, unless the operator says otherwise: some 300 MB of it. */
export const DEFAULT_MOST_IN_BROWSER = 2_000_000;

/** In place of the columns: how many incidents there are where they are more than a browser is to hold. */
export const TooManyToHold = z.object({ total: z.int().nonnegative(), version: Version });
export type TooManyToHold = z.infer<typeof TooManyToHold>;

export const MatchingQuery = z.strictObject({ asKnownAt: AsKnownAt.optional(), q: SearchWords });

/** How many incidents `found` gives at once. */
const MOST_FOUND = 50;

export const FoundQuery = z.strictObject({
  asKnownAt: AsKnownAt.optional(),
  q: SearchWords,
  type: IncidentTypes.optional(),
  limit: z
    .string()
    .transform((text, context): number => {
      if (/^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= MOST_FOUND) return Number(text);
      context.addIssue({ code: 'custom', message: `must be a whole number from 1 to ${MOST_FOUND}` });
      return z.NEVER;
    })
    .optional()
    .meta({ type: 'integer', minimum: 1, maximum: MOST_FOUND, default: 10, description: 'The most incidents.' }),
});

export const SummaryQuery = z.strictObject({ asKnownAt: AsKnownAt.optional() });

const IDS_RULE = `must be one to ${MOST_ROWS} whole numbers with commas between them`;
const UIDS_RULE = `must be one to ${MOST_ROWS} UUIDs with commas between them`;

/** A comma list of one to MOST_ROWS ids, each as `read` takes it; undefined where one is none. */
function idList<Id>(read: (text: string) => Id | undefined, message: string) {
  return z.string().transform((text, context): Id[] => {
    const parts = text.split(',');
    const ids = parts.length <= MOST_ROWS ? parts.map(read).filter((id) => id !== undefined) : [];
    if (ids.length === parts.length) return ids;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

const listed = { minItems: 1, maxItems: MOST_ROWS, param: { style: 'form', explode: false } } as const;

export const RowsQuery = z
  .strictObject({
    asKnownAt: AsKnownAt.optional(),
    ids: idList((text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined), IDS_RULE)
      .optional()
      .meta({
        ...listed,
        type: 'array',
        items: { type: 'integer' },
        description: 'The ids of incidents, as the column `id` has them. Either these or `uids`.',
      }),
    uids: idList((text) => z.uuid().safeParse(text).data, UIDS_RULE)
      .optional()
      .meta({
        ...listed,
        type: 'array',
        items: { type: 'string', format: 'uuid' },
        description: 'The uids of incidents, by which records name each other. Either these or `ids`.',
      }),
  })
  .refine(({ ids, uids }) => (ids === undefined) !== (uids === undefined), {
    path: ['ids'],
    error: 'give either ids or uids',
    // Of a parameter that is wrong in itself, that is said alone.
    when: ({ issues }) => issues.length === 0,
  });

/** The outlines that rows of a version refer to. An index is kept for as long as versions follow on one another. */
export const Outlines = z
  .object({ outlines: z.array(z.object({ index: z.int().nonnegative(), geometry: Geometry })) })
  .meta({ id: 'Outlines' });
export type Outlines = z.infer<typeof Outlines>;

/** Incidents in the order asked for; ids that are not there, or that the viewer may not see, are absent. */
export const IncidentRows = z.object({ type: z.literal('FeatureCollection'), features: z.array(IncidentFeature) });

/** All incidents as one: how many there are, when the present state of each was recorded, whether any is invented. */
export const IncidentSummary = z
  .object({
    total: z.int().nonnegative(),
    /** The first and the last moment of recording; null where there is none. */
    earliestRecordedAt: z.iso.datetime().nullable(),
    latestRecordedAt: z.iso.datetime().nullable(),
    synthetic: z.boolean(),
  })
  .meta({ id: 'IncidentSummary' });
export type IncidentSummary = z.infer<typeof IncidentSummary>;
