import { z } from 'zod';
import { Attribution, Compliance } from '../../accounts/contract.ts';
import { AsKnownAt, SearchWords } from '../../features/contract.ts';
import { LocationPrecision, OccurrenceStatus } from '../../geo/contract.ts';
import { CATEGORIES, INCIDENT_TYPES, PositionsSaid } from '../../incidents/contract.ts';
import { Version } from '../contract.ts';

/** The orders of the list. */
export const LIST_SORTS = ['newest', 'oldest', 'status', 'type', 'reference'] as const;

/** What a question may ask for at once. A screen has fewer columns than there may be bins. */
export const MOST_BINS = 1_000;
export const MOST_LISTED = 1_000;
export const MOST_TALLIES = 8;
/** Areas of concern, and corners of one beside the first that closes it. */
export const MOST_AREAS = 20;
export const MOST_CORNERS = 200;
/** How far what is near a place may lie, and how many are told. */
export const MOST_NEAR = { kilometres: 500, count: 50 } as const;
/** Incidents at one place that the list is held to, or that are told of places of the map. */
export const MOST_HELD_IDS = 20_000;
/** Places of the map whose incidents are asked for. */
export const MOST_KEYS = 100;
/** Square pixels of a map, of which 512 × 512 are the world at zoom 0: twice what the largest screens have. */
export const MOST_MAP_PIXELS = 2 ** 26;

/** Milliseconds since 1970 that a date can have. */
const Milliseconds = z.number().min(-8.64e15).max(8.64e15);
const IncidentId = z.int().min(0);
/** Some values of an enum; none is all. */
const someOf = <Value extends z.ZodEnum>(value: Value) => z.array(value).max(value.options.length).default([]);
/** A wide screen shows the world several times over at zoom 0. */
const Longitude = z.number().min(-3_600).max(3_600);
const Latitude = z.number().min(-90).max(90);
const Extent = z.tuple([Longitude, Latitude, Longitude, Latitude]);
const Span = z.strictObject({ fromMs: Milliseconds, toMs: Milliseconds });

/** The filters of a question; several values of one are "or", several filters "and". */
const FiltersAsked = z.strictObject({
  fromMs: Milliseconds.nullable().default(null).meta({ description: 'Only what may have happened from then on.' }),
  toMs: Milliseconds.nullable().default(null).meta({ description: 'Only what may have happened before then.' }),
  types: someOf(z.enum([...CATEGORIES, ...INCIDENT_TYPES])),
  statuses: someOf(OccurrenceStatus),
  parties: someOf(PositionsSaid),
  attributions: someOf(Attribution),
  compliances: someOf(Compliance),
  precisions: someOf(LocationPrecision),
  overdue: z.boolean().default(false),
  underReview: z.boolean().default(false),
  mine: z.boolean().default(false).meta({ description: "Only what is the asker's; nothing is a reader's." }),
  onlyInView: z.boolean().default(false).meta({ description: 'Only what may lie in the extent.' }),
});

/** Pixels of the world from the north to a latitude, of so many from edge to edge (Web Mercator). */
function pixelsSouth(latitude: number, worldPixels: number): number {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180);
  return worldPixels * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
}

function mapPixels([west, south, east, north]: readonly [number, number, number, number], zoom: number): number {
  const world = 512 * 2 ** zoom;
  return Math.abs(((east - west) / 360) * world) * Math.abs(pixelsSouth(south, world) - pixelsSouth(north, world));
}

/**
 * A question about all incidents, as the screen asks it: the same that the worker of a page answers. What is left out stands
 * for no filter, and for nothing asked.
 */
