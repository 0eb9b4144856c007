import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createAttempts } from '../record/attempts.ts';
import { faultsOfAnswer, type Fault } from '../record/faults.ts';
import { newId } from '../record/fields.ts';
import { WriteProblem } from '../record/write.ts';
import {
  blankPosition,
  checkPosition,
  type PositionAbout,
  type PositionDraft,
  type PositionStore,
} from './position-draft.ts';
import { putPosition } from './write.ts';

export type PositionFormState = {
  readonly draft: PositionDraft;
  /** Whether what stands in the form was typed before this page was opened. */
  readonly isKept: boolean;
  readonly set: (patch: Partial<PositionDraft>) => void;
  readonly faults: readonly Fault[];
  readonly problem: WriteProblem | null;
  readonly isBusy: boolean;
  readonly attention: number;
  readonly send: () => Promise<void>;
  readonly discard: () => void;
};

type Options = {
  readonly about: PositionAbout;
  readonly store: PositionStore;
  readonly isNeutral: boolean;
  readonly onDone: () => void;
};

/** The form of a position: kept with every letter, sent once, and forgotten when it is on record. */
export function usePosition({ about, store, isNeutral, onDone }: Options): PositionFormState {
  const client = useQueryClient();
  const [kept] = useState(() => store.find());
  const [draft, setDraft] = useState(() => kept ?? blankPosition(newId(), isNeutral));
  const [attempts] = useState(() => createAttempts(newId));
  const [state, setState] = useState({ tried: false, isBusy: false, attention: 0 });
  const [failed, setFailed] = useState<{ problem: WriteProblem | null; refused: readonly Fault[] }>({
    problem: null,
    refused: [],
  });
  const checked = checkPosition(draft, about);

  const set = (patch: Partial<PositionDraft>): void => {
    const next = { ...draft, ...patch };
    setDraft(next);
    store.keep(next);
    setFailed((before) => ({ ...before, refused: [] }));
  };
  const refresh = () =>
    client.invalidateQueries({
      predicate: ({ queryKey }) => !['config', 'session', 'edited-record'].includes(String(queryKey[0])),
    });
  const send = async (): Promise<void> => {
    if (state.isBusy) return;
    const attention = state.attention + 1;
    setFailed({ problem: null, refused: [] });
    if (checked.sent === null) return setState({ tried: true, isBusy: false, attention });
    setState({ tried: true, isBusy: true, attention: state.attention });
    try {
      await putPosition(attempts.keyFor(JSON.stringify(checked.sent)), checked.sent);
      attempts.answered();
      store.forget();
      onDone();
      await refresh();
    } catch (cause) {
      const problem = cause instanceof WriteProblem ? cause : new WriteProblem(0, 'failed', String(cause));
      if (problem.code !== 'offline') attempts.answered();
      const refused = faultsOfAnswer(problem.errors.filter(({ parameter }) => parameter !== ''));
      setFailed({ problem: refused.length > 0 ? null : problem, refused });
      setState({ tried: true, isBusy: false, attention });
      // The current position may be another by now: then this one takes the place of that.
      if ([409, 412].includes(problem.status)) await refresh();
    }
  };
  return {
    draft,
    isKept: kept !== null && draft === kept,
    set,
    faults: [...(state.tried ? checked.faults : []), ...failed.refused],
    problem: failed.problem,
    isBusy: state.isBusy,
    attention: state.attention,
    send,
    discard: () => {
      store.forget();
      setDraft(blankPosition(newId(), isNeutral));
      setState({ tried: false, isBusy: false, attention: 0 });
    },
  };
}
