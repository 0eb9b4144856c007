import type { TimePrecision, OccurrenceStatus } from '../../api/geo/contract.ts';
import type { Category, IncidentType } from '../../api/incidents/contract.ts';
import type { Containment } from '../areas/containment.ts';
import type { Corner } from '../areas/area.ts';
import type { Bounds } from '../explore/bounds.ts';
import type { Chosen } from '../explore/filter-groups.ts';
import type { Facets } from '../explore/filter.ts';
import type { Tally } from '../timeline/compare.ts';
import type { Histogram, HistogramRange } from '../timeline/histogram.ts';
import type { Sort } from '../view.ts';

/** As `Filters` in web/explore/filter.ts, over columns. Text and whose an incident is are told apart from the question. */
export type ColumnFilters = Chosen & { readonly fromMs: number | null; readonly toMs: number | null };

export type Question = {
  /** Rises with each question: only the newest answer counts. */
  readonly number: number;
  readonly filters: ColumnFilters;
  /** The map's; null before it is known, when nothing is held back by it and nothing is drawn. */
  readonly extent: Bounds | null;
  /** Where "only in view" holds to another extent than the map's; null: to the map's. */
  readonly within: Bounds | null;
  readonly zoom: number;
  readonly selectedId: number | null;
  readonly list: { readonly sort: Sort; readonly from: number; readonly count: number };
  /** At most MOST_BINS bins. */
  readonly histogram: HistogramRange | null;
  /** Incidents at one place that the list is held to; null where it is not. */
  readonly held: readonly number[] | null;
  readonly tallies: readonly TallyAsked[];
  /** At most MOST_AREAS; counted is what all filters leave but "only in view". */
  readonly areas: readonly AreaAsked[];
  readonly near: NearAsked | null;
};

export type AreaAsked = { readonly id: string; readonly ring: readonly Corner[] };

/** The nearest incidents of a place in degrees, whatever the filters: so many, so far, and without one of them. */
export type NearAsked = {
  readonly at: readonly [longitude: number, latitude: number];
  readonly exceptId: number | null;
  readonly kilometres: number;
  readonly count: number;
};

/** Counts what may have happened in [fromMs, toMs), and what of it may have happened in another such range as well. */
export type TallyAsked = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly other: { readonly fromMs: number; readonly toMs: number } | null;
};

/** Parts that did not change are the very same objects as in the answer before: whoever hands them over copies them. */
export type Answer = {
  readonly number: number;
  readonly version: string;
  /** Incidents there are, and those that all filters leave. */
  readonly total: number;
  readonly matched: number;
  readonly facets: Facets;
  readonly onMap: { readonly inView: number; readonly elsewhere: number; readonly notOnMap: number };
  readonly map: ColumnMap;
  /** The number of the question for which the map was worked out: with the same one it is the same map. */
  readonly mapOf: number;
  /** The part of the order that was asked for; shorter at the end. */
  readonly list: { readonly ids: Float64Array; readonly from: number };
  readonly walk: Walk;
  /** The incident that begins last on record, whatever the filters, and its range. */
  readonly latest: {
    readonly id: number;
    readonly fromMs: number;
    readonly toMs: number;
    readonly timePrecision: TimePrecision;
  } | null;
  /** From the earliest beginning to the latest end on record, whatever the filters. */
  readonly recorded: { readonly fromMs: number; readonly toMs: number } | null;
  /** Whether any incident on record is invented, and whether any that all filters leave is. */
  readonly synthetic: boolean;
  readonly matchedSynthetic: boolean;
  readonly histogram: Histogram | null;
  /** Those of the held incidents that all filters leave, in the order of the list; null where none are held. */
  readonly held: Float64Array | null;
  /** One for each that was asked for, in that order. */
  readonly tallies: readonly { readonly asked: TallyAsked; readonly tally: Tally }[];
  /** One for each that was asked for, in that order. */
  readonly areas: readonly AreaCounts[];
  /** The nearest first; null where none are asked for. */
  readonly near: Near | null;
  /** Time that the answer took, microseconds. */
  readonly micros: number;
};

/** Incidents by where their place lies to an area, see `containmentOf`; the four add up to all that are counted. */
export type AreaCounts = { readonly id: string; readonly tallies: Readonly<Record<Containment, AreaTally>> };

/** How many incidents, in all and by the two things that an analyst asks for. Absent means none. */
export type AreaTally = {
  readonly total: number;
  readonly byCategory: Readonly<Partial<Record<Category, number>>>;
  readonly byType: Readonly<Partial<Record<IncidentType, number>>>;
  readonly byStatus: Readonly<Partial<Record<OccurrenceStatus, number>>>;
};

/** Ids, and how far each lies, from middle to middle. */
export type Near = { readonly asked: NearAsked; readonly ids: Float64Array; readonly kilometres: Float64Array };

/** Where the selected incident stands in the order, -1 where the filters do not leave it, and its neighbours round the
 *  ends; both are the first where it is not among them. */
export type Walk = { readonly position: number; readonly previous: number | null; readonly next: number | null };

/**
 * What a view shows, as columns: `binnedOf` makes of it what the layers read. Every incident that is in view is in exactly
 * one of marks, cells and areas.
 */
export type ColumnMap = {
  readonly extent: Bounds | null;
  readonly zoom: number;
  readonly marks: {
    readonly ids: Float64Array;
    /** Two numbers a mark: longitude, latitude. */
    readonly at: Float64Array;
    readonly statuses: Uint8Array;
    /** In the order of CATEGORIES. */
    readonly categories: Uint8Array;
    /** Metres; -1 where there is none. */
    readonly radii: Int32Array;
  };
  readonly cells: Counted & {
    /** Two numbers a cell: longitude, latitude of the middle of what is inside. */
    readonly at: Float64Array;
    /** Three numbers a cell that name it: column, row and, where it began as a mark, which; else -1. */
    readonly keys: Int32Array;
  };
  readonly gridCells: Places;
  readonly areas: Places;
  readonly selectedId: number | null;
  readonly notOnMap: number;
  readonly outOfView: number;
};

/** Groups of incidents: counts by status, bounds as four numbers, and ids where they are carried. */
export type Counted = {
  readonly size: number;
  readonly counts: Uint32Array;
  readonly bounds: Float64Array;
  /** Which hold the selected incident: 1, else 0. */
  readonly selected: Uint8Array;
  /** ids[starts[i]] up to ids[starts[i + 1]] are the incidents of the i-th; all of them or none. */
  readonly starts: Uint32Array;
  readonly ids: Float64Array;
};

export type Places = Counted & {
  /** Index of the outline; -1 where the bounds are the outline. */
  readonly outlines: Int32Array;
  readonly generalised: Uint8Array;
  /** Two numbers a place: where its count stands; NaN where nowhere. */
  readonly labels: Float64Array;
};
