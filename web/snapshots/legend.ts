import { HEADLINES } from '../../api/crossings/contract.ts';
import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../api/geo/contract.ts';
import { CATEGORIES, type Category } from '../../api/incidents/contract.ts';
import { claimShapes } from '../airspace/mark.ts';
import { AREA_DASH_PIXELS, AREA_LINE_WIDTH } from '../areas/layer.ts';
import { crossingCircle } from '../crossings/layer.ts';
import { crossingShapes } from '../crossings/mark.ts';
import { type Bounds, boundsMeet } from '../explore/bounds.ts';
import type { I18n } from '../i18n/index.tsx';
import { hasCount } from '../incidents/layer.ts';
import { anchorOf, cellRound } from '../map/anchor.ts';
import { glyphPaths } from '../map/glyphs.ts';
import { markShapes } from '../map/marks.ts';
import { circlePath, roundedPath, type Clip, type Shape } from '../map/shapes.ts';
import { statusRingShapes } from '../map/status-ring.ts';
import { LINE_DASH_PIXELS, LINE_WIDTH } from '../map/style.ts';
import type { Block, Row } from './columns.ts';
import type { LegendSymbol } from './pen.ts';
import type { Drawn } from './picture.ts';

/** Boxes around the two lines as data/basemap/basemap.json draws them, degrees; a test compares them. */
export const LINE_BOUNDS: Bounds = [60.846, 29.3869, 74.5477, 37.0209];
export const LINE_OF_CONTROL_BOUNDS: Bounds = [73.7737, 32.791, 77.0498, 35.1111];

/** Signs that tie an entry of the legend to its footnote; superscript figures are taken by the readings. */
export const FOOTNOTES = { name: '*', lineOfControl: '†' } as const;

type Entry = Row<LegendSymbol>;

/**
 * The legend of exactly what is drawn, in blocks: lines and ways of showing a place, statuses, signs, other collections.
 * The screen shows the very same entries.
 */
export function legendBlocks(i18n: I18n, drawn: Drawn): Block<LegendSymbol>[] {
  const { t } = i18n;
  const status = statusesOf(drawn).map((value) => entry(t(`status.${value}`), markShapes({ status: value }), 0.8));
  const type = categoriesOf(drawn).map((value) => entry(t(`category.${value}`), glyphShapes(value), 1.15));
  return [
    block('legend', t('snapshots.legend'), [...lineEntries(i18n, drawn.bounds), ...placeEntries(i18n, drawn)]),
    block('legend-status', t('legend.status'), status),
    block('legend-type', t('legend.type'), type),
    block('legend-others', t('snapshots.legend-others'), otherEntries(i18n, drawn)),
  ].filter(({ rows }) => rows.length > 0);
}

/** Statuses on the map, in marks, cells, areas or claims, in the order of the workflow. */
export function statusesOf({ incidents, airspace }: Drawn): OccurrenceStatus[] {
  const counted = [...incidents.cells, ...incidents.areas];
  return OCCURRENCE_STATUSES.filter(
    (status) =>
      incidents.marks.some((mark) => mark.status === status) ||
      counted.some(({ byStatus }) => byStatus[status] > 0) ||
      airspace.some(({ properties }) => properties.status === status),
  );
}

/** Categories whose sign stands in a mark; cells and areas carry none. */
export function categoriesOf({ incidents }: Drawn): Category[] {
  return CATEGORIES.filter((category) => incidents.marks.some((mark) => mark.category === category));
}

/** Whether the Line of Control may be in an extent: then its footnote must be on the sheet. */
export function hasLineOfControl(bounds: Bounds): boolean {
  return boundsMeet(bounds, LINE_OF_CONTROL_BOUNDS);
}

function block(part: string, heading: string, entries: readonly Entry[]): Block<LegendSymbol> {
  return { part, rows: entries.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...entries] };
}

function entry(text: string, shapes: readonly Shape[], scale = 1): Entry {
  return { kind: 'entry', symbol: { shapes, scale }, text };
}

function lineEntries({ t }: I18n, bounds: Bounds): Entry[] {
  const line: Shape = { d: 'M-13 0H13', stroke: 'line', width: LINE_WIDTH, dash: LINE_DASH_PIXELS };
  const dotted: Shape = { d: 'M-12 0H12', stroke: 'line', width: 1.5, dash: [0.1, 3.6] };
  return [
    ...(boundsMeet(bounds, LINE_BOUNDS) ? [entry(`${t('legend.line')}\u00a0${FOOTNOTES.name}`, [line])] : []),
    ...(hasLineOfControl(bounds)
      ? [entry(`${t('legend.line-of-control')}\u00a0${FOOTNOTES.lineOfControl}`, [dotted])]
      : []),
  ];
}

