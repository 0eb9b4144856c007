import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { EDITED_KINDS, type EditedKind, type RecordShown } from '../../../api/record/contract.ts';
import { newDraft, type Draft, type DraftBase } from '../../../web/record/draft.ts';
import { findFaults } from '../../../web/record/faults.ts';
import { blankFigure, blankReading, blankSource, blankStatement } from '../../../web/record/fields.ts';
import { MergeView } from '../../../web/record/merge-view.tsx';
import { NearView } from '../../../web/record/near-view.tsx';
import { RecordFormView } from '../../../web/record/record-form.tsx';
import type { Abilities } from '../../../web/record/session.ts';
import type { Phase } from '../../../web/record/filing.ts';

const nothing = (): undefined => undefined;
const abilities: Abilities = { personId: 'p1', mayFile: true, mayWriteAgreements: true, usualLevel: 2 };

/** A form with one of everything in it and most of it missing. */
function fullDraft(kind: EditedKind, party: 'afg' | 'pak' = 'afg'): Draft {
  const source = { ...blankSource(), id: '01890000-0000-7000-8000-000000000001' };
  const statement = {
    ...blankStatement([]),
    speakerKind: 'party' as const,
    party,
    verbatim: { text: null, language: 'ps' as const },
    casualtyFigures: [{ ...blankFigure(), ofParty: party }],
  };
  const draft = newDraft(kind) as Draft;
  const lists = {
    ...('statements' in draft.fields ? { statements: [statement] } : {}),
    ...('readings' in draft.fields ? { readings: [blankReading([])] } : {}),
    sourceIds: [source.id],
  };
  return { ...draft, fields: { ...draft.fields, ...lists }, sources: [source] } as Draft;
}

function markupOf(draft: Draft, phase: Phase = { name: 'editing' }): string {
  const form = {
    draft,
    phase,
    faults: findFaults(draft),
    problem: null,
    attention: 0,
    change: nothing,
    save: nothing,
    fileAnyway: nothing,
    mergeAndSave: nothing,
    backToForm: nothing,
  };
  return page(
    <RecordFormView
      form={form}
      known={[]}
      abilities={abilities}
      about={null}
      isKept={false}
      actions={null}
      onStartOver={nothing}
      onClose={nothing}
      onDiscard={nothing}
      onOpen={nothing}
      onAnother={nothing}
    />,
  );
}

function page(children: ReactNode): string {
  return renderToStaticMarkup(<QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>);
}

const all = (markup: string, pattern: RegExp): string[] => [...markup.matchAll(pattern)].map((match) => match[1] ?? '');

describe.each(EDITED_KINDS)('the form of %s', (kind) => {
  const markup = markupOf(fullDraft(kind));
  const ids = all(markup, /\sid="([^"]+)"/g);

  test('has no id twice', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toStrictEqual([]);
  });

  test('names every control by a label', () => {
    const labelled = new Set(all(markup, /<label for="([^"]+)"/g));
    const controls = all(markup, /<(?:input|select|textarea)(?![^>]*type="(?:checkbox|radio)")[^>]*\sid="([^"]+)"/g);
    expect(controls.length).toBeGreaterThan(8);
    expect(controls.filter((id) => !labelled.has(id))).toStrictEqual([]);
  });

  test('describes every faulty control by a sentence that is there', () => {
    const described = all(markup, /aria-describedby="([^"]+)"/g).flatMap((list) => list.split(' '));
    expect(described.filter((id) => !ids.includes(id))).toStrictEqual([]);
    const faulty = all(markup, /(<(?:input|select|textarea)[^>]*aria-invalid="true"[^>]*>)/g);
    expect(faulty.length).toBeGreaterThan(2);
    expect(faulty.filter((control) => !control.includes('aria-describedby'))).toStrictEqual([]);
  });

  test('says what its button does', () => {
    expect(markup).toMatch(/<button type="button" class="button primary"[^>]*>(File the|Put it on record)/);
  });
});

test('swapping the parties swaps nothing of a form but the choice', () => {
  const stripped = (party: 'afg' | 'pak'): string =>
    markupOf(fullDraft('incident', party))
      .replaceAll(/ selected=""/g, '')
      .replaceAll(/01[\da-f]{6}-[\da-f-]{27}/g, 'id');
  expect(stripped('afg')).toBe(stripped('pak'));
  expect(stripped('afg')).toContain('Afghan party</option><option value="pak">Pakistani party');
});

test('a part above its reader’s level is said to be so, and has no control', () => {
  const base: DraftBase = {
    version: 3,
    document: {},
    hiddenFields: ['whereNote'],
    level: 2,
    fieldLevels: {},
    placeClass: 'general',
  };
  const markup = markupOf({ ...newDraft('incident'), base });
  expect(markup).toContain('This part is above your level.');
  expect(markup).not.toContain('whereNote"');
});

test('a record near is shown with its time, its distance and its words', () => {
  const candidate = {
    fid: 7,
    uid: '01890000-0000-7000-8000-000000000002',
    ref: 'DL-2025-000007',
    title: 'Fire reported',
    happenedFrom: '2025-11-06T05:00:00Z',
    kilometres: 3.4,
    likeness: 0.71,
  };
  const markup = page(
    <NearView
      candidates={[candidate, { ...candidate, uid: 'other', kilometres: null }]}
      from="2025-11-06T00:00:00Z"
      onOpen={nothing}
      onFile={nothing}
      onBack={nothing}
    />,
  );
  expect(markup).toContain('5 h apart · 3.4 km away · 71 % of the words agree');
  expect(markup).toContain('5 h apart · no place to compare');
});

test('a conflict shows what is on record before what you wrote, and chooses for whoever alone changed it', () => {
  const base = { title: 'Fire', summary: null, whereNote: null };
  const sides = {
    base,
    mine: { ...base, title: 'Mine', summary: 'My words' },
    theirs: { ...base, title: 'Theirs', whereNote: 'At the gate' },
  };
  const markup = page(<MergeView version={4} sides={sides} choices={[]} onSave={nothing} onBack={nothing} />);
  const checked = all(markup, /<input type="radio"[^>]*?aria-label="([^"]+)"[^>]*checked=""/g);
  const checkedFirst = all(markup, /<input type="radio"[^>]*checked=""[^>]*?aria-label="([^"]+)"/g);
  expect([...checked, ...checkedFirst]).toHaveLength(3);
  expect(markup.indexOf('Both of you changed this')).toBeLessThan(markup.indexOf('Only you changed this'));
  expect(markup).toMatch(/On record now.*Theirs.*Yours.*Mine/);
});

test('whoever saved is told who may read it', () => {
  const answer = {
    kind: 'incident',
    id: 'x',
    fid: 7,
    ref: 'DL-2026-000123',
    version: 1,
    state: 'standing',
    level: 2,
  } as const satisfies Partial<RecordShown> & { ref: string; level: 2 };
  const markup = markupOf(newDraft('incident'), { name: 'saved', answer });
  expect(markup).toContain('DL-2026-000123 was filed');
  expect(markup).toContain('V2: mediators and staff');
});
