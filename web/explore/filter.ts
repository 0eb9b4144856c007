import type { AirspaceClaimFeature } from '../../api/airspace/contract.ts';
import { crossingSearchText, type CrossingFeature } from '../../api/crossings/contract.ts';
import { foldText, type LocationPrecision, type OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Attribution, Compliance } from '../../api/accounts/contract.ts';
import {
  incidentSearchText,
  positionsSaid,
  type Category,
  type IncidentFeature,
  type IncidentType,
  type PositionsSaid,
} from '../../api/incidents/contract.ts';
import { FLAGS, type Flag, type View } from '../view.ts';
import { boundsMeet, boundsOf, type Bounds } from './bounds.ts';
import { type Chosen, FAILS } from './filter-groups.ts';
import { overlaps, windowOf } from './window.ts';

/** What the filters need of a record, worked out once when it arrives. */
type Row<Feature> = { readonly feature: Feature; readonly text: string; readonly bounds: Bounds | null };
type TimedRow<Feature> = Row<Feature> & { readonly from: number; readonly to: number };

export type IncidentRow = TimedRow<IncidentFeature>;
export type AirspaceRow = TimedRow<AirspaceClaimFeature>;
export type CrossingRow = Row<CrossingFeature>;

/** The part of the view that decides which records are left, with the map's extent where that matters. */
export type Filters = Chosen &
  Pick<View, 'from' | 'to' | 'q'> & {
    /** The incidents that are somebody's, by their number; null before that is known, when nothing is held back by it. */
    readonly own: ReadonlySet<number> | null;
    /** The map's extent; null before the map is ready, when nothing is held back by it. */
    readonly extent: Bounds | null;
  };

/** How many incidents each value would leave, the filters of all other groups applied. */
export type Facets = {
  readonly types: Readonly<Partial<Record<Category | IncidentType, number>>>;
  readonly statuses: Readonly<Partial<Record<OccurrenceStatus, number>>>;
  readonly parties: Readonly<Partial<Record<PositionsSaid, number>>>;
  readonly attributions: Readonly<Partial<Record<Attribution, number>>>;
  readonly compliances: Readonly<Partial<Record<Compliance, number>>>;
  readonly flags: Readonly<Record<Flag, number>>;
  readonly precisions: Readonly<Partial<Record<LocationPrecision, number>>>;
  readonly inView: number;
};

export function indexIncident(feature: IncidentFeature): IncidentRow {
  return { ...indexTimed(feature), text: incidentSearchText(feature.properties) };
}

export const indexIncidents = (features: readonly IncidentFeature[]): IncidentRow[] => features.map(indexIncident);

export function indexAirspace(features: readonly AirspaceClaimFeature[]): AirspaceRow[] {
  return features.map((feature) => ({ ...indexTimed(feature), text: incidentSearchText(feature.properties) }));
}

export function indexCrossings(features: readonly CrossingFeature[]): CrossingRow[] {
  return features.map((feature) => ({
    feature,
    text: crossingSearchText(feature.properties),
    bounds: boundsOf(feature.geometry),
  }));
}

function indexTimed<Feature extends IncidentFeature | AirspaceClaimFeature>(feature: Feature) {
  return {
    feature,
    bounds: boundsOf(feature.geometry),
    from: Date.parse(feature.properties.happenedFrom),
    to: Date.parse(feature.properties.happenedTo),
  };
}

type Test = (row: IncidentRow | AirspaceRow) => number;

/** Whether a flag holds for an incident. */
function holds(flag: Flag, { id, properties }: IncidentFeature, own: Filters['own']): boolean {
  return flag === 'mine' ? (own?.has(id) ?? false) : properties[flag];
}

/** The groups about verification that a record fails. Nobody verifies a claim, so each of these leaves no claim. */
function createVerificationTest({ attributions, compliances, own, ...filters }: Filters): Test {
  const asked = FLAGS.filter((flag) => filters[flag] && (flag !== 'mine' || own !== null));
  return ({ feature }) => {
    const incident = 'category' in feature.properties ? (feature as IncidentFeature) : null;
    let fails = 0;
    if (attributions.length > 0 && !(incident && attributions.includes(incident.properties.attribution)))
      fails |= FAILS.attributions;
    if (compliances.length > 0 && !(incident && compliances.includes(incident.properties.compliance)))
      fails |= FAILS.compliances;
    for (const flag of asked) if (!(incident && holds(flag, incident, own))) fails |= FAILS[flag];
    return fails;
  };
}

/** A function that gives the groups that a record fails, as bits; 0 where it passes them all. */
function createTest(filters: Filters): Test {
  const window = windowOf(filters);
  const types = new Set<string>(filters.types);
  const statuses = new Set<string>(filters.statuses);
  const precisions = new Set<string>(filters.precisions);
  const words = foldText(filters.q).split(' ').filter(Boolean);
  const { parties, extent, onlyInView } = filters;
  const verificationTest = createVerificationTest(filters);

  return (row) => {
    const { feature, text, bounds, from, to } = row;
    const { properties } = feature;
    let fails = verificationTest(row) | (overlaps(window, from, to) ? 0 : FAILS.window);
    // An airspace claim has kinds of object and no incident type, so the type filter leaves it alone.
    if (types.size > 0 && 'category' in properties && !types.has(properties.category) && !types.has(properties.type))
      fails |= FAILS.types;
    if (statuses.size > 0 && !statuses.has(properties.status)) fails |= FAILS.statuses;
    if (parties.length > 0 && !positionsSaid(properties).some((value) => parties.includes(value)))
      fails |= FAILS.parties;
    if (precisions.size > 0 && !precisions.has(properties.locationPrecision)) fails |= FAILS.precisions;
    if (!words.every((word) => text.includes(word))) fails |= FAILS.q;
    if (onlyInView && extent && !(bounds && boundsMeet(bounds, extent))) fails |= FAILS.inView;
    return fails;
  };
}

/** The incidents or airspace claims that every filter leaves, in the order given; types do not apply to a claim. */
export function filterTimed<Row extends IncidentRow | AirspaceRow>(rows: readonly Row[], filters: Filters): Row[] {
  const test = createTest(filters);
  return rows.filter((row) => test(row) === 0);
}

/** The crossing points that text and extent leave: a crossing stands whatever the dates and statuses of incidents are. */
export function filterCrossings(
  rows: readonly CrossingRow[],
  { q, extent, onlyInView }: Pick<Filters, 'q' | 'extent' | 'onlyInView'>,
): CrossingRow[] {
  const words = foldText(q).split(' ').filter(Boolean);
  return rows.filter(
    ({ text, bounds }) =>
      words.every((word) => text.includes(word)) &&
      (!onlyInView || !extent || (bounds !== null && boundsMeet(bounds, extent))),
  );
}
