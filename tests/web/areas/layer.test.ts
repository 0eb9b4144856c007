import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { areaLayers, areaOverlay } from '../../../web/areas/layer.ts';
import { themeNames, themes } from '../../../web/map/theme.ts';
import type { ViewArea } from '../../../web/view.ts';

const TORKHAM: ViewArea = {
  id: 'a1',
  name: 'Torkham: تورخم',
  ring: [
    [70.6, 33.8],
    [71.6, 33.8],
    [71.2, 34.6],
    [70.6, 33.8],
  ],
};

describe.each(themeNames)('the layers of drawn areas in the %s theme', (theme) => {
  const look = areaLayers(theme);

  it('are sound MapLibre layers on a source of the overlay', () => {
    const { sources } = areaOverlay({ areas: [TORKHAM] }, { look });
    const style = {
      version: 8,
      sources: Object.fromEntries(Object.entries(sources).map(([id, data]) => [id, { type: 'geojson', data }])),
      layers: [...look.ground, ...look.layers],
    };
    expect(validateStyleMin(style as Parameters<typeof validateStyleMin>[0])).toEqual([]);
  });

  it('outline and never fill: an area is a question, no territory', () => {
    expect([...look.ground, ...look.layers].map(({ type }) => type).includes('fill')).toBe(false);
  });

  it('take every colour from the theme', () => {
    const colours = JSON.stringify(look).match(/#[0-9A-Fa-f]{6}/g) ?? [];
    const known = new Set<string>(Object.values(themes[theme]).filter((value) => typeof value === 'string'));
    expect(colours.length).toBeGreaterThan(0);
    expect(colours.filter((colour) => !known.has(colour))).toEqual([]);
  });
});

describe('the overlay of drawn areas', () => {
  const look = areaLayers('light');
  const featuresOf = (shown: Parameters<typeof areaOverlay>[0]) =>
    areaOverlay(shown, { look }).sources['areas']?.features ?? [];

  it('names an area above its northernmost corner', () => {
    const [outline, name] = featuresOf({ areas: [TORKHAM] });
    expect(outline?.geometry).toEqual({ type: 'LineString', coordinates: TORKHAM.ring });
    expect(name).toMatchObject({
      properties: { kind: 'name', name: 'Torkham: تورخم' },
      geometry: { coordinates: [71.2, 34.6] },
    });
  });

  it('leaves the area that is being edited to the drawing tools', () => {
    expect(featuresOf({ areas: [TORKHAM], editedId: 'a1' })).toEqual([]);
  });

  it('shows the corners that are being typed, closed from the third on', () => {
    const kinds = (draft: readonly (readonly [number, number])[]) =>
      featuresOf({ areas: [], draft }).map(({ geometry }) => geometry?.type);
    expect(kinds([[70, 33]])).toEqual(['Point']);
    expect(
      kinds([
        [70, 33],
        [71, 33],
      ]),
    ).toEqual(['LineString', 'Point', 'Point']);
    const [outline] = featuresOf({
      areas: [],
      draft: [
        [70, 33],
        [71, 33],
        [71, 34],
      ],
    });
    expect(outline?.geometry).toMatchObject({
      coordinates: [
        [70, 33],
        [71, 33],
        [71, 34],
        [70, 33],
      ],
    });
  });
});
