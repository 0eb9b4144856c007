import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TIME_PRECISIONS } from '../../../api/geo/contract.ts';
import {
  BLANK_SPAN,
  NO_MOMENT,
  rangeOfSpan,
  spanOfRange,
  tidyTime,
  typedTime,
  ZONES,
} from '../../../web/record/span.ts';

describe('a time as it is typed', () => {
  const at = (day: string, time = '') => ({ day, time });

  test('a minute in Kabul is a minute in UTC, 4 hours 30 earlier', () => {
    expect(
      rangeOfSpan({ zone: 'kabul', precision: 'minute', from: at('2025-10-09', '21:50'), to: NO_MOMENT }),
    ).toStrictEqual({ from: '2025-10-09T17:20:00Z', to: '2025-10-09T17:21:00Z' });
  });

  test('a day is the day of the clock that was chosen', () => {
    expect(rangeOfSpan({ zone: 'islamabad', precision: 'day', from: at('2025-11-06'), to: NO_MOMENT })).toStrictEqual({
      from: '2025-11-05T19:00:00Z',
      to: '2025-11-06T19:00:00Z',
    });
  });

  test('any day of a month names the month', () => {
    expect(rangeOfSpan({ zone: 'utc', precision: 'month', from: at('2025-12-24'), to: NO_MOMENT })).toStrictEqual({
      from: '2025-12-01T00:00:00Z',
      to: '2026-01-01T00:00:00Z',
    });
  });

  test('a last day without a time is whole', () => {
    expect(
      rangeOfSpan({ zone: 'utc', precision: 'longer', from: at('2025-10-01'), to: at('2025-10-19') }),
    ).toStrictEqual({ from: '2025-10-01T00:00:00Z', to: '2025-10-20T00:00:00Z' });
  });

  test('a time is read in any figures, with or without its colon', () => {
    expect(['۲۱:۵۰', '2150', '9:05', '905', '21'].map((text) => tidyTime(typedTime(text)))).toStrictEqual([
      '21:50',
      '21:50',
      '09:05',
      '09:05',
      '21',
    ]);
    const typed = { ...BLANK_SPAN, precision: 'minute', from: at('2025-10-09', '2150') } as const;
    expect(rangeOfSpan(typed).from).toBe('2025-10-09T21:50:00Z');
    expect(rangeOfSpan({ ...typed, from: at('2025-10-09', '25:00') }).from).toBeNull();
  });

  test('what is missing stays missing', () => {
    expect(rangeOfSpan(BLANK_SPAN)).toStrictEqual({ from: null, to: null });
    expect(rangeOfSpan({ ...BLANK_SPAN, precision: 'hour', from: at('2025-10-09') })).toStrictEqual({
      from: null,
      to: null,
    });
    expect(rangeOfSpan({ ...BLANK_SPAN, from: at('2025-02-30') })).toStrictEqual({ from: null, to: null });
  });

  test('a range on record is typed on the clock on which it is whole', () => {
    expect(spanOfRange({ from: '2025-11-05T19:30:00Z', to: '2025-11-06T19:30:00Z', precision: 'day' })).toStrictEqual({
      zone: 'kabul',
      precision: 'day',
      from: at('2025-11-06'),
      to: NO_MOMENT,
    });
  });

  test('a day as either side counts it keeps both of its ends', () => {
    const range = { from: '2025-11-05T19:00:00Z', to: '2025-11-06T19:30:00Z', precision: 'day' } as const;
    const span = spanOfRange(range);
    expect(span.to).toStrictEqual(at('2025-11-06', '19:30'));
    expect(rangeOfSpan(span)).toStrictEqual({ from: range.from, to: range.to });
  });

  test('any range comes back as it was', () => {
    const millis = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });
    const length = fc.integer({ min: 1, max: 40 * 86_400_000 });
    fc.assert(
      fc.property(millis, length, fc.constantFrom(...TIME_PRECISIONS), (start, long, precision) => {
        const range = { from: new Date(start).toISOString(), to: new Date(start + long).toISOString() };
        const back = rangeOfSpan(spanOfRange({ ...range, precision }));
        expect([Date.parse(back.from ?? ''), Date.parse(back.to ?? '')]).toStrictEqual([start, start + long]);
      }),
    );
  });

  test('any whole day on any clock comes back as a day without its ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.constantFrom(...ZONES), (days, zone) => {
        const day = new Date(Date.UTC(2025, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
        const { from, to } = rangeOfSpan({ zone, precision: 'day', from: at(day), to: NO_MOMENT });
        expect(spanOfRange({ from: from ?? '', to: to ?? '', precision: 'day' })).toStrictEqual({
          zone,
          precision: 'day',
          from: at(day),
          to: NO_MOMENT,
        });
      }),
    );
  });
});
