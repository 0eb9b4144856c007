import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEVELS, PLACE_CLASSES, type Visibility, VIEWERS } from '../../../api/visibility/contract.ts';
import {
  levelTold,
  mayKnow,
  mayRead,
  opensAnything,
  readableFields,
  strictest,
} from '../../../api/visibility/levels.ts';

/** Who reads what, as DOMAIN.md 7.1 has it: rows are levels, and a record of the Afghan party, the Pakistani party, nobody's. */
const READERS = {
  0: {
    afg: 'public afg pak mediator staff',
    pak: 'public afg pak mediator staff',
    nobody: 'public afg pak mediator staff',
  },
  1: { afg: 'afg pak mediator staff', pak: 'afg pak mediator staff', nobody: 'afg pak mediator staff' },
  2: { afg: 'mediator staff', pak: 'mediator staff', nobody: 'mediator staff' },
  3: { afg: 'afg mediator', pak: 'pak mediator', nobody: 'mediator' },
  4: { afg: '', pak: '', nobody: '' },
} as const;

describe('a level', () => {
  test.each(LEVELS)('V%i is read by whom the table names', (level) => {
    const readers = (owner: 'afg' | 'pak' | null) =>
      VIEWERS.filter((viewer) => mayRead(viewer, level, owner)).join(' ');
    expect({ afg: readers('afg'), pak: readers('pak'), nobody: readers(null) }).toStrictEqual(READERS[level]);
  });

  test('treats the parties alike: with them swapped, the readers swap', () => {
    const swap = { public: 'public', afg: 'pak', pak: 'afg', mediator: 'mediator', staff: 'staff' } as const;
    const other = { afg: 'pak', pak: 'afg' } as const;
    for (const level of LEVELS)
      for (const viewer of VIEWERS)
        for (const owner of ['afg', 'pak'] as const)
          expect(mayRead(swap[viewer], level, other[owner])).toBe(mayRead(viewer, level, owner));
  });
});

test('of the level of a record everybody is told but the public', () => {
  for (const level of LEVELS)
    for (const viewer of VIEWERS)
      expect(levelTold({ level }, viewer)).toStrictEqual(viewer === 'public' ? {} : { level });
});

const COARSENESS = ['widely-public', 'general', 'protected'];

const visibility: fc.Arbitrary<Visibility> = fc.record({
  level: fc.constantFrom(...LEVELS),
  owner: fc.constantFrom('afg' as const, 'pak' as const, null),
  fieldLevels: fc.dictionary(fc.constantFrom('summary', 'where', 'statements/1'), fc.constantFrom(...LEVELS)),
  placeClass: fc.constantFrom(...PLACE_CLASSES),
  team: fc.constant([]),
});

describe('what may be known of the past', () => {
  test('is never more than was open then, nor more than is open now', () => {
    fc.assert(
      fc.property(visibility, visibility, (then, now) => {
        for (const viewer of VIEWERS) {
          expect(mayKnow(strictest(then, now), viewer)).toBe(mayKnow(then, viewer) && mayKnow(now, viewer));
          for (const field of ['title', 'summary', 'where', 'statements/1'])
            expect(readableFields(strictest(then, now), viewer)(field)).toBe(
              readableFields(then, viewer)(field) && readableFields(now, viewer)(field),
            );
        }
        const finest = PLACE_CLASSES.toSorted((a, b) => COARSENESS.indexOf(a) - COARSENESS.indexOf(b));
        const at = (one: Visibility) => finest.indexOf(one.placeClass);
        expect(at(strictest(then, now))).toBe(Math.max(at(then), at(now)));
      }),
    );
  });
});

describe('opening', () => {
  const closed: Visibility = { level: 2, owner: null, fieldLevels: { summary: 3 }, placeClass: 'general', team: [] };
  test.each([
    ['a lower level', { level: 1 }, true],
    ['a higher level', { level: 3 }, false],
    ['a field', { fieldLevels: {} }, true],
    ['a further field closed', { fieldLevels: { summary: 3, where: 3 } }, false],
    ['a finer cell', { placeClass: 'widely-public' }, true],
    ['a coarser cell', { placeClass: 'protected' }, false],
    ['somebody more on the team', { team: ['x'] }, true],
    ['nothing', {}, false],
  ] as const)('is found in %s: %o', (_what, change, opens) => {
    expect(opensAnything(closed, { ...closed, ...change } as Visibility)).toBe(opens);
  });
});
