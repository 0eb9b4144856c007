import { useCallback, useEffect, useRef, useState } from 'react';
import type { I18n } from '../i18n/index.tsx';
import { makeFile, type Choice, type Format, type Step, type Subject } from './export.ts';
import { RecordChanged } from './incidents.ts';
import type { FindSources } from './publishers.ts';
import { saveFile } from './save.ts';

export type FailureReason = 'map' | 'time' | 'file' | 'changed';

export type ExportState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly step: Step }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'failed'; readonly reason: FailureReason };

/** Makes and saves files of a subject, one at a time; an export under way is called off when the dialog closes. */
export function useExport(
  i18n: I18n,
  subject: Subject,
  findSources: FindSources,
): { readonly state: ExportState; readonly run: (choice: Choice & { readonly format: Format }) => void } {
  const [state, setState] = useState<ExportState>({ kind: 'idle' });
  const under = useRef<AbortController | null>(null);
  useEffect(() => () => under.current?.abort(), []);

  const run = useCallback(
    (choice: Choice & { readonly format: Format }) => {
      under.current?.abort();
      const controller = new AbortController();
      under.current = controller;
      const { signal } = controller;
      let last: Step = { step: 'map' };
      const onStep = (step: Step): void => {
        last = step;
        if (!signal.aborted) setState({ kind: 'running', step });
      };
      onStep(last);
      makeFile(i18n, subject, choice, { signal, onStep, findSources }).then(
        ({ name, file }) => {
          if (signal.aborted) return;
          saveFile(file, name);
          setState({ kind: 'saved', name });
        },
        (error: unknown) => {
          if (!signal.aborted) setState({ kind: 'failed', reason: reasonOf(error, last) });
        },
      );
    },
    [i18n, subject, findSources],
  );
  return { state, run };
}

/** What a person can make of it: the record changed meanwhile, it took too long, the map could not be drawn, or the file could not be made. */
export function reasonOf(error: unknown, last: Step): FailureReason {
  if (error instanceof DOMException && error.name === 'TimeoutError') return 'time';
  if (error instanceof RecordChanged) return 'changed';
  return last.step === 'file' || last.step === 'sheet' ? 'file' : 'map';
}
