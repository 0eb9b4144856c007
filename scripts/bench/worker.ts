import { encodeColumns } from '../../api/explore/arrow.ts';
import { Columns, ON_NO_TILE } from '../../api/explore/columns.ts';
import { COLUMN_METADATA } from '../../api/explore/contract.ts';
import { LOCATION_PRECISIONS, OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { INCIDENT_TYPES } from '../../api/incidents/contract.ts';
import { readColumns } from '../../web/columns/columns.ts';
import { createEngine, type Engine } from '../../web/columns/engine.ts';
import type { ColumnFilters, Question } from '../../web/columns/question.ts';
import { NOTHING_ASKED } from '../../web/explore/question.ts';
import type { Bounds } from '../../web/explore/bounds.ts';
import { DEFAULT_BOUNDS } from '../../web/map/extent.ts';
import { normal, randomOf, type Random } from '../synthetic/random.ts';
import { median } from './ground.ts';

// `npm run bench:worker -- [COUNT ...]`: what the worker of the page takes for each change that a person makes, in
// milliseconds of processor time, at 10,000, 100,000 and 1,000,000 invented incidents. Aims: 1, 4 and 30 ms.

const COUNTS = process.argv.slice(2).map(Number);
const RUNS = 15;
const DAY_SECONDS = 86_400;
const FIRST_DAY = Date.parse('2024-01-01T00:00:00Z') / 1_000;
const DAYS = 730;
/** Radii and ranges as the synthetic records have them: most known to an hour or a day, few to a month. */
const RANGES = [
  3_600,
  3_600,
  10_800,
  DAY_SECONDS,
  DAY_SECONDS,
  DAY_SECONDS,
  7 * DAY_SECONDS,
  30 * DAY_SECONDS,
] as const;
/** What a place is: a point for those who may see it, a cell for the public. */
const SHARES = { district: { points: 0.62, cells: 0.33 }, public: { points: 0, cells: 0.95 } } as const;
const CELLS = [0.05, 0.05, 0.1, 0.1, 0.5] as const;
const OUTLINES = 70;

type Seen = keyof typeof SHARES;

/** Invented rows around the line, gathered at a few foci as the synthetic records are. */
function makeRows(count: number, seen: Seen, random: Random): Columns {
  const columns = new Columns();
  const pick = (length: number): number => Math.floor(random() * length);
  const { points, cells } = SHARES[seen];
  for (let row = 0; row < count; row++) {
    const along = random() < 0.5 ? random() : Math.min(1, Math.max(0, (pick(14) + 0.5) / 14 + 0.012 * normal(random)));
    const [x, y] = [61 + 13 * along + 0.25 * normal(random), 29.5 + 7 * along + 0.25 * normal(random)];
    const kind = random();
    const degrees = kind < points || kind >= points + cells ? 0 : (CELLS[pick(CELLS.length)] ?? 0);
    const isPlace = kind < points + cells;
    const isArea = !isPlace && random() < 0.8;
    const from = FIRST_DAY + Math.floor((random() * DAYS * DAY_SECONDS) / 3_600) * 3_600;
    columns.put({
      id: row * 7_919 + 1,
      x: isPlace ? middle(x, degrees) : NaN,
      y: isPlace ? middle(y, degrees) : NaN,
      cell_degrees: degrees,
      outline: isArea ? pick(OUTLINES) : -1,
      uncertainty_m: [100, 1_000, 5_000, 25_000][pick(4)] ?? -1,
      happened_from: from,
      happened_to: from + (RANGES[pick(RANGES.length)] ?? 3_600),
      time_precision: 0,
      location_precision: pick(LOCATION_PRECISIONS.length),
      type: pick(INCIDENT_TYPES.length),
      status: pick(OCCURRENCE_STATUSES.length),
      parties_stated: pick(4),
      attribution: pick(6),
      compliance: pick(6),
      flags: 8 | (degrees > 0 ? 16 : 0) | (random() < 0.2 ? 1 : 0) | (random() < 0.1 ? 2 : 0),
      ref_year: 2024 + pick(2),
      ref_number: row,
      revision: 0,
      recorded: from,
      ...ON_NO_TILE,
    });
  }
  return columns;
}

const middle = (at: number, degrees: number): number =>
  degrees === 0 ? at : (Math.floor(at / degrees) + 0.5) * degrees;

/** Regular outlines of 400 vertices each along the line, in place of provinces. */
const outlines = Array.from({ length: OUTLINES }, (_, index) => {
  const [x, y] = [61 + (13 * index) / OUTLINES, 29.5 + (7 * index) / OUTLINES];
  const ring = Array.from({ length: 400 }, (_vertex, at): [number, number] => {
    const angle = (at / 399) * 2 * Math.PI;
    return [x + 0.8 * Math.cos(angle), y + 0.6 * Math.sin(angle)];
  });
  return { index, geometry: { type: 'Polygon' as const, coordinates: [ring] } };
});

const [firstMs, dayMs] = [FIRST_DAY * 1_000, DAY_SECONDS * 1_000];
const START: Omit<Question, 'number'> = {
  ...NOTHING_ASKED,
  extent: DEFAULT_BOUNDS,
  zoom: 5.4,
  selectedId: 7_919 * 5 + 1,
  list: { sort: 'newest', from: 0, count: 40 },
  histogram: { fromMs: firstMs, toMs: firstMs + DAYS * dayMs, bins: 240 },
};
const window = (from: number): ColumnFilters => ({
  ...START.filters,
  fromMs: firstMs + from * dayMs,
  toMs: firstMs + (from + 365) * dayMs,
});
const around = (x: number, y: number, width: number): Bounds => [
  x - width,
  y - width * 0.6,
  x + width,
  y + width * 0.6,
];

/** An outline of so many corners about 200 km across, in the middle of where most lies. */
const areaAt = (x: number, corners: number): Question['areas'] => [
  {
    id: 'a1',
    ring: Array.from({ length: corners }, (_, at): [number, number] => {
      const angle = (at / corners) * 2 * Math.PI;
      return [x + Math.cos(angle), 33 + 0.9 * Math.sin(angle)];
    }),
  },
];

/** Each change as the questions that a person's hand asks one after the other. */
const CHANGES: Readonly<Record<string, (run: number) => Omit<Question, 'number'>>> = {
  'brush drag': (run) => ({ ...START, filters: window(100 + run * 2) }),
  'tick of a type': (run) => ({
    ...START,
    filters: { ...START.filters, types: INCIDENT_TYPES.slice(0, 1 + (run % 4)) },
  }),
  'tick in a window': (run) => ({
    ...START,
    filters: { ...window(100), types: INCIDENT_TYPES.slice(0, 1 + (run % 4)) },
  }),
  'pan, all in view': (run) => ({ ...START, extent: around(67.5 + run / 20, 32.5, 8) }),
  'pan from near': (run) => ({ ...START, zoom: 9.2, extent: around(66 + run / 50, 32.3, 1) }),
  'zoom by a half': (run) => ({
    ...START,
    zoom: 5.4 + (run % 6) / 2,
    extent: around(67.5, 32.5, 8 / 2 ** ((run % 6) / 2)),
  }),
  'list, next page': (run) => ({ ...START, list: { sort: 'newest', from: run * 40, count: 40 } }),
  'area of 4 corners, moved': (run) => ({ ...START, areas: areaAt(69 + run / 100, 4) }),
  'area of 200 corners, moved': (run) => ({ ...START, areas: areaAt(69 + run / 100, 200) }),
  'brush drag with an area': (run) => ({ ...START, filters: window(100 + run * 2), areas: areaAt(69, 200) }),
  'another record, what is near': (run) => ({
    ...START,
    near: { at: [69 + run / 100, 33], exceptId: null, kilometres: 30, count: 3 },
  }),
  'list, far down': (run) => ({ ...START, list: { sort: 'newest', from: 5_000 + run * 100, count: 40 } }),
};

function measure(engine: Engine, ask: (run: number) => Omit<Question, 'number'>): number[] {
  let number = 0;
  // The first ones compile the code and make what is kept.
  for (let run = 0; run < 6; run++) engine.answer({ ...ask(run), number: number++ });
  return Array.from({ length: RUNS }, (_, run) => {
    const before = process.cpuUsage();
    engine.answer({ ...ask(run + 6), number: number++ });
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

for (const seen of ['district', 'public'] as const) {
  for (const count of COUNTS.length > 0 ? COUNTS : [10_000, 100_000, 1_000_000]) {
    const made = makeRows(count, seen, randomOf(1, 0));
    const bytes = encodeColumns(made.arrays, made.length, { [COLUMN_METADATA.version]: 'bench' });
    const began = performance.now();
    const columns = readColumns(bytes);
    const read = performance.now();
    const engine = createEngine(columns, outlines);
    engine.answer({ ...START, number: 0 });
    const first = performance.now();
    console.log(
      `${count} incidents, ${seen}: ${round(bytes.length / 1e6)} MB, read in ${round(read - began)} ms, first answer ${round(first - read)} ms`,
    );
    const rows = Object.entries(CHANGES).map(([change, ask]) => {
      const times = measure(engine, ask);
      return [change, { median: round(median(times)), most: round(Math.max(...times)) }] as const;
    });
    console.table(Object.fromEntries(rows));
  }
}
