import type { AirspaceClaimFeature } from '../../../api/airspace/contract.ts';
import type { CrossingFeature } from '../../../api/crossings/contract.ts';
import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import type { Measure } from '../../../web/snapshots/text.ts';

/** A thumb's width: a letter is as wide as 0.55 of its size. Enough to lay out by, the same on every machine. */
export const roughMeasure: Measure = (text, { size }) => text.length * size * 0.55;

const PLACED = {
  happenedFrom: '2025-10-15T00:00:00Z',
  happenedTo: '2025-10-16T00:00:00Z',
  timePrecision: 'day',
  geomRole: 'place-centroid',
  locationPrecision: 'settlement',
  uncertaintyMetres: 5_000,
  drawnAs: null,
  generalised: false,
  timeOfDayWithheld: false,
  placeName: 'Torkham',
  district: null,
  province: null,
  sourceCount: 2,
  synthetic: false,
} as const;

type Changes<Feature extends { properties: object }> = Partial<Feature['properties']> & {
  geometry?: IncidentFeature['geometry'];
};

/** Small-arms fire at Torkham on 15 October 2025, reported, unless told otherwise. */
export function incident(id: number, { geometry, ...changes }: Changes<IncidentFeature> = {}): IncidentFeature {
  return {
    type: 'Feature',
    id,
    geometry: geometry === undefined ? { type: 'Point', coordinates: [71.09 + id, 34.12] } : geometry,
    properties: {
      ...PLACED,
      otherNames: ['تورخم'],
      uid: '018f0000-0000-7000-8000-000000000001',
      ref: `DL-2025-00000${id}`,
      title: 'Fire reported at Torkham',
      summary: null,
      category: 'use-of-force',
      type: 'small-arms',
      status: 'reported',
      partiesStated: 'none',
      accountsDifferOn: [],
      attribution: 'not-assessed',
      compliance: 'not-considered',
      positions: { afg: 'not-requested', pak: 'not-requested' },
      overdue: false,
      underReview: false,
      recordedAt: '2025-11-01T10:00:00Z',
      ...changes,
    },
  };
}

/** A claim by the Afghan party about the Pakistani party over Torkham, unless told otherwise. */
export function claim(id: number, { geometry, ...changes }: Changes<AirspaceClaimFeature> = {}): AirspaceClaimFeature {
  return {
    type: 'Feature',
    id,
    geometry: geometry === undefined ? { type: 'Point', coordinates: [70, 33] } : geometry,
    properties: {
      ...PLACED,
      otherNames: ['تورخم'],
      uid: '018f0000-0000-7000-8000-000000000002',
      ref: `DL-2025-90000${id}`,
      title: 'Reported overflight',
      summary: null,
      type: 'unknown',
      status: 'contested',
      claimant: 'afg',
      allegedOperator: 'pak',
      trackBasis: 'none',
      weaponRelease: 'unknown',
      partiesStated: 'afg',
      recordedAt: '2025-11-02T10:00:00Z',
      ...changes,
    },
  };
}

/** Torkham, stated closed. */
export function crossing(id: number, changes: Partial<CrossingFeature['properties']> = {}): CrossingFeature {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [71.085, 34.115] },
    properties: {
      uid: '018f0000-0000-7000-8000-000000000003',
      ref: 'DL-X-001',
      name: 'Torkham',
      nameBySide: { afg: 'Torkham', pak: 'Torkham' },
      areaBySide: { afg: 'Nangarhar', pak: 'Khyber' },
      otherNames: [],
      type: 'notified',
      status: 'closed',
      statusAsOf: '2025-10-12T00:00:00Z',
      locationPrecision: 'settlement',
      uncertaintyMetres: 5_000,
      generalised: false,
      reportCount: 1,
      sourceCount: 1,
      synthetic: false,
      recordedAt: '2025-10-30T10:00:00Z',
      ...changes,
    },
  };
}
