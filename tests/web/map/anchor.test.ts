import { describe, expect, it } from 'vitest';
import type { Geometry } from '../../../api/geo/contract.ts';
import { crossingLayers, crossingOverlay } from '../../../web/crossings/layer.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { createIncidentBinner } from '../oracle/bin.ts';
import { incidentLayers, incidentOverlay, readIncidentPick } from '../../../web/incidents/layer.ts';
import { generalisedWords, placeWords } from '../../../web/incidents/phrases.ts';
import { anchorOf, cellRound, circleRound } from '../../../web/map/anchor.ts';
import type { Picked } from '../../../web/map/overlay.ts';
import { legendBlocks } from '../../../web/snapshots/legend.ts';
import { DEFAULT_VIEW } from '../../../web/view.ts';
import { drawnOf } from '../snapshots/on-map.ts';
import { claim, crossing, incident } from '../snapshots/records.ts';
import { talliesOf } from '../columns/held.ts';

/** A cell of the grid, by its south-west corner and its side in degrees. */
const cell = (west: number, south: number, degrees: number): Geometry => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + degrees, south],
      [west + degrees, south + degrees],
      [west, south + degrees],
      [west, south],
    ],
  ],
});
const anchored = (geometry: Geometry | null, generalised: boolean, uncertaintyMetres: number | null = 12_000) => ({
  geometry,
  properties: { generalised, uncertaintyMetres },
});
const generalised = (id: number, geometry: Geometry) =>
  incident(id, { geometry, generalised: true, drawnAs: 'cell-of-the-grid', uncertaintyMetres: 12_000 });

describe('the anchor of a record', () => {
  it('that is known as a point is the point, with its circle', () => {
    const point: Geometry = { type: 'Point', coordinates: [71.09, 34.12] };
    expect(anchorOf(anchored(point, false, 5_000))).toEqual({ at: [71.09, 34.12], radiusMetres: 5_000, cell: null });
  });

  it.each([0.05, 0.1])('that is shown as a cell of %s° is the middle of the cell, and the cell is drawn', (degrees) => {
    const geometry = cell(71, 34, degrees);
    const anchor = anchorOf(anchored(geometry, true));
    expect(anchor).toMatchObject({ radiusMetres: null, cell: geometry });
    expect(anchor?.at[0]).toBeCloseTo(71 + degrees / 2, 9);
    expect(anchor?.at[1]).toBeCloseTo(34 + degrees / 2, 9);
  });

  it('of a place that everybody knows has the circle and not the cell: how far off it was is told by the radius', () => {
    const anchor = anchorOf(anchored(cell(71.08, 34.11, 0.01), true, 5_723));
    expect(anchor).toMatchObject({ radiusMetres: 5_723, cell: null });
    expect(anchor?.at[0]).toBeCloseTo(71.085, 9);
  });

  it('is none for a cell in place of a district, an area as named, and where there is no place', () => {
    expect(anchorOf(anchored(cell(71, 34, 0.5), true))).toBeNull();
    expect(anchorOf(anchored(cell(71, 34, 0.05), false))).toBeNull();
    expect(anchorOf(anchored({ type: 'MultiPolygon', coordinates: [] }, true))).toBeNull();
    expect(anchorOf(anchored(null, false))).toBeNull();
  });

  it('gets its cell or its circle drawn once it is wider than the mark', () => {
    const ofCell = anchorOf(anchored(cell(71, 34, 0.1), true));
    const ofPoint = anchorOf(anchored({ type: 'Point', coordinates: [71, 34] }, false, 5_000));
    if (ofCell === null || ofPoint === null) throw new Error('both have an anchor');
    expect([6, 7, 8].map((zoom) => cellRound(ofCell, zoom) !== null)).toEqual([false, false, true]);
    expect([6, 7, 9].map((zoom) => circleRound(ofPoint, zoom) !== null)).toEqual([false, false, true]);
    expect([cellRound(ofPoint, 12), circleRound(ofCell, 12)]).toEqual([null, null]);
  });
});

