import type { Viewer } from '../../api/visibility/contract.ts';
import type { Answer } from '../columns/question.ts';
import type { Collections } from '../explore/use-collections.ts';
import { viewToSearch, type View } from '../view.ts';
import type { Size } from './camera.ts';
import { latestRecordedAt } from './content.ts';
import type { Subject } from './export.ts';
import type { FindIncidents } from './incidents.ts';

type Rows = Pick<Collections, 'airspace' | 'crossings'>;

type Showing = {
  readonly view: View;
  readonly viewer: Viewer;
  readonly collections: Rows & Pick<Collections, 'summary' | 'readings' | 'config' | 'arrived' | 'catchingUp'>;
  /** What the filters leave of them, and the worker's newest answer on the incidents. */
  readonly explored: Rows & { readonly answer: Pick<Answer, 'matched' | 'matchedSynthetic'> };
  readonly findIncidents: FindIncidents;
  /** The address of the page. */
  readonly address: string;
  /** Of the map on the screen, in CSS pixels. */
  readonly screen: Size;
};

/** What the screen shows as the subject of an export; null while nothing has been loaded. */
export function exportSubject(showing: Showing): Subject | null {
  const { view, viewer, collections, explored, findIncidents, address, screen } = showing;
  const featuresOf = ({ airspace, crossings }: Rows) => ({
    airspace: airspace.map(({ feature }) => feature),
    crossings: crossings.map(({ feature }) => feature),
  });
  // A sheet must not say of one moment what was known at another.
  if (collections.catchingUp || collections.summary === null) return null;
  const hasArrived = Object.values(collections.arrived).every(Boolean);
  const latest = latestRecordedAt(featuresOf(collections), collections.summary.latestRecordedAt);
  const dataAt = latest ?? (hasArrived ? view.knownAt : null);
  if (dataAt === null) return null;
  const styleUrl = collections.config?.basemapStyleUrl ?? null;
  // The page leaves out of its address what is usual on this screen; on paper it must be whole.
  const whole = new URL(address);
  whole.search = viewToSearch(view);
  const { matched, matchedSynthetic } = explored.answer;
  const records = { ...featuresOf(explored), incidents: { count: matched, hasSynthetic: matchedSynthetic } };
  const { readings } = collections;
  return { view, viewer, records, findIncidents, readings, dataAt, address: whole.href, screen, styleUrl };
}
