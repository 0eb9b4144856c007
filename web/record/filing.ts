import type { NearDuplicates, RecordShown, WriteAnswer } from '../../api/record/contract.ts';
import type { Attempts } from './attempts.ts';
import { documentOfDraft, draftOfRecord, draftOnBase, sentOf, type Draft } from './draft.ts';
import { faultsOfAnswer, type Fault } from './faults.ts';
import { chosenDocument, mergeRecords, type Choices } from './merge.ts';
import { nearDuplicatesQuery } from './near-query.ts';
import type { DraftStore } from './stored-drafts.ts';
import { fetchRecord, findNearDuplicates, putRecord, WriteProblem } from './write.ts';

export type Candidate = NearDuplicates['candidates'][number];

/** What the form is doing: being filled in, waiting, asking whether it is another event, merging, or done. */
export type Phase =
  | { readonly name: 'editing' }
  | { readonly name: 'checking' }
  | { readonly name: 'saving' }
  | { readonly name: 'near'; readonly candidates: readonly Candidate[] }
  | { readonly name: 'conflict'; readonly theirs: RecordShown }
  | { readonly name: 'saved'; readonly answer: WriteAnswer };

/** A form as it stands: what was typed, what it is doing, and what is wrong. */
export type FormState = {
  readonly draft: Draft;
  readonly phase: Phase;
  /** Whether somebody tried to save: from then on its faults are shown. */
  readonly tried: boolean;
  readonly refused: readonly Fault[];
  readonly problem: WriteProblem | null;
  /** Counts up when what is wrong is to take the focus. */
  readonly attention: number;
};

export const EDITING: Phase = { name: 'editing' };

/** What filing needs of the page. */
export type FilingTools = {
  readonly attempts: Attempts;
  readonly store: DraftStore;
  readonly update: (change: (state: FormState) => FormState) => void;
  /** What was fetched before is no longer what is on record. */
  readonly onSaved: () => void;
};

function asProblem(cause: unknown): WriteProblem {
  return cause instanceof WriteProblem ? cause : new WriteProblem(0, 'failed', String(cause));
}

/** Back to the form with what went wrong: at the fields that the service names, else at its head. */
export function stopFiling({ attempts, update }: FilingTools, cause: unknown): void {
  const problem = asProblem(cause);
  const refused = faultsOfAnswer(problem.errors);
  // Without an answer nobody knows whether it was done: the same words keep their key.
  if (problem.code !== 'offline') attempts.answered();
  update((state) => ({
    ...state,
    phase: EDITING,
    refused,
    problem: refused.length > 0 ? null : problem,
    attention: state.attention + 1,
  }));
}

function finish({ attempts, store, update, onSaved }: FilingTools, draft: Draft, answer: WriteAnswer): void {
  attempts.answered();
  store.forget(draft.kind, draft.id);
  update((state) => ({ ...state, phase: { name: 'saved', answer } }));
  onSaved();
}

/** Sends a draft once. Where somebody else saved meanwhile, the two versions are laid side by side instead. */
export async function sendDraft(tools: FilingTools, draft: Draft): Promise<void> {
  const { attempts, update } = tools;
  update((state) => ({ ...state, phase: { name: 'saving' }, problem: null }));
  const sent = sentOf(draft);
  const version = draft.base?.version ?? null;
  const key = attempts.keyFor(JSON.stringify([version, sent]));
  try {
    finish(tools, draft, await putRecord({ kind: draft.kind, id: draft.id, version, key }, sent));
  } catch (cause) {
    if (asProblem(cause).status !== 412) throw cause;
    attempts.answered();
    const theirs = await fetchRecord(draft.kind, draft.id);
    // Filed before, by a request whose answer never came: that is no conflict.
    if (draft.base === null && isSameRecord(draft, theirs)) finish(tools, draft, answerOf(theirs));
    else update((state) => ({ ...state, phase: { name: 'conflict', theirs } }));
  }
}

/** Compares a new record with those on record, and sends it where none is near. */
export async function checkDraft(tools: FilingTools, draft: Draft): Promise<void> {
  const query = nearDuplicatesQuery(draft);
  if (query === null) return sendDraft(tools, draft);
  tools.update((state) => ({ ...state, phase: { name: 'checking' } }));
  // A comparison that cannot be made keeps nobody from filing.
  const { candidates } = await findNearDuplicates(query).catch(() => ({ candidates: [] }));
  if (candidates.length === 0) return sendDraft(tools, draft);
  tools.update((state) => ({ ...state, phase: { name: 'near', candidates } }));
}

/** The three documents of a conflict: what both began from, mine, and what is on record now. */
export function sidesOf(draft: Draft, theirs: RecordShown) {
  return { base: draft.base?.document ?? {}, mine: documentOfDraft(draft), theirs: theirs.document };
}

/** Whether what is on record is what the form says, apart from the reference that the service gave it. */
export function isSameRecord(draft: Draft, theirs: RecordShown): boolean {
  const { base, mine } = sidesOf(draft, theirs);
  return mergeRecords(base, mine, theirs.document).every(({ field, changed }) => field === 'ref' || changed === 'same');
}

function answerOf({ kind, id, fid, version, state, visibility, document }: RecordShown): WriteAnswer {
  const ref = document['ref'];
  return { kind, id, fid, version, state, level: visibility.level, ref: typeof ref === 'string' ? ref : null };
}

/** My form on top of their version, saying what was chosen field by field. */
export function mergedDraft(draft: Draft, theirs: RecordShown, choices: Choices): Draft {
  const sides = sidesOf(draft, theirs);
  const document = chosenDocument(mergeRecords(sides.base, sides.mine, sides.theirs), choices, sides);
  const onTheirs = draftOfRecord(theirs, draft.kind);
  if (onTheirs.base === null) return draft;
  const { sources, level, why, base } = draft;
  // What either of us closed further stays closed.
  const kept = level !== null && level > onTheirs.base.level ? level : null;
  const closer = Object.entries(draft.fieldLevels).filter(([field, own]) => own > (onTheirs.fieldLevels[field] ?? 0));
  return {
    ...draftOnBase(draft.kind, draft.id, onTheirs.base, document),
    sources,
    level: kept,
    fieldLevels: { ...onTheirs.fieldLevels, ...Object.fromEntries(closer) },
    placeClass: draft.placeClass === base?.placeClass ? onTheirs.placeClass : draft.placeClass,
    why,
  };
}
