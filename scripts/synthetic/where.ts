import { hexagonAround } from '../../api/ingest/seeds.ts';
import {
  type LocationPrecision,
  NOWHERE,
  POINT_RADIUS_METRES,
  type Position,
  type Where,
} from '../../api/geo/contract.ts';
import { type Ground, kilometresBetween, positionBeside, stripBetween } from './ground.ts';
import { between, normal, pick, pickWeighted, type Random } from './random.ts';

/** Points of the demo lie at most this far from the line. */
export const MOST_ASIDE_KILOMETRES = 25;
const DEMO_SPREAD_KILOMETRES = 10;
const BENCH_SPREAD_KILOMETRES = 15;
/** The line counted in stretches of this length: the only place name of a record that has no place. */
const SECTOR_KILOMETRES = 50;
const DISTRICT_CELL_KILOMETRES = 15;
const FOCI = 14;
const FOCUS_SPREAD_KILOMETRES = 35;

const PRECISION_WEIGHTS = {
  exact: 5,
  site: 11,
  settlement: 20,
  near: 22,
  adm2: 16,
  adm1: 12,
  feature: 5,
  country: 3,
  airspace: 3,
  unknown: 3,
} as const satisfies Record<LocationPrecision, number>;
const POINT_WEIGHTS = { exact: 1, site: 3, settlement: 10, near: 6 } as const;
const LEAST_RADIUS_METRES = { exact: 20, site: 200, settlement: 5_000, near: 8_000 } as const;
type PointPrecision = keyof typeof POINT_WEIGHTS;

/** The number of the stretch of the line in which a kilometre of it lies, from 1. */
export function sectorOf(along: number): number {
  return Math.floor(along / SECTOR_KILOMETRES) + 1;
}

/** A kilometre of the line: half of the records gather around a few foci, half lie anywhere. */
export function alongTheLine(random: Random, { line }: Ground): number {
  const { lengthKilometres } = line;
  if (random() < 0.5) return random() * lengthKilometres;
  const focus = ((Math.floor(random() * FOCI) + 0.5) / FOCI) * lengthKilometres;
  return Math.min(lengthKilometres, Math.max(0, focus + FOCUS_SPREAD_KILOMETRES * normal(random)));
}

function pointWhere(random: Random, at: { position: Position; along: number }, precision: PointPrecision): Where {
  const role =
    precision === 'settlement' ? 'place-centroid' : pick(random, ['impact', 'origin', 'place-centroid'] as const);
  return {
    ...NOWHERE,
    geometry: { type: 'Point', coordinates: at.position },
    role,
    precision,
    uncertaintyMetres: Math.round(between(random, LEAST_RADIUS_METRES[precision], POINT_RADIUS_METRES[precision])),
    placeName: `SYNTHETIC place, sector ${sectorOf(at.along)}`,
  };
}

/** A strip along the line, 10 km wide; where the line turns back on itself, it is a cell. */
function stripWhere(random: Random, { line }: Ground, along: number): Where {
  const from = Math.min(along, line.lengthKilometres - 40);
  const ends = [positionBeside(line, from, 0), positionBeside(line, from + between(random, 20, 40), 0)] as const;
  const isTurn = kilometresBetween(...ends) < 5;
  return {
    ...NOWHERE,
    geometry: isTurn ? hexagonAround(ends[0], DISTRICT_CELL_KILOMETRES) : stripBetween(...ends, 5),
    role: 'route',
    precision: 'feature',
    drawnAs: 'as-named',
    placeName: `SYNTHETIC stretch of the line, sector ${sectorOf(along)}`,
  };
}

/** A district as a cell around one of its places, or a province; each side of the line is as likely as the other. */
function areaWhere(random: Random, ground: Ground, precision: 'adm1' | 'adm2'): Where {
  const side = random() < 0.5 ? 'afg' : 'pak';
  if (precision === 'adm1') {
    const { name, geometry } = pick(random, ground.provinces[side]);
    return {
      ...NOWHERE,
      geometry,
      role: 'admin-area',
      precision,
      drawnAs: 'as-named',
      placeName: name,
      province: name,
    };
  }
  const { name, position } = pick(random, ground.places[side]);
  const geometry = hexagonAround(position, DISTRICT_CELL_KILOMETRES);
  return {
    ...NOWHERE,
    geometry,
    role: 'admin-area',
    precision,
    drawnAs: 'cell-around-a-place',
    placeName: `District of ${name}`,
    district: name,
  };
}

function airspaceWhere(ground: Ground, along: number): Where {
  const geometry = hexagonAround(positionBeside(ground.line, along, 0), MOST_ASIDE_KILOMETRES);
  const placeName = `SYNTHETIC airspace, sector ${sectorOf(along)}`;
  return { ...NOWHERE, geometry, role: 'observed-sector', precision: 'airspace', drawnAs: 'as-named', placeName };
}

const asideOf = (random: Random, spread: number): number =>
  Math.max(-MOST_ASIDE_KILOMETRES, Math.min(MOST_ASIDE_KILOMETRES, spread * normal(random)));

/** Where a record of the demo lies, at any precision; an allegation never has a point (DOMAIN.md 5.2). */
export function whereOf(random: Random, ground: Ground, isAllegation: boolean): { where: Where; along: number } {
  const along = alongTheLine(random, ground);
  const precision = isAllegation ? pick(random, ['adm1', 'adm2'] as const) : pickWeighted(random, PRECISION_WEIGHTS);
  const position = positionBeside(ground.line, along, asideOf(random, DEMO_SPREAD_KILOMETRES));
  switch (precision) {
    case 'adm1':
    case 'adm2':
      return { along, where: areaWhere(random, ground, precision) };
    case 'feature':
      return { along, where: stripWhere(random, ground, along) };
    case 'airspace':
      return { along, where: airspaceWhere(ground, along) };
    case 'country':
    case 'unknown':
      return { along, where: { ...NOWHERE, precision } };
    default:
      return { along, where: pointWhere(random, { position, along }, precision) };
  }
}

/** Where a record of the benchmarks lies: a point, normally distributed about the line with 15 km. */
export function benchWhereOf(random: Random, ground: Ground): { where: Where; along: number } {
  const along = random() * ground.line.lengthKilometres;
  const position = positionBeside(ground.line, along, BENCH_SPREAD_KILOMETRES * normal(random));
  return { along, where: pointWhere(random, { position, along }, pickWeighted(random, POINT_WEIGHTS)) };
}

/** Where a synthetic overflight is stated: mostly without a track and often without an area (DOMAIN.md 4.3). */
export function overflightWhereOf(random: Random, ground: Ground): { where: Where; along: number } {
  const along = alongTheLine(random, ground);
  const kind = pickWeighted(random, { none: 40, airspace: 40, adm1: 20 });
  if (kind === 'adm1') return { along, where: areaWhere(random, ground, 'adm1') };
  return { along, where: kind === 'none' ? { ...NOWHERE, precision: 'airspace' } : airspaceWhere(ground, along) };
}

/** A synthetic crossing point on the line, or one whose place no source gives. */
export function crossingWhereOf(ground: Ground, along: number, hasPlace: boolean): Where {
  if (!hasPlace) return NOWHERE;
  return {
    ...NOWHERE,
    geometry: { type: 'Point', coordinates: positionBeside(ground.line, along, 0) },
    role: 'place-centroid',
    precision: 'settlement',
    uncertaintyMetres: 5_000,
    placeName: `SYNTHETIC crossing point, sector ${sectorOf(along)}`,
  };
}
