import { describe, expect, test } from 'vitest';
import { momentAsked } from '../../../api/features/known-moment.ts';
import { Problem } from '../../../api/problem.ts';

const NOW = new Date('2025-11-06T06:00:00Z');

function refusalOf(asKnownAt: string): Problem {
  try {
    momentAsked(asKnownAt, NOW);
  } catch (error) {
    if (error instanceof Problem) return error;
  }
  throw new Error(`${asKnownAt} was not refused`);
}

describe('the moment as of which is asked', () => {
  test.each([
    [undefined, null],
    ['2025-11-06T05:59:59Z', '2025-11-06T05:59:59Z'],
    ['2025-11-06T10:30:00+04:30', '2025-11-06T10:30:00+04:30'],
    // The clocks of two processes of one service.
    ['2025-11-06T06:00:05Z', '2025-11-06T06:00:05Z'],
  ])('is taken as it stands once it has been: %s', (asked, moment) => {
    expect(momentAsked(asked, NOW)).toBe(moment);
  });

  test.each(['2025-11-06T06:00:05.001Z', '2025-11-06T10:31:00+04:30', '2999-01-01T00:00:00Z'])(
    'is refused before it has been: %s',
    (asked) => {
      const detail =
        'the moment has not been yet: it is 2025-11-06T06:00:00.000Z now; give a moment up to then, or leave asKnownAt out for what is on record now';
      const { code, message, faults } = refusalOf(asked);
      expect({ code, message, faults }).toStrictEqual({
        code: 'bad-parameter',
        message: `asKnownAt: ${detail}`,
        faults: [{ code: 'bad-asKnownAt', parameter: 'asKnownAt', detail }],
      });
    },
  );
});
