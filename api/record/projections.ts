import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { CollectionId } from '../features/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
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

const COLUMNS = sql`viewer, id, fid, category, type, status, happened_during, geom, is_area, search, feature, details,
  digest, change, known_from, due_at`;

/** Rows for several viewers at once where they see the same, as json_to_recordset takes them. */
interface RowGroup {
  viewers: Viewer[];
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

function groupsOf(states: readonly SeenState[]): RowGroup[] {
  const groups = new Map<string, RowGroup>();
  for (const { viewer, from, to, row, digest, made } of states) {
    const change = changeFor(viewer, made);
    const key = `${row.id}|${digest}|${from}|${to ?? ''}|${viewer === 'public' ? 'public' : ''}`;
    const group = groups.get(key);
    if (group) group.viewers.push(viewer);
    else
      groups.set(key, {
        viewers: [viewer],
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
      });
  }
  return [...groups.values()];
}

function rowsOf(groups: readonly RowGroup[]) {
  return sql`
    select viewer, id, fid, category, type, status,
      case when "happenedFrom" is not null then tstzrange("happenedFrom", "happenedTo") end as happened_during,
      case when geom::text <> 'null' then st_setsrid(st_geomfromgeojson(geom::text), 4326) end as geom,
      "isArea" as is_area, search, feature::text as feature, details, digest, change, "knownFrom" as known_from,
      "dueAt" as due_at, "knownTo" as known_to
    from json_to_recordset(${JSON.stringify(groups)}::json) as grouped(
      viewers text[], id uuid, fid bigint, category text, type text, status text, "happenedFrom" timestamptz,
      "happenedTo" timestamptz, geom json, "isArea" boolean, search text, feature json, details jsonb, digest text,
      change jsonb, "knownFrom" timestamptz, "knownTo" timestamptz, "dueAt" timestamptz)
    cross join lateral unnest(viewers) as viewer`;
}

/** Puts down what each viewer sees of new records, and leaves word of it, in one statement. */
export async function insertSeen(queries: Queries, kind: ProjectedKind, states: readonly SeenState[]): Promise<void> {
  if (states.length === 0) return;
  const isMuch = states.length > MOST_NOTED;
  await queries.all(sql`
    with seen as materialized (
      select * from (${rowsOf(groupsOf(states))}) as row
    ), written as (
      insert into ${sql.table(PROJECTIONS[kind].now)} (${COLUMNS}) select ${COLUMNS} from seen
    )
    insert into projection_changes (viewer, collection, fid, at)
    select distinct viewer, ${COLLECTION_OF[kind]}, ${isMuch ? sql`null::bigint` : sql`fid`}, known_from from seen`);
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
  const held = await queries.all(sql<{ viewer: Viewer; digest: string; fid: string; from: Date }>`
    select viewer, digest, fid, known_from as "from" from ${sql.table(now)} where id = ${id}`);
  const present = states.filter(({ to }) => to === null);
  const isSame = (viewer: Viewer) => {
    const row = held.find((one) => one.viewer === viewer);
    const state = present.find((one) => one.viewer === viewer);
    return row?.digest === state?.digest && row?.from.toISOString() === state?.from;
  };
  const stale = held.filter(({ viewer }) => !isSame(viewer));
  await queries.all(sql`
    delete from ${sql.table(now)} where id = ${id} and viewer = any(${stale.map(({ viewer }) => viewer)}::text[])`);
  await queries.all(sql`delete from ${sql.table(before)} where id = ${id}`);
  const past = states.filter(({ from, to }) => to !== null && from < to);
  if (past.length > 0)
    await queries.all(sql`
      insert into ${sql.table(before)} (${COLUMNS}, known_during)
      select ${COLUMNS}, tstzrange(known_from, known_to) from (${rowsOf(groupsOf(past))}) as seen`);
  const fresh = present.filter(({ viewer }) => !isSame(viewer));
  if (fresh.length > 0)
    await queries.all(sql`
      insert into ${sql.table(now)} (${COLUMNS})
      select ${COLUMNS} from (${rowsOf(groupsOf(fresh))}) as seen`);
  await noteChanges(queries, kind, [
    ...fresh.map(({ viewer, row }) => ({ viewer, fid: row.fid, at })),
    ...stale
      .filter(({ viewer }) => !fresh.some((state) => state.viewer === viewer))
      .map(({ viewer, fid }) => ({ viewer, fid: Number(fid), at })),
  ]);
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
