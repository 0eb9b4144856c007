import type { AirspaceClaimFeature } from '../../../api/airspace/contract.ts';
import type { CrossingFeature } from '../../../api/crossings/contract.ts';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import { createIncidentFinder, type FindIncidents } from '../../../web/snapshots/incidents.ts';
import { binnedOf } from '../../../web/columns/binned.ts';
import { type Drawn, drawnIn, type Records, type Where } from '../../../web/snapshots/picture.ts';
import type { View } from '../../../web/view.ts';
import { hold, NOTHING_ASKED } from '../columns/held.ts';
import { questionOf } from '../columns/incidents.ts';

/** Records of every collection that no filter holds back. */
export type Given = {
  readonly incidents: readonly IncidentFeature[];
  readonly airspace: readonly AirspaceClaimFeature[];
  readonly crossings: readonly CrossingFeature[];
};

/** What a sheet is told of records. */
export function recordsOf({ incidents, airspace, crossings }: Given): Records {
  const hasSynthetic = incidents.some(({ properties }) => properties.synthetic);
  return { incidents: { count: incidents.length, hasSynthetic }, airspace, crossings };
}

/** What a map of them draws. */
export function drawnOf(view: Pick<View, 'layers' | 'areas'>, given: Given, where: Where): Drawn {
  const { engine, outlines } = hold(given.incidents);
  const { map } = engine.answer({ ...questionOf(NOTHING_ASKED, 1), extent: where.bounds, zoom: where.zoom });
  const geometries = new Map(outlines.list().map(({ index, geometry }) => [index, geometry]));
  return drawnIn(view, recordsOf(given), binnedOf(map, geometries), where);
}

/** Finds incidents as the page does, asking an engine in place of a worker. */
export function finderOver(
  incidents: readonly IncidentFeature[],
  asking: Omit<Parameters<typeof createIncidentFinder>[0], 'askOnce' | 'version'> & { readonly version?: string },
): FindIncidents {
  const { engine, outlines } = hold(incidents);
  return createIncidentFinder({
    version: 'v0',
    ...asking,
    askOnce: (question) =>
      Promise.resolve({
        answer: engine.answerOnce({ ...question, number: 0 }),
        outlines: new Map(outlines.list().map(({ index, geometry }) => [index, geometry])),
      }),
  });
}
