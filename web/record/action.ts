import type { z } from 'zod';
import { Merger, ReleaseProposal, Restriction, Withdrawal, type RecordShown } from '../../api/record/contract.ts';
import type { Level, PlaceClass } from '../../api/visibility/contract.ts';
import type { Draft } from './draft.ts';
import type { Fault } from './faults.ts';
import type { RecordAction } from './use-forms.ts';
import { postAction, postApproval, postProposal, type Target } from './write.ts';

/** What is filled in to withdraw, merge, restrict or open a record. */
export type ActionFilled = {
  readonly why: Draft['why'];
  readonly intoId: string | null;
  readonly level: Level;
  readonly placeClass: PlaceClass;
};

const CONTRACTS = {
  withdraw: Withdrawal,
  merge: Merger,
  restrict: Restriction,
  'propose-release': ReleaseProposal.omit({ id: true }),
  'approve-release': null,
} as const satisfies Record<RecordAction, z.ZodType | null>;

type Levels = RecordShown['visibility']['fieldLevels'];

/** Parts that are kept closer than the record stay so. */
function closerThan(fieldLevels: Levels, level: Level): Levels {
  return Object.fromEntries(Object.entries(fieldLevels).filter(([, own]) => own > level));
}

/** What is sent for an action, as its contract has it once nothing is missing. */
export function actionBody(
  action: RecordAction,
  { visibility }: Pick<RecordShown, 'visibility'>,
  filled: ActionFilled,
) {
  const { why, intoId, level, placeClass } = filled;
  if (action === 'withdraw') return { why };
  if (action === 'merge') return { intoId, why };
  const fieldLevels = closerThan(visibility.fieldLevels, level);
  return action === 'approve-release' ? {} : { level, fieldLevels, placeClass, why };
}

/** What keeps an action from being sent, field by field. */
export function findActionFaults(
  action: RecordAction,
  shown: Pick<RecordShown, 'visibility'>,
  filled: ActionFilled,
): Fault[] {
  const parsed = CONTRACTS[action]?.safeParse(actionBody(action, shown, filled));
  if (parsed === undefined || parsed.success) return [];
  return parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    ...(issue.code === 'too_big'
      ? { key: 'form.fault-too-long', values: { most: Number(issue.maximum) } }
      : { key: 'form.fault-missing' }),
  }));
}

/** Sends one action; each is told from the others by its address. Throws WriteProblem. */
export async function performAction(
  action: RecordAction,
  target: Target,
  shown: Pick<RecordShown, 'visibility' | 'proposal'>,
  filled: ActionFilled,
): Promise<void> {
  const body = actionBody(action, shown, filled);
  if (action === 'withdraw') await postAction(target, 'withdrawal', body);
  else if (action === 'merge') await postAction(target, 'merger', body);
  else if (action === 'restrict') await postAction(target, 'restriction', body);
  // The proposal's own id is its key: sent twice it is one proposal.
  else if (action === 'propose-release') await postProposal(target, { id: target.key, ...body });
  else await postApproval(target, shown.proposal?.id ?? '');
}
