import type { Position } from 'geojson';
import type { Geometry, Topology } from 'topojson-client';
import type { States } from './natural-earth.ts';
import { type OnRing, pieceOfRing, projectOnRings } from './outline.ts';
import { at, coordinate, simplifyLine } from './planar.ts';

/** The closed outlines of a country, as accurate as the source has them. */
export type Outlines = { AFG: Position[][]; PAK: Position[][] };

type Side = { key: string; adm0: 'AFG' | 'PAK' };
type Arc = { line: Position[]; sides: Side[] };
type Shape = Side & { rings: number[][][] };

const keyOf = (position: Position): string => position.join(' ');

/** Vertices at which three or more lines meet: only there may an arc begin or end. */
function findJunctions(rings: Position[][]): Set<string> {
  const neighbours = new Map<string, Set<string>>();
  for (const ring of rings) {
    ring.slice(1).forEach((position, index) => {
      const [one, other] = [keyOf(at(ring, index)), keyOf(position)];
      neighbours.set(one, (neighbours.get(one) ?? new Set()).add(other));
      neighbours.set(other, (neighbours.get(other) ?? new Set()).add(one));
    });
  }
  return new Set([...neighbours].filter(([, around]) => around.size > 2).map(([key]) => key));
}

/** Cuts a closed ring at its junctions. A ring without one begins at its least vertex, so that both its sides agree. */
function cutRing(ring: Position[], junctions: Set<string>): Position[][] {
  const open = ring.slice(0, -1);
  const isCut = (position: Position): boolean => junctions.has(keyOf(position));
  let start = open.findIndex(isCut);
  const least = open.map(keyOf).toSorted()[0];
  if (start < 0) start = open.findIndex((position) => keyOf(position) === least);
  const turned = [...open.slice(start), ...open.slice(0, start), at(open, start)];
  const pieces: Position[][] = [];
  let piece: Position[] = [at(turned, 0)];
  for (const position of turned.slice(1)) {
    piece.push(position);
    if (!isCut(position)) continue;
    pieces.push(piece);
    piece = [position];
  }
  if (piece.length > 1) pieces.push(piece);
  return pieces;
}

/** Every border once, with the provinces on its sides. The source shares its vertices exactly, so keys suffice. */
function collectArcs(states: States, keyOfState: (properties: States['features'][number]['properties']) => string) {
  const polygonsOf = states.features.map(({ geometry }) =>
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
  );
  const junctions = findJunctions(polygonsOf.flat(2));
  const arcs: Arc[] = [];
  const indexes = new Map<string, number>();
  const shapes = states.features.map(({ properties }, feature): Shape => {
    const side: Side = { key: keyOfState(properties), adm0: properties.adm0_a3 };
    const indexOf = (line: Position[]): number => {
      const forth = line.map(keyOf).join(',');
      const back = line.toReversed().map(keyOf).join(',');
      const known = indexes.get(forth);
      const knownBackwards = indexes.get(back);
      if (known !== undefined) at(arcs, known).sides.push(side);
      else if (knownBackwards !== undefined) at(arcs, knownBackwards).sides.push(side);
      if (known !== undefined) return known;
      if (knownBackwards !== undefined) return ~knownBackwards;
      indexes.set(forth, arcs.length);
      return arcs.push({ line, sides: [side] }) - 1;
    };
    const rings = at(polygonsOf, feature).map((polygon) =>
      polygon.map((ring) => cutRing(ring, junctions).map(indexOf)),
    );
    return { ...side, rings };
  });
  return { arcs, shapes };
}

const isOuter = (arc: Arc): boolean => arc.sides.length === 1 || new Set(arc.sides.map(({ adm0 }) => adm0)).size > 1;

/**
 * The provinces as a topology: every border is one arc, whatever its sides. Borders that are also an edge of a country
 * are taken from the accurate outlines, so that an area on the map ends where the line is drawn, not beside it.
 */
export function provinceTopology(
  states: States,
  outlines: Outlines,
  options: { keyOf: (properties: States['features'][number]['properties']) => string; toleranceKilometres: number },
): Topology {
  const { arcs, shapes } = collectArcs(states, options.keyOf);
  const sidesAt = new Map<string, Set<'AFG' | 'PAK'>>();
  for (const arc of arcs.filter(isOuter)) {
    for (const end of [at(arc.line, 0), at(arc.line, arc.line.length - 1)]) {
      const sides = sidesAt.get(keyOf(end)) ?? new Set();
      for (const { adm0 } of arc.sides) sides.add(adm0);
      sidesAt.set(keyOf(end), sides);
    }
  }
  const moved = (end: Position): Position => {
    const sides = sidesAt.get(keyOf(end));
    if (!sides) return end;
    return projectOnRings(end, sides.has('AFG') ? outlines.AFG : outlines.PAK).position;
  };
  const accurate = ({ line, sides }: Arc): Position[] => {
    const rings = sides.some(({ adm0 }) => adm0 === 'AFG') ? outlines.AFG : outlines.PAK;
    const place = (end: Position): OnRing & { at: Position } => {
      const position = moved(end);
      return { ...projectOnRings(position, rings), at: position };
    };
    const [from, to] = [place(at(line, 0)), place(at(line, line.length - 1))];
    if (from.ring !== to.ring) throw new Error(`the ends of an outer border of ${sides[0]?.key} lie on two outlines`);
    const [one, other] = [at(line, Math.floor((line.length - 1) / 2)), at(line, Math.ceil((line.length - 1) / 2))];
    const middle = [(coordinate(one, 0) + coordinate(other, 0)) / 2, (coordinate(one, 1) + coordinate(other, 1)) / 2];
    // The very positions of the neighbouring arcs, since arcs are joined by equal ends.
    return [from.at, ...pieceOfRing(from, to, middle).slice(1, -1), to.at];
  };
  const lines = arcs.map((arc) => {
    const [first, last] = [at(arc.line, 0), at(arc.line, arc.line.length - 1)];
    // An island has no junction: it stays as the source has it.
    const isClosed = keyOf(first) === keyOf(last);
    if (isClosed) return simplifyRing(arc.line, options.toleranceKilometres);
    const line = isOuter(arc) ? accurate(arc) : [moved(first), ...arc.line.slice(1, -1), moved(last)];
    // Along the line an area keeps every vertex: a second line beside it would look like a claim.
    return arc.sides.length > 1 && isOuter(arc) ? line : simplifyLine(line, options.toleranceKilometres);
  });
  const geometries = shapes.map(({ key, adm0, rings }): Geometry => ({
    type: 'MultiPolygon',
    arcs: rings,
    properties: { key, adm0 },
  }));
  return { type: 'Topology', objects: { provinces: { type: 'GeometryCollection', geometries } }, arcs: lines };
}

/** A ring keeps its farthest vertex, lest it fold to a line. */
function simplifyRing(ring: Position[], toleranceKilometres: number): Position[] {
  const middle = Math.floor(ring.length / 2);
  const half = simplifyLine(ring.slice(0, middle + 1), toleranceKilometres);
  const simplified = [...half.slice(0, -1), ...simplifyLine(ring.slice(middle), toleranceKilometres)];
  return simplified.length >= 4 ? simplified : ring;
}
