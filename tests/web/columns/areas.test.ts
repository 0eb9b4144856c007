import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { MOST_AREAS, MOST_CORNERS, type Corner } from '../../../web/areas/area.ts';
import type { AreaAsked } from '../../../web/columns/question.ts';
import { boundsOf, kilometresBetween, middleOf } from '../../../web/explore/bounds.ts';
import { filterTimed, indexIncidents } from '../../../web/explore/filter.ts';
import { countedIn } from '../areas/counted.ts';
import { incident, NO_FILTERS } from '../explore/rows.ts';
import { ask, change, hold, NOTHING_ASKED, tell } from './held.ts';
import { changes, idOf, incidents, type Look, look, looks, questionOf } from './incidents.ts';

const RUNS = 60;
const MOST_MS = 60_000;

/** Stars about a middle: with bays, small and large, and none that crosses itself. */
const ring: fc.Arbitrary<Corner[]> = fc
  .record({
    x: fc.double({ min: 68, max: 70, noNaN: true }),
    y: fc.double({ min: 33, max: 34.5, noNaN: true }),
    reach: fc.constantFrom(0.02, 0.3, 1, 3),
    arms: fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 3, maxLength: 14 }),
  })
  .map(({ x, y, reach, arms }) =>
    arms.map((arm, at): Corner => {
      const angle = (2 * Math.PI * at) / arms.length;
      return [x + reach * arm * Math.cos(angle), y + reach * arm * Math.sin(angle)];
    }),
  );
const areas = fc
  .array(ring, { minLength: 1, maxLength: 3 })
  .map((rings) => rings.map((each, at): AreaAsked => ({ id: `a${at + 1}`, ring: each })));

/** What all filters but "only in view" leave of incidents, counted one by one. */
function counted(features: Parameters<typeof indexIncidents>[0], { filters }: Look, asked: readonly AreaAsked[]) {
  const left = filterTimed(indexIncidents(features), { ...filters, onlyInView: false });
  return asked.map((area) => ({
    id: area.id,
    tallies: countedIn(
      area,
      left.map(({ feature }) => feature),
    ),
  }));
}

