import type { Attribution, Compliance, Statement } from '../accounts/contract.ts';
import { type OccurrenceStatus, type Party } from '../geo/contract.ts';
import type { IncidentRecordProperties, PositionShownValue } from '../incidents/contract.ts';
import { contentHashOf } from '../log/canonical.ts';
import type { Around, Facts } from '../record/facts.ts';
import { compare, instant, seenSources } from '../record/seen.ts';
import type { Viewer } from '../visibility/contract.ts';
import { mayKnow } from '../visibility/levels.ts';
import type { PositionShown, VerificationShown } from './shown/contract.ts';
import type { CaseWrite, Signoff } from './contract.ts';
import {
  agreementOf,
  attributionOf,
  gradesOf,
  holdingSignoffs,
  isOverdue,
  momentsOf,
  newestSignoffs,
  positionsOf,
  standOf,
} from './derive.ts';
import type { StandingPosition } from './facts.ts';
import { DEFAULT_RULES } from './rules.ts';

/** What a viewer sees of the verification of one incident. */
export interface SeenCase {
  occurrence: OccurrenceStatus;
  properties: {
    attribution: Attribution;
    compliance: Compliance;
    positions: Record<Party, PositionShownValue>;
    overdue: boolean;
    underReview: boolean;
  };
  verification: VerificationShown;
  grades: ReadonlyMap<string, Pick<IncidentRecordProperties['sources'][number], 'reliability' | 'credibility'>>;
  /** RFC 3339: when more of it may be told, or a deadline passes. */
  dueAt: string | null;
}

const hashes = new WeakMap<Facts<'incident'>['document'], string>();

/** The hash over what is voted on and signed: the record as it was written. */
export function signedHash(document: Facts<'incident'>['document']): string {
  const held = hashes.get(document);
  if (held !== undefined) return held;
  const hash = contentHashOf(document);
  hashes.set(document, hash);
  return hash;
}

function isKind<Kind extends 'position' | 'case'>(facts: Facts, kind: Kind): facts is Facts & Facts<Kind> {
  return facts.kind === kind;
}

/** The case among the records that belong to an incident. */
export function caseAmong(parts: readonly Facts[]): CaseWrite | null {
  return parts.find((part) => isKind(part, 'case'))?.document ?? null;
}

function positionsAmong(parts: readonly Facts[]): Facts<'position'>[] {
  return parts.filter((part) => isKind(part, 'position')).filter(({ state }) => state === 'standing');
}

/** Signatures are the mechanism's own until a decision prints them. */
function maySeeSignoffs(viewer: Viewer, { occurrence }: CaseWrite): boolean {
  return viewer !== 'public' || occurrence === 'jointly-verified' || occurrence === 'contested';
}

/** Reasons are notes of neutral staff; a party or the public reads the rule that led to a step, and not these. */
function mayReadReasons(viewer: Viewer): boolean {
  return viewer === 'mediator' || viewer === 'staff';
}

/** How many have given their word for a move that takes several: those who may be the next are to be told. */
function wordsGiven(held: CaseWrite | null, contentHash: () => string): Pick<VerificationShown, 'given'> {
  if (held === null || held.votes.length === 0) return {};
  const counting = held.votes.filter((vote) => vote.contentHash === contentHash());
  const moves = [...new Set(counting.map(({ move }) => move))].toSorted(compare);
  if (moves.length === 0) return {};
  return { given: moves.map((move) => ({ move, words: counting.filter((vote) => vote.move === move).length })) };
}

function shownPositions(
  known: readonly Facts<'position'>[],
  viewer: Viewer,
  around: Around,
): VerificationShown['positions'] {
  const seen = known.filter(({ visibility }) => mayKnow(visibility, viewer));
  const superseded = new Set(known.map(({ document }) => document.supersedesId));
  return seen
    .map(({ document, recordedAt, visibility }): PositionShown => {
      const { incidentId: _incident, synthetic: _synthetic, ...told } = document;
      return {
        ...told,
        saidAt: instant(Date.parse(told.saidAt)),
        sourceIds: seenSources(told.sourceIds, viewer, around).map(({ id }) => id),
        casualtyFigures: told.casualtyFigures.toSorted((a, b) => compare(a.id, b.id)),
        // Of what this viewer may not read it learns no id.
        supersedesId: seen.some((one) => one.id === told.supersedesId) ? told.supersedesId : null,
        recordedAt: instant(Date.parse(recordedAt)),
        superseded: superseded.has(told.id),
        confidential: visibility.level > 0,
      };
    })
    .toSorted((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id));
}

