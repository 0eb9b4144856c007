import { useCallback, useMemo, useState } from 'react';
import type { EditedKind, RecordKind } from '../../api/record/contract.ts';
import type { Selection, View } from '../view.ts';
import type { Draft } from './draft.ts';
import type { FormMap } from './form-map.ts';
import type { ShownPlace } from './place-overlay.ts';
import { READS_ONLY, useAbilities, type Abilities } from './session.ts';
import { createDraftStore, safeStorage, type DraftStore } from './stored-drafts.ts';

/** What is done to a record without changing its words. */
export const RECORD_ACTIONS = ['withdraw', 'merge', 'restrict', 'propose-release', 'approve-release'] as const;
export type RecordAction = (typeof RECORD_ACTIONS)[number];

/** A record that a form is about, and how a person knows it. */
export type Subject = { readonly kind: RecordKind; readonly id: string; readonly ref: string };

/** The form that is open. */
export type OpenForm =
  | { readonly mode: 'new'; readonly draft: Draft; readonly about: string | null }
  | { readonly mode: 'edit'; readonly subject: Subject & { readonly kind: EditedKind } }
  | { readonly mode: 'action'; readonly action: RecordAction; readonly subject: Subject };

export type Forms = {
  readonly open: OpenForm | null;
  /** Counts the forms opened, so that each is another form. */
  readonly turn: number;
  /** Whether the form is what the details panel shows, or waits behind a record that was opened meanwhile. */
  readonly isFront: boolean;
  readonly show: (form: OpenForm) => void;
  readonly toFront: () => void;
  readonly close: () => void;
  readonly store: DraftStore;
  readonly abilities: Abilities;
  readonly formMap: FormMap;
  /** What the map draws for the form. */
  readonly place: ShownPlace | null;
};

type Options = Pick<FormMap, 'map' | 'theme' | 'areas'> & {
  /** The past moment that is shown: then nothing is filed. */
  readonly knownAt: View['knownAt'];
  readonly selection: View['selection'];
  readonly panels: { readonly setStop: (stop: 'peek' | 'full') => void };
  readonly isSmall: boolean;
};

const keyOf = (selection: Selection | null): string =>
  selection === null ? '' : `${selection.collection}/${selection.id}`;

/** The forms of the screen: which is open, and what they share with the map. */
export function useForms({ map, theme, areas, selection, knownAt, panels, isSmall }: Options): Forms {
  const present = useAbilities();
  const abilities = knownAt === null ? present : READS_ONLY;
  const [keeper] = useState(() => safeStorage(() => window.localStorage));
  const owner = abilities.personId ?? '';
  const store = useMemo(() => createDraftStore(keeper, owner), [keeper, owner]);
  const [open, setOpen] = useState<OpenForm | null>(null);
  const [turn, setTurn] = useState(0);
  const [shownOver, setShownOver] = useState('');
  const [isTaken, setIsTaken] = useState(false);
  const [place, setPlace] = useState<ShownPlace | null>(null);
  const selected = keyOf(selection);
  const { setStop } = panels;

  const show = useCallback(
    (form: OpenForm) => {
      setOpen(form);
      setTurn((count) => count + 1);
      setShownOver(selected);
      setStop('full');
    },
    [selected, setStop],
  );
  const toFront = useCallback(() => {
    setShownOver(selected);
    setStop('full');
  }, [selected, setStop]);
  const close = useCallback(() => {
    setOpen(null);
    setPlace(null);
    document.getElementById('list')?.focus();
  }, []);
  const setTaken = useCallback(
    (taken: boolean) => {
      setIsTaken(taken);
      if (isSmall) setStop(taken ? 'peek' : 'full');
    },
    [isSmall, setStop],
  );
  const isFront = open !== null && shownOver === selected;

  const formMap = useMemo(
    (): FormMap => ({ map, theme, areas, isTaken, setTaken, setPlace }),
    [map, theme, areas, isTaken, setTaken],
  );
  return { open, turn, isFront, show, toFront, close, store, abilities, formMap, place };
}
