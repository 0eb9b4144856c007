import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { CaseAnswer, CaseShown } from '../../api/verification/shown/contract.ts';
import type { ActName } from '../../api/verification/contract.ts';
import { createAttempts } from '../record/attempts.ts';
import type { Fault } from '../record/faults.ts';
import { newId } from '../record/fields.ts';
import { WriteProblem } from '../record/write.ts';
import { blankAct, makeAct, type ActFilled } from './act.ts';
import { fetchCase, postAct } from './write.ts';

/** The incident whose case it is: its number, by which changes are told, and its id. */
export type CaseOf = { readonly fid: number; readonly uid: string };

/** What may be done to the case; asked again when the record changes. */
export function useCase({ fid, uid }: CaseOf): UseQueryResult<CaseShown> {
  return useQuery({
    queryKey: ['case', 'incidents', fid, null],
    queryFn: () => fetchCase(uid),
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
}

export type ActState = {
  readonly filled: ActFilled;
  readonly set: (patch: Partial<ActFilled>) => void;
  readonly faults: readonly Fault[];
  readonly problem: WriteProblem | null;
  readonly isBusy: boolean;
  /** Counts up when what is wrong is to take the focus. */
  readonly attention: number;
  /** `onDone` is told what came of it. */
  readonly send: () => Promise<void>;
};

type Options = {
  readonly of: CaseOf;
  readonly name: ActName;
  readonly shown: CaseShown;
  readonly given?: Partial<ActFilled>;
  readonly onDone: (answer: CaseAnswer) => void;
};

/** One act from its first letter to the answer. What was typed stays until it has been done, whatever comes in between. */
export function useAct({ of, name, shown, given, onDone }: Options): ActState {
  const client = useQueryClient();
  const [filled, setFilled] = useState<ActFilled>(() => ({ ...blankAct(newId()), ...given }));
  const [attempts] = useState(() => createAttempts(newId));
  const [state, setState] = useState({ tried: false, isBusy: false, attention: 0 });
  const [problem, setProblem] = useState<WriteProblem | null>(null);
  const made = makeAct(name, filled, shown.contentHash);

  const stop = async (cause: unknown): Promise<void> => {
    const stopped = cause instanceof WriteProblem ? cause : new WriteProblem(0, 'failed', String(cause));
    if (stopped.code !== 'offline') attempts.answered();
    // What is missing may have changed as well as the version.
    if ([409, 412].includes(stopped.status))
      await client.invalidateQueries({ queryKey: ['case', 'incidents', of.fid] });
    setProblem(stopped);
  };
  const send = async (): Promise<void> => {
    if (state.isBusy) return;
    const attention = state.attention + 1;
    setProblem(null);
    if (made.act === null) return setState({ tried: true, isBusy: false, attention });
    setState({ tried: true, isBusy: true, attention: state.attention });
    const key = attempts.keyFor(JSON.stringify([shown.version, made.act]));
    try {
      const answer = await postAct({ incidentId: of.uid, version: shown.version, key }, made.act);
      attempts.answered();
      setFilled(blankAct(newId()));
      setState({ tried: false, isBusy: false, attention: 0 });
      onDone(answer);
      await client.invalidateQueries({
        predicate: ({ queryKey }) => !['config', 'session', 'edited-record'].includes(String(queryKey[0])),
      });
    } catch (cause) {
      await stop(cause);
      setState({ tried: true, isBusy: false, attention });
    }
  };
  return {
    filled,
    set: (patch) => setFilled((before) => ({ ...before, ...patch })),
    faults: state.tried ? made.faults : [],
    problem,
    isBusy: state.isBusy,
    attention: state.attention,
    send,
  };
}
