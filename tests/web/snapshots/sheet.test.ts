import { describe, expect, it } from 'vitest';
import { metresPerPixel } from '../../../web/snapshots/camera.ts';
import type { Block } from '../../../web/snapshots/columns.ts';
import type { LegendSymbol, SheetItem } from '../../../web/snapshots/pen.ts';
import { layoutSheet, ORIENTATIONS, SHEET_SIZES, type SheetContent } from '../../../web/snapshots/sheet.ts';
import { roughMeasure } from './records.ts';

const CAMERA = { longitude: 68, latitude: 32, zoom: 6 };
const SCREEN = { width: 740, height: 690 };
const DOT: LegendSymbol = { shapes: [{ d: 'M0 0h1', fill: 'ink1' }], scale: 1 };

function entries(part: string, count: number): Block<LegendSymbol> {
  const rows = Array.from(
    { length: count },
    (_, index) => ({ kind: 'entry', symbol: DOT, text: `${part} ${index}` }) as const,
  );
  return { part, rows: [{ kind: 'heading', text: part }, ...rows] };
}

const CONTENT: SheetContent = {
  direction: 'ltr',
  product: 'Durand Line Monitor',
  title: 'Reported incidents along the Durand Line',
  subtitle: 'All dates on record',
  dataTime: 'Data on record at 24 Nov 2025 10:02 UTC',
  filters: 'Filters: none',
  counts: 'Shown: 12 reported incidents on this map.',
  blocks: [entries('legend', 4), entries('legend-status', 5)],
  notes: [
    { part: 'name-note', text: '* The name is used for reference only.' },
    { part: 'sources', text: 'Sources: Dawn.' },
    { part: 'disclaimer', text: 'The designations employed do not imply the expression of any opinion. '.repeat(7) },
    { part: 'licences', text: 'Made with Natural Earth. GeoNames, CC BY 4.0.' },
  ],
  address: { label: 'This view:', url: 'http://127.0.0.1:8787/?map=68,32,6' },
  north: 'North',
  scale: { lengthOf: (metres) => `${metres / 1000} km`, note: 'Scale at 32° north' },
  synthetic: null,
};

function lay(content: Partial<SheetContent> = {}, orientation: (typeof ORIENTATIONS)[number] = 'landscape') {
  return layoutSheet(
    { ...CONTENT, ...content },
    { orientation, camera: CAMERA, screen: SCREEN, measure: roughMeasure },
  );
}

const textsOf = (items: readonly SheetItem[]) => items.filter((item) => item.kind === 'text');

/** Left and right end of a line as the rough measure has it. */
function spanOf(item: Extract<SheetItem, { kind: 'text' }>): [number, number] {
  const width = roughMeasure(item.text, item.style);
  if (item.align === 'left') return [item.x, item.x + width];
  return item.align === 'right' ? [item.x - width, item.x] : [item.x - width / 2, item.x + width / 2];
}

