import { describe, expect, test } from 'vitest';
import {
  brushAfterKey,
  moveEnd,
  moveWindow,
  shownDays,
  spanDays,
  type BrushPart,
} from '../../../web/timeline/brush.ts';
import type { Brush } from '../../../web/timeline/days.ts';
import { choiceOf, numberOfDay } from '../../../web/timeline/days.ts';

const axis = { first: 100, last: 199 };
const week: Brush = { first: 120, last: 126 };
const open: Brush = { first: null, last: null };
const whenOpen = { first: 170, last: 199 };
const after = (brush: Brush, part: BrushPart, key: string, direction: 'ltr' | 'rtl' = 'ltr') =>
  brushAfterKey(brush, { part, key, direction, axis }, whenOpen);

describe('the window by hand', () => {
  test('an end that is drawn to the edge is open', () => {
    expect(moveEnd(week, 'start', 90, axis)).toStrictEqual({ first: null, last: 126 });
    expect(moveEnd(week, 'end', 250, axis)).toStrictEqual({ first: 120, last: null });
  });

  test('ends do not pass each other', () => {
    expect(moveEnd(week, 'start', 150, axis)).toStrictEqual({ first: 126, last: 126 });
    expect(moveEnd(week, 'end', 110, axis)).toStrictEqual({ first: 120, last: 120 });
  });

  test('the whole keeps its length at the edges', () => {
    expect(moveWindow(week, -500, axis)).toStrictEqual({ first: 100, last: 106 });
    expect(moveWindow(week, 500, axis)).toStrictEqual({ first: 193, last: 199 });
    expect(moveWindow(open, 5, axis)).toBe(open);
  });

  test('is drawn in either direction', () => {
    expect(spanDays(130, 125, axis)).toStrictEqual({ first: 125, last: 130 });
    expect(spanDays(95, 101, axis)).toStrictEqual({ first: 100, last: 101 });
  });

  test('is shown as far as the axis goes', () => {
    expect(shownDays({ first: 50, last: null }, axis)).toStrictEqual(axis);
    expect(shownDays({ first: 300, last: 310 }, axis)).toBeNull();
  });

  test('becomes days of the view and is no preset', () => {
    const brush = { first: numberOfDay('2025-10-11'), last: null };
    expect(choiceOf(brush)).toStrictEqual({ from: '2025-10-11', to: null, preset: null });
  });
});

describe('the window by keys', () => {
  test('arrows by a day, pages further, Home and End to the edges', () => {
    expect(after(week, 'start', 'ArrowRight')).toStrictEqual({ first: 121, last: 126 });
    expect(after(week, 'end', 'PageUp')).toStrictEqual({ first: 120, last: 133 });
    expect(after(week, 'window', 'PageDown')).toStrictEqual({ first: 113, last: 119 });
    expect(after(week, 'window', 'Home')).toStrictEqual({ first: 100, last: 106 });
    expect(after(week, 'window', 'End')).toStrictEqual({ first: 193, last: 199 });
    expect(after(week, 'start', 'Home')).toStrictEqual({ first: null, last: 126 });
  });

  test('arrows go with the reading direction; up is later in both', () => {
    expect(after(week, 'window', 'ArrowLeft', 'ltr')).toStrictEqual({ first: 119, last: 125 });
    expect(after(week, 'window', 'ArrowLeft', 'rtl')).toStrictEqual({ first: 121, last: 127 });
    for (const direction of ['ltr', 'rtl'] as const)
      expect(after(week, 'end', 'ArrowUp', direction)).toStrictEqual({ first: 120, last: 127 });
  });

  test('Escape clears, an open window begins with its own, other keys are no concern of it', () => {
    expect(after(week, 'end', 'Escape')).toStrictEqual(open);
    expect(after(open, 'window', 'ArrowLeft')).toStrictEqual(whenOpen);
    expect(after(week, 'window', 'j')).toBeNull();
  });
});
