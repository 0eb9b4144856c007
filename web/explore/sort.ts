import { INCIDENT_TYPES } from '../../api/incidents/contract.ts';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import type { Sort } from '../view.ts';
import type { AirspaceRow, IncidentRow } from './filter.ts';

const STATUS_ORDER = new Map<string, number>(OCCURRENCE_STATUSES.map((status, index) => [status, index]));
const TYPE_ORDER = new Map<string, number>(INCIDENT_TYPES.map((type, index) => [type, index]));

type Sortable = IncidentRow | AirspaceRow;

/** The records in the order asked for; ties newest first, then by reference, so that the order is always the same. */
export function sortRows<Row extends Sortable>(rows: readonly Row[], sort: Sort): Row[] {
  const newest = (a: Row, b: Row): number =>
    b.from - a.from || b.to - a.to || compare(a.feature.properties.ref, b.feature.properties.ref);
  const orders: Readonly<Record<Sort, (a: Row, b: Row) => number>> = {
    newest,
    oldest: (a, b) => a.from - b.from || a.to - b.to || compare(a.feature.properties.ref, b.feature.properties.ref),
    status: (a, b) =>
      rank(STATUS_ORDER, a.feature.properties.status) - rank(STATUS_ORDER, b.feature.properties.status) || newest(a, b),
    type: (a, b) =>
      rank(TYPE_ORDER, a.feature.properties.type) - rank(TYPE_ORDER, b.feature.properties.type) || newest(a, b),
    reference: (a, b) => compare(a.feature.properties.ref, b.feature.properties.ref),
  };
  return [...rows].sort(orders[sort]);
}

function rank(order: ReadonlyMap<string, number>, value: string): number {
  return order.get(value) ?? order.size;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
