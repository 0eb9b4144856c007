import type { Viewer } from '../../api/visibility/contract.ts';
import type { Collections } from '../explore/use-collections.ts';
import { viewToSearch, type View } from '../view.ts';
import type { Size } from './camera.ts';
import { latestRecordedAt } from './content.ts';
import type { Subject } from './export.ts';

type Rows = Pick<Collections, 'incidents' | 'airspace' | 'crossings'>;

type Showing = {
  readonly view: View;
  readonly viewer: Viewer;
  readonly collections: Pick<
    Collections,
    'incidents' | 'airspace' | 'crossings' | 'readings' | 'config' | 'arrived' | 'catchingUp'
  >;
  /** What the filters leave of them. */
  readonly explored: Rows;
  /** The address of the page. */
  readonly address: string;
  /** Of the map on the screen, in CSS pixels. */
  readonly screen: Size;
};

/** What the screen shows as the subject of an export; null while nothing has been loaded. */
export function exportSubject({ view, viewer, collections, explored, address, screen }: Showing): Subject | null {
  const featuresOf = ({ incidents, airspace, crossings }: Rows): Subject['records'] => ({
    incidents: incidents.map(({ feature }) => feature),
    airspace: airspace.map(({ feature }) => feature),
    crossings: crossings.map(({ feature }) => feature),
  });
  // A sheet must not say of one moment what was known at another.
  if (collections.catchingUp) return null;
  const hasArrived = Object.values(collections.arrived).every(Boolean);
  const dataAt = latestRecordedAt(featuresOf(collections)) ?? (hasArrived ? view.knownAt : null);
  if (dataAt === null) return null;
  const styleUrl = collections.config?.basemapStyleUrl ?? null;
  // The page leaves out of its address what is usual on this screen; on paper it must be whole.
  const whole = new URL(address);
  whole.search = viewToSearch(view);
  const records = featuresOf(explored);
  return { view, viewer, records, readings: collections.readings, dataAt, address: whole.href, screen, styleUrl };
}
