import { describe, expect, test } from 'vitest';
import { newDraft } from '../../../web/record/draft.ts';
import { createDraftStore, MOST_DRAFTS, safeStorage, storageInMemory } from '../../../web/record/stored-drafts.ts';

const titled = (title: string) => newDraft('incident', { title });

describe('unfinished forms', () => {
  test('a form is there again after the page was loaded anew, and gone once it is filed', () => {
    const storage = storageInMemory();
    const draft = titled('Fire at a post');
    createDraftStore(storage, 'amina').keep(draft, 1);
    const later = createDraftStore(storage, 'amina');
    expect(later.find('incident', draft.id)).toStrictEqual(draft);
    later.forget('incident', draft.id);
    expect(later.list()).toStrictEqual([]);
  });

  test('each record has its own, the newest first', () => {
    const store = createDraftStore(storageInMemory(), 'amina');
    const [one, other] = [titled('One'), newDraft('agreement', { title: 'Other' })];
    store.keep(one, 1);
    store.keep(other, 2);
    expect(store.list().map(({ draft }) => draft.fields.id)).toStrictEqual([other.id, one.id]);
    expect(store.find('airspace-claim', one.id)).toBeNull();
  });

  test('nobody sees the forms of somebody else at the same device', () => {
    const storage = storageInMemory();
    const draft = titled('Mine');
    createDraftStore(storage, 'amina').keep(draft, 1);
    const other = createDraftStore(storage, 'farid');
    expect([other.list(), other.find('incident', draft.id)]).toStrictEqual([[], null]);
  });

  test('the oldest gives way beyond the most that are kept', () => {
    const store = createDraftStore(storageInMemory(), 'amina');
    const drafts = Array.from({ length: MOST_DRAFTS + 3 }, (_, index) => titled(`Number ${index}`));
    drafts.forEach((draft, index) => store.keep(draft, index));
    expect(store.list()).toHaveLength(MOST_DRAFTS);
    expect(store.find('incident', drafts[2]?.id ?? '')).toBeNull();
    expect(store.find('incident', drafts[3]?.id ?? '')).not.toBeNull();
  });

  test('what is corrupt, of another kind of page or of other fields is passed over', () => {
    const storage = storageInMemory();
    const draft = titled('Whole');
    const store = createDraftStore(storage, 'amina');
    store.keep(draft, 1);
    const text = storage.getItem(storage.key(0) ?? '') ?? '';
    storage.setItem('record-draft:1:amina:incident:torn', text.slice(0, 80));
    storage.setItem('record-draft:1:amina:incident:other', text.replace('"statements":[]', '"statements":7'));
    storage.setItem('record-draft:1:amina:incident:place', text.replace('"longitude":""', '"longitude":null'));
    storage.setItem('record-draft:0:amina:incident:old', text);
    storage.setItem('theme', 'dark');
    expect(store.list().map(({ draft: kept }) => kept.id)).toStrictEqual([draft.id]);
  });

  test('a browser that keeps nothing, or has no room, keeps it for this visit', () => {
    const refused = safeStorage(() => {
      throw new Error('denied');
    });
    const full = safeStorage(() => ({
      ...storageInMemory(),
      length: 0,
      setItem: () => {
        throw new Error('quota');
      },
    }));
    for (const storage of [refused, full]) {
      const [store, draft] = [createDraftStore(storage, 'amina'), titled('Kept')];
      store.keep(draft, 1);
      expect(store.list().map(({ draft: kept }) => kept)).toStrictEqual([draft]);
    }
  });
});
