import type { Attribution, Statement } from '../accounts/contract.ts';
import { PARTIES, type Party } from '../geo/contract.ts';
import type { AGREEMENTS } from './shown/contract.ts';
import type { CaseWrite, Grade, PositionWrite, Signoff } from './contract.ts';
import type { StandingPosition } from './facts.ts';
import type { Thresholds } from './rules.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A party's positions, the current one last: what was superseded comes before what took its place. */
export function positionsOf(positions: readonly StandingPosition[], party: Party): StandingPosition[] {
  const own = positions.filter(({ document }) => document.party === party);
  const superseded = new Set(own.map(({ document }) => document.supersedesId));
  // What a party told the mechanism goes before what was read of it elsewhere.
  const isFormal = (one: StandingPosition) => one.document.channel !== 'public-statement';
  const isCurrent = (one: StandingPosition) => !superseded.has(one.document.id);
  return own.toSorted(
    (a, b) =>
      Number(isCurrent(a)) - Number(isCurrent(b)) ||
      Number(isFormal(a)) - Number(isFormal(b)) ||
      Date.parse(a.recordedAt) - Date.parse(b.recordedAt) ||
      (a.document.id < b.document.id ? -1 : 1),
  );
}

/** A party's current position; null where it has stated none. */
export function currentPosition(positions: readonly StandingPosition[], party: Party): PositionWrite | null {
  return positionsOf(positions, party).at(-1)?.document ?? null;
}

/**
 * Where a party stands on an incident: what it stated, or else what became of the request. Silence has its own name and is
 * never assent.
 */
export function standOf(
  asked: Pick<CaseWrite, 'requests'> | null,
  positions: readonly StandingPosition[],
  party: Party,
  at: number,
): PositionWrite['position'] | 'not-requested' | 'requested' | 'no-response-by-deadline' {
  const current = currentPosition(positions, party);
  if (current) return current.position;
  const request = asked?.requests.at(-1);
  if (!request) return 'not-requested';
  return Date.parse(request.dueAt) > at ? 'requested' : 'no-response-by-deadline';
}

/** Has a party stated nothing although it was asked and the time is over? Or is a suspension past its review? */
export function isOverdue(
  one: Pick<CaseWrite, 'requests' | 'reviewOn' | 'occurrence'> | null,
  positions: readonly StandingPosition[],
  at: number,
): boolean {
  if (one === null) return false;
  if (one.occurrence === 'suspended' && one.reviewOn !== null && Date.parse(one.reviewOn) + DAY <= at) return true;
  return PARTIES.some((party) => standOf(one, positions, party, at) === 'no-response-by-deadline');
}

/**
 * The moments at which what is told of a case changes by itself: deadlines, the end of the time for signatures and of a
 * review day.
 */
export function momentsOf(
  { requests, reviewOn, signoffs }: Pick<CaseWrite, 'requests' | 'reviewOn' | 'signoffs'>,
  { signoffWindowDays }: Pick<Thresholds, 'signoffWindowDays'>,
): number[] {
  return [
    ...requests.map(({ dueAt }) => Date.parse(dueAt)),
    ...signoffs.map(({ at }) => Date.parse(at) + signoffWindowDays * DAY),
    ...(reviewOn === null ? [] : [Date.parse(reviewOn) + DAY]),
  ];
}

/** The deadline of a request that is sent at a moment: one for both parties. */
export function dueAtOf(urgency: 'flash' | 'ordinary', at: Date, thresholds: Thresholds): string {
  const hours = urgency === 'flash' ? thresholds.flashAnswerHours : thresholds.ordinaryAnswerHours;
  return new Date(at.getTime() + hours * HOUR).toISOString();
}

