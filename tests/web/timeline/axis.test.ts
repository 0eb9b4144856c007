import { describe, expect, test } from 'vitest';
import { createI18n } from '../../../web/i18n/index.tsx';
import { prs } from '../../../web/i18n/prs.ts';
import { axisDays, recordedDays } from '../../../web/timeline/axis-days.ts';
import { DAY_MS, dayOfNumber, numberOfDay, type Days } from '../../../web/timeline/days.ts';
import {
  barsOf,
  boxOf,
  createAxis,
  heightScale,
  heightTicks,
  laySpans,
  mayBeIn,
} from '../../../web/timeline/geometry.ts';
import { emptyHistogram, STATUSES, type Histogram, type Span } from '../../../web/timeline/histogram.ts';
import { labelTicks, monthStarts, ticksOf } from '../../../web/timeline/ticks.ts';

const between = (first: string, last: string): Days => ({ first: numberOfDay(first), last: numberOfDay(last) });
const english = createI18n('en', {});
const labelsOf = (calendar: 'gregorian' | 'solar-hijri', days: Days, width: number, i18n = english) =>
  labelTicks(i18n, calendar, ticksOf(calendar, days, width), days, width).flatMap(({ day, label }) =>
    label === null ? [] : [[dayOfNumber(day), label]],
  );

describe('the axis in two calendars', () => {
  const winter = between('2025-10-05', '2026-03-31');

  test('months begin where each calendar begins them', () => {
    expect(monthStarts('gregorian', winter).map(dayOfNumber)).toStrictEqual([
      '2025-11-01',
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
      '2026-03-01',
    ]);
    // Hamal 1405 begins at the equinox of March 2026.
    expect(monthStarts('solar-hijri', winter).map(dayOfNumber)).toStrictEqual([
      '2025-10-23',
      '2025-11-22',
      '2025-12-22',
      '2026-01-21',
      '2026-02-20',
      '2026-03-21',
    ]);
  });

  test('are named in words, the year where it is new', () => {
    expect(labelsOf('gregorian', winter, 740)).toStrictEqual([
      ['2025-11-01', 'Nov 2025'],
      ['2025-12-01', 'Dec'],
      ['2026-01-01', 'Jan 2026'],
      ['2026-02-01', 'Feb'],
      ['2026-03-01', 'Mar'],
    ]);
    expect(labelsOf('solar-hijri', winter, 740).map(([, label]) => label)).toStrictEqual([
      'Aqrab 1404',
      'Qaws',
      'Jadi',
      'Dalw',
      'Hut',
    ]);
  });

  test('are in the figures and names of the language', () => {
    expect(labelsOf('solar-hijri', winter, 740, createI18n('prs', prs))[0]).toStrictEqual(['2025-10-23', 'عقرب ۱۴۰۴']);
    expect(labelsOf('gregorian', winter, 740, createI18n('prs', prs))[2]).toStrictEqual(['2026-01-01', 'جنوری ۲۰۲۶']);
  });

  test('are days where there is room, the first of them with its year', () => {
    const october = between('2025-10-08', '2025-11-10');
    expect(labelsOf('gregorian', october, 740).map(([, label]) => label)).toStrictEqual([
      '9 Oct 2025',
      '13',
      '15',
      '17',
      '19',
      '21',
      '23',
      '25',
      '27',
      '29',
      'Nov',
      '3',
      '5',
      '7',
      '9',
    ]);
    expect(labelsOf('solar-hijri', october, 740).map(([, label]) => label)[0]).toBe('17 Mizan 1404');
  });

  test('are years where there is no room for months', () => {
    expect(labelsOf('gregorian', between('2001-03-01', '2025-11-01'), 300).map(([, label]) => label)).toStrictEqual([
      '2005',
      '2010',
      '2015',
      '2020',
    ]);
  });
});

