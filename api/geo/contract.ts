import { z } from 'zod';

/**
 * The two parties to the ceasefire, as role keys of the mechanism and not as statements about territory.
 * The order is alphabetical in English and is the same everywhere (DOMAIN.md 10.5).
 */
export const PARTIES = ['afg', 'pak'] as const;
export const Party = z.enum(PARTIES);
export type Party = z.infer<typeof Party>;

/** Languages in which the service may hold a text: English, Pashto, Dari, Urdu, Turkish, Arabic. */
export const LANGUAGES = ['en', 'ps', 'prs', 'ur', 'tr', 'ar'] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

/** How finely a moment is known: superset of ACLED time_precision 1-3 and UCDP date_prec 1-5 (DOMAIN.md 5.1). */
export const TIME_PRECISIONS = ['minute', 'hour', 'part-of-day', 'day', 'week', 'month', 'longer'] as const;
export const TimePrecision = z.enum(TIME_PRECISIONS);
export type TimePrecision = z.infer<typeof TimePrecision>;

/** How finely a place is known: superset of ACLED geo_precision and UCDP where_prec (DOMAIN.md 5.1). */
export const LOCATION_PRECISIONS = [
  'exact',
  'site',
  'settlement',
  'near',
  'adm2',
  'adm1',
  'feature',
  'country',
  'airspace',
  'unknown',
] as const;
export const LocationPrecision = z.enum(LOCATION_PRECISIONS);
export type LocationPrecision = z.infer<typeof LocationPrecision>;

/** The precisions at which a place may be drawn as a point with a radius; all others are areas or nothing. */
export const POINT_PRECISIONS = ['exact', 'site', 'settlement', 'near'] as const satisfies readonly LocationPrecision[];

/** The widest radius, in metres, that a point of each precision stands for (DOMAIN.md 5.1). */
export const POINT_RADIUS_METRES = {
  exact: 100,
  site: 1_000,
  settlement: 5_000,
  near: 25_000,
} as const satisfies Record<(typeof POINT_PRECISIONS)[number], number>;

/**
 * What the geometry of a record is, as monitoring missions distinguish it (DOMAIN.md 5.1). `cell` is the cell of a fixed
 * grid that stands for a place which this viewer may not know more finely.
 */
export const GEOM_ROLES = [
  'impact',
  'origin',
  'observed-sector',
  'track',
  'place-centroid',
  'admin-area',
  'route',
  'cell',
  'none',
] as const;
export const GeomRole = z.enum(GEOM_ROLES);
export type GeomRole = z.infer<typeof GeomRole>;

/**
 * What an area on the map stands for when the record names a place that has no outline of its own:
 * `as-named` the named area itself, `province-of-the-district` the whole province in place of one of its districts,
 * `cell-around-a-place` a generalised cell around one place of the district, `cell-of-the-grid` the cell in which the
 * place lies, `cell-in-place-of-the-district` a cell about as large as a district.
 */
export const DRAWN_AS = [
  'as-named',
  'province-of-the-district',
  'cell-around-a-place',
  'cell-of-the-grid',
  'cell-in-place-of-the-district',
] as const;
export const DrawnAs = z.enum(DRAWN_AS);
export type DrawnAs = z.infer<typeof DrawnAs>;

/** Occurrence status: did something happen, roughly there and then? (DOMAIN.md 6, axis 1) */
export const OCCURRENCE_STATUSES = [
  'reported',
  'triaged',
  'under-verification',
  'corroborated',
  'jointly-verified',
  'contested',
  'inconclusive',
  'not-substantiated',
  'suspended',
  'withdrawn',
] as const;
export const OccurrenceStatus = z.enum(OCCURRENCE_STATUSES);
export type OccurrenceStatus = z.infer<typeof OccurrenceStatus>;

/** RFC 3339 instant with an offset; stored in UTC. */
export const Instant = z.iso.datetime({ offset: true });

/** A half-open range of time [from, to) inside which something happened; as wide as the uncertainty. */
export const HappenedRange = z
  .strictObject({ from: Instant, to: Instant, precision: TimePrecision })
  .refine((range) => Date.parse(range.from) < Date.parse(range.to), { error: 'from must be before to', path: ['to'] });
export type HappenedRange = z.infer<typeof HappenedRange>;

/** Longitude first, WGS 84 degrees (OGC CRS84). */
export const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type Position = z.infer<typeof Position>;

/** Vertices that one polygon may have; more than any hand-drawn area needs, and cheap to check. */
export const MOST_POLYGON_VERTICES = 2_000;

