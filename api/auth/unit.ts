import { AsyncLocalStorage } from 'node:async_hooks';
import type { Database, Queries } from '../db/database.ts';

/** The way to the database of this slice, which better-auth's statements share. */
export interface Unit {
  /** Where a statement runs now: within the transaction that `transact` began, or alone. */
  current: () => Queries;
  /** Everything that `work` does or nothing, what better-auth does in it included. */
  transact<Result>(work: (transaction: Queries) => Promise<Result>): Promise<Result>;
}

/**
 * better-auth takes its database when it is made and not with each call. So that a change of its and the entry of the log
 * stand or fall together, its statements look up here which transaction they belong to.
 */
export function unitOn(database: Database, queries: Queries): Unit {
  const scope = new AsyncLocalStorage<Queries>();
  return {
    current: () => scope.getStore() ?? queries,
    transact: (work) => database.transaction((transaction) => scope.run(transaction, () => work(transaction))),
  };
}
