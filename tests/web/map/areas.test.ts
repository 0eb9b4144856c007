import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { describe, expect, it } from 'vitest';
import { type AreaGeometry, createAreaReader, groupAreas, pointInside } from '../../../web/map/areas.ts';
import { countStatuses, toneOf } from '../../../web/map/tone.ts';

const square = (west: number, south: number, side: number): AreaGeometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + side, south],
      [west + side, south + side],
      [west, south + side],
      [west, south],
    ],
  ],
});
/** The middle of its box lies outside of it. */
const horseshoe: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [10, 0],
      [10, 10],
      [7, 10],
      [7, 3],
      [3, 3],
      [3, 10],
      [0, 10],
      [0, 0],
    ],
  ],
};
const everywhere = [-180, -90, 180, 90] as const;

describe('a point inside an area', () => {
  it('lies in the area even where the middle of its box does not', () => {
    const at = pointInside(horseshoe, everywhere);
    expect(at).not.toBeNull();
    expect(booleanPointInPolygon(at ?? [0, 0], horseshoe)).toBe(true);
  });

  it('lies in the part that is in view', () => {
    expect(pointInside(square(0, 0, 10), [8, 8, 20, 20])).toEqual([9, 9]);
  });

  it('is nowhere when the area only shares its box with the view', () => {
    expect(pointInside(horseshoe, [4, 5, 6, 9])).toBeNull();
  });
});

describe('areas', () => {
  const read = createAreaReader();
  const options = { read, view: everywhere, selectedId: 3 };

  it('of equal outlines are one, with all their records', () => {
    const areas = groupAreas(
      [
        { id: 1, geometry: square(0, 0, 1), status: 'reported', generalised: false },
        { id: 2, geometry: square(5, 5, 3), status: 'contested', generalised: false },
        { id: 3, geometry: square(0, 0, 1), status: 'corroborated', generalised: false },
      ],
      options,
    );
    expect(areas.map(({ ids, tone, isSelected }) => ({ ids, tone, isSelected }))).toEqual([
      { ids: [2], tone: 'contested', isSelected: false },
      { ids: [1, 3], tone: 'mixed', isSelected: true },
    ]);
  });

  it('are told apart by a difference of a metre', () => {
    const moved = square(0.00001, 0, 1);
    expect(read(moved).key).not.toBe(read(square(0, 0, 1)).key);
  });

  it('have the tone of the one status that all share', () => {
    expect(toneOf(countStatuses(['inconclusive', 'inconclusive']))).toBe('inconclusive');
    expect(toneOf(countStatuses(['inconclusive', 'reported']))).toBe('mixed');
  });
});
