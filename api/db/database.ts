import pg from 'pg';
import { openEmbedded } from './embedded.ts';
import { lockFolder } from './folder-lock.ts';
import { GateStream } from './gate-stream.ts';
import { compile, keptName, type Statement } from './sql.ts';

/** Runs bound statements, alone or within a transaction. */
export interface Queries {
  /** All rows of one statement. Database errors come through as `pg` gives them; see errors.ts. */
  all<Row>(statement: Statement<Row>): Promise<Row[]>;
  /** The only row, or an error when there is not exactly one. */
  one<Row>(statement: Statement<Row>): Promise<Row>;
}

/** The one way to the database, the same for the embedded one and for a server. */
export interface Database extends Queries {
  readonly kind: 'embedded' | 'server';
  /** Everything in `work` or nothing. Inside a transaction it is a savepoint. */
  transaction<Result>(work: (queries: Database) => Promise<Result>): Promise<Result>;
  /** One connection for work that needs the driver itself: migrations. */
  withClient<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Where the record is kept: a server by its address, or a folder for the embedded database (null: in memory). */
export type DatabasePlace =
  { kind: 'server'; url: string } | { kind: 'embedded'; folder: string | null; prepared?: string };

/** A longer query is ended by a server; see deadline.ts for the embedded database, which cannot end one. */
export const QUERY_MILLISECONDS = 15_000;

const CONNECTIONS = 8;

/** Runs one statement on a client or a pool. */
function queriesOn(runner: pg.Pool | pg.PoolClient, kind: Database['kind']): Queries {
  async function all<Row>(statement: Statement<Row>): Promise<Row[]> {
    const { text, values } = compile(statement);
    // The embedded database has one session behind all connections, so that names would meet there.
    const name = kind === 'server' ? keptName(statement) : undefined;
    const result = await runner.query(name === undefined ? { text, values } : { name, text, values });
    return result.rows as Row[];
  }
  async function one<Row>(statement: Statement<Row>): Promise<Row> {
    const rows = await all(statement);
    if (rows.length !== 1 || rows[0] === undefined) throw new Error(`expected one row, got ${rows.length}`);
    return rows[0];
  }
  return { all, one };
}

/** A transaction's own view of the database; a transaction within it is a savepoint. */
function withinTransaction(client: pg.PoolClient, kind: Database['kind'], depth: number): Database {
  return {
    ...queriesOn(client, kind),
    kind,
    transaction: (work) => {
      const name = `nested_${depth}`;
      return bracket(
        client,
        { begin: `savepoint ${name}`, commit: `release ${name}`, rollback: `rollback to ${name}` },
        () => work(withinTransaction(client, kind, depth + 1)),
      );
    },
    withClient: (work) => work(client),
    close: () => Promise.resolve(),
  };
}

async function bracket<Result>(
  client: pg.PoolClient,
  words: { begin: string; commit: string; rollback: string },
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query(words.begin);
  try {
    const result = await work();
    await client.query(words.commit);
    return result;
  } catch (error) {
    await client.query(words.rollback).catch(() => undefined);
    throw error;
  }
}

/** The database of a pool; `closeBelow` ends what the pool runs on. */
function databaseOn(pool: pg.Pool, kind: Database['kind'], closeBelow: () => Promise<void>): Database {
  return {
    ...queriesOn(pool, kind),
    kind,
    transaction: async (work) => {
      const client = await pool.connect();
      let broken = true;
      try {
        const words = { begin: 'begin', commit: 'commit', rollback: 'rollback' };
        const result = await bracket(client, words, () => work(withinTransaction(client, kind, 1)));
        broken = false;
        return result;
      } finally {
        // A client whose transaction failed is not given to the next one: its state is not known for certain.
        client.release(broken);
      }
    },
    withClient: async (work) => {
      const client = await pool.connect();
      try {
        return await work(client);
      } finally {
        client.release();
      }
    },
    close: async () => {
      await pool.end();
      await closeBelow();
    },
  };
}

function openServer(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    application_name: 'durand-line-monitor',
    statement_timeout: QUERY_MILLISECONDS,
    connectionTimeoutMillis: 10_000,
    // Both cost more than they give on queries that answer in milliseconds: without parallel plans and compilation a
    // map query took a fifth of the processor time.
    options: '-c jit=off -c max_parallel_workers_per_gather=0',
  });
  // An idle connection that the server ends is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  return databaseOn(pool, 'server', () => Promise.resolve());
}

/** The embedded database with the means to archive it, for tests that begin from a prepared folder. */
export async function openEmbeddedDatabase(
  folder: string | null,
  prepared?: string,
): Promise<Database & { dump(): Promise<Uint8Array> }> {
  const lock = folder === null ? null : lockFolder(folder);
  try {
    const embedded = await openEmbedded({
      folder: folder === null ? null : `${folder}/database`,
      prepared: prepared ?? null,
    });
    let askers = 0;
    const pool = new pg.Pool({
      stream: () => new GateStream(embedded.gate, ++askers),
      // Its only role and database; a start-up packet with any other ends it.
      user: 'postgres',
      database: 'postgres',
      max: CONNECTIONS,
    });
    const database = databaseOn(pool, 'embedded', async () => {
      await embedded.close();
      lock?.release();
    });
    return { ...database, dump: () => embedded.dump() };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/**
 * Opens the database at its place. A server is not asked anything yet: the first query meets a wrong address.
 *
 * @throws FolderInUse when another process works on the embedded database's folder
 */
export async function openDatabase(place: DatabasePlace): Promise<Database> {
  return place.kind === 'server' ? openServer(place.url) : openEmbeddedDatabase(place.folder, place.prepared);
}