function placeEntries({ t }: I18n, drawn: Drawn): Entry[] {
  const { incidents, areas } = drawn;
  const isShown = {
    circle: incidents.circles.length > 0,
    // One entry serves both: it says the same of both.
    'crossing-circle': incidents.circles.length === 0 && hasCrossingCircle(drawn),
    'grid-cell': incidents.gridCells.length > 0 || hasClaimCell(drawn),
    area: incidents.areas.some(({ isGeneralised }) => !isGeneralised),
    'area-cell': incidents.areas.some(({ isGeneralised }) => isGeneralised),
    'area-count': incidents.areas.some(hasCount),
    cell: incidents.cells.length > 0,
    'drawn-area': areas.length > 0,
  };
  const words = (kind: (typeof PLACE_KINDS)[number]): string =>
    t(kind === 'crossing-circle' ? 'legend.circle' : `legend.${kind}`);
  return PLACE_KINDS.filter((kind) => isShown[kind]).map((kind) => entry(words(kind), SYMBOLS[kind]));
}

function hasCrossingCircle({ crossings, zoom }: Drawn): boolean {
  return crossings.some((crossing) => crossingCircle(crossing, zoom) !== null);
}

function hasClaimCell({ airspace, zoom }: Drawn): boolean {
  return airspace.map(anchorOf).some((anchor) => anchor !== null && cellRound(anchor, zoom) !== null);
}

function otherEntries({ t }: I18n, { airspace, crossings }: Drawn): Entry[] {
  const headlines = HEADLINES.filter((headline) => crossings.some(({ properties }) => properties.status === headline));
  const hasArea = airspace.some((claim) => claim.geometry !== null && anchorOf(claim) === null);
  // As airspace/layer.ts draws them: an outline with a faint band along its inside.
  const area: readonly Shape[] = [
    { d: roundedPath([-9.5, -3.5, 19, 7], 0.5), stroke: 'accent', width: 5, opacity: 0.16 },
    { d: roundedPath([-12, -6, 24, 12], 1), stroke: 'accent', width: 1 },
  ];
  return [
    ...headlines.map((headline) =>
      entry(t('legend.crossing', { headline: t(`headline.${headline}`) }), crossingShapes(headline), 0.95),
    ),
    ...(airspace.length > 0 ? [entry(t('legend.airspace'), claimShapes('reported'), 0.72)] : []),
    ...(hasArea ? [entry(t('snapshots.legend-airspace-area'), area)] : []),
  ];
}

const PLACE_KINDS = [
  'circle',
  'crossing-circle',
  'grid-cell',
  'area',
  'area-cell',
  'area-count',
  'cell',
  'drawn-area',
] as const;
const SAMPLE: Clip = [-11, -6, 22, 12];
const SQUARE: Clip = [-7, -7, 14, 14];
const HATCH = Array.from({ length: 8 }, (_, index) => `M${-22 + index * 6} 8L${-6 + index * 6}-8`).join('');
const NONE = Object.fromEntries(OCCURRENCE_STATUSES.map((status) => [status, 0])) as Record<OccurrenceStatus, number>;

/** A hatched sample of an area. */
const hatched = (box: Clip): Shape[] => [
  { d: HATCH, stroke: 'status1', width: 0.9, opacity: 0.7, clip: box },
  { d: roundedPath(box, 1), stroke: 'status1', width: 1 },
];

const SYMBOLS: Readonly<Record<(typeof PLACE_KINDS)[number], readonly Shape[]>> = {
  circle: [
    { d: circlePath(7.5), fill: 'status1', opacity: 0.16 },
    { d: circlePath(7.5), stroke: 'status1', width: 1 },
  ],
  'crossing-circle': [
    { d: circlePath(7.5), fill: 'ink2', opacity: 0.1 },
    { d: circlePath(7.5), stroke: 'ink2', width: 0.8 },
  ],
  'grid-cell': [
    { d: roundedPath(SQUARE, 0.5), fill: 'status1', opacity: 0.16 },
    { d: roundedPath(SQUARE, 0.5), stroke: 'status1', width: 1 },
  ],
  area: hatched(SAMPLE),
  'area-cell': hatched(SQUARE),
  'area-count': [
    { d: roundedPath([-9.5, -6.5, 19, 13], 6.5), fill: 'surface', stroke: 'ink3', width: 1 },
    ...[-4, 0, 4].map((x): Shape => ({ d: `M${x} 0h0.1`, stroke: 'ink1', width: 2.2 })),
  ],
  cell: [
    { d: roundedPath([-11, -8.5, 22, 17], 4.5), fill: 'surface', stroke: 'ink3', width: 1 },
    ...statusRingShapes({ ...NONE, reported: 2, contested: 1 }, { radius: 4.6, width: 2.8 }),
  ],
  'drawn-area': [{ d: roundedPath(SAMPLE, 1), stroke: 'accent', width: AREA_LINE_WIDTH, dash: AREA_DASH_PIXELS }],
};

function glyphShapes(category: Category): Shape[] {
  const { fill, stroke } = glyphPaths[category];
  return [
    ...(fill ? [{ d: fill, fill: 'ink1' } as const] : []),
    ...(stroke ? [{ d: stroke, stroke: 'ink1', width: 1.4 } as const] : []),
  ];
}
