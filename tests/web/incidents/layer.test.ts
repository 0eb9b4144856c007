import { describe, expect, it } from 'vitest';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { createIncidentBinner } from '../oracle/bin.ts';
import { incidentLayers, incidentOverlay, readIncidentPick } from '../../../web/incidents/layer.ts';
import type { Picked } from '../../../web/map/overlay.ts';

const incident = (id: number, geometry: IncidentFeature['geometry']): IncidentFeature =>
  ({
    type: 'Feature',
    id,
    geometry,
    properties: { status: 'reported', category: 'air', uncertaintyMetres: 20_000 },
  }) as IncidentFeature;

const district: IncidentFeature['geometry'] = {
  type: 'Polygon',
  coordinates: [
    [
      [69, 32],
      [69.5, 32],
      [69.5, 32.5],
      [69, 32.5],
      [69, 32],
    ],
  ],
};
const features = [
  incident(1, { type: 'Point', coordinates: [66.4, 31] }),
  incident(2, { type: 'Point', coordinates: [71.08, 34.11] }),
  incident(3, { type: 'Point', coordinates: [71.08, 34.11] }),
  incident(4, district),
  incident(5, null),
];
const binned = createIncidentBinner()({ features, zoom: 7, bounds: [60, 25, 78, 40], selectedId: 1 });
const overlay = incidentOverlay(binned, { theme: 'light', language: 'prs', look: incidentLayers('light') });
const propertiesOf = (source: string): unknown[] =>
  (overlay.sources[source]?.features ?? []).map(({ properties }) => properties);
const picked = (properties: Record<string, unknown>): Picked => ({ overlay: 'incidents', layer: 'any', properties });

describe('the overlay of the incidents', () => {
  it('holds one feature a mark, a circle, a cell and an area', () => {
    expect(propertiesOf('incident-marks')).toEqual([
      { id: 1, status: 'reported', category: 'air', selected: true, order: 100 },
    ]);
    expect(propertiesOf('incident-circles')).toEqual([{ id: 1, status: 'reported' }]);
    expect(propertiesOf('incident-cells')).toMatchObject([{ image: 'cell:light:prs:2-0-0-0-0-0-0-0-0-0:0' }]);
    expect(propertiesOf('incident-areas')).toMatchObject([{ tone: 'reported', selected: false }]);
  });

  it('puts no figure and no dot on the area of a single record', () => {
    expect(propertiesOf('incident-area-counts')).toEqual([]);
  });

  it('sets the figures of areas so that a larger one is placed first, and the selected one before all', () => {
    const [area] = binned.areas;
    if (area === undefined) throw new Error('an area is drawn');
    const areas = [3, 12, 2].map((count) => ({ ...area, key: `of ${count}`, count, isSelected: count === 2 }));
    const { sources, layers } = incidentOverlay(
      { ...binned, areas },
      { theme: 'light', language: 'en', look: incidentLayers('light') },
    );
    const placed = (sources['incident-area-counts']?.features ?? [])
      .map(({ properties }) => properties ?? {})
      .toSorted((one, other) => Number(one['order']) - Number(other['order']));
    expect(placed.map(({ area: key }) => String(key))).toEqual(['of 2', 'of 12', 'of 3']);
    // What may lie over others is placed whatever its order.
    const layouts = Object.fromEntries(layers.map(({ id, layout }) => [id, layout]));
    expect(layouts['incident-area-counts']).toEqual({
      'icon-image': ['get', 'image'],
      'symbol-sort-key': ['get', 'order'],
      'icon-padding': 0,
    });
    expect(layouts['incident-cells']).toMatchObject({ 'icon-allow-overlap': true });
  });

  it('has a source for every layer', () => {
    const used = [...overlay.ground, ...overlay.layers].map((layer) => ('source' in layer ? layer.source : null));
    expect(new Set(used)).toEqual(new Set(Object.keys(overlay.sources)));
  });
});

describe('a click', () => {
  it('on a mark means that incident', () => {
    expect(readIncidentPick([picked({ id: 1 })], binned)).toEqual({ kind: 'incident', id: 1 });
  });

  it('on several at one place means their list', () => {
    expect(readIncidentPick([picked({ cell: binned.cells[0]?.key })], binned)).toEqual({ kind: 'list', ids: [2, 3] });
  });

  it('on an area means what is recorded for it', () => {
    expect(readIncidentPick([picked({ area: binned.areas[0]?.key })], binned)).toEqual({ kind: 'incident', id: 4 });
  });

  it('on something of another slice means none of these', () => {
    expect(readIncidentPick([{ overlay: 'crossings', layer: 'crossings', properties: { id: 9 } }], binned)).toBeNull();
  });
});
