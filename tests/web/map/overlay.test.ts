import type { Feature, Polygon } from 'geojson';
import { describe, expect, it } from 'vitest';
import { collection, isSameData } from '../../../web/map/overlay.ts';

const outline: Polygon = {
  type: 'Polygon',
  coordinates: [
    [
      [70, 34],
      [71, 34],
      [71, 35],
      [70, 34],
    ],
  ],
};
const feature = (geometry: Feature['geometry'], properties: Feature['properties']): Feature => ({
  type: 'Feature',
  geometry,
  properties,
});
const point = (longitude: number): Feature['geometry'] => ({ type: 'Point', coordinates: [longitude, 34] });
const before = collection([feature(point(70), { id: 1, status: 'reported' }), feature(outline, { tone: 'mixed' })]);

describe('what a map already draws', () => {
  it('is the same in other objects', () => {
    const { features } = collection([feature(point(70), { id: 1, status: 'reported' }), before.features[1]!]);
    expect(isSameData(before, collection([features[0]!, feature(outline, { tone: 'mixed' })]))).toBe(true);
  });

  it.each([
    ['a place', collection([feature(point(70.1), { id: 1, status: 'reported' }), before.features[1]!])],
    ['a status', collection([feature(point(70), { id: 1, status: 'contested' }), before.features[1]!])],
    [
      'a property',
      collection([feature(point(70), { id: 1, status: 'reported', selected: true }), before.features[1]!]),
    ],
    ['an outline', collection([before.features[0]!, feature({ ...outline }, { tone: 'mixed' })])],
    ['a feature', collection([before.features[0]!])],
    ['the order', collection(before.features.toReversed())],
  ])('is another with %s changed', (_, after) => {
    expect(isSameData(before, after)).toBe(false);
    expect(isSameData(after, before)).toBe(false);
  });
});
