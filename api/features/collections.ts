import type { CollectionId } from './contract.ts';

/** What a collection is called and what it holds, for people who meet it in a GIS program. */
export const COLLECTION_TEXTS = {
  incidents: {
    title: 'Reported incidents',
    description:
      'Incidents as reported, each with its verification status, the precision of its time and place, and what is on record from each party. A status of "reported" means that nothing has been reviewed.',
  },
  'airspace-claims': {
    title: 'Airspace claims',
    description:
      'Statements by one party that an aircraft or projectile was where it should not have been. Each is a claim and not a finding.',
  },
  crossings: {
    title: 'Crossing points',
    description:
      'Crossing points with their state as last reported. No later report does not mean that the state still holds.',
  },
} as const satisfies Record<CollectionId, { title: string; description: string }>;

/** WGS 84, longitude first. */
export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';
export const GREGORIAN = 'http://www.opengis.net/def/uom/ISO-8601/0/Gregorian';

/** The conformance classes of OGC API - Features Part 1 that hold here. OpenAPI is 3.1, so `oas30` is not claimed. */
export const CONFORMANCE_CLASSES = [
  'http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
  'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
];
