import { sql, type Statement } from '../db/sql.ts';
import type { AskedDuring, Box, ItemsQuery } from '../features/contract.ts';
import { CATEGORIES } from '../incidents/contract.ts';
import { OVERDUE, tagOf, type TaggedBy, UNDER_REVIEW } from '../incidents/tags.ts';
import { wordConditions } from './rows-seen.ts';

/** A box as geometry; one without width or height becomes a line or a point and not an invalid polygon. */
function envelopeOf(west: number, south: number, east: number, north: number): Statement<unknown> {
  return sql`st_setsrid(st_envelope(st_makeline(st_makepoint(${west}::float8, ${south}::float8),
    st_makepoint(${east}::float8, ${north}::float8))), 4326)`;
}

function boxCondition([west, south, east, north]: Box): Statement<unknown> {
  if (west <= east) {
    const envelope = envelopeOf(west, south, east, north);
    // For a point, && is exact already; only areas need the dearer test.
    return sql`geom && ${envelope} and (not is_area or st_intersects(geom, ${envelope}))`;
  }
  const bothSides = sql`st_collect(${envelopeOf(west, south, 180, north)}, ${envelopeOf(-180, south, east, north)})`;
  return sql`geom && ${bothSides} and st_intersects(geom, ${bothSides})`;
}

function duringCondition({ from, to, toIncluded }: AskedDuring): Statement<unknown> {
  return sql`happened_during && tstzrange(${from}::timestamptz, ${to}::timestamptz, ${toIncluded ? '[]' : '[)'})`;
}

function typeCondition(values: readonly string[]): Statement<unknown> {
  const categories = values.filter((value) => (CATEGORIES as readonly string[]).includes(value));
  const types = values.filter((value) => !categories.includes(value));
  return categories.length === 0
    ? sql`type = any(${types}::text[])`
    : sql`(type = any(${types}::text[]) or category = any(${categories}::text[]))`;
}

const TAGGED_BY = ['positions', 'attribution', 'compliance'] as const satisfies readonly TaggedBy[];

function tagConditions(query: ItemsQuery): Statement<unknown>[] {
  const flags = [
    [OVERDUE, query.overdue],
    [UNDER_REVIEW, query.underReview],
  ] as const;
  return [
    ...TAGGED_BY.flatMap((filter) => {
      const tags = query[filter]?.map((value) => tagOf(filter, value));
      return tags ? [sql`tags && ${tags}::text[]`] : [];
    }),
    ...flags.flatMap(([tag, isAsked]) =>
      isAsked === undefined ? [] : [sql`(tags @> array[${tag}]) = ${isAsked}::boolean`],
    ),
  ];
}

/** A query, with the ids of the records that it is held to where it is held to any. */
export type HeldQuery = ItemsQuery & { ids?: readonly string[] | null };

/** That a row of a projection is asked for: every filter of a query joined, `true` where there is none. */
export function itemConditions(query: HeldQuery): Statement<unknown> {
  const asked = [
    sql`true`,
    ...(query.bbox ? [boxCondition(query.bbox)] : []),
    ...(query.datetime && (query.datetime.from ?? query.datetime.to) !== null ? [duringCondition(query.datetime)] : []),
    ...(query.type ? [typeCondition(query.type)] : []),
    ...(query.status ? [sql`status = any(${query.status}::text[])`] : []),
    ...(query.q ? wordConditions(query.q) : []),
    ...tagConditions(query),
    ...(query.ids ? [sql`id = any(${query.ids}::uuid[])`] : []),
  ];
  return sql.join(asked, sql` and `);
}
