import {
  POINT_PRECISIONS,
  POINT_RADIUS_METRES,
  type GeomRole,
  type LocationPrecision,
  type Where,
} from '../../api/geo/contract.ts';
import { categoryOf, type IncidentType } from '../../api/incidents/contract.ts';
import { latinFigures } from './figures.ts';

type Shape = Exclude<NonNullable<Where['geometry']>, { type: 'Point' }>;

/** Where something happened, as it is typed or drawn. Degrees stay text while they are typed. */
export type PlaceEntry = {
  readonly precision: LocationPrecision | null;
  /** What the geometry stands for; null is the usual choice for the precision. */
  readonly role: GeomRole | null;
  readonly longitude: string;
  readonly latitude: string;
  readonly radiusMetres: number | null;
  readonly shape: Shape | null;
  readonly drawnAs: Where['drawnAs'];
  readonly placeName: string | null;
  readonly otherNames: readonly string[];
  readonly district: string | null;
  readonly province: string | null;
};

export const BLANK_PLACE: PlaceEntry = {
  precision: null,
  role: null,
  longitude: '',
  latitude: '',
  radiusMetres: null,
  shape: null,
  drawnAs: null,
  placeName: null,
  otherNames: [],
  district: null,
  province: null,
};

const POINT_ROLES: readonly GeomRole[] = ['impact', 'origin', 'place-centroid'];
const SHAPE_ROLES: readonly GeomRole[] = ['admin-area', 'impact', 'observed-sector', 'route', 'track'];

type PointPrecision = (typeof POINT_PRECISIONS)[number];

/** Whether a place of this precision may be a point with a radius. */
export function isPointPrecision(precision: LocationPrecision | null): precision is PointPrecision {
  return (POINT_PRECISIONS as readonly (string | null)[]).includes(precision);
}

/** The widest radius in metres that a precision stands for; null where it is no point. */
export function widestRadiusOf(precision: LocationPrecision | null): number | null {
  return isPointPrecision(precision) ? POINT_RADIUS_METRES[precision] : null;
}

/** Whether something of this type may be shown as a point at all: of an allegation alone only the area (DOMAIN.md 5.2). */
export function mayBePoint(type: IncidentType | null): boolean {
  return type === null || categoryOf(type) !== 'allegation-only';
}

/** The longitude and latitude typed; null unless both are numbers on the earth. */
export function positionOf({ longitude, latitude }: PlaceEntry): readonly [number, number] | null {
  const [east, north] = [degreesOf(longitude), degreesOf(latitude)];
  return Math.abs(east) <= 180 && Math.abs(north) <= 90 ? [east, north] : null;
}

/** Degrees as typed, in Latin, Arabic or Persian figures; NaN where they are none. */
function degreesOf(text: string): number {
  const latin = latinFigures(text).trim().replace('٫', '.').replace(',', '.');
  return /^-?\d{1,3}(\.\d{1,12})?$/.test(latin) ? Number(latin) : NaN;
}

/** What is drawn: a point where the precision allows one and degrees are typed, else the shape, else nothing. */
function geometryOf(entry: PlaceEntry): Where['geometry'] {
  const isTyped = entry.longitude.trim() !== '' || entry.latitude.trim() !== '';
  if (!isPointPrecision(entry.precision) || !isTyped) return entry.shape;
  return { type: 'Point', coordinates: [degreesOf(entry.longitude), degreesOf(entry.latitude)] };
}

/** The roles that the geometry of an entry may have, the usual one first. */
export function rolesFor(entry: PlaceEntry): readonly GeomRole[] {
  const geometry = geometryOf(entry);
  if (geometry === null) return ['none'];
  const roles = geometry.type === 'Point' ? POINT_ROLES : SHAPE_ROLES;
  const usual = usualRole(entry.precision, geometry.type === 'Point');
  return [usual, ...roles.filter((role) => role !== usual)];
}

function usualRole(precision: LocationPrecision | null, isPoint: boolean): GeomRole {
  if (isPoint) return precision === 'exact' || precision === 'site' ? 'impact' : 'place-centroid';
  return precision === 'adm1' || precision === 'adm2' ? 'admin-area' : 'observed-sector';
}

/** The place as the contract has it, with holes where something is missing. */
export function whereOf(entry: PlaceEntry): Record<keyof Where, unknown> {
  const geometry = geometryOf(entry);
  const roles = rolesFor(entry);
  const role = entry.role !== null && (roles.includes(entry.role) || entry.role === 'cell') ? entry.role : roles[0];
  return {
    geometry,
    role: geometry === null ? 'none' : role,
    precision: entry.precision,
    uncertaintyMetres: geometry?.type === 'Point' || !isPointPrecision(entry.precision) ? entry.radiusMetres : null,
    drawnAs: geometry === null || geometry.type === 'Point' ? null : entry.drawnAs,
    placeName: entry.placeName,
    otherNames: entry.otherNames.filter((name) => name.trim() !== ''),
    district: entry.district,
    province: entry.province,
  };
}

/** A place on record as it would be typed. */
export function placeOf(where: Where): PlaceEntry {
  const { geometry, uncertaintyMetres, role, ...rest } = where;
  const point = geometry?.type === 'Point' ? geometry.coordinates : null;
  return {
    ...rest,
    role: role === 'none' ? null : role,
    longitude: point === null ? '' : String(point[0]),
    latitude: point === null ? '' : String(point[1]),
    radiusMetres: uncertaintyMetres,
    shape: geometry?.type === 'Point' ? null : geometry,
  };
}

export type PlaceFault = {
  readonly path: string;
  readonly key: 'form.fault-radius-too-wide' | 'form.fault-area-missing' | 'form.fault-no-point';
  readonly values?: Readonly<Record<string, number>>;
};

/** What the contract leaves to the one who files: a radius within the precision, and a name or an outline for an area. */
export function findPlaceFaults(entry: PlaceEntry, type: IncidentType | null): PlaceFault[] {
  const faults: PlaceFault[] = [];
  const most = widestRadiusOf(entry.precision);
  if (most !== null && (entry.radiusMetres ?? 0) > most)
    faults.push({ path: 'where.uncertaintyMetres', key: 'form.fault-radius-too-wide', values: { most } });
  if (!mayBePoint(type) && isPointPrecision(entry.precision))
    faults.push({ path: 'where.precision', key: 'form.fault-no-point' });
  const named = { adm1: entry.province, adm2: entry.district ?? entry.placeName, feature: entry.placeName };
  const name = entry.precision !== null && entry.precision in named ? named[entry.precision as keyof typeof named] : '';
  if (name === null && entry.shape === null) faults.push({ path: 'where.geometry', key: 'form.fault-area-missing' });
  return faults;
}
