import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { IncidentRecord } from '../../../api/incidents/contract.ts';
import { headlineWords } from '../../../web/crossings/headline.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { IncidentRecordView } from '../../../web/incidents/panel.tsx';
import { clockWords, dateWords, figureWords, placeWords, statusSentence } from '../../../web/incidents/phrases.ts';
import { incident } from '../explore/rows.ts';
import { incidentRecord, statement } from './records.ts';

const i18n = createI18n('en', {});
const nothing = (): undefined => undefined;

/** The words of a record panel, one space between any two. */
function wordsOf(record: IncidentRecord): string {
  const walk = { at: 12, of: 57, takesFocus: false, onPrevious: nothing, onNext: nothing, onClose: nothing };
  const markup = renderToStaticMarkup(<IncidentRecordView record={record} walk={walk} nearby={[]} onOpen={nothing} />);
  return markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

describe('the record of an incident', () => {
  const words = wordsOf(incidentRecord);

  test('says where it stands in the walk, its status and on what accounts differ', () => {
    expect(words).toContain('DL-2025-000041 12 of 57 Incident 41 Contested Accounts differ on who began');
  });

  test('says who may read it to those who are told, and nothing of it to the others', () => {
    expect(words).not.toContain('Can be read by');
    const properties = { ...incidentRecord.properties, level: 1 as const };
    expect(wordsOf({ ...incidentRecord, properties })).toContain(
      'Can be read by: V1: both parties, mediators and staff',
    );
  });

  test('sets each figure beside whoever stated it and gives no total', () => {
    expect(words).toContain('58 killed military · of the Afghan party stated by Spokesperson (Pakistani party)');
    expect(words).toContain('23 killed military · of the Pakistani party stated by Spokesperson (Afghan party)');
    expect(words).not.toMatch(/\b(81|90|total)\b/);
  });

  test('shows the newest statement of a party first and the others as earlier', () => {
    expect(words).toMatch(/Stated version 2\. .*Earlier .*Stated version 3\./);
  });

  test('marks our words as ours and sets no quotation marks round them', () => {
    expect(words).toContain('Stated version 2. [1] In our words');
    expect(
      renderToStaticMarkup(
        <IncidentRecordView
          record={incidentRecord}
          walk={{ at: 0, of: 0, takesFocus: false, onPrevious: nothing, onNext: nothing, onClose: nothing }}
          nearby={[]}
          onOpen={nothing}
        />,
      ),
    ).not.toContain('<q>');
  });

  test('sets a speaker’s own words in quotation marks, untouched, in their language', () => {
    const text = '“terrorists”, they said';
    const record = {
      ...incidentRecord,
      properties: {
        ...incidentRecord.properties,
        statements: [statement(9, { party: 'afg', verbatim: { text, language: 'ps' } })],
      },
    };
    const walk = { at: 0, of: 0, takesFocus: false, onPrevious: nothing, onNext: nothing, onClose: nothing };
    const markup = renderToStaticMarkup(
      <IncidentRecordView record={record} walk={walk} nearby={[]} onOpen={nothing} />,
    );
    expect(markup).toContain(`<blockquote lang="ps" dir="auto"><q>${text}</q></blockquote>`);
  });

  test('says in words that a party’s statement is missing', () => {
    const record = { ...incidentRecord, properties: { ...incidentRecord.properties, statements: [] } };
    expect(wordsOf(record).match(/No statement is on record, and none has been requested\./g)).toHaveLength(2);
  });

  test('says that sources are not graded, and tells linked records by their direction', () => {
    expect(words).toContain('Daily One media · 6 Nov 2025 · not graded');
    expect(words).toContain('Followed by Another incident DL-2025-000042');
  });

  test('a record without a place says why it is not on the map', () => {
    const { geometry, properties } = incident(5, { at: null, placeName: null, province: null });
    const record = { ...incidentRecord, geometry, properties: { ...incidentRecord.properties, ...properties } };
    expect(wordsOf(record)).toContain('No place stated Not on the map: no source gives a place');
  });
});

describe('phrases', () => {
  const happened = {
    happenedFrom: '2025-10-09T16:50:00Z',
    happenedTo: '2025-10-09T17:50:00Z',
    timePrecision: 'hour',
  } as const;

  test('an hour on three clocks', () => {
    expect((['utc', 'kabul', 'islamabad'] as const).map((clock) => clockWords(i18n, happened, clock))).toStrictEqual([
      '9 Oct 16:50 – 17:50',
      '9 Oct 21:20 – 22:20',
      '9 Oct 21:50 – 22:50',
    ]);
    expect(dateWords(i18n, happened)).toBe('9 Oct 2025, 16:50 – 17:50 UTC');
  });

  test('a day is the same day whichever clock its midnight is taken from', () => {
    const day = (happenedFrom: string, happenedTo: string): string =>
      dateWords(i18n, { happenedFrom, happenedTo, timePrecision: 'day' });
    expect(day('2025-11-06T00:00:00Z', '2025-11-07T00:00:00Z')).toBe('6 Nov 2025');
    expect(day('2025-11-05T19:00:00Z', '2025-11-06T19:30:00Z')).toBe('6 Nov 2025');
  });

  test('a night names both of its days', () => {
    expect(
      dateWords(i18n, {
        happenedFrom: '2026-02-26T13:30:00Z',
        happenedTo: '2026-02-27T01:30:00Z',
        timePrecision: 'part-of-day',
      }),
    ).toMatch(/^26\s?–\s?27 Feb 2026$/);
  });

  test('a place says how well it is known', () => {
    const place = { placeName: 'Spin Boldak', district: 'Spin Boldak', province: 'Kandahar', generalised: false };
    expect(placeWords(i18n, { ...place, locationPrecision: 'settlement', uncertaintyMetres: 5000 })).toBe(
      'Within 5 km of Spin Boldak',
    );
    expect(placeWords(i18n, { ...place, locationPrecision: 'exact', uncertaintyMetres: 100 })).toBe(
      'Within 100 m of Spin Boldak',
    );
    expect(placeWords(i18n, { ...place, locationPrecision: 'adm2', uncertaintyMetres: null })).toBe(
      'District Spin Boldak, Kandahar',
    );
    expect(placeWords(i18n, { ...place, locationPrecision: 'adm1', uncertaintyMetres: null })).toBe(
      'Province Kandahar',
    );
    expect(placeWords(i18n, { ...place, locationPrecision: 'unknown', uncertaintyMetres: null })).toBe(
      'No place stated',
    );
  });

  test('figures as stated: one, a range, an end of one, none', () => {
    const words = (given: { low?: number; best?: number; high?: number }): string =>
      figureWords(i18n, {
        id: '',
        outcome: 'injured',
        person: 'unknown',
        ofParty: null,
        note: null,
        low: given.low ?? null,
        best: given.best ?? null,
        high: given.high ?? null,
      });
    expect([
      words({ best: 5 }),
      words({ low: 6, high: 8 }),
      words({ low: 12 }),
      words({ high: 3 }),
      words({ best: 0 }),
      words({ low: 4, best: 5, high: 6 }),
      words({}),
    ]).toStrictEqual([
      '5 injured',
      '6 to 8 injured',
      'at least 12 injured',
      'at most 3 injured',
      'none injured',
      '5 (4–6) injured',
      'injured, no number stated',
    ]);
  });

  test('a contested record names who disputes it, and nobody else', () => {
    const { properties } = incidentRecord;
    expect(
      statusSentence(i18n, 'Small-arms fire', {
        ...properties,
        statements: properties.statements.filter(({ party }) => party === 'afg'),
      }),
    ).toBe(
      'On 15 Oct 2025, Daily One reported an incident (Small-arms fire) near Kabul. Accounts of it are contested. The Afghan party disputes this; its statement stands below.',
    );
  });

  test('a crossing is stated closed as of a day, never simply closed', () => {
    expect(headlineWords(i18n, { status: 'closed', statusAsOf: '2025-10-11T19:00:00Z' })).toBe(
      'Stated closed as of 12 Oct 2025',
    );
    expect(headlineWords(i18n, { status: 'unknown', statusAsOf: null })).toBe('No state on record');
  });
});
