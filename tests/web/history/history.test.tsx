import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../api/auth/contract.ts';
import type { HistoryEntry } from '../../../api/history/contract.ts';
import { CHANGES, REASONS } from '../../../api/record/contract.ts';
import { HistoryList, momentOf } from '../../../web/history/section.tsx';
import { StateNotice } from '../../../web/history/state-notice.tsx';
import { changeWords, fieldWords, valueWords } from '../../../web/history/words.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { isMessageKey } from '../../../web/i18n/translate.ts';

const english = createI18n('en', {});
const nothing = (): undefined => undefined;

const entry = (given: Partial<HistoryEntry> = {}): HistoryEntry => ({
  recordedAt: '2026-11-24T10:02:00Z',
  until: null,
  change: 'corrected',
  reason: 'geocoding-error',
  by: 'reviewer',
  explanation: null,
  differences: [],
  ...given,
});
const markupOf = (...entries: HistoryEntry[]): string =>
  renderToStaticMarkup(<HistoryList collection="incidents" entries={entries} knownAt={null} onKnownAt={nothing} />);
const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

describe('the words of a history', () => {
  it('exist for every change, reason and role', () => {
    const keys = [
      ...CHANGES.map((change) => `history.change-${change}`),
      ...REASONS.map((reason) => `history.reason-${reason}`),
      ...['reader', ...ROLES, 'mechanism', 'service'].map((by) => `history.by-${by}`),
    ];
    expect(keys.filter((key) => !isMessageKey(key))).toEqual([]);
    expect(changeWords(english, entry({ change: 'filed', by: 'service' }))).toBe('Put on record by the service itself');
  });

  it.each([
    ['summary', 'Summary'],
    ['statements/018f0000-0000-7000-8000-000000000001/paraphrase', 'Statement · In our words'],
    ['nameBySide/afg', 'Name by side · Afghan side'],
    ['happened/from', 'When · From'],
    ['unheardOf', 'unheardOf'],
  ])('name the field %s as %s', (field, words) => {
    expect(fieldWords(english, field)).toBe(words);
  });

  it.each([
    ['incidents', 'status', 'contested', 'Contested'],
    ['crossings', 'status', 'closed', 'Stated closed'],
    ['airspace-claims', 'type', 'uav-armed', 'Drone, armed'],
    ['incidents', 'where/precision', 'adm2', 'District'],
    ['incidents', 'happened/precision', 'day', 'day known'],
    ['incidents', 'accountsDifferOn', ['time', 'place'], 'the time · the place'],
    ['incidents', 'partiesStated', 'both', 'both parties'],
    ['incidents', 'happenedFrom', '2025-11-06T06:00:00Z', '6 Nov 2025 06:00 UTC'],
    ['incidents', 'statements/1/saidOn', '2025-11-06', '6 Nov 2025'],
    ['incidents', 'summary', null, 'nothing'],
    ['incidents', 'sources', [], 'nothing'],
    ['incidents', 'generalised', true, 'yes'],
    ['incidents', 'summary', 'A text, as it was.', 'A text, as it was.'],
    ['incidents', 'geometry', { type: 'Point', coordinates: [71.09, 34.12] }, 'longitude 71.09, latitude 34.12'],
    ['incidents', 'geometry', { type: 'Polygon', coordinates: [[[1, 2]]] }, 'an area'],
    ['incidents', 'statements', [{ party: 'afg', paraphrase: 'Fire was opened.' }], 'Afghan party: Fire was opened.'],
    ['incidents', 'sources', [{ publisher: 'Dawn' }, { publisher: 'Geo News' }], 'Dawn · Geo News'],
  ] as const)('give in %s for %s %j: %s', (collection, field, value, words) => {
    expect(valueWords(english, collection, field, value)).toBe(words);
  });

  it('swap exactly when the parties are swapped (DOMAIN.md 10.8)', () => {
    const told = (one: 'afg' | 'pak', other: 'afg' | 'pak') =>
      wordsOf(
        markupOf(
          entry({
            by: `liaison-${one}`,
            reason: 'party-correction',
            differences: [
              { field: 'claimant', before: one, after: other },
              { field: `nameBySide/${one}`, before: null, after: 'Gate' },
              { field: 'direction', before: `${one}-to-${other}`, after: `${other}-to-${one}` },
              { field: 'partiesStated', before: one, after: other },
              { field: 'statements/1', before: null, after: { party: other, paraphrase: 'Stated so.' } },
            ],
          }),
        ),
      );
    const swapped = told('afg', 'pak').replace(/Afghan|Pakistani/g, (word) =>
      word === 'Afghan' ? 'Pakistani' : 'Afghan',
    );
    expect(told('pak', 'afg')).toBe(swapped);
  });
});

describe('the history of a record', () => {
  it('says what was done, why, by whom, and what it changed, texts in their own direction', () => {
    const markup = markupOf(
      entry({
        explanation: 'نقشه',
        differences: [{ field: 'placeName', before: 'Margha', after: 'مرغه' }],
      }),
    );
    expect(wordsOf(markup)).toBe(
      'Corrected by a reviewer 24 Nov 2026 10:02 UTC The place had been coded wrongly نقشه ' +
        'Name of the place before: Margha after: مرغه Show the record as it was then',
    );
    expect(markup).toContain('<del dir="auto">Margha</del>');
    expect(markup).toContain('<ins dir="auto">مرغه</ins>');
  });

  it('leads to the record at the end of the second that an entry names', () => {
    expect(momentOf(entry())).toBe('2026-11-24T10:02:01Z');
    expect(momentOf(entry({ recordedAt: '2026-11-24T10:02:00.731Z' }))).toBe('2026-11-24T10:02:01Z');
  });

  it('says of a merged record where it went, and nothing of one that stands', () => {
    const into = { id: 7, ref: 'DL-2025-000007', title: 'Fire reported at Torkham' };
    const notice = (state: 'standing' | 'withdrawn' | 'merged', mergedInto: typeof into | null): string =>
      wordsOf(
        renderToStaticMarkup(
          <StateNotice collection="incidents" state={state} mergedInto={mergedInto} onOpen={nothing} />,
        ),
      );
    expect(notice('merged', into)).toMatch(/^This record was merged .*Fire reported at Torkham DL-2025-000007$/);
    expect(notice('withdrawn', null)).toBe('This record was withdrawn. It stays readable.');
    expect(notice('standing', null)).toBe('');
  });
});
