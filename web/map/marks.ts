import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Category } from '../../api/incidents/contract.ts';
import { type Glyph, glyphPaths } from './glyphs.ts';
import { type Clip, circlePath, roundedPath, type Shape, type Token } from './shapes.ts';

/** Half the side of the box that a mark needs, in its own units, and that one needs which is selected. */
export const MARK_EXTENT = 11;
export const SELECTED_EXTENT = 14.5;

/** Far enough to hold any half of a mark. */
const FAR = 20;
const RIGHT: Clip = [0, -FAR, FAR, 2 * FAR];
const QUARTER: Clip = [0, -FAR, FAR, FAR];
const LOWER: Clip = [-FAR, 0.6, 2 * FAR, FAR];
const UPPER: Clip = [-FAR, -FAR, 2 * FAR, FAR - 0.6];

/** The outline of a mark at a radius: incidents are discs; other slices bring their own figure. */
export type Frame = (radius: number) => string;
const square: Frame = (radius) => roundedPath([-radius, -radius, 2 * radius, 2 * radius], 2.2);

/** How a status is drawn: where the figure is filled, and how its edge runs. */
type Look = {
  readonly token: Token;
  /** Parts in the status colour; in them the glyph is in the surface's colour. `quarter-tint` and `half-tint` are pale. Everything else is hollow. */
  readonly filled: 'none' | 'quarter-tint' | 'half-tint' | 'lower' | 'all';
  readonly edge: { readonly radius: number; readonly width: number; readonly dash?: readonly number[] };
  readonly extra?: 'second-ring' | 'struck' | 'paused' | 'square';
};

/**
 * Status by shape and fill first, colour second: in greyscale no two of the ten look alike. The ramp grows from hollow
 * to full with what is known; what is open or was not borne out is grey and broken.
 */
export const markPaths: Readonly<Record<OccurrenceStatus, Look>> = {
  reported: { token: 'status1', filled: 'none', edge: { radius: 8, width: 2 } },
  triaged: { token: 'status1', filled: 'quarter-tint', edge: { radius: 8, width: 2 } },
  'under-verification': { token: 'status2', filled: 'half-tint', edge: { radius: 8, width: 2 } },
  corroborated: { token: 'status3', filled: 'all', edge: { radius: 8, width: 2 } },
  'jointly-verified': { token: 'status4', filled: 'all', edge: { radius: 7, width: 0.6 }, extra: 'second-ring' },
  contested: { token: 'contested', filled: 'lower', edge: { radius: 8, width: 2 } },
  inconclusive: { token: 'inconclusive', filled: 'none', edge: { radius: 8, width: 2.2, dash: [0.1, 4.08] } },
  'not-substantiated': { token: 'inconclusive', filled: 'none', edge: { radius: 8, width: 1.7 }, extra: 'struck' },
  suspended: { token: 'inconclusive', filled: 'none', edge: { radius: 8, width: 2 }, extra: 'paused' },
  withdrawn: {
    token: 'inconclusive',
    filled: 'none',
    edge: { radius: 7.2, width: 1.3, dash: [3.1, 2.6] },
    extra: 'square',
  },
};

/** The colour token of a status, for bars, rings and areas. */
export function statusToken(status: OccurrenceStatus): Token {
  return markPaths[status].token;
}

function glyphShapes(glyph: Glyph, token: Token, clip: Clip | null): Shape[] {
  const within = clip ? { clip } : {};
  return [
    ...(glyph.fill ? [{ d: glyph.fill, fill: token, ...within }] : []),
    ...(glyph.stroke ? [{ d: glyph.stroke, stroke: token, width: 1.5, ...within }] : []),
  ];
}

/** In the filled part the glyph is cut out, in the hollow part it is drawn: it reads across a split. */
function counterchanged(glyph: Glyph, { token, filled }: Look): Shape[] {
  if (filled === 'all') return glyphShapes(glyph, 'surface', null);
  if (filled === 'half-tint' || filled === 'quarter-tint') return glyphShapes(glyph, 'status4', null);
  if (filled === 'lower') return [...glyphShapes(glyph, token, UPPER), ...glyphShapes(glyph, 'surface', LOWER)];
  return glyphShapes(glyph, token, null);
}

function fillShapes({ token, filled, edge }: Look, frame: Frame): Shape[] {
  const d = frame(edge.radius);
  if (filled === 'all') return [{ d, fill: token }];
  if (filled === 'quarter-tint') return [{ d, fill: token, opacity: 0.5, clip: QUARTER }];
  if (filled === 'half-tint') return [{ d, fill: token, opacity: 0.42, clip: RIGHT }];
  if (filled === 'lower') return [{ d, fill: token, clip: LOWER }];
  return [];
}

/** From beyond the ring to beyond it: a line that only reached the ring would be taken for part of the glyph. */
const STRIKE = 'M-7 7L7-7';
/** Two bars, as of a recording that was halted: inside the ring, or across its foot where a glyph stands inside. */
const PAUSE = 'M-2.3-3.4V3.4M2.3-3.4V3.4';
const PAUSE_AT_FOOT = 'M-1.9 5.6V9.9M1.9 5.6V9.9';

/**
 * A mark in its own units, middle at the origin, as a list of paths from the ground up. Without a glyph it stands for
 * the status alone, as in the legend.
 */
export function markShapes(options: {
  status: OccurrenceStatus;
  glyph?: Glyph | null;
  frame?: Frame;
  selected?: boolean;
}): Shape[] {
  const look = markPaths[options.status];
  const { token, edge, extra } = look;
  const frame: Frame = options.frame ?? (extra === 'square' ? square : circlePath);
  const glyph = options.glyph ?? null;
  const reach = extra === 'second-ring' ? 9.9 : edge.radius + edge.width / 2;
  const shapes: Shape[] = [];
  if (options.selected) shapes.push({ d: frame(reach + 3), fill: 'surface', stroke: 'accent', width: 2.2 });
  else shapes.push({ d: frame(reach + 1.1), fill: 'surface' });
  if (extra === 'second-ring') shapes.push({ d: frame(9.3), stroke: token, width: 1.3 });
  shapes.push(...fillShapes(look, frame));
  shapes.push({ d: frame(edge.radius), stroke: token, width: edge.width, ...(edge.dash ? { dash: edge.dash } : {}) });
  if (extra === 'struck' && !glyph) shapes.push({ d: STRIKE, stroke: token, width: 1.8 });
  if (extra === 'paused' && !glyph) shapes.push({ d: PAUSE, stroke: token, width: 2.2 });
  if (glyph) shapes.push(...counterchanged(glyph, look));
  if (extra === 'struck' && glyph) {
    shapes.push({ d: STRIKE, stroke: 'surface', width: 3 }, { d: STRIKE, stroke: token, width: 1.4 });
  }
  if (extra === 'paused' && glyph) {
    shapes.push({ d: PAUSE_AT_FOOT, stroke: 'surface', width: 4.2 }, { d: PAUSE_AT_FOOT, stroke: token, width: 1.9 });
  }
  return shapes;
}

/** The mark of an incident: status outside, category inside. */
export function incidentMarkShapes(status: OccurrenceStatus, category: Category | null, selected = false): Shape[] {
  return markShapes({ status, glyph: category ? glyphPaths[category] : null, selected });
}
