import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import { AIRCRAFT } from '../map/glyphs.ts';
import { type Frame, markShapes } from '../map/marks.ts';
import type { Shape } from '../map/shapes.ts';

const round = (value: number): number => Math.round(value * 100) / 100;

/** A triangle standing on its base, larger than a disc of the same radius so that the glyph has room. */
const triangle: Frame = (radius) => {
  const reach = radius * 1.42;
  const [x, low, high] = [round(reach * 0.92), round(reach * 0.6), round(-reach)];
  return `M0 ${high}L${x} ${low}H${-x}Z`;
};

/** Half the side of the box that a claim's mark needs, in its own units, and that one needs which is selected. */
export const CLAIM_EXTENT = 16;
export const SELECTED_CLAIM_EXTENT = 20;

/** The mark of an airspace claim: the figure is its own, the fill says the status as with incidents. */
export function claimShapes(status: OccurrenceStatus, selected = false): Shape[] {
  return markShapes({ status, glyph: AIRCRAFT, frame: triangle, selected });
}
