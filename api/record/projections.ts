import { createHash } from 'node:crypto';
import type { Queries } from '../db/database.ts';
import { kept, sql, type Statement } from '../db/sql.ts';
import type { CollectionId } from '../features/contract.ts';
import { type Tagged, tagsOf } from '../incidents/tags.ts';
import { type Viewer, VIEWERS } from '../visibility/contract.ts';
import type { Projected } from './facts.ts';
import { type ProjectedKind, type SeenState } from './replay.ts';

/** The tables of each kind: what is seen now, and what was seen. */
export const PROJECTIONS = {
  incident: { now: 'incident_projections', before: 'incident_projection_history' },
  'airspace-claim': { now: 'airspace_claim_projections', before: 'airspace_claim_projection_history' },
  crossing: { now: 'crossing_projections', before: 'crossing_projection_history' },
  agreement: { now: 'agreement_projections', before: 'agreement_projection_history' },
} as const satisfies Record<ProjectedKind, { now: string; before: string }>;

/** What the collections are called in addresses and events. */
export const COLLECTION_OF = {
  incident: 'incidents',
  'airspace-claim': 'airspace-claims',
  crossing: 'crossings',
  agreement: 'agreements',
} as const satisfies Record<ProjectedKind, CollectionId | 'agreements'>;

/** Those who see most records alike. What all of them see the same is kept once, under `inside`. */
const INSIDE = ['afg', 'pak', 'mediator', 'staff'] as const satisfies readonly Viewer[];
type KeptUnder = Viewer | 'inside';

/** Under what the rows are kept that a viewer sees. No record is under two of these at once. */
export function keptFor(viewer: Viewer): readonly KeptUnder[] {
  return viewer === 'public' ? [viewer] : [viewer, 'inside'];
}

/** The condition that a row of a projection is seen by a viewer: the whole guard of everything that is read. */
export function seenBy(viewer: Viewer): Statement<unknown> {
  return viewer === 'public' ? sql`viewer = 'public'` : sql`viewer in (${viewer}, 'inside')`;
}

/** Under what a row is kept that these see. */
function keptUnder(viewers: readonly Viewer[]): KeptUnder[] {
  return INSIDE.every((viewer) => viewers.includes(viewer)) ? ['inside'] : [...viewers];
}

const COLUMNS = sql`viewer, revision, id, fid, category, type, status, happened_during, geom, is_area, search, feature, details,
  digest, change, known_from, due_at, tags`;

/** Rows for several viewers at once where they see the same, as json_to_recordset takes them. */
interface RowGroup {
  viewers: Viewer[];
  /** Null: a new one. */
  revision: string | null;
  id: string;
  fid: number;
  category: string;
  type: string;
  status: string;
  happenedFrom: string | null;
  happenedTo: string | null;
  geom: unknown;
  isArea: boolean;
  search: string;
  feature: unknown;
  details: unknown;
  digest: string;
  change: unknown;
  knownFrom: string;
  knownTo: string | null;
  dueAt: string | null;
  tags: string[];
}

/** The public is told what was done and why in a code; who and in what words is for those who may read the record. */
function changeFor(viewer: Viewer, { change, reason, explanation, actorRole }: SeenState['made']): object {
  if (viewer === 'public') return { change, reason, by: actorRole === 'service' ? 'service' : 'mechanism' };
  return { change, reason, by: actorRole, explanation };
}

function toFeature({ fid, geometry, properties }: Projected, recordedAt: string): unknown {
  return {
    type: 'Feature',
    id: fid,
    geometry,
    properties: { ...properties, recordedAt: `${recordedAt.slice(0, 19)}Z` },
  };
}

/** By what a row is filtered beside type and status; only incidents are. */
function tagsFor(kind: ProjectedKind, { properties }: Projected): string[] {
  return kind === 'incident' ? tagsOf(properties as Tagged) : [];
}

/** @param revisionOf the revision that a state keeps; null for a new one */
function groupsOf(
  kind: ProjectedKind,
  states: readonly SeenState[],
  revisionOf: (state: SeenState) => string | null = () => null,
): RowGroup[] {
  const groups = new Map<string, RowGroup>();
  for (const state of states) {
    const { viewer, from, to, row, digest, made } = state;
    const change = changeFor(viewer, made);
    const revision = revisionOf(state);
    const key = `${row.id}|${digest}|${from}|${to ?? ''}|${viewer === 'public' ? 'public' : ''}|${revision ?? ''}`;
    const group = groups.get(key);
    if (group) group.viewers.push(viewer);
    else
      groups.set(key, {
        viewers: [viewer],
        revision,
        id: row.id,
        fid: row.fid,
        category: row.category,
        type: row.type,
        status: row.status,
        happenedFrom: row.happened?.from ?? null,
        happenedTo: row.happened?.to ?? null,
        geom: row.geometry,
        isArea: row.isArea,
        search: row.search,
        feature: toFeature(row, from),
        details: row.details,
        digest,
        change,
        knownFrom: from,
        knownTo: to,
        dueAt: row.dueAt,
        tags: tagsFor(kind, row),
      });
  }
  return [...groups.values()];
}