/** The newest grade of each source; reliability and credibility are judged apart, so each is the newest of its own. */
export function gradesOf(grades: readonly Grade[]): Map<string, Pick<Grade, 'reliability' | 'credibility'>> {
  const folded = new Map<string, Pick<Grade, 'reliability' | 'credibility'>>();
  for (const { sourceId, reliability, credibility } of grades) {
    const before = folded.get(sourceId);
    folded.set(sourceId, {
      reliability: reliability ?? before?.reliability ?? null,
      credibility: credibility ?? before?.credibility ?? null,
    });
  }
  return folded;
}

/** Each signer's newest signature. */
export function newestSignoffs(signoffs: readonly Signoff[]): Map<Signoff['signer'], Signoff> {
  return new Map(signoffs.map((signoff) => [signoff.signer, signoff]));
}

/**
 * The signatures that hold: on the present content, and given since the case was last reopened. Whoever reopened a case
 * with a notice of an error has not signed what is found afterwards.
 */
export function holdingSignoffs(
  { signoffs, moves }: Pick<CaseWrite, 'signoffs' | 'moves'>,
  contentHash: string,
): Signoff[] {
  const reopened = moves.findLast(({ move }) => move === 'reopen');
  return signoffs.filter(
    (one) => one.contentHash === contentHash && (!reopened || Date.parse(one.at) > Date.parse(reopened.at)),
  );
}

/** Is a signature an agreement, with or without a reservation? */
export function isAgreement({ vote }: Pick<Signoff, 'vote'>): boolean {
  return vote === 'agree' || vote === 'agree-with-reservation';
}

/**
 * How the parties stand to the finding, from their signatures on the present content (DOMAIN.md 6, axis 4). A party that
 * has not signed within the window is silent, which is not agreement.
 */
export function agreementOf(
  signoffs: readonly Signoff[],
  contentHash: string,
  { signoffWindowDays }: Pick<Thresholds, 'signoffWindowDays'>,
  at: number,
): (typeof AGREEMENTS)[number] {
  const valid = signoffs.filter((signoff) => signoff.contentHash === contentHash);
  if (valid.length === 0) return 'awaited';
  const newest = newestSignoffs(valid);
  const votes = PARTIES.map((party) => newest.get(party));
  const given = votes.filter((vote) => vote !== undefined);
  const dissents = given.filter(({ vote }) => vote === 'dissent').length;
  if (dissents > 0) return dissents === 2 ? 'both-dissent' : 'one-dissents';
  if (given.length === 2) return given.every(isAgreement) ? 'both-agree' : 'awaited';
  const began = Math.min(...[...newest.values()].map((signoff) => Date.parse(signoff.at)));
  if (began + signoffWindowDays * DAY > at) return 'awaited';
  return given.length === 1 ? 'one-silent' : 'both-silent';
}

const DISPUTING: readonly string[] = ['denies', 'disputes-attribution', 'disputes-facts', 'counter-alleges'];

/** The parties that somebody other than themselves says did it. */
export function accusedParties(positions: readonly StandingPosition[], statements: readonly Statement[]): Set<Party> {
  const said = [
    ...positions.map(({ document }) => ({ by: document.party, whom: document.asserts.attributedTo })),
    ...statements.map(({ party, asserts }) => ({ by: party, whom: asserts?.attributedTo ?? null })),
  ];
  return new Set(PARTIES.filter((party) => said.some(({ by, whom }) => whom === party && by !== party)));
}

/**
 * Attribution as the accounts give it (DOMAIN.md 6, A1): claimed where somebody names a party, disputed where that party
 * says otherwise. A finding goes before it.
 */
export function attributionOf(
  found: Attribution | null,
  reported: Attribution,
  positions: readonly StandingPosition[],
  statements: readonly Statement[],
): Attribution {
  if (found !== null) return found;
  const accused = [...accusedParties(positions, statements)];
  if (accused.length === 0 || reported === 'disputed') return reported;
  const isDisputed = accused.some((party) => DISPUTING.includes(currentPosition(positions, party)?.position ?? ''));
  return isDisputed ? 'disputed' : 'claimed';
}
