import type { Position } from 'geojson';
import { at, coordinate, projectOnSegment } from './planar.ts';

/** A place on a ring: the segment it falls on, the share along it, and the position. */
export type OnRing = { ring: Position[]; segment: number; share: number; position: Position; kilometres: number };

/** The nearest place to a point on any of the closed rings. */
export function projectOnRings(point: Position, rings: readonly Position[][]): OnRing {
  let nearest: OnRing | undefined;
  for (const ring of rings) {
    for (let segment = 0; segment < ring.length - 1; segment++) {
      const [start, end] = [at(ring, segment), at(ring, segment + 1)];
      const { share, kilometres } = projectOnSegment(point, start, end);
      if (nearest && nearest.kilometres <= kilometres) continue;
      const along = (axis: 0 | 1): number =>
        coordinate(start, axis) + share * (coordinate(end, axis) - coordinate(start, axis));
      nearest = { ring, segment, share, position: [along(0), along(1)], kilometres };
    }
  }
  if (!nearest) throw new RangeError('no ring to project on');
  return nearest;
}

function walk(from: OnRing, to: OnRing): Position[] {
  const { ring } = from;
  const segments = ring.length - 1;
  const isAhead = to.segment > from.segment || (to.segment === from.segment && to.share >= from.share);
  const steps = isAhead ? to.segment - from.segment : to.segment - from.segment + segments;
  const between = Array.from({ length: steps }, (_, step) => at(ring, (from.segment + step + 1) % segments));
  return [from.position, ...between, to.position];
}

/**
 * The piece of a ring from one place to another, the way round that passes nearer to `by`. A generalised arc is so
 * replaced by the piece of the accurate outline that it stands for.
 */
export function pieceOfRing(from: OnRing, to: OnRing, by: Position): Position[] {
  const forth = walk(from, to);
  const back = walk(to, from).toReversed();
  const distance = (piece: Position[]): number =>
    Math.min(...piece.slice(1).map((end, index) => projectOnSegment(by, at(piece, index), end).kilometres));
  return distance(forth) <= distance(back) ? forth : back;
}
