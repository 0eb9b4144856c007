import type { AirspaceClaimFeature } from '../../../api/airspace/contract.ts';
import type { CrossingFeature } from '../../../api/crossings/contract.ts';
import type { IncidentFeature, IncidentProperties } from '../../../api/incidents/contract.ts';
import type { Filters } from '../../../web/explore/filter.ts';

const uid = (id: number): string => `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`;

/** An incident known to a settlement and a day; what matters to a test is given. */
export function incident(
  id: number,
  given: Partial<IncidentProperties> & { at?: [number, number] | null } = {},
): IncidentFeature {
  const { at = [69.17, 34.53], ...properties } = given;
  return {
    type: 'Feature',
    id,
    geometry: at === null ? null : { type: 'Point', coordinates: at },
    properties: {
      uid: uid(id),
      ref: `DL-2025-${String(id).padStart(6, '0')}`,
      title: `Incident ${id}`,
      summary: null,
      category: 'use-of-force',
      type: 'small-arms',
      status: 'reported',
      happenedFrom: '2025-10-15T00:00:00Z',
      happenedTo: '2025-10-16T00:00:00Z',
      timePrecision: 'day',
      geomRole: at === null ? 'none' : 'place-centroid',
      locationPrecision: at === null ? 'unknown' : 'settlement',
      uncertaintyMetres: at === null ? null : 5000,
      drawnAs: null,
      generalised: false,
      timeOfDayWithheld: false,
      placeName: 'Kabul',
      otherNames: [],
      district: null,
      province: 'Kabul',
      partiesStated: 'both',
      accountsDifferOn: [],
      attribution: 'not-assessed',
      compliance: 'not-considered',
      positions: { afg: 'not-requested', pak: 'not-requested' },
      overdue: false,
      underReview: false,
      sourceCount: 1,
      synthetic: false,
      recordedAt: '2026-11-24T10:00:00Z',
      ...properties,
    },
  };
}

export function claim(id: number, given: Partial<AirspaceClaimFeature['properties']> = {}): AirspaceClaimFeature {
  const {
    category: _category,
    type: _type,
    accountsDifferOn: _differ,
    attribution: _attribution,
    compliance: _compliance,
    positions: _positions,
    overdue: _overdue,
    underReview: _underReview,
    ...shared
  } = incident(id).properties;
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [69.17, 34.53] },
    properties: {
      ...shared,
      type: 'unknown',
      claimant: 'afg',
      allegedOperator: 'pak',
      trackBasis: 'none',
      weaponRelease: 'unknown',
      ...given,
    },
  };
}

export function crossing(id: number, given: Partial<CrossingFeature['properties']> = {}): CrossingFeature {
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [71.08, 34.11] },
    properties: {
      uid: uid(id),
      ref: `DL-X-${String(id).padStart(3, '0')}`,
      name: 'Torkham',
      nameBySide: { afg: 'تورخم', pak: 'طورخم' },
      areaBySide: { afg: 'Nangarhar', pak: 'Khyber' },
      otherNames: [],
      type: 'notified',
      status: 'closed',
      statusAsOf: '2025-10-11T19:00:00Z',
      locationPrecision: 'settlement',
      uncertaintyMetres: 5000,
      generalised: false,
      reportCount: 1,
      sourceCount: 1,
      synthetic: false,
      recordedAt: '2026-11-24T10:00:00Z',
      ...given,
    },
  };
}

export const NO_FILTERS: Filters = {
  from: null,
  to: null,
  types: [],
  statuses: [],
  parties: [],
  attributions: [],
  compliances: [],
  overdue: false,
  underReview: false,
  mine: false,
  own: null,
  precisions: [],
  q: '',
  onlyInView: false,
  extent: null,
};
