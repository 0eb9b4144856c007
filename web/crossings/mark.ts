import type { Headline } from '../../api/crossings/contract.ts';
import type { Clip, Shape } from '../map/shapes.ts';

/** Half the side of the box that a crossing's diamond needs, in its own units. */
export const CROSSING_EXTENT = 11;

const FAR = 20;
const LOWER: Clip = [-FAR, 0, 2 * FAR, FAR];
const diamond = (reach: number): string => `M0-${reach}L${reach} 0 0 ${reach}-${reach} 0Z`;
const QUESTION = 'M-1.9-1.5C-1.9-4.1 2-4.1 2-1.5 2 0 .05.1.05 1.7M.05 3.7V3.75';
/** Two strokes that part: what was announced does not agree. */
const UNEQUAL = 'M-2.3-1.1H2.3M-2.3 1.3H2.3M1.3-3.1L-1.3 3.3';

/**
 * The diamond of a crossing point by what is said of it: full is closed, half is partly open, hollow is open. Where
 * nothing is known it asks, where announcements differ it says unequal. One dark grey for all: no traffic lights.
 */
export function crossingShapes(headline: Headline, selected = false): Shape[] {
  const ground: Shape[] = [
    ...(selected ? [{ d: diamond(10.4), fill: 'surface', stroke: 'accent', width: 1.8 } as const] : []),
    { d: diamond(8.9), fill: 'surface' },
  ];
  const edge: Shape = { d: diamond(7), stroke: 'ink1', width: 1.6 };
  if (headline === 'closed') return [...ground, { ...edge, fill: 'ink1' }];
  if (headline === 'partly-open') return [...ground, { d: diamond(7), fill: 'ink1', clip: LOWER }, edge];
  if (headline === 'open') return [...ground, edge];
  const isUnknown = headline === 'unknown';
  return [
    ...ground,
    isUnknown ? { ...edge, dash: [2, 2.4], width: 1.3 } : edge,
    { d: isUnknown ? QUESTION : UNEQUAL, stroke: 'ink1', width: 1.3 },
  ];
}
