import type { Channel, CrossingState, Direction, Headline } from './contract.ts';
import type { Party } from '../geo/contract.ts';

/** What the rule looks at in a report. */
export interface ReportedState {
  controllingSide: Party | null;
  channel: Channel;
  direction: Direction;
  state: CrossingState;
  basis: 'announced' | 'observed' | 'reported';
  validFrom: string;
  validTo: string | null;
}

const RESTRICTIVENESS: Record<CrossingState, number> = { unknown: 0, open: 1, restricted: 2, closed: 3 };

/** The more restrictive of two states: a gate is as closed as the side that closes it. */
function moreRestrictive(one: CrossingState, other: CrossingState): CrossingState {
  return RESTRICTIVENESS[one] >= RESTRICTIVENESS[other] ? one : other;
}

/** Reports of the same gate, kept apart by who controls it and on what the report rests. */
function newestBy<Key extends string>(
  reports: readonly ReportedState[],
  keyOf: (report: ReportedState) => Key,
): Map<Key, ReportedState[]> {
  const newest = new Map<Key, ReportedState[]>();
  for (const report of reports) {
    const key = keyOf(report);
    const held = newest.get(key);
    const difference = held?.[0] ? Date.parse(report.validFrom) - Date.parse(held[0].validFrom) : 1;
    if (difference > 0) newest.set(key, [report]);
    else if (difference === 0) held?.push(report);
  }
  return newest;
}

/**
 * The headline of a crossing as last reported (DOMAIN.md 5.11), and the start of the newest report it rests on.
 * For every channel × direction: the newest report of each side, the more restrictive of the two sides counts. A report
 * on the whole point stands for every channel until a newer one speaks of a channel alone. Reports that ended before
 * `at` say nothing. Where announcement and observation of the same gate differ, both stand: "announcements differ".
 *
 * @param at the moment to tell the headline for, RFC 3339
 */
export function headlineAt(reports: readonly ReportedState[], at: string): { headline: Headline; asOf: string | null } {
  const moment = Date.parse(at);
  const current = reports.filter(
    (report) =>
      Date.parse(report.validFrom) <= moment && (report.validTo === null || Date.parse(report.validTo) > moment),
  );
  const wholeFrom = Math.max(
    ...current.filter((report) => report.channel === 'all').map((report) => Date.parse(report.validFrom)),
    -Infinity,
  );
  const standing = current.filter((report) => report.channel === 'all' || Date.parse(report.validFrom) >= wholeFrom);
  const known = standing.filter((report) => report.state !== 'unknown');
  if (known.length === 0) return { headline: 'unknown', asOf: null };

  const asOf = known.map((report) => report.validFrom).reduce((a, b) => (Date.parse(a) >= Date.parse(b) ? a : b));
  const perGateAndBasis = newestBy(known, (r) => `${r.channel}|${r.direction}|${r.controllingSide ?? ''}|${r.basis}`);
  const statesPerGate = new Map<string, Set<CrossingState>>();
  const statePerChannel = new Map<string, CrossingState>();
  for (const sameStart of perGateAndBasis.values()) {
    for (const { channel, direction, controllingSide, state } of sameStart) {
      const gate = `${channel}|${direction}|${controllingSide ?? ''}`;
      statesPerGate.set(gate, (statesPerGate.get(gate) ?? new Set()).add(state));
      const lane = `${channel}|${direction}`;
      statePerChannel.set(lane, moreRestrictive(statePerChannel.get(lane) ?? 'unknown', state));
    }
  }
  if ([...statesPerGate.values()].some((states) => states.size > 1)) return { headline: 'announcements-differ', asOf };
  const states = new Set(statePerChannel.values());
  if (states.size === 1 && states.has('closed')) return { headline: 'closed', asOf };
  if (states.size === 1 && states.has('open')) return { headline: 'open', asOf };
  return { headline: 'partly-open', asOf };
}
