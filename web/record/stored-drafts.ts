import { z } from 'zod';
import { EDITED_KINDS, type EditedKind } from '../../api/record/contract.ts';
import { Level, PlaceClass } from '../../api/visibility/contract.ts';
import type { Draft } from './draft.ts';
import { blankFields } from './fields.ts';

/** More unfinished forms than this are not kept: the oldest gives way. */
export const MOST_DRAFTS = 20;

/** Grows when a draft of an older page can no longer be read by this one; the older ones are then left alone. */
const FORMAT = 1;

type Stored = { readonly savedAt: number; readonly draft: Draft };
type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const FieldLevels = z.record(z.string(), Level);
const StoredDraft = z.object({
  savedAt: z.number(),
  draft: z.object({
    kind: z.enum(EDITED_KINDS),
    id: z.uuid(),
    base: z
      .object({
        version: z.int(),
        document: z.record(z.string(), z.unknown()),
        hiddenFields: z.array(z.string()),
        level: Level,
        fieldLevels: FieldLevels,
        placeClass: PlaceClass,
      })
      .nullable(),
    fields: z.record(z.string(), z.unknown()),
    sources: z.array(z.looseObject({ id: z.uuid() })),
    level: Level.nullable(),
    fieldLevels: FieldLevels,
    placeClass: PlaceClass,
    why: z.object({ reason: z.string().nullable(), explanation: z.string() }),
  }),
});

export type DraftStore = {
  readonly keep: (draft: Draft, savedAt: number) => void;
  readonly find: (kind: EditedKind, id: string) => Draft | null;
  /** Newest first. */
  readonly list: () => readonly Stored[];
  readonly forget: (kind: EditedKind, id: string) => void;
};

/** A kept draft; null where it is none, or of a form that has other fields than ours. */
function read(text: string | null): Stored | null {
  try {
    const parsed = StoredDraft.safeParse(JSON.parse(text ?? 'null'));
    if (!parsed.success) return null;
    const { savedAt, draft } = parsed.data;
    const blank = blankFields(draft.kind);
    const isOurs = Object.entries(blank).every(([name, value]) => isLike(value, draft.fields[name]));
    return isOurs ? { savedAt, draft: draft as unknown as Draft } : null;
  } catch {
    return null;
  }
}

/** Lists stay lists and objects keep their names; anything may stand where a blank form has nothing, and a choice may be open. */
function isLike(blank: unknown, value: unknown): boolean {
  if (blank === null) return value !== undefined;
  if (value === null) return typeof blank === 'string' && blank !== '';
  if (Array.isArray(blank)) return Array.isArray(value);
  if (typeof blank !== 'object') return typeof value === typeof blank;
  if (typeof value !== 'object') return false;
  return Object.entries(blank).every(([name, part]) => isLike(part, (value as Record<string, unknown>)[name]));
}

/** Keeps unfinished forms in the browser, for one person alone: `owner` is the id of their account. */
export function createDraftStore(keeper: Keeper, owner: string): DraftStore {
  const prefix = `record-draft:${FORMAT}:${owner}:`;
  const keyOf = (kind: EditedKind, id: string): string => `${prefix}${kind}:${id}`;
  const keysKept = (): string[] =>
    Array.from({ length: keeper.length }, (_, index) => keeper.key(index) ?? '').filter((key) =>
      key.startsWith(prefix),
    );
  const list = (): Stored[] =>
    keysKept()
      .map((key) => read(keeper.getItem(key)))
      .filter((stored) => stored !== null)
      .sort((one, other) => other.savedAt - one.savedAt);
  return {
    list,
    find: (kind, id) => read(keeper.getItem(keyOf(kind, id)))?.draft ?? null,
    forget: (kind, id) => keeper.removeItem(keyOf(kind, id)),
    keep: (draft, savedAt) => {
      keeper.setItem(keyOf(draft.kind, draft.id), JSON.stringify({ savedAt, draft }));
      for (const { draft: old } of list().slice(MOST_DRAFTS)) keeper.removeItem(keyOf(old.kind, old.id));
    },
  };
}

/** A storage that lasts as long as the page: where the browser gives none, or has no room left. */
export function storageInMemory(): Keeper {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size;
    },
  };
}

/** The browser's storage, and the page's own memory once that fails. */
export function safeStorage(storage: () => Keeper): Keeper {
  const memory = storageInMemory();
  let current: Keeper = memory;
  try {
    current = storage();
    void current.length;
  } catch {
    current = memory;
  }
  return {
    getItem: (key) => current.getItem(key) ?? memory.getItem(key),
    setItem: (key, value) => {
      try {
        current.setItem(key, value);
      } catch {
        memory.setItem(key, value);
      }
    },
    removeItem: (key) => {
      current.removeItem(key);
      memory.removeItem(key);
    },
    key: (index) => (index < current.length ? current.key(index) : memory.key(index - current.length)),
    get length() {
      return current === memory ? memory.length : current.length + memory.length;
    },
  };
}
