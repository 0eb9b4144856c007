import { toInstant, type View } from '../view.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Steps that a person counts in. */
const STEPS_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS] as const;
/** More would be finer than a hand or a key can go through. */
const MOST_STEPS = 500;

/** The slider over what was known when: `count` steps of `stepMs` from `from`, of which the last is now. */
export type KnownRange = { readonly from: number; readonly stepMs: number; readonly count: number };

type Moments = {
  /** When the first record was put on record; null where none is loaded. */
  readonly earliest: string | null;
  readonly knownAt: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** From the first record on record to now, in steps that keep the slider short; the moment that is set is within. */
export function knownRange({ earliest, knownAt, now }: Moments): KnownRange {
  const given = [earliest, knownAt].filter((at) => at !== null).map((at) => Date.parse(at));
  const first = Math.min(now - MINUTE_MS, ...(given.length === 0 ? [now - DAY_MS] : given));
  const stepMs = STEPS_MS.find((step) => (now - first) / step <= MOST_STEPS) ?? 7 * DAY_MS;
  const from = Math.floor(first / stepMs) * stepMs;
  return { from, stepMs, count: Math.max(1, Math.ceil((now - from) / stepMs)) };
}

/** The moment at a step of the slider; null at the last, which is now. */
export function momentAt({ from, stepMs, count }: KnownRange, step: number): string | null {
  return step >= count ? null : toInstant(from + Math.max(0, step) * stepMs);
}

/** The step at which the slider stands for a moment. */
export function stepOf({ from, stepMs, count }: KnownRange, knownAt: string | null): number {
  if (knownAt === null) return count;
  return Math.max(0, Math.min(count - 1, Math.round((Date.parse(knownAt) - from) / stepMs)));
}

/** Whether a moment has not been yet: nothing is known of it, and the service refuses to say what would be. */
export function isToCome(knownAt: string, now: number): boolean {
  return Date.parse(knownAt) > now;
}

/** A view that can be shown, and the moment that was asked for and cannot be. */
export type Admitted = { readonly view: View; readonly refusedMoment: string | null };

/** The view as asked for; as of now where it asks for a moment to come, with what was refused, so that it can be said. */
export function admitView(view: View, now: number): Admitted {
  return view.knownAt !== null && isToCome(view.knownAt, now)
    ? { view: { ...view, knownAt: null }, refusedMoment: view.knownAt }
    : { view, refusedMoment: null };
}

type Recorded = { readonly feature: { readonly properties: { readonly recordedAt: string } } };

/** The earliest moment of recording among rows of any collection, and one that is known already; null where there are none. */
export function earliestRecordedAt(rows: readonly Recorded[], known: string | null): string | null {
  let earliest = known;
  for (const { feature } of rows) {
    const { recordedAt } = feature.properties;
    if (earliest === null || Date.parse(recordedAt) < Date.parse(earliest)) earliest = recordedAt;
  }
  return earliest;
}