function rowsOf(groups: readonly RowGroup[]) {
  const stored = groups.map((group) => ({ ...group, viewers: keptUnder(group.viewers) }));
  return sql`
    select viewer, coalesce(revision, nextval('projection_revisions')) as revision, id, fid, category, type, status,
      case when "happenedFrom" is not null then tstzrange("happenedFrom", "happenedTo") end as happened_during,
      case when geom::text <> 'null' then st_setsrid(st_geomfromgeojson(geom::text), 4326) end as geom,
      "isArea" as is_area, search, feature::text as feature, details, digest, change, "knownFrom" as known_from,
      "dueAt" as due_at, "knownTo" as known_to, tags
    from json_to_recordset(${JSON.stringify(stored)}::json) as grouped(
      viewers text[], revision bigint, id uuid, fid bigint, category text, type text, status text, "happenedFrom" timestamptz,
      "happenedTo" timestamptz, geom json, "isArea" boolean, search text, feature json, details jsonb, digest text,
      change jsonb, "knownFrom" timestamptz, "knownTo" timestamptz, "dueAt" timestamptz, tags text[])
    cross join lateral unnest(viewers) as viewer`;
}

/** Puts down what each viewer sees of new records, and leaves word of it, in one statement. */
export async function insertSeen(queries: Queries, kind: ProjectedKind, states: readonly SeenState[]): Promise<void> {
  if (states.length === 0) return;
  const isMuch = states.length > MOST_NOTED;
  const statement = sql`
    with seen as materialized (
      select * from (${rowsOf(groupsOf(kind, states))}) as row
    ), written as (
      insert into ${sql.table(PROJECTIONS[kind].now)} (${COLUMNS}) select ${COLUMNS} from seen
    )
    insert into projection_changes (viewer, collection, fid, at)
    select distinct told, ${COLLECTION_OF[kind]}, case when not ${isMuch}::boolean then fid end, known_from
    from seen cross join lateral unnest(
      case when viewer = 'inside' then ${[...INSIDE]}::text[] else array[viewer] end) as told`;
  await queries.all(kept(`insert-seen-${kind}`, statement));
}

/**
 * Puts in place of everything that was seen of one record what its versions give now. Rows that are the same for a viewer
 * stay untouched, down to their revision: whoever may not know of a change must not see that there was one.
 */
export async function replaceSeen(
  queries: Queries,
  kind: ProjectedKind,
  id: string,
  states: readonly SeenState[],
  at: string,
): Promise<void> {
  const { now, before } = PROJECTIONS[kind];
  const held = await queries.all(sql<HeldRow>`
    select viewer as under, revision, digest, fid, known_from as "from" from ${sql.table(now)} where id = ${id}`);
  const heldFor = (viewer: Viewer) =>
    held.find(({ under }) => under === viewer || (under === 'inside' && viewer !== 'public'));
  const keeps = ({ viewer, digest, from }: SeenState) => {
    const row = heldFor(viewer);
    return row?.digest === digest && row.from.toISOString() === from ? row.revision : null;
  };
  const present = groupsOf(
    kind,
    states.filter(({ to }) => to === null),
    keeps,
  );
  // A row that stands as it is for all who see it is not touched.
  const isHeld = ({ viewers, revision }: RowGroup) =>
    revision !== null &&
    keptUnder(viewers).every((one) => held.some((row) => row.under === one && row.revision === revision));
  const untouched = present.filter(isHeld).flatMap(({ viewers }): string[] => keptUnder(viewers));
  const stale = held.filter(({ under }) => !untouched.includes(under)).map(({ under }) => under);
  await queries.all(sql`delete from ${sql.table(now)} where id = ${id} and viewer = any(${stale}::text[])`);
  await queries.all(sql`delete from ${sql.table(before)} where id = ${id}`);
  const past = states.filter(({ from, to }) => to !== null && from < to);
  if (past.length > 0)
    await queries.all(sql`
      insert into ${sql.table(before)} (${COLUMNS}, known_during)
      select ${COLUMNS}, tstzrange(known_from, known_to) from (${rowsOf(groupsOf(kind, past, pastRevision))}) as seen`);
  const fresh = present.filter((group) => !isHeld(group));
  if (fresh.length > 0)
    await queries.all(sql`
      insert into ${sql.table(now)} (${COLUMNS})
      select ${COLUMNS} from (${rowsOf(fresh)}) as seen`);
  const changed = VIEWERS.flatMap((viewer) => {
    const group = present.find(({ viewers }) => viewers.includes(viewer));
    if (group ? group.revision !== null : !heldFor(viewer)) return [];
    return [{ viewer, fid: group?.fid ?? Number(heldFor(viewer)?.fid), at }];
  });
  await noteChanges(queries, kind, changed);
}

interface HeldRow {
  under: KeptUnder;
  revision: string;
  digest: string;
  fid: string;
  from: Date;
}

/** What was seen is the same however often it is made anew, and so is its revision: of a later change it tells nothing. */
function pastRevision({ row, digest, from }: SeenState): string {
  return createHash('sha1').update(`${row.id} ${digest} ${from}`).digest().readBigInt64BE().toString();
}

/** Changes of one write that are told one by one; more are told as "much of this collection". */
const MOST_NOTED = 50;

/** Leaves word of what changed for whom, for open pages to follow. */
async function noteChanges(
  queries: Queries,
  kind: ProjectedKind,
  changes: readonly { viewer: Viewer; fid: number | null; at: string }[],
): Promise<void> {
  if (changes.length === 0) return;
  if (changes.length > MOST_NOTED) {
    const [{ at } = { at: '' }] = changes;
    const viewers = [...new Set(changes.map(({ viewer }) => viewer))];
    return noteChanges(
      queries,
      kind,
      viewers.map((viewer) => ({ viewer, fid: null, at })),
    );
  }
  await queries.all(sql`
    insert into projection_changes (viewer, collection, fid, at)
    select viewer, ${COLLECTION_OF[kind]}, fid, at
    from json_to_recordset(${JSON.stringify(changes)}::json) as change(viewer text, fid bigint, at timestamptz)`);
}
