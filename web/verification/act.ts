import type { AnyRole } from '../../api/auth/contract.ts';
import { type CaseShown, type GuardShown } from '../../api/verification/shown/contract.ts';
import { CaseAct, Guard, type ActName } from '../../api/verification/contract.ts';
import type { Fault } from '../record/faults.ts';
import type { WriteProblem } from '../record/write.ts';

/** Everything that may be filled in for an act, as it stands in its form. */
export type ActFilled = {
  readonly reason: string | null;
  readonly duplicatesChecked: boolean;
  readonly urgency: string | null;
  /** Made with the form: sent twice it is one request. */
  readonly requestId: string;
  readonly leadId: string | null;
  readonly because: string | null;
  readonly restrictionId: string | null;
  readonly hasCheck: boolean;
  readonly checkKind: string | null;
  readonly checkOn: string | null;
  readonly checkNote: string | null;
  readonly reviewOn: string | null;
  readonly newItemId: string | null;
  readonly errorNotice: string | null;
  readonly confidence: string | null;
  readonly attributedTo: string | null;
  readonly value: string | null;
  readonly readingId: string | null;
  readonly provision: string | null;
  readonly severity: string | null;
  readonly vote: string | null;
  readonly text: string | null;
  readonly sourceId: string | null;
  readonly reliability: string | null;
  readonly credibility: number | null;
};

/** An empty form; `requestId` is an id that nobody has used. */
export function blankAct(requestId: string): ActFilled {
  return {
    reason: null,
    duplicatesChecked: false,
    urgency: 'ordinary',
    requestId,
    leadId: null,
    because: null,
    restrictionId: null,
    hasCheck: true,
    checkKind: null,
    checkOn: null,
    checkNote: null,
    reviewOn: null,
    newItemId: null,
    errorNotice: null,
    confidence: null,
    attributedTo: null,
    value: null,
    readingId: null,
    provision: null,
    severity: null,
    vote: null,
    text: null,
    sourceId: null,
    reliability: null,
    credibility: null,
  };
}

type Bodies = { readonly [Name in ActName]: (filled: ActFilled, contentHash: string) => object };

const BODIES: Bodies = {
  triage: ({ reason, duplicatesChecked, urgency, requestId }) => ({ reason, duplicatesChecked, urgency, requestId }),
  start: ({ reason, leadId }) => ({ reason, leadId }),
  corroborate: ({ reason }) => ({ reason }),
  contest: ({ reason }) => ({ reason }),
  'find-inconclusive': ({ reason, because, restrictionId }) => ({
    reason,
    because,
    restrictionId: because === 'access-refused' ? restrictionId : null,
  }),
  'find-not-substantiated': ({ reason, hasCheck, checkKind, checkOn, checkNote }) => ({
    reason,
    check: hasCheck ? { kind: checkKind, on: checkOn, note: checkNote } : null,
  }),
  suspend: ({ reason, reviewOn }) => ({ reason, reviewOn }),
  resume: ({ reason }) => ({ reason }),
  reopen: ({ reason, newItemId, errorNotice }) => ({ reason, newItemId, errorNotice }),
  acknowledge: ({ reason }) => ({ reason }),
  assess: ({ reason, confidence, attributedTo }) => ({ reason, confidence, attributedTo }),
  'decide-compliance': ({ reason, value, readingId, provision, severity }) => ({
    reason,
    finding: { value, readingId, provision, severity: value === 'violation' ? severity : null },
  }),
  'sign-off': ({ vote, text }, contentHash) => ({ vote, text: text ?? '', contentHash }),
  'ask-positions': ({ reason, urgency, requestId }) => ({ reason, urgency, requestId }),
  grade: ({ sourceId, reliability, credibility, reason }) => ({ sourceId, reliability, credibility, reason }),
  'note-robustness': ({ value, reason }) => ({ value, reason }),
  'note-alternative': ({ text }) => ({ text }),
};

type Made =
  { readonly act: CaseAct; readonly faults: readonly [] } | { readonly act: null; readonly faults: readonly Fault[] };

/** What a form sends, or what is missing in it, field by field. `contentHash` is of the content that was shown to be signed. */
export function makeAct(name: ActName, filled: ActFilled, contentHash: string): Made {
  const rules = ruleFaults(name, filled);
  const parsed = CaseAct.safeParse({ act: name, ...BODIES[name](filled, contentHash) });
  if (parsed.success && rules.length === 0) return { act: parsed.data, faults: [] };
  const missing: Fault[] = (parsed.error?.issues ?? []).map((issue) => ({
    path: issue.path.join('.'),
    ...(issue.code === 'too_big'
      ? { key: 'form.fault-too-long', values: { most: Number(issue.maximum) } }
      : { key: 'form.fault-missing' }),
  }));
  return { act: null, faults: [...missing, ...rules] };
}

/** What no single field can tell: words for a reservation or a dissent, one of two grades, something to reopen on. */
function ruleFaults(name: ActName, filled: ActFilled): Fault[] {
  const { vote, text, reliability, credibility, newItemId, errorNotice, duplicatesChecked, because } = filled;
  const isBlank = (words: string | null): boolean => (words ?? '').trim() === '';
  if (name === 'sign-off' && (vote === 'dissent' || vote === 'agree-with-reservation') && isBlank(text))
    return [{ path: 'text', key: 'form.fault-missing' }];
  if (name === 'grade' && reliability === null && credibility === null)
    return [{ path: 'reliability', key: 'grade.missing' }];
  if (name === 'reopen' && newItemId === null && isBlank(errorNotice))
    return [{ path: 'errorNotice', key: 'form.fault-missing' }];
  if (name === 'triage' && !duplicatesChecked) return [{ path: 'duplicatesChecked', key: 'form.fault-missing' }];
  if (name === 'find-inconclusive' && because === null) return [{ path: 'because', key: 'form.fault-missing' }];
  return [];
}

/** The conditions that refused an act, with the facts that the case tells of them. */
export function refusedGuards(problem: Pick<WriteProblem, 'errors'>, needs: readonly GuardShown[]): GuardShown[] {
  return problem.errors.flatMap(({ code }) => {
    const guard = Guard.safeParse(code);
    if (!guard.success) return [];
    const facts = needs.find((need) => need.guard === guard.data)?.facts ?? {};
    return [{ guard: guard.data, holds: false, facts }];
  });
}

export type ActShown = CaseShown['acts'][number];

export type ListedAct = ActShown & { readonly act: Exclude<ActShown['act'], 'grade'> };

/** Acts with a form of their own in the list; grades are set beside the sources. */
export function listedActs({ acts }: Pick<CaseShown, 'acts'>): ListedAct[] {
  return acts.filter((shown): shown is ListedAct => shown.act !== 'grade');
}

/** Whether the public statements of parties are all that a role may put on record for them. */
export function isNeutral(role: AnyRole): boolean {
  return role !== 'liaison-afg' && role !== 'liaison-pak';
}