describe('the counts of areas', () => {
  it('are those of the incidents that the filters leave, one by one, wherever the map is', { timeout: MOST_MS }, () => {
    fc.assert(
      fc.property(incidents, looks, areas, areas, (features, several, one, other) => {
        const held = hold(features);
        several.forEach((each, number) => {
          tell(held, features, each);
          for (const asked of [one, [...other, ...one]])
            expect(held.engine.answer({ ...questionOf(each, number), areas: asked }).areas).toStrictEqual(
              counted(features, each, asked),
            );
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('follow what is replaced, removed and new', { timeout: MOST_MS }, () => {
    fc.assert(
      fc.property(incidents, changes, look, areas, (features, steps, one, asked) => {
        const held = hold(features);
        let now: readonly IncidentFeature[] = features;
        tell(held, now, one);
        held.engine.answer({ ...questionOf(one, 1), areas: asked });
        steps.forEach((each, step) => {
          now = change(held, now, each, step);
          tell(held, now, one);
          expect(held.engine.answer({ ...questionOf(one, step), areas: asked }).areas).toStrictEqual(
            counted(now, one, asked),
          );
        });
      }),
      { numRuns: RUNS },
    );
  });

  it('are right for crowds of circles, at the edge as well: in squares as one by one', { timeout: MOST_MS }, () => {
    const radii = [null, 0, 200, 3_000, 25_000, 120_000];
    fc.assert(
      fc.property(ring, fc.integer({ min: 1, max: 2 ** 31 - 2 }), (each, seed) => {
        let state = seed;
        const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
        const around = boundsOf({ type: 'Polygon', coordinates: [each.map(([x, y]) => [x, y])] });
        const [west, south, east, north] = around ?? [0, 0, 0, 0];
        const features = Array.from({ length: 400 }, (_, at) =>
          incident(at + 1, {
            at: [
              Math.fround(west + (random() * 1.6 - 0.3) * (east - west)),
              Math.fround(south + (random() * 1.6 - 0.3) * (north - south)),
            ],
            uncertaintyMetres: radii[at % radii.length] ?? null,
          }),
        );
        const asked = [{ id: 'a1', ring: each }];
        const { engine } = hold(features);
        expect(engine.answer({ ...questionOf(NOTHING_ASKED, 1), areas: asked }).areas).toStrictEqual(
          counted(features, NOTHING_ASKED, asked),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('are refused for more areas, or corners, than a view holds', () => {
    const { engine } = hold([incident(1)]);
    const asking = (count: number, corners: number) => (): unknown =>
      engine.answer({
        ...questionOf(NOTHING_ASKED, 1),
        areas: Array.from({ length: count }, (_, at) => ({
          id: `a${at}`,
          ring: Array.from({ length: corners }, (_corner, turn): Corner => [69 + Math.cos(turn), 34 + Math.sin(turn)]),
        })),
      });
    expect(asking(MOST_AREAS, 4)).not.toThrow();
    expect(asking(MOST_AREAS + 1, 4)).toThrow('more than 20 areas');
    expect(asking(1, MOST_CORNERS + 2)).toThrow('an area of more than 200 corners');
  });
});

describe('the nearest incidents', () => {
  it('are found among all, whatever the filters, without the one itself', { timeout: MOST_MS }, () => {
    const near = fc.record({
      at: fc.tuple(fc.double({ min: 68, max: 70, noNaN: true }), fc.double({ min: 33, max: 34.5, noNaN: true })),
      exceptId: fc.option(fc.integer({ min: 1, max: 70 }).map(idOf)),
      kilometres: fc.constantFrom(5, 30, 100),
      count: fc.integer({ min: 1, max: 5 }),
    });
    fc.assert(
      fc.property(incidents, look, near, near, (features, one, first, second) => {
        const held = hold(features);
        tell(held, features, one);
        for (const asked of [first, second]) {
          const all = features
            .flatMap(({ id, geometry }) => {
              const bounds = boundsOf(geometry);
              return bounds === null ? [] : [{ id, kilometres: kilometresBetween(asked.at, middleOf(bounds)) }];
            })
            .filter(({ id, kilometres }) => id !== asked.exceptId && kilometres <= asked.kilometres)
            .sort((a, b) => a.kilometres - b.kilometres || a.id - b.id)
            .slice(0, asked.count);
          const found = held.engine.answer({ ...questionOf(one, 1), near: asked }).near;
          expect([...(found?.ids ?? [])]).toEqual(all.map(({ id }) => id));
          [...(found?.kilometres ?? [])].forEach((value, at) => expect(value).toBeCloseTo(all[at]!.kilometres, 6));
        }
        expect(held.engine.answer(questionOf(one, 2)).near).toBeNull();
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a question apart', () => {
  it('has the answer of every other, and leaves the screen its map and its own', { timeout: MOST_MS }, () => {
    fc.assert(
      fc.property(incidents, look, look, (features, screen, apart) => {
        const held = hold(features);
        const [plain, answered] = [ask(held, features, screen, 7), { micros: 0, mapOf: 0 }];
        const keys = ['cell:68.4/33.1/69.1', 'area:0', 'area:1', 'area:2'];
        const before = held.engine.idsIn(keys);
        const question = questionOf({ ...apart, filters: { ...apart.filters, own: null, q: screen.filters.q } }, 0);
        const once = held.engine.answerOnce(question);
        expect(held.engine.idsIn(keys)).toEqual(before);
        const other = hold(features);
        tell(other, features, screen);
        expect({ ...once, ...answered }).toStrictEqual({ ...other.engine.answer(question), ...answered });
        const again = held.engine.answer(questionOf(screen, 8));
        expect({ ...again, ...answered, number: 7 }).toStrictEqual({ ...plain, ...answered });
        expect(again.mapOf).not.toBe(7);
      }),
      { numRuns: RUNS },
    );
  });

  it('may hold "only in view" to one extent and draw another', () => {
    const features = [69, 70, 71].map((x, at) => incident(at + 1, { at: [x, 34] }));
    const { engine } = hold(features);
    const question = {
      ...questionOf({ ...NOTHING_ASKED, filters: { ...NO_FILTERS, onlyInView: true }, zoom: 9 }, 1),
      extent: [68.5, 33, 70.5, 35] as const,
      within: [69.5, 33, 71.5, 35] as const,
      list: { sort: 'reference', from: 0, count: 9 } as const,
    };
    const { matched, onMap, list, map } = engine.answer(question);
    expect({ matched, onMap, ids: [...list.ids], drawn: [...map.marks.ids] }).toEqual({
      matched: 2,
      onMap: { inView: 1, elsewhere: 1, notOnMap: 0 },
      ids: [2, 3],
      drawn: [2],
    });
    expect([...engine.answer({ ...question, within: null }).list.ids]).toEqual([1, 2]);
  });

  it('tells whether any incident that is left is invented', () => {
    const features = [incident(1), incident(2, { ref: 'SYN-2025-000002', synthetic: true, status: 'contested' })];
    const { engine } = hold(features);
    const isSynthetic = (filters: Partial<Look['filters']>): boolean =>
      engine.answer(questionOf({ ...NOTHING_ASKED, filters: { ...NO_FILTERS, ...filters } }, 1)).matchedSynthetic;
    expect([
      isSynthetic({}),
      isSynthetic({ statuses: ['reported'] }),
      isSynthetic({ statuses: ['contested'] }),
    ]).toEqual([true, false, true]);
  });
});
