import type { Position } from 'geojson';

/** The box outside which no coastline or boundary is kept, `[west, south, east, north]`; wider than the map lets one pan. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** Kilometres in one degree of latitude on a sphere of 6,371 km. */
export const KILOMETRES_PER_DEGREE = 111.195;

/** A degree of longitude as a share of a degree of latitude at 32.5° N, the middle of the line. */
const LONGITUDE_SHARE = Math.cos((32.5 * Math.PI) / 180);

/** The coordinate of a vertex that is known to be there. */
export function coordinate(position: Position | undefined, axis: 0 | 1): number {
  const value = position?.[axis];
  if (value === undefined) throw new RangeError('a position without coordinates');
  return value;
}

/** The item at an index that is known to exist. */
export function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no item at ${index} of ${items.length}`);
  return item;
}

/** Where a point falls on the segment from `start` to `end`: the share of its length, and how far off in kilometres. */
export function projectOnSegment(
  point: Position,
  start: Position,
  end: Position,
): { share: number; kilometres: number } {
  const dx = (coordinate(end, 0) - coordinate(start, 0)) * LONGITUDE_SHARE;
  const dy = coordinate(end, 1) - coordinate(start, 1);
  const px = (coordinate(point, 0) - coordinate(start, 0)) * LONGITUDE_SHARE;
  const py = coordinate(point, 1) - coordinate(start, 1);
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / squared));
  return { share, kilometres: Math.hypot(px - share * dx, py - share * dy) * KILOMETRES_PER_DEGREE };
}

/** Drops vertices that lie within the tolerance of the line between their neighbours (Douglas and Peucker, 1973). */
export function simplifyLine(line: readonly Position[], toleranceKilometres: number): Position[] {
  const first = at(line, 0);
  const last = at(line, line.length - 1);
  if (line.length <= 2) return [...line];
  let farthest = 0;
  let farthestKilometres = -1;
  for (let index = 1; index < line.length - 1; index++) {
    const { kilometres } = projectOnSegment(at(line, index), first, last);
    if (kilometres > farthestKilometres) [farthest, farthestKilometres] = [index, kilometres];
  }
  if (farthestKilometres <= toleranceKilometres) return [first, last];
  const before = simplifyLine(line.slice(0, farthest + 1), toleranceKilometres);
  const after = simplifyLine(line.slice(farthest), toleranceKilometres);
  return [...before.slice(0, -1), ...after];
}

/** Decimals of a degree that are kept: 11 m where it matters, 110 m where a border is itself simplified to 800 m. */
export const FINE_DECIMALS = 4;
export const COARSE_DECIMALS = 3;

/** Rounds both coordinates to so many decimals. */
export function roundPosition(position: Position, decimals: number): Position {
  const round = (value: number): number => Math.round(value * 10 ** decimals) / 10 ** decimals;
  return [round(coordinate(position, 0)), round(coordinate(position, 1))];
}

/** Rounds a line and drops the vertices that fall together. */
export function roundLine(line: readonly Position[], decimals: number): Position[] {
  const rounded = line.map((position) => roundPosition(position, decimals));
  return rounded.filter((position, index) => {
    const before = rounded[index - 1];
    return !before || before[0] !== position[0] || before[1] !== position[1];
  });
}

type Edge = { inside: (position: Position) => boolean; cut: (from: Position, to: Position) => Position };

function edgesOf([west, south, east, north]: Box): Edge[] {
  const cutAt =
    (axis: 0 | 1, value: number) =>
    (from: Position, to: Position): Position => {
      const share = (value - coordinate(from, axis)) / (coordinate(to, axis) - coordinate(from, axis));
      const other = axis === 0 ? 1 : 0;
      const across = coordinate(from, other) + share * (coordinate(to, other) - coordinate(from, other));
      return axis === 0 ? [value, across] : [across, value];
    };
  return [
    { inside: (position) => coordinate(position, 0) >= west, cut: cutAt(0, west) },
    { inside: (position) => coordinate(position, 0) <= east, cut: cutAt(0, east) },
    { inside: (position) => coordinate(position, 1) >= south, cut: cutAt(1, south) },
    { inside: (position) => coordinate(position, 1) <= north, cut: cutAt(1, north) },
  ];
}

/** Clips a closed ring to the box (Sutherland and Hodgman, 1974). Good for a fill; its outline runs along the box. */
export function clipRing(ring: readonly Position[], box: Box): Position[] {
  let kept = ring.slice(0, -1);
  for (const { inside, cut } of edgesOf(box)) {
    const input = kept;
    kept = [];
    input.forEach((current, index) => {
      const before = at(input, (index + input.length - 1) % input.length);
      if (inside(current) !== inside(before)) kept.push(cut(before, current));
      if (inside(current)) kept.push(current);
    });
    if (kept.length === 0) return [];
  }
  return [...kept, at(kept, 0)];
}

/** The runs of a line whose segments touch the box. Not cut exactly: what sticks out lies outside the map anyway. */
export function clipLine(line: readonly Position[], [west, south, east, north]: Box): Position[][] {
  const isInside = (position: Position): boolean => {
    const [longitude, latitude] = [coordinate(position, 0), coordinate(position, 1)];
    return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
  };
  const runs: Position[][] = [];
  let run: Position[] = [];
  for (let index = 1; index < line.length; index++) {
    const [from, to] = [at(line, index - 1), at(line, index)];
    if (isInside(from) || isInside(to)) run = run.length === 0 ? [from, to] : [...run, to];
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
