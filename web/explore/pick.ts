import { readAirspacePick } from '../airspace/layer.ts';
import { readCrossingPick } from '../crossings/layer.ts';
import type { Binned } from '../incidents/binned.ts';
import { INCIDENT_GROUND, readIncidentPick } from '../incidents/layer.ts';
import type { Picked as MapPick } from '../map/overlay.ts';
import type { Selection } from '../view.ts';
import type { Bounds } from './bounds.ts';

/** What a click on the map asks for. */
export type Picked =
  | { readonly kind: 'open'; readonly selection: Selection }
  | { readonly kind: 'zoom'; readonly bounds: Bounds }
  | { readonly kind: 'list'; readonly ids: readonly number[] }
  /** Incidents at places of the map, named by their keys. */
  | { readonly kind: 'places'; readonly keys: readonly string[] };

/** Reads a click from what lies under it, topmost first; null where nothing of ours does. */
export function readPicks(picks: readonly MapPick[], binned: Binned): Picked | null {
  // Areas of incidents are wide and lie over much else: whatever else is under the pointer is meant before them.
  const top = picks.find(({ layer }) => !INCIDENT_GROUND.includes(layer)) ?? picks[0];
  if (top === undefined) return null;
  if (top.overlay === 'crossings') {
    const id = readCrossingPick(picks);
    return id === null ? null : { kind: 'open', selection: { collection: 'crossings', id } };
  }
  if (top.overlay === 'airspace') {
    const [id] = readAirspacePick(picks);
    return id === undefined ? null : { kind: 'open', selection: { collection: 'airspace-claims', id } };
  }
  const found = readIncidentPick(picks, binned);
  if (found === null) return null;
  if (found.kind === 'incident') return { kind: 'open', selection: { collection: 'incidents', id: found.id } };
  return found.kind === 'cell' ? { kind: 'zoom', bounds: found.cell.bounds } : found;
}