describe.each(ORIENTATIONS)('a %s sheet', (orientation) => {
  it('has every part that must be on it', () => {
    const parts = new Set(lay({ synthetic: 'SYNTHETIC' }, orientation).items.map(({ part }) => part));
    expect([...parts].toSorted()).toEqual(
      [
        'address',
        'counts',
        'data-time',
        'disclaimer',
        'filters',
        'foot',
        'legend',
        'legend-status',
        'licences',
        'map',
        'name-note',
        'north',
        'product',
        'scale',
        'sources',
        'subtitle',
        'synthetic',
        'title',
      ].toSorted(),
    );
  });

  it('keeps every word inside the paper, and none on the map', () => {
    for (const direction of ['ltr', 'rtl'] as const) {
      const { size, map, items } = lay(
        { direction, blocks: [entries('legend', 8), entries('legend-status', 8), entries('legend-type', 8)] },
        orientation,
      );
      for (const item of textsOf(items)) {
        const [left, right] = spanOf(item);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(size.width);
        expect(item.y).toBeGreaterThan(0);
        expect(item.y).toBeLessThan(size.height);
        const isOnMap =
          right > map.x && left < map.x + map.width && item.y > map.y && item.y - item.style.size < map.y + map.height;
        expect(isOnMap, `${item.part}: ${item.text}`).toBe(false);
      }
    }
  });

  it('gives the map more than a third of the paper, however long the words are', () => {
    const { size, map } = lay(
      { filters: 'Filters: '.repeat(60), counts: 'Shown '.repeat(80), title: 'Title '.repeat(30) },
      orientation,
    );
    expect((map.width * map.height) / (size.width * size.height)).toBeGreaterThan(0.33);
  });

  it('never cuts the disclaimer', () => {
    const lines = textsOf(lay({}, orientation).items).filter(({ part }) => part === 'disclaimer');
    expect(lines.map(({ text }) => text).join(' ')).toBe(CONTENT.notes[2]?.text.trim());
  });

  it('shows all that the screen shows', () => {
    const { camera, map } = lay({}, orientation);
    const shrunk = 2 ** (camera.zoom - CAMERA.zoom);
    expect(Math.min(map.width / (SCREEN.width * shrunk), map.height / (SCREEN.height * shrunk))).toBeCloseTo(1, 6);
  });

  it('has a scale bar as long as it says, in the projection of its own map', () => {
    const { camera, items } = lay({}, orientation);
    const bar = items.filter((item) => item.kind === 'box' && item.part === 'scale');
    const pixels = bar.reduce((sum, item) => sum + (item.kind === 'box' ? item.box.width : 0), 0);
    const kilometres = Math.max(
      ...textsOf(items)
        .filter(({ part }) => part === 'scale')
        .map(({ text }) => Number.parseFloat(text) || 0),
    );
    expect(pixels * metresPerPixel(camera)).toBeCloseTo(kilometres * 1_000, 3);
  });

  it('is mirrored, nothing else, in a language that runs from right to left', () => {
    const [ltr, rtl] = [
      lay({ synthetic: 'SYNTHETIC' }, orientation),
      lay({ synthetic: 'SYNTHETIC', direction: 'rtl' }, orientation),
    ];
    const { width } = SHEET_SIZES[orientation];
    expect(rtl.map).toEqual({ ...ltr.map, x: width - ltr.map.x - ltr.map.width });
    expect(rtl.camera).toEqual(ltr.camera);
    const mirrored = { left: 'right', right: 'left', center: 'center' } as const;
    const expected = textsOf(ltr.items).map(({ text, x, y, align }) => ({
      text,
      x: width - x,
      y,
      align: mirrored[align],
    }));
    expect(textsOf(rtl.items).map(({ text, x, y, align }) => ({ text, x, y, align }))).toEqual(expected);
  });
});

describe('a landscape sheet', () => {
  it('sets a legend that is too long for one column into two', () => {
    const short = lay({ blocks: [entries('legend', 4)] });
    const long = lay({ blocks: [entries('legend', 18), entries('legend-status', 18)] });
    expect(long.map.width).toBeLessThan(short.map.width - 100);
  });

  it('cuts only an address that is longer than three lines; the file’s metadata has it whole', () => {
    const url = `http://127.0.0.1:8787/?area=${'x'.repeat(3_000)}`;
    const lines = textsOf(lay({ address: { label: 'This view:', url } }).items).filter(
      ({ part }) => part === 'address',
    );
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)?.text).toMatch(/…$/);
  });

  it('sets an English sentence of a right-to-left sheet left to right, so that its full stop stays at its end', () => {
    const { items } = lay({ direction: 'rtl', subtitle: 'ریکارڈ کی تمام تاریخیں' });
    const directions = Object.fromEntries(textsOf(items).map(({ part, direction }) => [part, direction]));
    expect([directions['subtitle'], directions['name-note'], directions['address']]).toEqual(['rtl', 'ltr', 'ltr']);
  });

  it('is the same for the same words', () => {
    expect(lay()).toEqual(lay());
  });
});
