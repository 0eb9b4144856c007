import { useEffect, useEffectEvent, type RefObject } from 'react';
import type { Doing } from '../view.ts';
import type { ListedAct } from './act.ts';

/** What somebody begins with when they come from the board, and what is told once it stands open. */
export type Beginning = {
  readonly doing: Doing | null;
  readonly onBegun: () => void;
  /** Opens the form in which this record is merged into another; it is none of the case's own. */
  readonly onMerge: (subject: { readonly id: string; readonly ref: string }) => void;
};

type Options = Beginning & {
  readonly section: RefObject<HTMLElement | null>;
  readonly acts: readonly Pick<ListedAct, 'act'>[];
  readonly subject: { readonly id: string; readonly ref: string };
};

/** Acts that note something; whoever wants to move the case on means none of these. */
const NOTES: readonly string[] = ['ask-positions', 'note-robustness', 'note-alternative'];

/** The act whose form is opened; null where the case offers none for it. */
export function actFor(doing: Doing, acts: Options['acts']): string | null {
  const names = acts.map(({ act }) => act);
  if (doing === 'move') return names.find((name) => !NOTES.includes(name)) ?? names[0] ?? null;
  return names.find((name) => name === doing) ?? null;
}

/** Opens what was asked for on the board, once the case is there, and puts the focus on it. */
export function useBeginning({ doing, onBegun, onMerge, section, acts, subject }: Options): void {
  const begin = useEffectEvent((wanted: Doing) => {
    if (wanted === 'merge') onMerge(subject);
    else (wanted === 'grade' ? findGrade() : openAct(section.current, actFor(wanted, acts)))?.focus();
    onBegun();
  });
  useEffect(() => {
    if (doing !== null) begin(doing);
  }, [doing]);
}

/** The act with its form unfolded; where there is none, a party's position is what can be begun. */
function openAct(section: HTMLElement | null, act: string | null): HTMLElement | null {
  const form = act === null ? null : section?.querySelector<HTMLDetailsElement>(`details[data-act="${act}"]`);
  if (!form) return section?.querySelector<HTMLElement>('.position-slot button') ?? null;
  form.open = true;
  form.scrollIntoView({ block: 'nearest' });
  return form.querySelector('summary');
}

/** The way to grade the first source that can be graded. */
function findGrade(): HTMLElement | null {
  return document.querySelector<HTMLElement>('.record .grade-open');
}