describe('the days of the axis', () => {
  const recorded = between('2025-10-08', '2026-02-27');
  const told = { recorded, events: [numberOfDay('2025-10-11')], today: numberOfDay('2026-11-27'), close: false };
  const open = { first: null, last: null };
  const shown = ({ first, last }: Days) => [dayOfNumber(first), dayOfNumber(last)];

  test('are those on record and a margin', () => {
    const hour = 3_600_000;
    expect(
      recordedDays([
        { from: 5 * DAY_MS - hour, to: 9 * DAY_MS },
        { from: 8 * DAY_MS, to: 8 * DAY_MS + 1 },
      ]),
    ).toStrictEqual({ first: 4, last: 8 });
    expect(shown(axisDays({ ...told, brush: open }))).toStrictEqual(['2025-10-05', '2026-03-02']);
  });

  test('reach to a window after the last record, and to none that is to come', () => {
    const week = between('2026-11-21', '2026-11-27');
    expect(shown(axisDays({ ...told, brush: week }))[1]).toBe('2026-11-27');
    expect(shown(axisDays({ ...told, brush: between('2027-01-01', '2027-01-31') }))[1]).toBe('2026-03-02');
  });

  test('are those about the window where it is wanted close up', () => {
    const brush = between('2025-11-01', '2025-11-30');
    expect(shown(axisDays({ ...told, brush, close: true }))).toStrictEqual(['2025-10-17', '2025-12-15']);
    expect(axisDays({ ...told, brush: open, close: true })).toStrictEqual(axisDays({ ...told, brush: open }));
  });
});

describe('drawing', () => {
  test('time runs with the reading direction', () => {
    const days = { first: 0, last: 9 };
    expect([0, 10].map(createAxis(days, 100, 'ltr').xOf)).toStrictEqual([0, 100]);
    expect([0, 10].map(createAxis(days, 100, 'rtl').xOf)).toStrictEqual([100, 0]);
    expect(createAxis(days, 100, 'rtl').dayAt(95)).toBeCloseTo(0.5);
    expect(boxOf(createAxis(days, 100, 'rtl'), 2, 4)).toStrictEqual({ x: 60, width: 20 });
  });

  test('a logarithm is of the whole bar; the statuses divide it in proportion', () => {
    const counts = new Uint32Array(2 * STATUSES);
    counts[0] = 3;
    counts[5] = 1;
    counts[STATUSES] = 1;
    const histogram: Histogram = { fromMs: 0, binMs: DAY_MS, counts, spans: [], before: 0, after: 0 };
    const axis = createAxis({ first: 0, last: 1 }, 100, 'ltr');
    const heights = (scale: 'linear' | 'log') =>
      barsOf(histogram, axis, heightScale(scale, 4, 40)).map(({ bin, status, base, height }) => [
        bin,
        status,
        Math.round(base * 100) / 100,
        Math.round(height * 100) / 100,
      ]);
    expect(heights('linear')).toStrictEqual([
      [0, 'reported', 0, 30],
      [0, 'contested', 30, 10],
      [1, 'reported', 0, 10],
    ]);
    // log(2) / log(5) of 40
    expect(heights('log')).toStrictEqual([
      [0, 'reported', 0, 30],
      [0, 'contested', 30, 10],
      [1, 'reported', 0, 17.23],
    ]);
  });

  test('heights are marked at whole numbers', () => {
    expect([0, 1, 2, 7, 23, 940].map((most) => heightTicks('linear', most))).toStrictEqual([
      [],
      [1],
      [1, 2],
      [3, 7],
      [10, 20],
      [450, 900],
    ]);
    expect(heightTicks('log', 940)).toStrictEqual([29, 900]);
  });

  test('wide times lie in as few lanes as they need, and are not laid one over another where those are too many', () => {
    const span = (first: number, last: number): Span => ({ first, last, counts: Uint32Array.of(1) });
    const lanes = (spans: Span[], most: number) =>
      laySpans(spans, most)?.map(({ span: { first, last }, lane }) => `${first}-${last}:${lane}`);
    expect(lanes([span(0, 1), span(2, 9), span(0, 20), span(10, 11)], 3)).toStrictEqual([
      '0-20:0',
      '2-9:1',
      '0-1:1',
      '10-11:1',
    ]);
    expect(lanes([span(0, 5), span(1, 5), span(2, 5)], 3)).toStrictEqual(['0-5:0', '1-5:1', '2-5:2']);
    expect(lanes([span(0, 5), span(1, 5), span(2, 5)], 2)).toBeUndefined();
  });

  test('every wide time may belong to each bin that it covers', () => {
    const counts = Uint32Array.of(1, 2, ...Array<number>(STATUSES - 2).fill(0));
    const histogram = {
      ...emptyHistogram({ fromMs: 0, toMs: 4 * DAY_MS, bins: 4 }),
      spans: [
        { first: 0, last: 2, counts },
        { first: 2, last: 2, counts: Uint32Array.of(5) },
      ],
    };
    expect([...mayBeIn(histogram)]).toStrictEqual([3, 3, 8, 0]);
  });
});
