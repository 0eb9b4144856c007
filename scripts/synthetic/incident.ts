import type { z } from 'zod';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import { type Attribution, type Compliance } from '../../api/accounts/contract.ts';
import { categoryOf, INCIDENT_TYPES, type IncidentWrite } from '../../api/incidents/contract.ts';
import type { Ground } from './ground.ts';
import { BENCH_PERIOD, DEMO_PERIOD, happenedIn } from './happened.ts';
import { syntheticId } from './ids.ts';
import { pick, pickWeighted, type Random, randomOf } from './random.ts';
import { type Accounts, accountsOf, tossCoin } from './statements.ts';
import { benchWhereOf, sectorOf, whereOf } from './where.ts';
import { MARK, TYPE_WORDS } from './words.ts';

/** What all records of one run share. `bench`: points and no statements; `mirror`: the parties change places. */
export type Run = { seed: number; bench: boolean; mirror: boolean; ground: Ground };

const STATUS_WEIGHTS = {
  reported: 33,
  // Generated records stand where a review may have left them.
  triaged: 5,
  suspended: 2,
  'under-verification': 18,
  corroborated: 13,
  'jointly-verified': 7,
  contested: 8,
  inconclusive: 7,
  'not-substantiated': 4,
  withdrawn: 3,
} as const satisfies Record<OccurrenceStatus, number>;

type Axes = { attribution: z.infer<typeof Attribution>; compliance: z.infer<typeof Compliance> };

/** A finding needs an occurrence that was found, and an attribution that was acknowledged or assessed (DOMAIN.md 6, A2, A3, C1). */
function axesOf(random: Random, status: OccurrenceStatus, { answer, attribution }: Accounts): Axes {
  const isFound = status === 'corroborated' || status === 'jointly-verified';
  const finding = pick(random, ['out-of-scope', 'no-violation', 'accidental', 'violation', 'no-finding'] as const);
  const chance = random();
  if (isFound && answer === 'acknowledges') return { attribution: 'acknowledged', compliance: finding };
  if (isFound && chance < 0.3) return { attribution: 'assessed', compliance: finding };
  if (isFound && chance < 0.5) return { attribution: 'undetermined', compliance: 'not-considered' };
  return { attribution, compliance: 'not-considered' };
}

/** The benchmarks draw points only, and an allegation never has one. */
const TYPES_WITH_POINTS = INCIDENT_TYPES.filter((type) => categoryOf(type) !== 'allegation-only');

/** `SYN-2026-000042`: the year of the record and its number in the run, from 1. */
export function syntheticReference(year: string, number: number): string {
  return `SYN-${year.slice(0, 4)}-${String(number).padStart(6, '0')}`;
}

const NO_ACCOUNTS: Accounts = { statements: [], answer: null, attribution: 'not-assessed', differences: [] };

/** The synthetic incident of a run at an index: always the same, whatever else the run makes. */
export function syntheticIncident(run: Run, index: number): IncidentWrite {
  const { seed, bench, mirror, ground } = run;
  const random = randomOf(seed, index);
  const coin = tossCoin(random, mirror);
  const type = pick(random, bench ? TYPES_WITH_POINTS : INCIDENT_TYPES);
  const status = pickWeighted(random, STATUS_WEIGHTS);
  const happened = happenedIn(random, bench ? BENCH_PERIOD : DEMO_PERIOD);
  const isAllegation = categoryOf(type) === 'allegation-only';
  const { where, along } = bench ? benchWhereOf(random, ground) : whereOf(random, ground, isAllegation);
  const accounts = bench ? NO_ACCOUNTS : accountsOf(random, coin, { seed, index, kind: 'incident' });
  const spoken = accounts.statements.flatMap(({ sourceIds }) => sourceIds);
  return {
    id: syntheticId(seed, 'incident', index),
    ref: syntheticReference(happened.from, index + 1),
    title: `${MARK}${TYPE_WORDS[type]}, sector ${sectorOf(along)}${bench ? `, ${index + 1}` : ''}`,
    summary: bench
      ? null
      : `${MARK}record ${index + 1} of seed ${seed}, invented for a demonstration. It did not happen.`,
    type,
    status,
    ...axesOf(random, status, accounts),
    happened,
    timeNote: null,
    where,
    whereNote: null,
    accountsDifferOn: accounts.differences,
    statements: accounts.statements,
    sourceIds: [syntheticId(seed, 'source', 0, 0), ...spoken],
    links: [],
    synthetic: true,
  };
}
