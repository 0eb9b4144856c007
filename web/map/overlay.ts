import type { FeatureCollection, Geometry } from 'geojson';
import type { GeoJSONSourceSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { ImageDrawer } from './images.ts';

/**
 * What a slice lays over the basemap: data only. New data in a known source is handed on without touching the style;
 * layers should be the same array as long as theme and language are the same.
 */
export type Overlay = {
  readonly key: string;
  readonly sources: Readonly<Record<string, FeatureCollection<Geometry | null>>>;
  /** Areas: laid under the names and the line, so that neither is ever hidden by a hatching. */
  readonly ground: readonly LayerSpecification[];
  /** Marks: laid over everything. */
  readonly layers: readonly LayerSpecification[];
  /** Layers that answer to a click, by id. */
  readonly pickable: readonly string[];
  /** Draws the images that the layers name. */
  readonly drawImage?: ImageDrawer;
};

/** A feature under the pointer, topmost first. */
export type Picked = {
  readonly overlay: string;
  readonly layer: string;
  readonly properties: Readonly<Record<string, unknown>>;
};

/** A collection without null geometries, which tiles have no place for. */
export function collection(features: FeatureCollection['features']): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

/** Whether two collections draw the same. Outlines are compared by identity: they are long, and kept as long as they hold. */
export function isSameData(one: Overlay['sources'][string], other: Overlay['sources'][string]): boolean {
  if (one === other) return true;
  if (one.features.length !== other.features.length) return false;
  return one.features.every((feature, index) => {
    const { geometry, properties } = other.features[index] ?? feature;
    return isSameGeometry(feature.geometry, geometry) && hasSameEntries(feature.properties ?? {}, properties ?? {});
  });
}

function isSameGeometry(one: Geometry | null, other: Geometry | null): boolean {
  if (one?.type !== 'Point' || other?.type !== 'Point') return one === other;
  return one.coordinates.every((value, index) => value === other.coordinates[index]);
}

function hasSameEntries(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

function sourcesOf(overlays: readonly Overlay[]): Record<string, GeoJSONSourceSpecification> {
  const entries = overlays.flatMap(({ sources }) => Object.entries(sources));
  // Overlays hold few features and change often: no simplification, and a wide buffer so that marks are not cut.
  return Object.fromEntries(
    entries.map(([id, data]) => [id, { type: 'geojson', data: data as FeatureCollection, tolerance: 0.1, buffer: 64 }]),
  );
}

/**
 * The base style with the overlays, in the order of the list: their areas below `beneath`, their marks on top. A base
 * without that layer carries the areas on top too.
 */
export function withOverlays(
  base: StyleSpecification,
  overlays: readonly Overlay[],
  beneath: string,
): StyleSpecification {
  const found = base.layers.findIndex(({ id }) => id === beneath);
  const at = found < 0 ? base.layers.length : found;
  return {
    ...base,
    sources: { ...base.sources, ...sourcesOf(overlays) },
    layers: [
      ...base.layers.slice(0, at),
      ...overlays.flatMap(({ ground }) => ground),
      ...base.layers.slice(at),
      ...overlays.flatMap(({ layers }) => layers),
    ],
  };
}
