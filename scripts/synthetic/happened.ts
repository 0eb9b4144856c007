import type { HappenedRange, TimePrecision } from '../../api/geo/contract.ts';
import { between, pickWeighted, type Random } from './random.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Pakistan (UTC+05:00) is 19:00 UTC; the day ends in Kabul (UTC+04:30) half an hour later. */
const DAY_BEGINS_BEFORE_UTC = 5 * HOUR;
const BOTH_ZONES_DAY = 24.5 * HOUR;

/** The days that synthetic records may lie in, as milliseconds, half-open. */
export type Period = { from: number; to: number };
export const DEMO_PERIOD: Period = { from: Date.UTC(2025, 9, 1), to: Date.UTC(2026, 10, 25) };
export const BENCH_PERIOD: Period = { from: Date.UTC(2021, 0, 1), to: Date.UTC(2026, 10, 25) };

const PRECISION_WEIGHTS = {
  minute: 10,
  hour: 25,
  'part-of-day': 25,
  day: 25,
  week: 8,
  month: 4,
  longer: 3,
} as const satisfies Record<TimePrecision, number>;

/** Two slow waves over the period and a weekly one, between 0.4 and 1: busier and emptier weeks, no trend. */
function rhythm(at: number): number {
  const day = at / DAY;
  return (
    0.7 +
    0.15 * Math.sin((2 * Math.PI * day) / 97) +
    0.1 * Math.sin((2 * Math.PI * day) / 41) +
    0.05 * Math.sin((2 * Math.PI * day) / 7)
  );
}

function momentIn(random: Random, { from, to }: Period): number {
  const at = between(random, from, to);
  return random() < rhythm(at) ? at : momentIn(random, { from, to });
}

const floorTo = (value: number, step: number): number => Math.floor(value / step) * step;

function rangeAround(random: Random, at: number, precision: TimePrecision): Period {
  const day = floorTo(at, DAY) - DAY_BEGINS_BEFORE_UTC;
  const widths: Record<TimePrecision, () => Period> = {
    minute: () => ({ from: floorTo(at, 60_000), to: floorTo(at, 60_000) + 60_000 }),
    hour: () => ({ from: floorTo(at, HOUR), to: floorTo(at, HOUR) + HOUR }),
    'part-of-day': () => ({ from: floorTo(at, 6 * HOUR), to: floorTo(at, 6 * HOUR) + 6 * HOUR }),
    day: () => ({ from: day, to: day + BOTH_ZONES_DAY }),
    week: () => ({ from: day, to: day + 7 * DAY }),
    month: () => ({ from: day, to: day + 31 * DAY }),
    longer: () => ({ from: day, to: day + Math.round(between(random, 45, 120)) * DAY }),
  };
  return widths[precision]();
}

/** A range of time inside the period, as wide as its precision says. */
export function happenedIn(random: Random, period: Period): HappenedRange {
  const precision = pickWeighted(random, PRECISION_WEIGHTS);
  const { from, to } = rangeAround(random, momentIn(random, period), precision);
  const early = Math.max(0, period.from - from);
  const late = Math.max(0, to - period.to);
  return {
    from: new Date(from + early - late).toISOString(),
    to: new Date(to + early - late).toISOString(),
    precision,
  };
}