function standing({ document, recordedAt }: Facts<'position'>): StandingPosition {
  return { document, recordedAt };
}

/** What a party stands at for a viewer: of a confidential answer it learns that there is one, since silence would be untrue. */
function shownStand(
  held: CaseWrite | null,
  known: readonly Facts<'position'>[],
  party: Party,
  viewer: Viewer,
  at: number,
): PositionShownValue {
  const current = positionsOf(known.map(standing), party).at(-1);
  const isHidden = known.some(
    ({ document, visibility }) => document.id === current?.document.id && !mayKnow(visibility, viewer),
  );
  return isHidden ? 'stated-in-confidence' : standOf(held, known.map(standing), party, at);
}

function nextMoment(held: CaseWrite | null, at: number): string | null {
  if (held === null) return null;
  const coming = momentsOf(held, DEFAULT_RULES.thresholds).filter((moment) => moment > at);
  return coming.length === 0 ? null : instant(Math.min(...coming));
}

/**
 * What a viewer sees of the verification of an incident, from its case and the parties' positions. The thresholds that
 * matter here, the window for signatures, are those of the default rules: what is on record does not change with a setting.
 */
export function projectCase(
  { document }: Facts<'incident'>,
  parts: readonly Facts[],
  statements: readonly Statement[],
  viewer: Viewer,
  around: Around,
): SeenCase {
  const held = caseAmong(parts);
  const known = positionsAmong(parts);
  const seen = known.filter(({ visibility }) => mayKnow(visibility, viewer)).map(standing);
  const stand = (party: Party) => shownStand(held, known, party, viewer, around.at);
  const attribution = attributionOf(held?.attribution ?? null, document.attribution, seen, statements);
  const signoffs = held !== null && maySeeSignoffs(viewer, held) ? [...newestSignoffs(held.signoffs).values()] : [];
  // Made only where there is a signature to compare it with.
  const contentHash = signoffs.length === 0 ? '' : signedHash(document);
  const holding = held === null ? [] : holdingSignoffs(held, contentHash);
  const holds = (signoff: Signoff) => holding.includes(signoff);
  return {
    occurrence: held?.occurrence ?? document.status,
    properties: {
      attribution,
      compliance: held?.compliance?.value ?? document.compliance,
      positions: { afg: stand('afg'), pak: stand('pak') },
      overdue: isOverdue(held, known.map(standing), around.at),
      underReview: held?.underReview ?? false,
    },
    verification: {
      agreement: agreementOf(signoffs.filter(holds), contentHash, DEFAULT_RULES.thresholds, around.at),
      confidence: held?.confidence ?? null,
      attributedTo: held?.attributedTo ?? null,
      finding: held?.compliance ?? null,
      inconclusiveReason: held?.inconclusiveReason ?? null,
      reviewOn: held?.reviewOn ?? null,
      requests: held?.requests ?? [],
      positions: shownPositions(known, viewer, around),
      signoffs: signoffs.map((one) => {
        const { by: _by, contentHash: _signed, ...signoff } = one;
        return { ...signoff, holds: holds(one) };
      }),
      steps: (held?.moves ?? []).map(({ by, with: others, contentHash: _hash, reason, ...step }) => ({
        ...step,
        reason: mayReadReasons(viewer) ? reason : '',
        by: by.role,
        with: others.map(({ role }) => role),
      })),
      ...(mayReadReasons(viewer) ? wordsGiven(held, () => signedHash(document)) : {}),
    },
    grades: gradesOf(held?.grades ?? []),
    dueAt: nextMoment(held, around.at),
  };
}
