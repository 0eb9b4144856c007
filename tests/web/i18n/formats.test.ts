import { describe, expect, test } from 'vitest';
import { createFormats, dayOf, solarHijri } from '../../../web/i18n/formats.ts';
import { pickLanguage } from '../../../web/i18n/languages.ts';

describe('days, instants and figures', () => {
  test('6 November 2025 is 15 Aqrab 1404', () => {
    expect(solarHijri('2025-11-06')).toStrictEqual({ year: 1404, month: 8, day: 15 });
  });

  test('each language puts its readers’ calendar first and the other beside it', () => {
    const both = (language: 'en' | 'ur' | 'prs' | 'ps'): string[] => {
      const { formatDay, formatDayBeside } = createFormats(language);
      return [formatDay('2025-11-06'), formatDayBeside('2025-11-06')];
    };
    expect(both('en')).toStrictEqual(['6 Nov 2025', '15 Aqrab 1404']);
    expect(both('prs')).toStrictEqual(['۱۵ عقرب ۱۴۰۴', '۶ نومبر ۲۰۲۵']);
    expect(both('ps')).toStrictEqual(['۱۵ لړم ۱۴۰۴', '۶ نومبر ۲۰۲۵']);
    expect(both('ur')).toStrictEqual(['6 نومبر، 2025', '15 عقرب 1404']);
  });

  test('the first and the last day of a Solar Hijri year', () => {
    const { formatDay } = createFormats('prs');
    expect([formatDay('2025-03-21'), formatDay('2025-03-20')]).toStrictEqual(['۱ حمل ۱۴۰۴', '۳۰ حوت ۱۴۰۳']);
  });

  test('one instant on three clocks, half an hour and an hour of date apart', () => {
    const { formatInstant } = createFormats('en');
    expect(
      (['utc', 'kabul', 'islamabad'] as const).map((clock) => formatInstant('2025-10-10T19:10:00Z', clock)),
    ).toStrictEqual(['10 Oct 2025 19:10', '10 Oct 2025 23:40', '11 Oct 2025 00:10']);
    expect(dayOf('2025-10-10T19:10:00Z', 'islamabad')).toBe('2025-10-11');
  });

  test('several days as short as may be', () => {
    expect(createFormats('en').formatDays('2025-10-17', '2025-10-18')).toMatch(/^17\s?–\s?18 Oct 2025$/);
    expect(createFormats('en').formatDays('2025-10-17', '2025-10-17')).toBe('17 Oct 2025');
  });

  test('figures', () => {
    expect([createFormats('en').formatNumber(12_345), createFormats('ps').formatNumber(12)]).toStrictEqual([
      '12,345',
      '۱۲',
    ]);
  });

  test('the browser’s wishes pick the language', () => {
    expect([
      pickLanguage(['de', 'ur-PK']),
      pickLanguage(['fa-AF']),
      pickLanguage(['fr']),
      pickLanguage(['ps']),
    ]).toStrictEqual(['ur', 'prs', 'en', 'ps']);
  });
});
