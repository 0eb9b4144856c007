import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { createAttempts } from './attempts.ts';
import { isTouched, type Draft } from './draft.ts';
import { findFaults, type Fault } from './faults.ts';
import { newId } from './fields.ts';
import { checkDraft, EDITING, mergedDraft, sendDraft, stopFiling, type FilingTools, type FormState } from './filing.ts';
import type { Choices } from './merge.ts';
import type { DraftStore } from './stored-drafts.ts';

export type RecordForm = Omit<FormState, 'tried' | 'refused'> & {
  readonly faults: readonly Fault[];
  readonly change: (draft: Draft) => void;
  readonly save: () => void;
  /** Files it although records lie near: it is another event. */
  readonly fileAnyway: () => void;
  readonly mergeAndSave: (choices: Choices) => void;
  readonly backToForm: () => void;
};

/** One form from its first letter to the answer: checks, sends once, merges, and keeps what was typed. */
export function useRecordForm(initial: Draft, store: DraftStore): RecordForm {
  const client = useQueryClient();
  const [attempts] = useState(() => createAttempts(newId));
  const isBusy = useRef(false);
  const [state, update] = useState<FormState>({
    draft: initial,
    phase: EDITING,
    tried: false,
    refused: [],
    problem: null,
    attention: 0,
  });
  const { tried, refused, ...shown } = state;
  const { draft, phase } = shown;
  const faults = useMemo(() => (tried ? [...findFaults(draft), ...refused] : refused), [tried, draft, refused]);
  const onSaved = (): void =>
    void client.invalidateQueries({
      predicate: ({ queryKey }) => !['config', 'edited-record'].includes(String(queryKey[0])),
    });
  const tools: FilingTools = { attempts, store, update, onSaved };

  const change = (next: Draft): void => {
    update((before) => ({ ...before, draft: next, refused: [] }));
    if (isTouched(next)) store.keep(next, Date.now());
    else store.forget(next.kind, next.id);
  };
  const once = async (act: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return;
    isBusy.current = true;
    await act().catch((cause: unknown) => stopFiling(tools, cause));
    isBusy.current = false;
  };
  const submit = (sound: Draft, act: typeof sendDraft): void => {
    const isFaulty = findFaults(sound).length > 0;
    update((before) => ({ ...before, tried: true, refused: [] }));
    if (!isFaulty) return void once(() => act(tools, sound));
    update((before) => ({ ...before, phase: EDITING, problem: null, attention: before.attention + 1 }));
  };
  return {
    ...shown,
    faults,
    change,
    save: () => submit(draft, checkDraft),
    fileAnyway: () => submit(draft, sendDraft),
    mergeAndSave: (choices) => {
      if (phase.name !== 'conflict') return;
      const merged = mergedDraft(draft, phase.theirs, choices);
      change(merged);
      submit(merged, sendDraft);
    },
    backToForm: () => update((before) => ({ ...before, phase: EDITING })),
  };
}
