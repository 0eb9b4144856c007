import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { testDatabase } from '../../setup/service.ts';

const BOW_TIE = 'POLYGON((0 0,1 1,1 0,0 1,0 0))';
const TRIANGLE = 'POLYGON((0 0,2 0,2 2,0 0))';
const impossible = sql`select st_intersection(${BOW_TIE}::geometry, ${TRIANGLE}::geometry)`;

describe('many clients on one database', () => {
  test('each get their own answer', async () => {
    const database = await testDatabase();
    const asked = Array.from({ length: 400 }, (_, number) => number);
    const answers = await Promise.all(
      asked.map((number) => database.one(sql<{ n: number }>`select ${number}::int as n`)),
    );
    expect(answers.map(({ n }) => n)).toStrictEqual(asked);
  });

  test('do not see into each other’s transactions, and lose no update', async () => {
    const database = await testDatabase();
    await database.all(sql`create table if not exists counters (n int)`);
    await database.all(sql`truncate counters`);
    await database.all(sql`insert into counters values (0)`);
    await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction(async (queries) => {
          const { n } = await queries.one(sql<{ n: number }>`select n from counters for update`);
          await queries.all(sql`update counters set n = ${n + 1}`);
        }),
      ),
    );
    expect(await database.one(sql`select n from counters`)).toStrictEqual({ n: 20 });
    await database.all(sql`drop table counters`);
  });

  test('hear of an overlay of an invalid polygon as an error, and are answered afterwards', async () => {
    const database = await testDatabase();
    // GEOS of a PostgreSQL server may mend it; the embedded one must never answer with nothing at all.
    const outcome = await database.all(impossible).then(
      (rows) => rows.length,
      (error: { code?: string }) => error.code,
    );
    expect(['XX000', 1]).toContain(outcome);
    expect(await database.one(sql`select 1 as one`)).toStrictEqual({ one: 1 });
  });

  test('lose a transaction in which such an overlay failed, as after any other error', async () => {
    const database = await testDatabase();
    if (database.kind === 'server') return; // a server's GEOS mends the polygon and nothing fails
    await database.all(sql`create table if not exists overlaid (n int)`);
    const work = database.transaction(async (queries) => {
      await queries.all(sql`insert into overlaid values (1)`);
      await queries.all(impossible).catch(() => undefined);
      await queries.all(sql`insert into overlaid values (2)`);
    });
    await expect(work).rejects.toMatchObject({ code: '25P02' });
    expect(await database.all(sql`select n from overlaid`)).toStrictEqual([]);
    await database.all(sql`drop table overlaid`);
  });

  test('roll back the whole transaction when one statement of it fails', async () => {
    const database = await testDatabase();
    await database.all(sql`create table if not exists notes (n int)`);
    const work = database.transaction(async (queries) => {
      await queries.all(sql`insert into notes values (1)`);
      await queries.all(sql`select 1/0`);
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    expect(await database.one(sql`select count(*)::int as n from notes`)).toStrictEqual({ n: 0 });
    await database.all(sql`drop table notes`);
  });

  test('keep what a nested transaction wrote only if it ends well', async () => {
    const database = await testDatabase();
    await database.all(sql`create table if not exists nested (n int)`);
    await database.transaction(async (outer) => {
      await outer.transaction((inner) => inner.all(sql`insert into nested values (1)`));
      const failing = outer.transaction(async (inner) => {
        await inner.all(sql`insert into nested values (2)`);
        await inner.all(sql`select 1/0`);
      });
      await expect(failing).rejects.toThrow('division by zero');
    });
    expect(await database.all(sql`select n from nested`)).toStrictEqual([{ n: 1 }]);
    await database.all(sql`drop table nested`);
  });
});
