import { circle } from '@turf/circle';
import type { Feature } from 'geojson';
import { useMemo } from 'react';
import { collection, type Overlay } from '../map/overlay.ts';
import { themes, type ThemeName } from '../map/theme.ts';
import { isPointPrecision, positionOf, type PlaceEntry } from './place.ts';

/** What of a place in a form is drawn on the map while it is being filled in. */
export type ShownPlace = Pick<PlaceEntry, 'shape'> & {
  readonly centre: readonly [number, number] | null;
  readonly radiusMetres: number | null;
};

const SOURCE = 'form-place';

/** What the map shows of an entry: a point with its circle, or an outline; null where nothing can be drawn. */
export function shownPlaceOf(entry: PlaceEntry): ShownPlace | null {
  const centre = isPointPrecision(entry.precision) ? positionOf(entry) : null;
  const shape = centre === null ? entry.shape : null;
  return centre === null && shape === null ? null : { centre, radiusMetres: entry.radiusMetres, shape };
}

/** The uncertainty drawn true to scale: the circle of the stated radius, or the outline. */
export function featuresOfPlace(place: ShownPlace | null): Feature[] {
  if (place === null) return [];
  if (place.shape !== null) return [{ type: 'Feature', properties: { kind: 'outline' }, geometry: place.shape }];
  if (place.centre === null) return [];
  const [longitude, latitude] = place.centre;
  const mark: Feature = {
    type: 'Feature',
    properties: { kind: 'centre' },
    geometry: { type: 'Point', coordinates: [longitude, latitude] },
  };
  if (place.radiusMetres === null || place.radiusMetres === 0) return [mark];
  const round = circle([longitude, latitude], place.radiusMetres / 1_000, { units: 'kilometers', steps: 72 });
  return [{ ...round, properties: { kind: 'circle' } }, mark];
}

type Filter = ['==' | '!=', ['get', string], string];

/** The layers of a place in a form, in a theme. */
export function placeLayers(theme: ThemeName): Pick<Overlay, 'ground' | 'layers'> {
  const { accent, surface } = themes[theme];
  // An outline is never filled: that would read as territory.
  const isCircle: Filter = ['==', ['get', 'kind'], 'circle'];
  const extent: Filter = ['!=', ['get', 'kind'], 'centre'];
  return {
    ground: [],
    layers: [
      {
        id: 'form-place-fill',
        type: 'fill',
        source: SOURCE,
        filter: isCircle,
        paint: { 'fill-color': accent, 'fill-opacity': 0.1 },
      },
      {
        id: 'form-place-halo',
        type: 'line',
        source: SOURCE,
        filter: extent,
        paint: { 'line-color': surface, 'line-width': 5, 'line-opacity': 0.85 },
      },
      {
        id: 'form-place-edge',
        type: 'line',
        source: SOURCE,
        filter: extent,
        paint: { 'line-color': accent, 'line-width': 2 },
      },
      {
        id: 'form-place-centre',
        type: 'circle',
        source: SOURCE,
        filter: ['==', ['get', 'kind'], 'centre'],
        paint: { 'circle-radius': 5, 'circle-color': accent, 'circle-stroke-color': surface, 'circle-stroke-width': 2 },
      },
    ],
  };
}

/** The overlays of the map with the place of the form that is open on top; the same ones where none is. */
export function useWithPlace<Shown extends { readonly overlays: readonly Overlay[] }>(
  shown: Shown,
  place: ShownPlace | null,
  theme: ThemeName,
): Shown {
  const look = useMemo(() => placeLayers(theme), [theme]);
  const overlay = useMemo((): Overlay => {
    const sources = { [SOURCE]: collection(featuresOfPlace(place)) };
    return { key: 'form-place', sources, ...look, pickable: [] };
  }, [place, look]);
  return useMemo(
    () => (place === null ? shown : { ...shown, overlays: [...shown.overlays, overlay] }),
    [shown, place, overlay],
  );
}
