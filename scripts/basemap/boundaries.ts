import type { MultiLineString, Position } from 'geojson';
import { type Geometry, mesh, merge, type Topology } from 'topojson-client';
import {
  at,
  type Box,
  clipLine,
  clipRing,
  COARSE_DECIMALS,
  coordinate,
  FINE_DECIMALS,
  projectOnSegment,
  roundLine,
} from './planar.ts';

/** Kilometres within which a stretch of the India-Pakistan line counts as an edge of the areas it divides. */
const ALONG_KILOMETRES = 3;

const isPair = (one: Geometry, other: Geometry, names: readonly [string, string]): boolean => {
  const [first, second] = [one.properties['name'], other.properties['name']];
  return (first === names[0] && second === names[1]) || (first === names[1] && second === names[0]);
};

const AFG_PAK = ['Afghanistan', 'Pakistan'] as const;
const IND_PAK = ['India', 'Pakistan'] as const;
const IND_CHN = ['China', 'India'] as const;

const isDisputedElsewhere = (one: Geometry, other: Geometry): boolean =>
  isPair(one, other, IND_CHN) || [one, other].some(({ properties }) => properties['name'] === 'Siachen Glacier');

const toLines = (lines: readonly Position[][], decimals: number): MultiLineString => ({
  type: 'MultiLineString',
  coordinates: lines.map((line) => roundLine(line, decimals)).filter((line) => line.length > 1),
});

/**
 * Parts a line into the stretches that run along the given rings and those that do not, by the middle of each segment.
 * Natural Earth draws the Line of Control as part of the India-Pakistan boundary, without a name of its own.
 */
function partAlong(line: Position[], rings: readonly Position[][]): { along: Position[][]; apart: Position[][] } {
  const runs: { along: boolean; line: Position[] }[] = [];
  line.slice(1).forEach((end, index) => {
    const start = at(line, index);
    const middle = [(coordinate(start, 0) + coordinate(end, 0)) / 2, (coordinate(start, 1) + coordinate(end, 1)) / 2];
    const along = rings.some((ring) =>
      ring.slice(1).some((to, step) => projectOnSegment(middle, at(ring, step), to).kilometres <= ALONG_KILOMETRES),
    );
    const last = runs.at(-1);
    if (last?.along === along) last.line.push(end);
    else runs.push({ along, line: [start, end] });
  });
  return {
    along: runs.filter((run) => run.along).map((run) => run.line),
    apart: runs.filter((run) => !run.along).map((run) => run.line),
  };
}

/** The lines of the map that are no province's: each shared boundary once, so that dashes do not clash. */
export type Boundaries = {
  /** The Durand Line as Natural Earth draws it. One line, south-west to north-east. */
  line: MultiLineString;
  lineOfControl: MultiLineString;
  /** Other stretches in Kashmir on which the states differ: drawn dotted as well, never as settled. */
  disputed: MultiLineString;
  country: MultiLineString;
  coast: MultiLineString;
};

/** All boundaries within the box. `kashmirRings` are the outlines of Azad Kashmir and Gilgit-Baltistan. */
export function boundariesWithin(world: Topology, box: Box, kashmirRings: readonly Position[][]): Boundaries {
  const countries = world.objects['countries'];
  if (!countries) throw new Error('world-atlas has no countries');
  const lines = (keep: (one: Geometry, other: Geometry) => boolean): Position[][] =>
    mesh(world, countries, keep).coordinates.flatMap((line) => clipLine(line, box));
  const indiaPakistan = mesh(world, countries, (one, other) => isPair(one, other, IND_PAK)).coordinates;
  const parted = indiaPakistan.map((line) => partAlong(line, kashmirRings));
  const isPlain = (one: Geometry, other: Geometry): boolean =>
    one !== other && !isPair(one, other, AFG_PAK) && !isPair(one, other, IND_PAK) && !isDisputedElsewhere(one, other);
  return {
    line: toLines(
      lines((one, other) => isPair(one, other, AFG_PAK)),
      FINE_DECIMALS,
    ),
    lineOfControl: toLines(
      parted.flatMap(({ along }) => along),
      FINE_DECIMALS,
    ),
    disputed: toLines(
      lines((one, other) => one !== other && isDisputedElsewhere(one, other)),
      COARSE_DECIMALS,
    ),
    country: toLines(
      [...lines(isPlain), ...parted.flatMap(({ apart }) => apart).flatMap((run) => clipLine(run, box))],
      COARSE_DECIMALS,
    ),
    coast: toLines(
      lines((one, other) => one === other),
      COARSE_DECIMALS,
    ),
  };
}

/** All land within the box as one multipolygon: no country has a fill of its own. */
export function landWithin(world: Topology, box: Box): { type: 'MultiPolygon'; coordinates: Position[][][] } {
  const countries = world.objects['countries'];
  if (!countries) throw new Error('world-atlas has no countries');
  const polygons = merge(world, countries.geometries).coordinates;
  const clipped = polygons.map((polygon) =>
    polygon.map((ring) => roundLine(clipRing(ring, box), COARSE_DECIMALS)).filter((ring) => ring.length >= 4),
  );
  return { type: 'MultiPolygon', coordinates: clipped.filter((polygon) => polygon.length > 0) };
}
