import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClock, pause, play, step, tick, type Clock } from '../../../web/timeline/clock.ts';
import { lengthOf } from '../../../web/timeline/days.ts';

const bounds = { first: 100, last: 199 };
const open = { first: null, last: null };
const start = (given: Partial<Parameters<typeof createClock>[0]> = {}): Clock =>
  createClock({ bounds, mode: 'window', daysASecond: 7, brush: { first: 100, last: 109 }, ...given });

/** The windows after each of so many frames of a length. */
function windowsOf(clock: Clock, frames: number, frameMs: number, inSteps = false): string[] {
  const windows: string[] = [];
  let now = clock;
  for (let frame = 0; frame < frames; frame++) {
    now = tick(now, frameMs, inSteps);
    windows.push(`${now.window.first}-${now.window.last}`);
  }
  return windows;
}

describe('a clock that plays', () => {
  test('moves a window of fixed length by so many days a second', () => {
    const after = tick(play(start()), 1_000, false);
    expect(after.window).toStrictEqual({ first: 107, last: 116 });
    expect(after.isPlaying).toBe(true);
  });

  test('keeps the start and moves the end in cumulative mode', () => {
    expect(tick(play(start({ mode: 'cumulative' })), 2_000, false).window).toStrictEqual({ first: 100, last: 123 });
  });

  test('comes to the same day whatever the frames are', () => {
    const bySixtieths = windowsOf(play(start()), 60, 1_000 / 60).at(-1);
    expect(bySixtieths).toBe('107-116');
    expect(windowsOf(play(start()), 3, 1_000 / 3).at(-1)).toBe(bySixtieths);
  });

  test('moves by whole days only, a day at a time', () => {
    expect(windowsOf(play(start({ daysASecond: 2 })), 4, 250)).toStrictEqual([
      '100-109',
      '101-110',
      '101-110',
      '102-111',
    ]);
  });

  test('takes a second’s days at a time where no motion is wanted', () => {
    expect(windowsOf(play(start()), 4, 500, true)).toStrictEqual(['100-109', '107-116', '107-116', '114-123']);
  });

  test('stops at the end, exactly there', () => {
    const ended = tick(play(start({ brush: { first: 185, last: 194 } })), 60_000, false);
    expect([ended.window, ended.isPlaying]).toStrictEqual([{ first: 190, last: 199 }, false]);
    expect(tick(ended, 1_000, false)).toBe(ended);
  });

  test('begins again where it has come to the end', () => {
    expect(play(start({ brush: { first: 190, last: 199 } })).window).toStrictEqual({ first: 100, last: 109 });
    const cumulative = start({ mode: 'cumulative', brush: { first: 150, last: 199 } });
    expect(play(cumulative).window).toStrictEqual({ first: 150, last: 150 });
  });

  test('does not play what cannot move', () => {
    expect(play(start({ brush: { first: 100, last: 199 } })).isPlaying).toBe(false);
  });

  test('a clock that stands is not moved by time', () => {
    const standing = pause(tick(play(start()), 500, false));
    expect(tick(standing, 10_000, false)).toBe(standing);
  });
});

describe('what a clock begins with', () => {
  test('an open window becomes thirty days, a half open one thirty from or up to its end', () => {
    expect(start({ brush: open }).window).toStrictEqual({ first: 100, last: 129 });
    expect(start({ brush: { first: 120, last: null } }).window).toStrictEqual({ first: 120, last: 149 });
    expect(start({ brush: { first: null, last: 150 } }).window).toStrictEqual({ first: 121, last: 150 });
  });

  test('cumulative play of an open window begins with its first day alone', () => {
    expect(start({ mode: 'cumulative', brush: open }).window).toStrictEqual({ first: 100, last: 100 });
    const since = { first: 120, last: null };
    expect(start({ mode: 'cumulative', brush: since }).window).toStrictEqual({ first: 120, last: 120 });
  });
});

describe('steps', () => {
  test('go on and back by a second’s days and leave the clock standing', () => {
    const on = step(play(start({ brush: { first: 110, last: 119 } })), 1);
    expect([on.window, on.isPlaying]).toStrictEqual([{ first: 117, last: 126 }, false]);
    expect(step(on, -1).window).toStrictEqual({ first: 110, last: 119 });
  });

  test('never leave the bounds nor change the length of a window, whatever is done', () => {
    const act = fc.oneof(
      fc.constantFrom<(clock: Clock) => Clock>(
        play,
        pause,
        (c) => step(c, 1),
        (c) => step(c, -1),
      ),
      fc.integer({ min: 0, max: 5_000 }).map((ms) => (clock: Clock) => tick(clock, ms, ms % 2 === 0)),
    );
    const day = fc.integer({ min: 100, max: 199 });
    fc.assert(
      fc.property(day, day, fc.constantFrom(1, 3, 7, 30), fc.array(act, { maxLength: 30 }), (a, b, speed, acts) => {
        const brush = { first: Math.min(a, b), last: Math.max(a, b) };
        let clock = start({ brush, daysASecond: speed });
        for (const next of acts) {
          clock = next(clock);
          expect(clock.window.first).toBeGreaterThanOrEqual(bounds.first);
          expect(clock.window.last).toBeLessThanOrEqual(bounds.last);
          expect(lengthOf(clock.window)).toBe(lengthOf(brush));
        }
      }),
    );
  });
});