describe('incidents that are shown as cells of the grid', () => {
  const view = { bounds: [69, 33, 73, 36] as const, selectedId: null };
  const features = [
    generalised(1, cell(71, 34, 0.1)),
    generalised(2, cell(71, 34, 0.1)),
    generalised(3, cell(72, 35, 0.1)),
  ];
  const bin = createIncidentBinner();

  it('are marks and counts from afar, as points are', () => {
    const { marks, cells, areas, gridCells } = bin({ features, zoom: 6, ...view });
    expect(marks.map(({ id }) => id)).toEqual([3]);
    expect(cells).toMatchObject([{ ids: [1, 2] }]);
    expect([areas, gridCells]).toEqual([[], []]);
  });

  it('show each cell once from near, with all that lie in it, and are counted once', () => {
    const binned = bin({ features, zoom: 9, ...view });
    expect(binned.gridCells.map(({ ids }) => ids)).toEqual([[1, 2], [3]]);
    expect(binned.marks.map(({ id }) => id)).toEqual([3]);
    expect(binned.circles).toEqual([]);
    expect(binned.outOfView).toBe(0);
  });

  it('are in view where any of the cell is, as the list counts them', () => {
    const edge = bin({ features, zoom: 12, bounds: [71.08, 34.08, 71.3, 34.3], selectedId: null });
    expect([edge.cells.flatMap(({ ids }) => ids), edge.outOfView]).toEqual([[1, 2], 1]);
  });

  it('answer to a click inside the cell, before the area that it lies in', () => {
    const district = incident(4, {
      geometry: cell(70.8, 33.8, 0.5),
      drawnAs: 'cell-in-place-of-the-district',
      generalised: true,
    });
    const binned = bin({ features: [...features, district], zoom: 9, ...view });
    expect(binned.areas.map(({ ids }) => ids)).toEqual([[4]]);
    const pick = (area: string | undefined): Picked => ({ overlay: 'incidents', layer: '', properties: { area } });
    const picks = [pick(binned.gridCells[0]?.key), pick(binned.areas[0]?.key)];
    expect(readIncidentPick(picks, binned)).toEqual({ kind: 'list', ids: [1, 2] });
    expect(readIncidentPick(picks.slice(1), binned)).toEqual({ kind: 'incident', id: 4 });
    const { sources } = incidentOverlay(binned, { theme: 'light', language: 'en', look: incidentLayers('light') });
    expect(sources['incident-grid-cells']?.features.map(({ properties }) => properties)).toMatchObject([
      { tone: 'reported', selected: false },
      { tone: 'reported', selected: false },
    ]);
  });

  it('are counted in a drawn area as areas are: inside, possibly, outside', () => {
    const ring = (west: number, south: number, east: number, north: number) =>
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ] as [number, number][];
    const totals = (around: [number, number][]) => {
      const tallies = talliesOf({ ring: around }, features);
      return [tallies.inside.total, tallies['possibly-inside'].total, tallies.outside.total];
    };
    expect(totals(ring(70.9, 33.9, 71.2, 34.2))).toEqual([2, 0, 1]);
    expect(totals(ring(70.9, 33.9, 71.02, 34.2))).toEqual([0, 2, 1]);
    const known = incident(9, { geometry: cell(71.08, 34.11, 0.01), generalised: true, uncertaintyMetres: 5_723 });
    const tallies = talliesOf({ ring: ring(71.07, 34.1, 71.1, 34.13) }, [known]);
    expect(tallies['possibly-inside'].total).toBe(1);
  });
});

describe('a cell in place of a district', () => {
  const district = incident(4, {
    geometry: cell(71, 34, 0.5),
    drawnAs: 'cell-in-place-of-the-district',
    generalised: true,
  });
  const bin = createIncidentBinner();
  const at = (zoom: number) => bin({ features: [district], zoom, bounds: [69, 33, 73, 36], selectedId: null });

  it('is a mark where it is no wider than one of the map’s cards, and an area without a dot from then on', () => {
    expect([at(5).marks.map(({ id }) => id), at(5).areas]).toEqual([[4], []]);
    expect([at(7).marks, at(7).areas.map(({ ids }) => ids), at(7).gridCells]).toEqual([[], [[4]], []]);
    expect(at(7).areas[0]?.isGeneralised).toBe(true);
  });

  it('of a crossing keeps its diamond', () => {
    const { sources } = crossingOverlay([{ ...crossing(1, { generalised: true }), geometry: cell(71, 34, 0.5) }], {
      look: crossingLayers('light'),
      selectedId: null,
      zoom: 9,
    });
    expect(sources['crossings']?.features[0]?.geometry).toEqual({ type: 'Point', coordinates: [71.25, 34.25] });
    expect(sources['crossing-circles']?.features).toHaveLength(1);
  });
});

describe('the words for a generalised place', () => {
  const english = createI18n('en', {});

  it('say how large the cell is, and nothing of a point', () => {
    expect(generalisedWords(english, generalised(1, cell(71, 34, 0.1)))).toBe(
      'Place generalised: shown as a cell of about 9 × 11 km',
    );
    expect(generalisedWords(english, generalised(1, cell(71, 34, 0.05)))).toBe(
      'Place generalised: shown as a cell of about 4.6 × 6 km',
    );
    expect(generalisedWords(english, incident(1))).toBeNull();
  });

  it('give no distance from a district', () => {
    const { properties } = generalised(1, cell(71, 34, 0.1));
    expect(placeWords(english, { ...properties, placeName: null, district: 'Spera' })).toBe(
      'A generalised place in Spera',
    );
    expect(placeWords(english, { ...properties, placeName: null })).toBe('A generalised place');
  });

  it('stand in the legend once the cell is drawn', () => {
    const records = { incidents: [generalised(1, cell(71, 34, 0.1))], airspace: [], crossings: [] };
    const labels = (zoom: number, given = records) =>
      legendBlocks(english, drawnOf(DEFAULT_VIEW, given, { zoom, bounds: [69, 33, 73, 35] })).flatMap(({ rows }) =>
        rows.map((row) => row.text),
      );
    const words = 'Cell of the grid: the place lies in it; this viewer is not shown where';
    expect(labels(9)).toContain(words);
    expect(labels(6)).not.toContain(words);
    const claims = {
      ...records,
      incidents: [],
      airspace: [claim(1, { geometry: cell(71, 34, 0.1), generalised: true })],
    };
    expect(labels(9, claims as never)).toContain(words);
    expect(labels(9, claims as never)).not.toContain('Area that an airspace claim names');
    expect(labels(6, { ...records, crossings: [crossing(1)] } as never)).not.toContain('Within this distance');
  });
});
