import { z } from 'zod';
import { Attribution, Compliance } from '../accounts/contract.ts';
import { AirspaceClaimFeature, AIRSPACE_OBJECTS } from '../airspace/contract.ts';
import { CrossingFeature, CROSSING_TYPES, HEADLINES } from '../crossings/contract.ts';
import { foldText, OCCURRENCE_STATUSES } from '../geo/contract.ts';
import {
  CATEGORIES,
  INCIDENT_TYPES,
  IncidentFeature,
  POSITIONS_SAID,
  type PositionsSaid,
} from '../incidents/contract.ts';

/** The collections that are served, by their id in the address. */
export const COLLECTION_IDS = ['incidents', 'airspace-claims', 'crossings'] as const;
export const CollectionId = z.enum(COLLECTION_IDS);
export type CollectionId = z.infer<typeof CollectionId>;

export const DEFAULT_LIMIT = 100;
export const MOST_ITEMS = 10_000;
/** Letters of a text search; longer ones are pasted by mistake. */
export const MOST_SEARCH_LETTERS = 200;

/** The instants between which dates are kept: PostgreSQL has no year 0000, and clients send it for "from the beginning". */
const FIRST_YEAR = 1;
const LAST_YEAR = 9998;

/** West, south, east, north in degrees; west is greater than east where the box crosses the 180th meridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

const BOX_RULE =
  'must be four numbers west,south,east,north in degrees (or six with heights, which are ignored): longitudes -180 to 180, latitudes -90 to 90, south not above north';

function boxOf(text: string): Box | null {
  const numbers = text
    .split(',')
    .map((part) => (/^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*$/.test(part) ? Number(part) : NaN));
  const [west, south, east, north] =
    numbers.length === 6 ? [numbers[0], numbers[1], numbers[3], numbers[4]] : numbers.length === 4 ? numbers : [];
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  if (!numbers.every(Number.isFinite)) return null;
  const onEarth = Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90 && Math.abs(north) <= 90;
  return onEarth && south <= north ? [west, south, east, north] : null;
}

/** OGC API - Features Part 1, 7.15.3. */
export const BoxParameter = z
  .string()
  .transform((text, context): Box => {
    const box = boxOf(text);
    if (box) return box;
    context.addIssue({ code: 'custom', message: BOX_RULE });
    return z.NEVER;
  })
  .meta({
    type: 'array',
    items: { type: 'number' },
    minItems: 4,
    maxItems: 6,
    description: 'Only items whose geometry meets this box: west,south,east,north in WGS 84 degrees.',
    param: { style: 'form', explode: false },
  });

/** A range of time; null is open. `toIncluded` tells whether `to` itself belongs to it. */
export interface AskedDuring {
  from: string | null;
  to: string | null;
  toIncluded: boolean;
}

const DATETIME_RULE =
  'must be an RFC 3339 date or date-time, or an interval from/to in which ".." or nothing stands for an open end, from not after to; example: 2025-10-09/2025-11-06T06:00:00Z';

const PlainDate = z.iso.date();
const PlainInstant = z.iso.datetime({ offset: true });

/** The first and the last moment that a date or date-time stands for; null when it is neither. */
function momentsOf(text: string): { first: string; last: string; whole: boolean } | null {
  if (PlainDate.safeParse(text).success) {
    const start = `${text}T00:00:00Z`;
    return { first: start, last: new Date(Date.parse(start) + 86_400_000).toISOString(), whole: true };
  }
  return PlainInstant.safeParse(text.toUpperCase()).success ? { first: text, last: text, whole: false } : null;
}

/** Far past and far future are open ends: QGIS writes them as the years 0000 and 9999. */
function endOf(text: string): 'open' | ReturnType<typeof momentsOf> {
  if (text === '' || text === '..') return 'open';
  const year = /^(\d{4})-/.exec(text)?.[1];
  const moments = momentsOf(text);
  if (year === '0000' && momentsOf(`2000${text.slice(4)}`)) return 'open';
  if (moments && (Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR)) return 'open';
  return moments;
}

function duringOf(text: string): AskedDuring | null {
  const parts = text.split('/');
  const [from, to] = [parts[0] ?? '', parts.length === 1 ? (parts[0] ?? '') : (parts[1] ?? '')];
  if (parts.length > 2 || (parts.length === 1 && (from === '' || from === '..'))) return null;
  const [begin, end] = [endOf(from), endOf(to)];
  if (begin === null || end === null) return null;
  const during: AskedDuring = {
    from: begin === 'open' ? null : begin.first,
    to: end === 'open' ? null : end.last,
    toIncluded: end !== 'open' && !end.whole,
  };
  const backwards = begin !== 'open' && end !== 'open' && Date.parse(begin.first) > Date.parse(end.first);
  return backwards ? null : during;
}

