import type { Category } from '../../api/incidents/contract.ts';

/** A glyph in a box of 10 by 10 about the origin: paths to be filled, and paths to be stroked. */
export type Glyph = { readonly fill: string; readonly stroke: string };

/** Corners of a star, so that the burst is even. */
function star(points: number, outer: number, inner: number): string {
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const turn = (index * Math.PI) / points;
    const radius = index % 2 === 0 ? outer : inner;
    return `${(radius * Math.sin(turn)).toFixed(2)} ${(-radius * Math.cos(turn)).toFixed(2)}`;
  });
  return `M${corners.join('L')}Z`;
}

const dot = (x: number, y: number, radius: number): string =>
  `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0Z`;

/** An aircraft seen from above, nose up; airspace claims carry it too. */
export const AIRCRAFT: Glyph = {
  fill:
    'M0-5C.65-5 .95-4.3.95-3.5V-1.35L5 1.35V2.7L.95 1.5.75 3.2 2.1 4.2V5.1L0 4.5-2.1 5.1V4.2L-.75 3.2-.95 1.5-5 2.7' +
    'V1.35L-.95-1.35V-3.5C-.95-4.3-.65-5 0-5Z',
  stroke: '',
};

/** What is drawn inside a mark for each category: shapes, not letters, so that they read in every language. */
export const glyphPaths: Readonly<Record<Category, Glyph>> = {
  'use-of-force': { fill: star(7, 5, 2.1), stroke: '' },
  air: AIRCRAFT,
  /** Two chevrons, as ranks and movements are drawn. */
  posture: { fill: '', stroke: 'M-3.9-.2L0-3.8 3.9-.2M-3.9 4L0 .4 3.9 4' },
  /** The diamond of the crossing points. */
  crossing: { fill: 'M0-4.9L4.9 0 0 4.9-4.9 0Z', stroke: '' },
  persons: { fill: `${dot(0, -2.7, 2.1)}M-4.2 4.9C-4.2 1.6-2.5.2 0 .2S4.2 1.6 4.2 4.9Z`, stroke: '' },
  /** Words, not deeds: a speech bubble. */
  'allegation-only': {
    fill: 'M-4.9-3.4Q-4.9-4.4-3.9-4.4H3.9Q4.9-4.4 4.9-3.4V.8Q4.9 1.8 3.9 1.8H-.4L-3 4.8V1.8H-3.9Q-4.9 1.8-4.9.8Z',
    stroke: '',
  },
  /** The monitor's eye. */
  mechanism: { fill: dot(0, 0, 1.5), stroke: 'M-4.9 0C-3-3.9 3-3.9 4.9 0 3 3.9-3 3.9-4.9 0Z' },
  /** Two rings that hold each other. */
  confidence: { fill: '', stroke: dot(-1.75, 0, 2.75) + dot(1.75, 0, 2.75) },
};
