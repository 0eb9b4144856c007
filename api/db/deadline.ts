import type { Queries } from './database.ts';
import { Problem } from '../problem.ts';

/**
 * Queries that answer within a time or not at all. A server ends a long statement itself; the embedded database cannot,
 * so there the request stops waiting while the statement runs on.
 */
export function withDeadline(queries: Queries, milliseconds: number): Queries {
  async function within<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        reject(
          new Problem(
            'query-took-too-long',
            `no answer within ${milliseconds / 1000} s; ask for a smaller area, a shorter time or fewer items`,
          ),
        );
      }, milliseconds);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
  return {
    all: (statement) => within(queries.all(statement)),
    one: (statement) => within(queries.one(statement)),
  };
}