const QuestionAsked = z.strictObject({
  asKnownAt: AsKnownAt.nullable().default(null),
  q: SearchWords.nullable().default(null),
  filters: FiltersAsked.prefault({}),
  extent: Extent.nullable().default(null).meta({
    description: 'West, south, east, north of the map in degrees; null: nothing is drawn and nothing is out of view.',
  }),
  within: Extent.nullable().default(null).meta({
    description: 'Where `onlyInView` holds to another extent than the map has.',
  }),
  zoom: z.number().min(0).max(24).default(5),
  selectedId: IncidentId.nullable().default(null),
  list: z
    .strictObject({
      sort: z.enum(LIST_SORTS).default('newest'),
      from: z
        .int()
        .min(0)
        .max(2 ** 31)
        .default(0),
      count: z.int().min(0).max(MOST_LISTED).default(0),
    })
    .prefault({}),
  histogram: Span.extend({ bins: z.int().min(1).max(MOST_BINS) })
    .refine(({ fromMs, toMs }) => toMs > fromMs, { error: 'must end after it begins' })
    .nullable()
    .default(null),
  held: z.array(IncidentId).max(MOST_HELD_IDS).nullable().default(null).meta({
    description: 'Incidents that the answer puts in the order of the list, those that the filters leave.',
  }),
  tallies: z
    .array(Span.extend({ other: Span.nullable().default(null) }))
    .max(MOST_TALLIES)
    .default([]),
  areas: z
    .array(
      z.strictObject({
        id: z.string().max(100),
        ring: z.array(z.tuple([Longitude, Latitude])).max(MOST_CORNERS + 1),
      }),
    )
    .max(MOST_AREAS)
    .default([])
    .meta({ description: 'Outlines in each of which is counted what the filters leave, `onlyInView` set aside.' }),
  near: z
    .strictObject({
      at: z.tuple([Longitude, Latitude]),
      exceptId: IncidentId.nullable().default(null),
      kilometres: z.number().min(0).max(MOST_NEAR.kilometres),
      count: z.int().min(1).max(MOST_NEAR.count),
    })
    .nullable()
    .default(null)
    .meta({ description: 'The nearest incidents of a place, whatever the filters.' }),
});

const isMapOfAScreen = {
  check: ({ extent, zoom }: z.output<typeof QuestionAsked>) =>
    extent === null || mapPixels(extent, zoom) <= MOST_MAP_PIXELS,
  more: {
    path: ['extent'],
    error: `is larger than ${MOST_MAP_PIXELS} square pixels at this zoom; ask for a smaller part or from further away`,
  },
};

export const CountsAsked = QuestionAsked.refine(isMapOfAScreen.check, isMapOfAScreen.more);
export const BinsAsked = QuestionAsked.extend({
  keys: z
    .array(z.string().max(100))
    .max(MOST_KEYS)
    .nullable()
    .default(null)
    .meta({
      description: `Places of this map, named by how they are drawn: the answer tells up to ${MOST_HELD_IDS} of the incidents there.`,
    }),
}).refine(isMapOfAScreen.check, isMapOfAScreen.more);
export type QuestionAsked = z.output<typeof QuestionAsked>;

/**
 * Which arrays of numbers of an answer are typed, by the name of their kind, as paths with dots between names and `*` for any
 * place of a list. Whoever reads JSON alone needs none of it, save that null in a typed array is NaN.
 */
const TypedArrays = z.record(z.string(), z.array(z.string()));
const Numbers = z.array(z.number().nullable());

/** Everything but the map. More is told than stands here: `Answer` in web/columns/question.ts has it all. */
export const CountsAnswered = z
  .looseObject({
    version: Version,
    total: z.int().nonnegative(),
    matched: z.int().nonnegative(),
    facets: z.record(z.string(), z.unknown()),
    onMap: z.object({ inView: z.int(), elsewhere: z.int(), notOnMap: z.int() }),
    list: z.object({ ids: Numbers, from: z.int() }),
    arrays: TypedArrays,
  })
  .meta({ id: 'ExploreCounts' });

/** What the map shows; `ColumnMap` in web/columns/question.ts says what each array means. */
export const BinsAnswered = z
  .looseObject({
    version: Version,
    map: z.looseObject({}),
    /** The incidents at the places that were named. */
    ids: Numbers.optional(),
    arrays: TypedArrays,
  })
  .meta({ id: 'ExploreBins' });
