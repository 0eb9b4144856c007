import type { Collections } from '../explore/use-collections.ts';
import type { Explored } from '../explore/explored.ts';
import { viewToSearch, type View } from '../view.ts';
import type { Size } from './camera.ts';
import { latestRecordedAt } from './content.ts';
import type { Subject } from './export.ts';

type Showing = {
  readonly view: View;
  readonly collections: Pick<Collections, 'incidents' | 'airspace' | 'crossings' | 'readings' | 'config'>;
  readonly explored: Pick<Explored, 'incidents' | 'airspace' | 'crossings'>;
  /** The address of the page. */
  readonly address: string;
  /** Of the map on the screen, in CSS pixels. */
  readonly screen: Size;
};

/** What the screen shows as the subject of an export; null while nothing has been loaded. */
export function exportSubject({ view, collections, explored, address, screen }: Showing): Subject | null {
  const featuresOf = ({ incidents, airspace, crossings }: Showing['explored']): Subject['records'] => ({
    incidents: incidents.map(({ feature }) => feature),
    airspace: airspace.map(({ feature }) => feature),
    crossings: crossings.map(({ feature }) => feature),
  });
  const dataAt = latestRecordedAt(featuresOf(collections));
  if (dataAt === null) return null;
  const styleUrl = collections.config?.basemapStyleUrl ?? null;
  // The page leaves out of its address what is usual on this screen; on paper it must be whole.
  const whole = new URL(address);
  whole.search = viewToSearch(view);
  const records = featuresOf(explored);
  return { view, records, readings: collections.readings, dataAt, address: whole.href, screen, styleUrl };
}
