import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { RequestProblem } from './request.ts';

/** One request at a time, and what came of the last one. */
export type Sending = {
  readonly isBusy: boolean;
  /** What went wrong last; null while sending and after a success. */
  readonly problem: unknown;
  /** Sends; `true` when it succeeded. A second call while one is under way does nothing. */
  readonly send: (act: () => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
};

/** Sends what a form asks for. A session that has ended meanwhile shows in the top bar at once. */
export function useSend(): Sending {
  const client = useQueryClient();
  const [state, setState] = useState<{ isBusy: boolean; problem: unknown }>({ isBusy: false, problem: null });
  const isSending = useRef(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const send = async (act: () => Promise<void>): Promise<boolean> => {
    if (isSending.current) return false;
    isSending.current = true;
    setState({ isBusy: true, problem: null });
    let problem: unknown = null;
    try {
      await act();
    } catch (error) {
      problem = error;
      if (error instanceof RequestProblem && error.code === 'not-signed-in')
        void client.invalidateQueries({ queryKey: ['session'] });
    }
    isSending.current = false;
    if (isHere.current) setState({ isBusy: false, problem });
    return problem === null;
  };
  return { ...state, send, clear: () => setState({ isBusy: false, problem: null }) };
}
