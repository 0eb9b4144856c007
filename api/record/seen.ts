import { type Geometry, type HappenedRange, NOWHERE, type Where } from '../geo/contract.ts';
import type { Statement } from '../accounts/contract.ts';
import type { SourceShown } from '../incidents/contract.ts';
import type { Viewer, Visibility } from '../visibility/contract.ts';
import { coarsen, type SeenWhere } from '../visibility/coarsening.ts';
import { mayRead, readableFields } from '../visibility/levels.ts';
import { toldTime, wholeDays } from '../visibility/time-of-day.ts';
import type { Around, Facts, KnownSource } from './facts.ts';

/** RFC 3339 in UTC and to the second. */
export function instant(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** Who sees exact places: mediators and staff always, the parties unless the place is protected, the public never. */
function seesExactly(viewer: Viewer, { placeClass, owner }: Visibility): boolean {
  if (viewer === 'public') return false;
  if (viewer === 'mediator' || viewer === 'staff') return true;
  return placeClass !== 'protected' || viewer === owner;
}

const DECIMALS = 1e5;

/** Coordinates to 5 decimals, about a metre; the geometry that is shown is the one that is searched. */
function rounded(geometry: Geometry | null): Geometry | null {
  if (geometry === null) return null;
  const round = (part: unknown): unknown =>
    Array.isArray(part) ? part.map(round) : typeof part === 'number' ? Math.round(part * DECIMALS) / DECIMALS : part;
  return { ...geometry, coordinates: round(geometry.coordinates) } as Geometry;
}

/** The place as a viewer sees it. */
export function seenWhere(where: Where, visibility: Visibility, viewer: Viewer, around: Around): SeenWhere {
  if (!readableFields(visibility, viewer)('where')) return { ...NOWHERE, generalised: false };
  const seen = seesExactly(viewer, visibility)
    ? { ...where, generalised: false }
    : coarsen(where, visibility.placeClass, around.settlements);
  return { ...seen, geometry: rounded(seen.geometry) };
}

/** A range of time as the whole days that it touches, in UTC. */
export function inWholeDays({ from, to, precision }: HappenedRange): HappenedRange {
  const days = wholeDays({ from: Date.parse(from), to: Date.parse(to) });
  const isFine = precision === 'minute' || precision === 'hour' || precision === 'part-of-day';
  return { from: instant(days.from), to: instant(days.to), precision: isFine ? 'day' : precision };
}

/** The time as a viewer sees it. */
export function seenTime(
  happened: HappenedRange,
  visibility: Visibility,
  viewer: Viewer,
  { at }: Around,
): { happened: HappenedRange; withheld: boolean; dueAt: string | null } {
  const range = { from: Date.parse(happened.from), to: Date.parse(happened.to) };
  if (!readableFields(visibility, viewer)('happened'))
    return { happened: inWholeDays(happened), withheld: true, dueAt: null };
  const { told, withheld, dueAt } =
    viewer === 'public' ? toldTime(range, at) : { told: range, withheld: false, dueAt: null };
  if (withheld) return { happened: inWholeDays(happened), withheld, dueAt: dueAt === null ? null : instant(dueAt) };
  return {
    happened: { from: instant(told.from), to: instant(told.to), precision: happened.precision },
    withheld,
    dueAt: null,
  };
}

/** May a viewer know of a source? */
function isOpen(source: KnownSource | undefined, viewer: Viewer): source is KnownSource {
  return source !== undefined && mayRead(viewer, source.visibility.level, source.visibility.owner);
}

/** The statements that a viewer may read, with the sources it may know of, by day and then by id, never by party. */
export function seenStatements(
  statements: readonly Statement[],
  visibility: Visibility,
  viewer: Viewer,
  { sources }: Around,
): Statement[] {
  const mayReadField = readableFields(visibility, viewer);
  return statements
    .filter(({ id }) => mayReadField(`statements/${id}`))
    .map((statement) => ({
      ...statement,
      sourceIds: statement.sourceIds.filter((id) => isOpen(sources.get(id), viewer)).toSorted(),
      casualtyFigures: statement.casualtyFigures.toSorted((a, b) => compare(a.id, b.id)),
    }))
    .filter(({ sourceIds }) => sourceIds.length > 0)
    .toSorted((a, b) => compare(a.saidOn ?? '9999', b.saidOn ?? '9999') || compare(a.id, b.id));
}

/** The sources behind ids that a viewer may know of, oldest first. */
export function seenSources(ids: Iterable<string>, viewer: Viewer, { sources }: Around): SourceShown[] {
  return [...new Set(ids)]
    .map((id) => sources.get(id))
    .filter((source) => isOpen(source, viewer))
    .map(({ shown }) => shown)
    .toSorted(
      (a, b) =>
        compare(a.publishedOn ?? '9999', b.publishedOn ?? '9999') ||
        compare(a.publisher, b.publisher) ||
        compare(a.article ?? '~', b.article ?? '~') ||
        compare(a.id, b.id),
    );
}

/** Which parties have a statement among these. */
export function partiesStated(statements: readonly Statement[]): 'both' | 'afg' | 'pak' | 'none' {
  const parties = new Set(statements.map(({ party }) => party).filter((party) => party !== null));
  const [only] = parties;
  return parties.size === 2 ? 'both' : (only ?? 'none');
}

/** The state of a record as its status: a withdrawn or merged one is shown as withdrawn. */
export function seenStatus(facts: Facts, status: string): string {
  return facts.state === 'standing' ? status : 'withdrawn';
}

/** The properties that say when and where. */
export function placedProperties(
  where: SeenWhere,
  { happened, withheld }: { happened: HappenedRange; withheld: boolean },
): Record<string, unknown> {
  return {
    happenedFrom: happened.from,
    happenedTo: happened.to,
    timePrecision: happened.precision,
    geomRole: where.role,
    locationPrecision: where.precision,
    uncertaintyMetres: where.uncertaintyMetres,
    drawnAs: where.drawnAs,
    generalised: where.generalised,
    timeOfDayWithheld: withheld,
    placeName: where.placeName,
    otherNames: where.otherNames,
    district: where.district,
    province: where.province,
  };
}

/** Compares by code units, which is the same everywhere. */
export function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
