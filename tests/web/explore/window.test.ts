import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../api/agreements/contract.ts';
import {
  lastDays,
  readingWords,
  resolvePreset,
  sinceReading,
  stepWindow,
  thirtyDaysBefore,
  windowOf,
} from '../../../web/explore/window.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { DEFAULT_VIEW } from '../../../web/view.ts';

const reading: Reading = {
  id: '00000000-0000-4000-8000-000000000001',
  key: '11-oct',
  label: 'since 11 Oct 2025',
  heldBy: 'Ariana News',
  effectiveFrom: '2025-10-10T19:00:00Z',
  effectiveFromLatest: '2025-10-11T19:30:00Z',
  note: null,
  sourceIds: ['00000000-0000-4000-8000-000000000002'],
};

describe('the window of dates', () => {
  test('a reading names every day on which it may have begun, and never one for two', () => {
    const i18n = createI18n('en', {});
    expect(readingWords(i18n, reading)).toBe('11 Oct');
    const truce = { effectiveFrom: '2025-10-15T13:00:00Z', effectiveFromLatest: '2025-10-15T13:00:00Z' };
    expect(readingWords(i18n, truce)).toBe('15 Oct');
    const doha = { effectiveFrom: '2025-10-17T19:00:00Z', effectiveFromLatest: '2025-10-19T21:00:00Z' };
    expect(readingWords(i18n, doha)).toBe('18 Oct – 19 Oct');
  });

  test('a window runs from the first midnight to the one after its last day', () => {
    expect(windowOf({ from: '2025-10-11', to: '2025-10-11' })).toStrictEqual({
      from: Date.parse('2025-10-11T00:00:00Z'),
      to: Date.parse('2025-10-12T00:00:00Z'),
    });
    expect(windowOf({ from: null, to: null })).toStrictEqual({ from: -Infinity, to: Infinity });
  });

  test('seven days end today and count today', () => {
    expect(lastDays(7, '2026-03-02')).toStrictEqual({ from: '2026-02-24', to: '2026-03-02', preset: '7d' });
  });

  test('a reading known to the day begins with that day of the region, though it is still the day before in UTC', () => {
    expect(sinceReading(reading)).toStrictEqual({ from: '2025-10-11', to: null, preset: 'since:11-oct' });
  });

  test('a step moves the window by its own length', () => {
    expect(stepWindow({ from: '2025-10-25', to: '2025-10-31' }, 1, '2025-11-25')).toStrictEqual({
      from: '2025-11-01',
      to: '2025-11-07',
      preset: null,
    });
    expect(stepWindow({ from: '2025-10-25', to: '2025-10-31' }, -1, '2025-11-25')).toStrictEqual({
      from: '2025-10-18',
      to: '2025-10-24',
      preset: null,
    });
  });

  test('an open window becomes the thirty days up to the latest record first', () => {
    const thirty = { from: '2025-10-27', to: '2025-11-25', preset: null };
    expect(stepWindow({ from: null, to: null }, -1, '2025-11-25')).toStrictEqual(thirty);
    expect(stepWindow({ from: '2025-10-19', to: null }, 1, '2025-11-25')).toStrictEqual(thirty);
    expect(thirtyDaysBefore('2025-11-25')).toStrictEqual(thirty);
  });

  test('an address that names a preset without days is filled in; days that it gives win; an unknown reading is dropped', () => {
    const named = (preset: string | null, from: string | null = null) =>
      resolvePreset({ ...DEFAULT_VIEW, preset, from }, [reading], '2025-11-25');
    expect(named('since:11-oct')).toStrictEqual({ from: '2025-10-11', to: null, preset: 'since:11-oct' });
    expect(named('30d')).toStrictEqual({ from: '2025-10-27', to: '2025-11-25', preset: '30d' });
    expect(named('since:11-oct', '2025-10-12')).toStrictEqual({ from: '2025-10-12', to: null, preset: 'since:11-oct' });
    expect(named('since:elsewhere')).toStrictEqual({ from: null, to: null, preset: null });
  });
});