/** OGC API - Features Part 1, 7.15.4. An item matches when its uncertain range overlaps. */
export const DatetimeParameter = z
  .string()
  .transform((text, context): AskedDuring => {
    const during = duringOf(text);
    if (during) return during;
    context.addIssue({ code: 'custom', message: DATETIME_RULE });
    return z.NEVER;
  })
  .meta({
    type: 'string',
    description:
      'Only items whose range of time overlaps this date, date-time or interval. The range is as wide as the uncertainty: a report dated to a day overlaps any moment of it.',
  });

/** OGC API - Features Part 1, 7.15.2: more than the maximum is no error, the maximum is used. */
export const LimitParameter = z
  .string()
  .transform((text, context): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Math.min(Number(text), MOST_ITEMS);
    context.addIssue({
      code: 'custom',
      message: `must be a whole number from 1; more than ${MOST_ITEMS} gives ${MOST_ITEMS}`,
    });
    return z.NEVER;
  })
  .meta({
    type: 'integer',
    minimum: 1,
    maximum: MOST_ITEMS,
    default: DEFAULT_LIMIT,
    description: 'The most items on one page.',
  });

/** A comma list out of a closed set; repeats are dropped. */
function commaList<const Value extends string>(values: readonly Value[], description: string) {
  return z
    .string()
    .transform((text, context): Value[] => {
      const asked = [...new Set(text.split(',').map((part) => part.trim()))];
      const known = values.filter((value) => asked.includes(value));
      const unknown = asked.filter((part) => !(values as readonly string[]).includes(part));
      if (unknown.length === 0) return known;
      context.addIssue({
        code: 'custom',
        message: `unknown value ${unknown.map((part) => `"${part.slice(0, 40)}"`).join(', ')}; allowed: ${values.join(', ')}`,
      });
      return z.NEVER;
    })
    .meta({
      type: 'array',
      items: { type: 'string', enum: [...values] },
      description,
      param: { style: 'form', explode: false },
    });
}

const FLAGS = { true: true, false: false } as const;

/** Yes or no. */
function flag<const Values extends keyof typeof FLAGS>(values: readonly Values[], description: string) {
  return z
    .enum(values, { error: `must be ${values.join(' or ')}` })
    .transform((value) => FLAGS[value])
    .meta({ type: 'boolean', enum: values.map((value) => FLAGS[value]), description });
}

/** RFC 3339: what was on record at that moment, as whoever asks could have seen it then and may still see it. */
export const AsKnownAt = z.iso
  .datetime({ offset: true, error: 'must be an RFC 3339 date-time with an offset; example: 2025-11-06T06:00:00Z' })
  .refine((text) => Number.isFinite(Date.parse(text)) && Number(text.slice(0, 4)) >= 1, {
    error: 'must be a moment that exists',
  })
  .meta({
    description:
      'Answers with what was on record at this moment. What has been restricted since is absent; later corrections are not seen. A moment that has not been yet is refused.',
  });

/** Words to look for, as PostgreSQL's index finds them: folded alike on both sides. */
export const SearchWords = z
  .string()
  .max(MOST_SEARCH_LETTERS, { error: `must hold at most ${MOST_SEARCH_LETTERS} letters` })
  .refine((text) => foldText(text) !== '', { error: 'must hold at least one letter or digit' })
  .meta({
    description:
      'Only items in which every one of these words stands: in the reference, title, summary or any spelling of a place name. Case, diacritics and letter variants are folded: Margha finds Marghah, طورخم finds تورخم.',
  });

export const IncidentTypes = commaList(
  [...CATEGORIES, ...INCIDENT_TYPES],
  'Only these types or categories of incident.',
);

const common = {
  asKnownAt: AsKnownAt.optional(),
  bbox: BoxParameter.optional(),
  datetime: DatetimeParameter.optional(),
  limit: LimitParameter.optional(),
  q: SearchWords.optional(),
  after: z
    .string()
    .regex(/^\d{1,18}\.[\w-]{16}$/, { error: 'is taken from a "next" link as it stands; begin again without it' })
    .optional()
    .meta({ description: 'Where the page begins; only ever taken from a "next" link.' }),
  f: z.enum(['json']).optional().meta({ description: 'The format; there is only json.' }),
};

