import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { ENTRY_COLUMNS, type StoredEntry } from './entries.ts';
import { type FindNodes, frontierPlaces, type NodePlace, type TreeNode } from './merkle.ts';
import { EMPTY_HEAD, type LogHead, type Placed } from './sequence.ts';

/** What is stored of the log does not hold together. Nothing is added to it until that is understood. */
export class LogDamaged extends Error {}

/** One of several processes places entries and signs; this number is the lock's name in the database. */
const LOG_LOCK = 6962_0001;

/** Takes the lock until the end of the transaction; false when another process has it. Writers never meet it. */
export async function tryLogLock(queries: Queries): Promise<boolean> {
  const { taken } = await queries.one(sql<{ taken: boolean }>`
    select pg_try_advisory_xact_lock(${LOG_LOCK}::bigint) as taken`);
  return taken;
}

/** Committed entries without a place, in the order in which they were written down. */
export function listUnplaced(queries: Queries, limit: number): Promise<{ id: string; body: string }[]> {
  return queries.all(sql<{ id: string; body: string }>`
    select id, body from log_entries where seq is null order by id limit ${limit}::int`);
}

/** How far the frequent look goes back. An entry that commits while ten thousand later ones were placed waits a minute. */
const RECENT_IDS = 10_000;

/**
 * Does a recent entry wait for a place? Cheap however long the log is: the index of all that wait keeps an entry of each
 * that waited once, until it is vacuumed, and the embedded database never is.
 */
export async function hasRecentUnplaced(queries: Queries): Promise<boolean> {
  const { found } = await queries.one(sql<{ found: boolean }>`
    select exists (
      select from log_entries
      where seq is null and id > (select max(id) from log_entries) - ${RECENT_IDS}::int) as found`);
  return found;
}

/** How many entries have a place. */
export async function findLogSize(queries: Queries): Promise<number> {
  // float8 holds whole numbers exactly up to 2^53; bigint would come as text.
  const { size } = await queries.one(sql<{ size: number }>`
    select coalesce(max(seq) + 1, 0)::float8 as size from log_entries`);
  return size;
}

/** How many entries wait for a place. */
export async function countUnplaced(queries: Queries): Promise<number> {
  const { waiting } = await queries.one(sql<{ waiting: number }>`
    select count(*)::float8 as waiting from log_entries where seq is null`);
  return waiting;
}

/** Hashes of complete subtrees in the order asked; null for one that is not stored. */
export async function findNodes(queries: Queries, places: readonly NodePlace[]): Promise<(Buffer | null)[]> {
  if (places.length === 0) return [];
  const rows = await queries.all(sql<{ hash: Buffer | null }>`
    select hash from unnest(${places.map(({ level }) => level)}::int[], ${places.map(({ at }) => at)}::bigint[])
        with ordinality as asked (level, at, place)
      left join log_nodes using (level, at)
    order by place`);
  return rows.map(({ hash }) => hash);
}

/** How many leaves the stored tree has; as many as the log has entries, unless somebody cut the log. */
export async function findTreeSize(queries: Queries): Promise<number> {
  const { size } = await queries.one(sql<{ size: number }>`
    select coalesce(max(at) + 1, 0)::float8 as size from log_nodes where level = 0`);
  return size;
}

/** The stored tree for proofs; a node that is not there is a `LogDamaged`. */
export function storedTree(queries: Queries): FindNodes {
  return async (places) => {
    const hashes = await findNodes(queries, places);
    return hashes.map((hash, index) => {
      if (hash !== null) return hash;
      const { level, at } = places[index] ?? { level: -1, at: -1 };
      throw new LogDamaged(`node ${level}/${at} of the log's tree is missing; run npm run verify-log`);
    });
  };
}

/**
 * The head of the log, to go on from.
 *
 * @throws LogDamaged when the tree has another size than the log
 */
export async function getHead(queries: Queries): Promise<LogHead> {
  const [last] = await queries.all(sql<{ seq: number; chain: Buffer }>`
    select seq::float8 as seq, chain from log_entries where seq is not null order by seq desc limit 1`);
  const size = last === undefined ? 0 : last.seq + 1;
  const treeSize = await findTreeSize(queries);
  if (treeSize !== size)
    throw new LogDamaged(`the log holds ${size} entries but its tree ${treeSize}; run npm run verify-log`);
  if (last === undefined) return EMPTY_HEAD;
  return { size, chain: last.chain, frontier: await storedTree(queries)(frontierPlaces(size)) };
}

/** Gives entries their places, in one statement. */
export async function savePlaces(queries: Queries, ids: readonly string[], placed: readonly Placed[]): Promise<void> {
  await queries.all(sql`
    update log_entries set seq = given.seq, leaf = given.leaf, chain = given.chain
    from unnest(${ids}::bigint[], ${placed.map(({ seq }) => seq)}::bigint[],
      ${placed.map(({ leaf }) => leaf)}::bytea[], ${placed.map(({ chain }) => chain)}::bytea[])
      as given (id, seq, leaf, chain)
    where log_entries.id = given.id`);
}

/** Stores subtrees that are complete, in one statement. They never change again. */
export async function saveNodes(queries: Queries, nodes: readonly TreeNode[]): Promise<void> {
  await queries.all(sql`
    insert into log_nodes (level, at, hash)
    select * from unnest(${nodes.map(({ level }) => level)}::int[], ${nodes.map(({ at }) => at)}::bigint[],
      ${nodes.map(({ hash }) => hash)}::bytea[])`);
}

/** Keeps a copy of a signed checkpoint. The same size signed by another process's key is kept once. */
export async function saveCheckpoint(
  queries: Queries,
  { size, note, at }: { size: number; note: string; at: Date },
): Promise<void> {
  await queries.all(sql`
    insert into log_checkpoints (size, note, at) values (${size}::bigint, ${note}, ${at.toISOString()}::timestamptz)
    on conflict (size) do nothing`);
}

/** An entry with its place. */
export type PlacedEntry = StoredEntry & { seq: number; leaf: Buffer; chain: Buffer };

/** Entries from a place on, in the order of the log. Not for the public: bodies name who did what. */
export function listEntries(queries: Queries, fromSeq: number, limit: number): Promise<PlacedEntry[]> {
  return queries.all(sql<PlacedEntry>`
    select ${ENTRY_COLUMNS} from log_entries where seq >= ${fromSeq}::bigint order by seq limit ${limit}::int`);
}
