import type { SignedIn } from '../actor.ts';
import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import { findOpenIncidents, findOwnIncidentIds } from '../record/open-incidents.ts';
import { boardOf, type BoardFacts, OPEN } from './board.ts';
import type { Board } from './shown/contract.ts';
import { signedHash } from './project.ts';
import type { Rules } from './rules.ts';

/** Incidents that one board looks at, and ids that a filter is held to. */
const MOST_INCIDENTS = 500;
const MOST_OWN = 1_000;

/** What a board is made with. */
export interface BoardContext {
  database: Database;
  rules: Rules;
  now: () => Date;
}

/** The board of somebody, from the records that they may read and nothing else. */
export async function findBoard({ database, rules, now }: BoardContext, actor: SignedIn): Promise<Board> {
  const found = await database.transaction((transaction) =>
    asActor(transaction, actor, (queries) => findOpenIncidents(queries, OPEN, MOST_INCIDENTS + 1)),
  );
  const facts = found.slice(0, MOST_INCIDENTS).map(({ id, document, ...incident }): BoardFacts => ({
    ...incident,
    incidentId: id,
    contentHash: document === null ? null : signedHash(document),
  }));
  return {
    ...boardOf(facts, { actor, rules, now: now() }),
    mode: rules.mode,
    isWhole: found.length <= MOST_INCIDENTS,
  };
}

/** The ids of the incidents that are somebody's: submitted, led, or theirs to act on. The newest first, so many at most. */
export async function findOwnIds(deps: BoardContext, actor: SignedIn): Promise<string[]> {
  const own = await deps.database.transaction((transaction) =>
    asActor(transaction, actor, (queries) => findOwnIncidentIds(queries, actor.id, MOST_OWN)),
  );
  const { mine } = await findBoard(deps, actor);
  return [...new Set([...mine.map(({ incidentId }) => incidentId), ...own])].slice(0, MOST_OWN);
}