const Ring = z
  .array(Position)
  .min(4)
  .max(MOST_POLYGON_VERTICES)
  .refine((ring) => ring[0]?.[0] === ring.at(-1)?.[0] && ring[0]?.[1] === ring.at(-1)?.[1], {
    error: 'a ring must end where it begins',
  });
export const Point = z.strictObject({ type: z.literal('Point'), coordinates: Position });
export const Polygon = z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(50) });
export const MultiPolygon = z.strictObject({
  type: z.literal('MultiPolygon'),
  coordinates: z.array(z.array(Ring).min(1).max(50)).min(1).max(100),
});
/** RFC 7946 geometry of a record; null where no source gives a place that can be drawn. */
export const Geometry = z.discriminatedUnion('type', [Point, Polygon, MultiPolygon]).meta({ id: 'Geometry' });
export type Geometry = z.infer<typeof Geometry>;

/** A box in degrees as a polygon, from its south-west corner and counter-clockwise. */
export function polygonOfBox([west, south, east, north]: readonly [
  west: number,
  south: number,
  east: number,
  north: number,
]): z.infer<typeof Polygon> {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}

/** Where, how precisely that is known, and what the geometry is. A point always says its radius. */
export const Where = z
  .strictObject({
    geometry: Geometry.nullable(),
    role: GeomRole,
    precision: LocationPrecision,
    uncertaintyMetres: z.int().positive().max(2_000_000).nullable(),
    drawnAs: DrawnAs.nullable(),
    /** The name used in the service's own voice, Latin script. */
    placeName: z.string().max(120).nullable(),
    /** Every spelling seen in a source, in any script; search folds them. */
    otherNames: z.array(z.string().max(120)).max(40),
    /** Names as coded by the source; no claim about territory. */
    district: z.string().max(120).nullable(),
    province: z.string().max(120).nullable(),
  })
  .superRefine((where, context) => {
    const isPoint = where.geometry?.type === 'Point';
    const mayBePoint = (POINT_PRECISIONS as readonly string[]).includes(where.precision);
    if (isPoint && !mayBePoint)
      context.addIssue({
        code: 'custom',
        path: ['precision'],
        message: `a place known to ${where.precision} is no point`,
      });
    if (isPoint && where.uncertaintyMetres === null)
      context.addIssue({ code: 'custom', path: ['uncertaintyMetres'], message: 'a point needs its radius in metres' });
    if ((where.geometry === null) !== (where.role === 'none'))
      context.addIssue({ code: 'custom', path: ['role'], message: 'role is none exactly when there is no geometry' });
  });
export type Where = z.infer<typeof Where>;

/** No place at all. */
export const NOWHERE: Where = {
  geometry: null,
  role: 'none',
  precision: 'unknown',
  uncertaintyMetres: null,
  drawnAs: null,
  placeName: null,
  otherNames: [],
  district: null,
  province: null,
};

/** When and where, as every record on the map shows it. */
export const Placed = z.object({
  happenedFrom: Instant,
  happenedTo: Instant,
  timePrecision: TimePrecision,
  geomRole: GeomRole,
  locationPrecision: LocationPrecision,
  uncertaintyMetres: z.int().nullable(),
  drawnAs: DrawnAs.nullable(),
  /** True where this viewer sees the place more coarsely than it is known: it is drawn as the cell that it is. */
  generalised: z.boolean(),
  /** True where the time of day is kept back for now; the range is then as wide as the day. */
  timeOfDayWithheld: z.boolean(),
  placeName: z.string().nullable(),
  otherNames: z.array(z.string()),
  district: z.string().nullable(),
  province: z.string().nullable(),
});

const ARABIC_VARIANTS: Record<string, string> = {
  ك: 'ک',
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ۍ: 'ی',
  ئ: 'ی',
  ے: 'ی',
  ۀ: 'ه',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ټ: 'ت',
  ٹ: 'ت',
  ط: 'ت',
  ډ: 'د',
  ڈ: 'د',
  ړ: 'ر',
  ڑ: 'ر',
  ڼ: 'ن',
  ں: 'ن',
  ګ: 'گ',
  ؤ: 'و',
};

/**
 * Folds a text for search: case, diacritics, letter variants of the Arabic script (so that طورخم finds تورخم) and
 * punctuation. The same function folds what is stored and what is asked, so both sides always agree.
 */
export function foldText(text: string): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();
  const folded = bare.replace(/\p{L}/gu, (letter) => ARABIC_VARIANTS[letter] ?? letter);
  return folded
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
