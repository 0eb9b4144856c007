import type { Map as MapLibreMap } from 'maplibre-gl';
import { createContext, use } from 'react';
import type { ThemeName } from '../map/theme.ts';
import type { ViewArea } from '../view.ts';
import type { ShownPlace } from './place-overlay.ts';

/** The map beside the form: what is drawn on it for the form, and whether its clicks are the form's. */
export type FormMap = {
  readonly map: MapLibreMap | null;
  readonly theme: ThemeName;
  /** The areas of the view, one of which may be taken as an outline. */
  readonly areas: readonly ViewArea[];
  readonly isTaken: boolean;
  /** Takes the clicks of the map, or gives them back; on a small screen the map comes into sight, or the form. */
  readonly setTaken: (taken: boolean) => void;
  readonly setPlace: (place: ShownPlace | null) => void;
};

export const FormMapContext = createContext<FormMap>({
  map: null,
  theme: 'light',
  areas: [],
  isTaken: false,
  setTaken: () => undefined,
  setPlace: () => undefined,
});

export function useFormMap(): FormMap {
  return use(FormMapContext);
}
