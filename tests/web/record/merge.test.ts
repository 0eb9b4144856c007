import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chosenDocument, mergeRecords, saysTheSame, usualSide, type Side } from '../../../web/record/merge.ts';

const base = {
  title: 'Fire at a post',
  summary: null,
  happened: { from: '2025-11-06T00:00:00Z', to: '2025-11-07T00:00:00Z', precision: 'day' },
  sourceIds: ['s1'],
  statements: [
    { id: 'a', paraphrase: 'One' },
    { id: 'b', paraphrase: 'Two' },
  ],
};

type Document = Readonly<Record<string, unknown>>;
const merged = (was: Document, mine: Document, theirs: Document, choices: Readonly<Record<string, Side>> = {}) =>
  chosenDocument(mergeRecords(was, mine, theirs), choices, { base: was, mine, theirs });
const changes = (mine: Document, theirs: Document) =>
  Object.fromEntries(
    mergeRecords(base, mine, theirs)
      .filter(({ changed }) => changed !== 'same')
      .map(({ field, changed }) => [field, changed]),
  );

describe('merging two edits of one record', () => {
  test('tells for each field who changed it', () => {
    const mine = { ...base, title: 'Mine', summary: 'Both' };
    const theirs = { ...base, summary: 'Other', sourceIds: ['s1', 's2'] };
    expect(changes(mine, theirs)).toStrictEqual({ title: 'mine', summary: 'both', 'sourceIds/s2': 'theirs' });
  });

  test('merges statements one by one: each side’s own addition and removal is kept', () => {
    const mine = { ...base, statements: [base.statements[0], { id: 'c', paraphrase: 'Three' }] };
    const theirs = { ...base, statements: [{ id: 'a', paraphrase: 'One, revised' }, base.statements[1]] };
    expect(merged(base, mine, theirs)['statements']).toStrictEqual([
      { id: 'a', paraphrase: 'One, revised' },
      { id: 'c', paraphrase: 'Three' },
    ]);
  });

  test('where both changed a field, what is on record stays unless mine is chosen', () => {
    const [mine, theirs] = [
      { ...base, title: 'Mine' },
      { ...base, title: 'Theirs' },
    ];
    expect(merged(base, mine, theirs)['title']).toBe('Theirs');
    expect(merged(base, mine, theirs, { title: 'mine' })['title']).toBe('Mine');
  });

  test('an instant written another way is no change', () => {
    const theirs = { ...base, happened: { ...base.happened, from: '2025-11-06T04:30:00.000+04:30' } };
    expect(changes(base, theirs)).toStrictEqual({});
  });

  test('a record that both filed under one id is compared field by field', () => {
    expect(
      mergeRecords({}, { title: 'Mine', type: 'closure' }, { title: 'Theirs', type: 'closure' }).map(
        ({ field, changed }) => [field, changed],
      ),
    ).toStrictEqual([
      ['title', 'both'],
      ['type', 'same'],
    ]);
  });
});

const member = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), paraphrase: fc.string({ maxLength: 4 }) });
const document = fc.record({
  title: fc.constantFrom('x', 'y', 'z'),
  summary: fc.option(fc.constantFrom('p', 'q')),
  where: fc.record({ precision: fc.constantFrom('exact', 'adm1'), placeName: fc.option(fc.constant('Torkham')) }),
  sourceIds: fc.uniqueArray(fc.constantFrom('s1', 's2', 's3', 's4')),
  statements: fc.uniqueArray(member, { selector: ({ id }) => id }),
});

describe('merging, whatever the documents', () => {
  test('with an unchanged side gives the other side', () => {
    fc.assert(
      fc.property(document, document, (was, changed) => {
        expect(saysTheSame(merged(was, was, changed), changed)).toBe(true);
        expect(saysTheSame(merged(was, changed, was), changed)).toBe(true);
      }),
    );
  });

  test('loses nothing: every field says what one of the two sides says, and what only one changed is kept', () => {
    fc.assert(
      fc.property(document, document, document, (was, mine, theirs) => {
        const merges = mergeRecords(was, mine, theirs);
        const result = mergeRecords({}, merged(was, mine, theirs), {});
        for (const merge of merges) {
          const kept = result.find(({ field }) => field === merge.field)?.mine;
          expect(saysTheSame(kept, merge[usualSide(merge)])).toBe(true);
          if (merge.changed === 'mine') expect(saysTheSame(kept, merge.mine)).toBe(true);
          if (merge.changed === 'theirs') expect(saysTheSame(kept, merge.theirs)).toBe(true);
        }
      }),
    );
  });

  test('is the same whoever is called mine, but for the choice where both changed', () => {
    fc.assert(
      fc.property(document, document, document, (was, mine, theirs) => {
        const swap = { same: 'same', both: 'both', mine: 'theirs', theirs: 'mine' } as const;
        const told = (one: Document, other: Document) =>
          new Map(mergeRecords(was, one, other).map(({ field, changed }) => [field, changed]));
        const [there, back] = [told(mine, theirs), told(theirs, mine)];
        for (const [field, changed] of there) expect(back.get(field)).toBe(swap[changed]);
      }),
    );
  });
});
