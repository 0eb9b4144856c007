import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Queries } from './database.ts';
import type { Statement } from './sql.ts';

/**
 * A Kysely for a library that wants one, which runs every statement on our own way to the database. It has no pool: the
 * embedded database has one session, and a second way in would wait for it for ever.
 *
 * It gives rows and no counts of affected rows, and begins no transactions: whoever wants several statements together
 * runs them within a transaction of ours, which `current` then gives.
 *
 * @param current where a statement runs, asked anew for each
 */
export function kyselyOn(current: () => Queries): Kysely<unknown> {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      return { rows: await current().all(statementOf<Row>(query)) };
    },
    streamQuery: () => {
      throw new Error('statements are not streamed here');
    },
  };
  const driver: Driver = {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: () => Promise.reject(new Error('a transaction is begun on the Database')),
    commitTransaction: () => Promise.resolve(),
    rollbackTransaction: () => Promise.resolve(),
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  };
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** What is compiled already, as a statement: compiling is the one thing that is ever asked of one. */
function statementOf<Row>(query: CompiledQuery): Statement<Row> {
  const compiled: Pick<Statement<Row>, 'compile'> = { compile: () => query };
  return compiled as Statement<Row>;
}