/** What `items` of each collection may be asked. */
export const ITEMS_QUERIES = {
  incidents: z.strictObject({
    ...common,
    type: IncidentTypes.optional(),
    status: commaList(OCCURRENCE_STATUSES, 'Only these verification statuses.').optional(),
    positions: commaList(
      POSITIONS_SAID,
      'Only incidents of which both parties, one party or none has a statement on record, or on which accounts differ. Which party is the one is not asked.',
    ).optional(),
    attribution: commaList(Attribution.options, 'Only these answers to who did it.').optional(),
    compliance: commaList(Compliance.options, 'Only these answers to whether a provision was broken.').optional(),
    overdue: flag(
      ['true', 'false'],
      'Whether a party has not answered in time, or a suspension is past its review.',
    ).optional(),
    underReview: flag(['true', 'false'], 'Whether it was opened again and is not decided anew.').optional(),
    mine: flag(
      ['true'],
      'Only incidents that whoever asks has submitted, leads the verification of, or has to act on. For those who have signed in.',
    ).optional(),
  }),
  'airspace-claims': z.strictObject({
    ...common,
    type: commaList(AIRSPACE_OBJECTS, 'Only claims about these kinds of object.').optional(),
    status: commaList(OCCURRENCE_STATUSES, 'Only these verification statuses.').optional(),
  }),
  crossings: z.strictObject({
    ...common,
    type: commaList(CROSSING_TYPES, 'Only crossings of this standing, as a source lists it.').optional(),
    status: commaList(HEADLINES, 'Only crossings with these headlines, as last reported.').optional(),
  }),
} as const satisfies Record<CollectionId, z.ZodType>;

/** A query of `items`, parsed, whichever the collection. */
export interface ItemsQuery {
  bbox?: Box | undefined;
  datetime?: AskedDuring | undefined;
  limit?: number | undefined;
  q?: string | undefined;
  after?: string | undefined;
  asKnownAt?: string | undefined;
  type?: readonly string[] | undefined;
  status?: readonly string[] | undefined;
  positions?: readonly PositionsSaid[] | undefined;
  attribution?: readonly Attribution[] | undefined;
  compliance?: readonly Compliance[] | undefined;
  overdue?: boolean | undefined;
  underReview?: boolean | undefined;
  mine?: boolean | undefined;
}

export const ItemQuery = z.strictObject({ asKnownAt: common.asKnownAt, f: common.f });
export const FormatQuery = z.strictObject({ f: common.f });

export const Link = z
  .object({
    href: z.string(),
    rel: z.string(),
    type: z.string().optional(),
    title: z.string().optional(),
  })
  .meta({ id: 'Link' });
export type Link = z.infer<typeof Link>;

/** GeoJSON feature collection with the counts and links of OGC API - Features. */
function featureCollection<Feature extends z.ZodType>(feature: Feature) {
  return z.object({
    type: z.literal('FeatureCollection'),
    features: z.array(feature),
    numberMatched: z.int(),
    numberReturned: z.int(),
    timeStamp: z.iso.datetime(),
    links: z.array(Link),
  });
}

export const FEATURE_COLLECTIONS = {
  incidents: featureCollection(IncidentFeature),
  'airspace-claims': featureCollection(AirspaceClaimFeature),
  crossings: featureCollection(CrossingFeature),
} as const;

export const LandingPage = z.object({ title: z.string(), description: z.string(), links: z.array(Link) });
export const Conformance = z.object({ conformsTo: z.array(z.string()) });
export const Collection = z
  .object({
    id: CollectionId,
    title: z.string(),
    description: z.string(),
    itemType: z.literal('feature'),
    crs: z.array(z.string()),
    extent: z.object({
      spatial: z.object({ bbox: z.array(z.array(z.number())), crs: z.string() }),
      temporal: z.object({ interval: z.array(z.array(z.string().nullable())), trs: z.string() }),
    }),
    links: z.array(Link),
  })
  .meta({ id: 'Collection' });
export type Collection = z.infer<typeof Collection>;
export const Collections = z.object({ links: z.array(Link), collections: z.array(Collection) });

/** RFC 9457, as problem.ts makes it. */
export const ProblemShown = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    errors: z.array(z.object({ code: z.string(), parameter: z.string().optional(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type ProblemShown = z.infer<typeof ProblemShown>;
