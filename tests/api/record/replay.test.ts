import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../api/record/facts.ts';
import { replay, type SeenState } from '../../../api/record/replay.ts';
import { LEVELS, type Level, PLACE_CLASSES, type Visibility } from '../../../api/visibility/contract.ts';
import { HERALD, incident, whereAt } from '../../fixtures/records.ts';

const OPEN: Visibility = { level: 0, owner: null, fieldLevels: {}, placeClass: 'general', team: [] };
const SOURCES = new Map([
  [HERALD.id, { shown: { ...HERALD, reliability: null, credibility: null }, visibility: OPEN }],
]);
const AROUND = { sources: SOURCES, settlements: [] };
const NOW = Date.parse('2026-06-01T00:00:00Z');

function version(number: number, more: Partial<Facts<'incident'>> = {}): Facts<'incident'> {
  return {
    id: incident(1).id,
    kind: 'incident',
    fid: 7,
    version: number,
    state: 'standing',
    mergedInto: null,
    visibility: OPEN,
    document: incident(1),
    made: { change: 'edited', reason: 'new-information', explanation: null, actorRole: 'reviewer' },
    recordedAt: `2026-01-${String(number).padStart(2, '0')}T00:00:00.000Z`,
    ...more,
  };
}

function seenBy(viewer: SeenState['viewer'], versions: Facts[]): [string, string | null, unknown][] {
  return replay({ versions, parts: [] }, AROUND, NOW)
    .filter((state) => state.viewer === viewer)
    .map(({ from, to, row }) => [from.slice(0, 10), to?.slice(0, 10) ?? null, row.properties['title']]);
}

describe('what was seen of a record', () => {
  test('is one state after the other, without gaps', () => {
    const versions = [version(1), version(2, { document: incident(1, { title: 'Renamed' }) })];
    expect(seenBy('public', versions)).toStrictEqual([
      ['2026-01-01', '2026-01-02', 'Fire reported, number 1'],
      ['2026-01-02', null, 'Renamed'],
    ]);
  });

  test('does not change where a viewer may not see the change', () => {
    const exact = (longitude: number) =>
      incident(1, {
        where: whereAt(
          { type: 'Point', coordinates: [longitude, 33.01] },
          { precision: 'exact', uncertaintyMetres: 50 },
        ),
      });
    const versions = [version(1, { document: exact(70.01) }), version(2, { document: exact(70.02) })];
    expect(seenBy('public', versions)).toStrictEqual([['2026-01-01', null, 'Fire reported, number 1']]);
    expect(seenBy('mediator', versions)).toHaveLength(2);
  });

  test('names the level of today in every state, but never to the public, for whom opening further is no change either', () => {
    const at = (level: Level): Visibility => ({ ...OPEN, level });
    const versions = [
      version(1, { visibility: at(1) }),
      version(2, { visibility: at(0) }),
      version(3, { visibility: at(0), document: incident(1, { title: 'Renamed' }) }),
    ];
    const levels = replay({ versions, parts: [] }, AROUND, NOW).map(({ viewer, row }) => [
      viewer,
      row.details['level'],
    ]);
    expect(levels).toStrictEqual(
      ['public', 'afg', 'pak', 'mediator', 'staff'].flatMap((viewer) => {
        const told = viewer === 'public' ? undefined : 0;
        return [
          [viewer, told],
          [viewer, told],
        ];
      }),
    );
    const open = replay({ versions, parts: [] }, AROUND, NOW).filter(({ viewer }) => viewer === 'public');
    expect(JSON.stringify(open)).not.toContain('"level"');
  });

  test('is closed in the past as well, once it is closed', () => {
    const versions = [version(1), version(2, { visibility: { ...OPEN, level: 2 } })];
    expect(seenBy('public', versions)).toStrictEqual([]);
    expect(seenBy('staff', versions)).toHaveLength(1);
  });

  test('begins with its release, not before', () => {
    const versions = [version(1, { visibility: { ...OPEN, level: 2 } }), version(2)];
    expect(seenBy('public', versions)).toStrictEqual([['2026-01-02', null, 'Fire reported, number 1']]);
  });
});

describe('two answers at different times', () => {
  const move = fc.record({
    longitude: fc.double({ min: 70, max: 70.05, maxExcluded: true, noNaN: true }),
    latitude: fc.double({ min: 33, max: 33.05, maxExcluded: true, noNaN: true }),
    level: fc.constantFrom<Level>(...LEVELS),
    placeClass: fc.constantFrom(...PLACE_CLASSES.filter((name) => name !== 'widely-public')),
    title: fc.constantFrom('One', 'Two'),
  });

  test('reveal no point: whatever is changed, opened and closed, all that the public ever sees is one cell of each size', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 8 }), (moves) => {
        const versions = moves.map(({ longitude, latitude, level, placeClass, title }, at) =>
          version(at + 1, {
            document: incident(1, {
              title,
              where: whereAt(
                { type: 'Point', coordinates: [longitude, latitude] },
                { precision: 'exact', uncertaintyMetres: 50, role: 'impact' },
              ),
            }),
            visibility: { ...OPEN, level, placeClass },
          }),
        );
        const states = replay({ versions, parts: [] }, AROUND, NOW).filter(({ viewer }) => viewer === 'public');
        // The same moves from other positions in the same cells give the same answers, at every time.
        const shifted = versions.map((one) => ({
          ...one,
          document: {
            ...one.document,
            where: whereAt(
              { type: 'Point', coordinates: [70.049 - (0.049 * one.version) / 20, 33.001 + (0.04 * one.version) / 20] },
              { precision: 'exact', uncertaintyMetres: 50, role: 'impact' },
            ),
          },
        }));
        const others = replay({ versions: shifted, parts: [] }, AROUND, NOW).filter(
          ({ viewer }) => viewer === 'public',
        );
        expect(others).toStrictEqual(states);
      }),
      { numRuns: 500 },
    );
  });
});
