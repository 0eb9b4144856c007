import {
  CHANNELS,
  CROSSING_STATES,
  CROSSING_TYPES,
  type CrossingWrite,
  type Direction,
  DIRECTIONS,
  type StatusReportWrite,
  StatusBasis,
} from '../../api/crossings/contract.ts';
import type { Party } from '../../api/geo/contract.ts';
import { DEMO_PERIOD, happenedIn } from './happened.ts';
import { syntheticId } from './ids.ts';
import type { Run } from './incident.ts';
import { pick, type Random, randomOf } from './random.ts';
import { tossCoin } from './statements.ts';
import { crossingWhereOf } from './where.ts';
import { MARK, PARTY_WORD } from './words.ts';

const CROSSINGS = 12;
const REPORT_PAIRS = 3;
/** Streams of random numbers of their own: a crossing never shares one with an incident or a claim. */
const FIRST_STREAM = 2_000_000_000;

function syntheticCrossing({ seed, ground }: Run, number: number): CrossingWrite {
  const along = ((number + 0.5) / CROSSINGS) * ground.line.lengthKilometres;
  const name = `SYNTHETIC crossing ${number + 1}`;
  const where = crossingWhereOf(ground, along, number % 4 !== 3);
  return {
    id: syntheticId(seed, 'crossing', number),
    ref: `SYN-X-${String(number + 1).padStart(3, '0')}`,
    name,
    nameBySide: { afg: name, pak: name },
    areaBySide: { afg: null, pak: null },
    type: pick(randomOf(seed, FIRST_STREAM + number), CROSSING_TYPES),
    typeNote: `${MARK}invented for a demonstration.`,
    where,
    whereNote: where.geometry === null ? `${MARK}a crossing point without a coordinate.` : null,
    sourceIds: [syntheticId(seed, 'source', 0, 0)],
    synthetic: true,
  };
}

type ReportOf = {
  number: number;
  ordinal: number;
  side: Party;
  facts: Pick<StatusReportWrite, 'channel' | 'direction' | 'basis'>;
};

function reportOf({ seed }: Run, random: Random, { number, ordinal, side, facts }: ReportOf): StatusReportWrite {
  const { from, to, precision } = happenedIn(random, DEMO_PERIOD);
  return {
    id: syntheticId(seed, 'report', number, ordinal),
    crossingId: syntheticId(seed, 'crossing', number),
    controllingSide: side,
    ...facts,
    state: pick(random, CROSSING_STATES),
    statedBy: `${MARK}spokesperson of the ${PARTY_WORD[side]} party`,
    validFrom: from,
    validTo: random() < 0.5 ? to : null,
    precision,
    note: null,
    sourceIds: [syntheticId(seed, 'source', 0, ordinal % 2 === 0 ? 1 : 2)],
    synthetic: true,
  };
}

const OPPOSITE: Record<Direction, Direction> = {
  both: 'both',
  'afg-to-pak': 'pak-to-afg',
  'pak-to-afg': 'afg-to-pak',
};

function directionOf(direction: Direction, mirror: boolean): Direction {
  return mirror ? OPPOSITE[direction] : direction;
}

/** Reports in pairs, one by each party on the same channel; which party draws first is the coin's. */
function reportsOf(run: Run, number: number): StatusReportWrite[] {
  const random = randomOf(run.seed, FIRST_STREAM + CROSSINGS + number);
  return Array.from({ length: REPORT_PAIRS }, (_, pair) => {
    const facts = {
      channel: pick(random, CHANNELS),
      direction: directionOf(pick(random, DIRECTIONS), run.mirror),
      basis: pick(random, StatusBasis.options),
    };
    const { first, second } = tossCoin(random, run.mirror);
    return [first, second].map((side, turn) =>
      reportOf(run, random, { number, ordinal: 2 * pair + turn, side, facts }),
    );
  }).flat();
}

/** The crossing points of a run and what both parties reported of them. */
export function syntheticCrossings(run: Run): { crossings: CrossingWrite[]; statusReports: StatusReportWrite[] } {
  const numbers = Array.from({ length: CROSSINGS }, (_, number) => number);
  return {
    crossings: numbers.map((number) => syntheticCrossing(run, number)),
    statusReports: numbers.flatMap((number) => reportsOf(run, number)),
  };
}
