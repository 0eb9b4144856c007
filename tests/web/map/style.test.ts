import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';
import { describe, expect, it } from 'vitest';
import { airspaceLayers } from '../../../web/airspace/layer.ts';
import { crossingLayers } from '../../../web/crossings/layer.ts';
import { UI_LANGUAGES } from '../../../web/i18n/languages.ts';
import { incidentLayers } from '../../../web/incidents/layer.ts';
import { collection, type Overlay, withOverlays } from '../../../web/map/overlay.ts';
import { basemapStyle, FIRST_ABOVE_AREAS, LINE_WIDTH, withBoundaries } from '../../../web/map/style.ts';
import { type ThemeName, themeNames, themes } from '../../../web/map/theme.ts';

const basemapUrl = '/assets/basemap.json';

/** Every slice's layers, over sources without features. */
function overlaysOf(theme: ThemeName): Overlay[] {
  const looks = { crossings: crossingLayers(theme), airspace: airspaceLayers(theme), incidents: incidentLayers(theme) };
  return Object.entries(looks).map(([key, look]) => {
    const ids = [...look.ground, ...look.layers].flatMap((layer) => ('source' in layer ? [layer.source] : []));
    return { key, ...look, sources: Object.fromEntries(ids.map((id) => [id, collection([])])), pickable: [] };
  });
}

const wholeStyle = (theme: ThemeName, language: (typeof UI_LANGUAGES)[number] = 'en'): StyleSpecification =>
  withOverlays(basemapStyle({ theme, language, basemapUrl }), overlaysOf(theme), FIRST_ABOVE_AREAS);

const coloursIn = (value: unknown): string[] =>
  JSON.stringify(value).match(/#[0-9A-Fa-f]{3,8}\b|rgba?\([^)]*\)/g) ?? [];
const layerOf = (style: StyleSpecification, id: string): LayerSpecification | undefined =>
  style.layers.find((layer) => layer.id === id);

describe.each(themeNames)('the style in the %s theme', (theme) => {
  it.each(UI_LANGUAGES)('is valid by the style specification, in %s', (language) => {
    expect(validateStyleMin(wholeStyle(theme, language))).toEqual([]);
  });

  it('takes every colour from the theme', () => {
    const { category: _charts, ...tokens } = themes[theme];
    const known = new Set<string>(Object.values(tokens));
    expect(coloursIn(wholeStyle(theme).layers).filter((colour) => !known.has(colour))).toEqual([]);
  });

  it('gives all land one colour and no country a fill', () => {
    const fills = basemapStyle({ theme, language: 'en', basemapUrl }).layers.filter(({ type }) => type === 'fill');
    expect(fills).toEqual([expect.objectContaining({ id: 'land', paint: { 'fill-color': themes[theme].land } })]);
  });

  it('draws the line dashed, in neutral grey and the same at every zoom', () => {
    const line = layerOf(wholeStyle(theme), 'line');
    expect(line).toMatchObject({
      paint: {
        'line-color': themes[theme].line,
        'line-width': 1.3,
        'line-dasharray': [7 / LINE_WIDTH, 4 / LINE_WIDTH],
      },
    });
    expect(line).not.toHaveProperty('minzoom');
    expect(line).not.toHaveProperty('maxzoom');
  });

  it('lays the line over every other boundary and every area, and under every mark', () => {
    const ids = wholeStyle(theme).layers.map(({ id }) => id);
    const line = ids.indexOf('line');
    const below = [
      'province',
      'country',
      'line-of-control',
      'incident-area-hatch',
      'incident-circle-outline',
      'airspace-area-outline',
    ];
    expect(below.filter((id) => ids.indexOf(id) < 0 || ids.indexOf(id) > line)).toEqual([]);
    const above = ['incident-marks', 'incident-cells', 'crossings', 'airspace-marks'];
    expect(above.filter((id) => ids.indexOf(id) < line)).toEqual([]);
  });
});

describe('labels', () => {
  const labelOf = (language: (typeof UI_LANGUAGES)[number]): string =>
    JSON.stringify(layerOf(wholeStyle('light', language), 'place-label-1')?.layout);

  it.each(['ps', 'prs', 'ur'] as const)(
    'follow the language: %s first, where it is known, else the usual local name',
    (language) => {
      expect(labelOf(language)).toContain(JSON.stringify(['coalesce', ['get', language], ['get', 'local']]));
    },
  );

  it('put Latin above the local name in English, and below it in a language of the Arabic script', () => {
    const isLatinFirst = (text: string): boolean => text.indexOf('["get","name"]') < text.indexOf('["get","local"]');
    // What stands alone where there is no local name comes last in the expression and does not count here.
    expect(UI_LANGUAGES.map((language) => [language, isLatinFirst(labelOf(language))])).toEqual([
      ['en', true],
      ['ps', false],
      ['prs', false],
      ['ur', false],
    ]);
  });

  it('name places of a rank from the same zoom, whichever side they lie on', () => {
    const filters = wholeStyle('light').layers.flatMap((layer) =>
      'filter' in layer ? [JSON.stringify(layer.filter)] : [],
    );
    expect(filters.filter((filter) => /afg|pak|adm0|country"/i.test(filter.replace('"kind"],"country"', '')))).toEqual(
      [],
    );
  });
});

describe('where things come from', () => {
  it('is this server alone: no glyphs, no sprite, no other host', () => {
    const style = wholeStyle('light');
    expect(style).not.toHaveProperty('glyphs');
    expect(style).not.toHaveProperty('sprite');
    expect(JSON.stringify(style)).not.toMatch(/https?:/);
  });

  it('draws our line over a style that the operator brings', () => {
    const theirs: StyleSpecification = {
      version: 8,
      sources: {},
      layers: [{ id: 'theirs', type: 'background', paint: { 'background-color': '#ffffff' } }],
    };
    const style = withBoundaries(theirs, { theme: 'dark', basemapUrl });
    expect(validateStyleMin(style)).toEqual([]);
    expect(style.layers[0]?.id).toBe('theirs');
    expect(layerOf(style, 'line')).toEqual(layerOf(wholeStyle('dark'), 'line'));
  });
});
