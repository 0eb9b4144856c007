import type { AreaAsked, ColumnFilters, NearAsked, Question, TallyAsked } from '../columns/question.ts';
import type { HistogramRange } from '../timeline/histogram.ts';
import { DEFAULT_VIEW, type View } from '../view.ts';
import type { Bounds } from './bounds.ts';
import type { Part } from './order.ts';
import { windowOf } from './window.ts';

type Asked = {
  readonly view: View;
  readonly extent: Bounds | null;
  readonly part: Part;
  readonly held: readonly number[] | null;
  readonly histogram: HistogramRange | null;
  readonly tallies: readonly TallyAsked[];
  readonly areas: readonly AreaAsked[];
  readonly near: NearAsked | null;
};

/** What the screen asks about the incidents. Its text, and whose they are, the worker is told apart. */
export function questionOf({ view, extent, part, areas, ...asked }: Asked): Omit<Question, 'number'> {
  const { camera, selection, sort } = view;
  return {
    filters: columnFilters(view),
    extent,
    within: null,
    zoom: camera.zoom,
    selectedId: selection?.collection === 'incidents' ? selection.id : null,
    list: { sort, ...part },
    // The service refuses what it does not know: names of areas are no part of a question.
    areas: areas.map(({ id, ring }) => ({ id, ring })),
    ...asked,
  };
}

/** What is asked under no filter: of everything, nothing in particular. */
export const NOTHING_ASKED: Omit<Question, 'number'> = questionOf({
  view: DEFAULT_VIEW,
  extent: null,
  part: { from: 0, count: 0 },
  held: null,
  histogram: null,
  tallies: [],
  areas: [],
  near: null,
});

function columnFilters(view: View): ColumnFilters {
  const { from, to } = windowOf(view);
  const { types, statuses, parties, attributions, compliances, precisions } = view;
  const { overdue, underReview, mine, onlyInView } = view;
  return {
    fromMs: from === -Infinity ? null : from,
    toMs: to === Infinity ? null : to,
    types,
    statuses,
    parties,
    attributions,
    compliances,
    precisions,
    overdue,
    underReview,
    mine,
    onlyInView,
  };
}
