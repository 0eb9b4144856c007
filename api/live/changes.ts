import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type { Queries } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { Viewer } from '../visibility/contract.ts';
import type { LiveChange } from './contract.ts';

/** A place in the order of changes: the transaction that wrote and the number of the row. */
export interface Place {
  writtenIn: bigint;
  id: bigint;
}

/** A change for one class of viewer, at its place in the order. */
export interface PlacedChange extends LiveChange {
  viewer: Viewer;
  place: Place;
}

/** Days for which a page that was away can catch up. */
const KEPT_DAYS = 7;

interface ChangeRow {
  viewer: Viewer;
  collection: LiveChange['collection'];
  fid: string | null;
  at: Date;
  writtenIn: string;
  id: string;
}

/**
 * Changes after a place, in order. Rows of transactions that may still have older ones beside them are left for the next
 * look, so that none is ever passed over.
 */
export async function findChangesAfter(
  queries: Queries,
  after: Place,
  { viewer, most }: { viewer?: Viewer; most: number },
): Promise<PlacedChange[]> {
  const rows = await queries.all(sql<ChangeRow>`
    select viewer, collection, fid, at, written_in::text as "writtenIn", id
    from projection_changes
    where (written_in, id) > (${String(after.writtenIn)}::xid8, ${String(after.id)}::bigint)
      and written_in < pg_snapshot_xmin(pg_current_snapshot())
      ${viewer === undefined ? sql`` : sql`and viewer = ${viewer}`}
    order by written_in, id limit ${most}`);
  return rows.map(({ viewer: whose, collection, fid, at, writtenIn, id }) => ({
    viewer: whose,
    collection,
    id: fid === null ? null : Number(fid),
    at: at.toISOString(),
    place: { writtenIn: BigInt(writtenIn), id: BigInt(id) },
  }));
}

/** The end of the order, as far as it is settled, and its beginning: what was before that is no longer kept. */
export async function findEnds(queries: Queries): Promise<{ first: Place | null; last: Place }> {
  const row = await queries.one(sql<{ first: string | null; firstIn: string | null; lastIn: string }>`
    select (select id::text from projection_changes order by written_in, id limit 1) as first,
      (select written_in::text from projection_changes order by written_in, id limit 1) as "firstIn",
      (pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1)::text as "lastIn"`);
  return {
    first:
      row.first === null || row.firstIn === null ? null : { writtenIn: BigInt(row.firstIn), id: BigInt(row.first) },
    // Past every row of the last settled transaction.
    last: { writtenIn: BigInt(row.lastIn), id: 2n ** 62n },
  };
}

/** Drops what is too old to catch up with. */
export async function forgetOldChanges(queries: Queries, now: Date): Promise<void> {
  await queries.all(sql`
    delete from projection_changes
    where at < ${now.toISOString()}::timestamptz - make_interval(days => ${KEPT_DAYS}::int)`);
}

/**
 * Turns places into ids of events and back. The ids are opaque: numbers that grow with every write, seen or not, would tell
 * how much goes on that a viewer may not see.
 */
export function placeIds(secret: string): { idOf: (place: Place) => string; placeOf: (id: string) => Place | null } {
  const key = createHash('sha256').update(`live ${secret}`).digest().subarray(0, 16);
  return {
    idOf: ({ writtenIn, id }) => {
      const block = Buffer.alloc(16);
      block.writeBigUInt64BE(writtenIn, 0);
      block.writeBigUInt64BE(id, 8);
      // One block of a fixed form under a key of its own: deterministic, which is what a resumable id has to be.
      const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
      return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url');
    },
    placeOf: (text) => {
      const bytes = Buffer.from(text, 'base64url');
      if (bytes.length !== 16) return null;
      const decipher = createDecipheriv('aes-128-ecb', key, null).setAutoPadding(false);
      const block = Buffer.concat([decipher.update(bytes), decipher.final()]);
      const place = { writtenIn: block.readBigUInt64BE(0), id: block.readBigUInt64BE(8) };
      // Anything that was not made here decrypts to numbers that no database reaches.
      return place.writtenIn < 2n ** 62n && place.id <= 2n ** 62n ? place : null;
    },
  };
}
