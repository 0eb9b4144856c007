import type { AreaGeometry } from '../map/areas.ts';
import { createAreaReader } from '../map/areas.ts';
import type { Sort } from '../view.ts';
import { createAreaCounter } from './area-counts.ts';
import type { Message } from './arrow.ts';
import { binRows, type DrawnMap, emptyMap } from './bin.ts';
import { applyDelta, type Columns } from './columns.ts';
import { createTally, facetsOf, matchedIn, onMapIn, recount, takeBits } from './facets.ts';
import { FAILS } from '../explore/filter-groups.ts';
import { ALL_FAILS, fillChanged, NOT_ON_MAP, OUT_OF_VIEW, rowsOf, type Sieve } from './filter.ts';
import { countHistogram } from './histogram.ts';
import { findRow } from './id-table.ts';
import { isSameNear, nearestTo } from './near.ts';
import { hasSynthetic, lookThrough } from './record.ts';
import { isSameTally, tallyRows } from './tally.ts';
import { createOrders } from './order.ts';
import type { Histogram } from '../timeline/histogram.ts';
import type { Answer, Near, Question } from './question.ts';
import { type Outline, setOutlines } from './shapes.ts';
import type { Room } from './squares.ts';

/** Holds the incidents of one viewer and answers what the screen asks about them. Makes no objects a row. */
export type Engine = {
  readonly answer: (question: Question) => Answer;
  /** Answers apart: what was answered last stays what `idsIn` is about. */
  readonly answerOnce: (question: Question) => Answer;
  /** The incidents at places of the map that the last answer drew, by the keys of `binnedOf`. */
  readonly idsIn: (keys: readonly string[]) => Float64Array;
  /** The incidents that a text was found in; null where none is asked for. */
  readonly setMatching: (ids: Iterable<number> | null) => void;
  /** The incidents that are somebody's; null where that is not known. */
  readonly setOwn: (ids: Iterable<number> | null) => void;
  /** All outlines there are; rows whose outline is not among them are not on the map. */
  readonly setOutlines: (outlines: readonly Outline[]) => void;
  /** How many incidents there are after a delta; null where it does not build on what is held and nothing was done. */
  readonly apply: (delta: Message) => number | null;
};

/** Everything that an answer is made of, kept until something that it hangs on has changed. */
type Kept = {
  map: { drawn: DrawnMap; question: Question } | null;
  histogram: { counted: Histogram; question: Question } | null;
  facets: Omit<Answer['facets'], 'inView'> | null;
  tallies: Answer['tallies'];
  matchedSynthetic: boolean | null;
  near: Near | null;
  /** What hangs on no question. */
  record: Pick<Answer, 'latest' | 'recorded' | 'synthetic'> | null;
};

export function createEngine(columns: Columns, given: readonly Outline[]): Engine {
  let outlines = new Map<number, AreaGeometry>();
  const state = createState(columns, () => outlines);
  const { kept } = state;
  const read = createAreaReader();

  const outlinesFrom = (list: readonly Outline[]): void => {
    outlines = new Map(list.map(({ index, geometry }) => [index, geometry]));
    setOutlines(columns.shapes, outlines);
    state.forget();
  };
  const drawnFor = (question: Question): DrawnMap => {
    if (kept.map !== null && isSameMap(kept.map.question, question)) return kept.map.drawn;
    const { extent, zoom, selectedId } = question;
    const onMap = onMapIn(state.tally);
    const asked = { zoom, selectedId, selectedRow: rowOf(columns, selectedId), onMap, outlines, read };
    const drawn =
      extent === null ? emptyMap(columns, asked) : binRows(columns, state.words, state.room, { ...asked, extent });
    kept.map = { drawn, question };
    return drawn;
  };
  outlinesFrom(given);

  const answer = (question: Question): Answer => {
    const began = performance.now();
    const { list, selectedId, filters, extent, within, areas } = question;
    state.sieve({ ...state.sets, filters, extent, within });
    const answered = {
      number: question.number,
      version: columns.version,
      total: columns.count,
      matched: matchedIn(state.tally),
      facets: state.facets(question),
      onMap: onMapIn(state.tally),
      map: drawnFor(question).map,
      mapOf: kept.map?.question.number ?? question.number,
      list: { ids: state.orders.page(list.sort, list.from, list.count), from: list.from },
      walk: walkOf(state, columns, list.sort, selectedId),
      ...(kept.record ??= lookThrough(columns)),
      matchedSynthetic: (kept.matchedSynthetic ??= hasSynthetic(columns, state.words)),
      histogram: state.histogram(question),
      held: question.held && state.orders.sorted(list.sort, rowsOf(columns, question.held)),
      tallies: state.tallies(question),
      areas: state.areas.count(state.words, areas),
      near: state.near(question),
    };
    return { ...answered, micros: Math.round((performance.now() - began) * 1_000) };
  };
  let last: Question | null = null;
  let restored = 0;

  return {
    answer: (question) => {
      last = question;
      return answer(question);
    },
    answerOnce: (question) => {
      const once = answer(question);
      // Its map is drawn anew: no number of a question stands for it.
      if (last !== null) answer({ ...last, number: (restored -= 1) });
      return once;
    },
    idsIn: (keys) => kept.map?.drawn.idsIn(keys) ?? new Float64Array(),
    setMatching: (ids) => {
      state.sets = { ...state.sets, matching: ids && Float64Array.from(ids) };
    },
    setOwn: (ids) => {
      state.sets = { ...state.sets, own: ids && Float64Array.from(ids) };
      state.onOwn();
    },
    setOutlines: outlinesFrom,
    apply: (delta) => {
      if (delta.since !== columns.version) return null;
      const touched = applyDelta(columns, delta);
      setOutlines(columns.shapes, outlines);
      state.orders.onTouched(touched);
      state.forget();
      return columns.count;
    },
  };
}

type Sets = Pick<Sieve, 'matching' | 'own'>;

/** What each row fails at the moment, and the counts of it; changed only where a question differs from the last. */
function createState(columns: Columns, outlinesOf: () => ReadonlyMap<number, AreaGeometry>) {
  let words = new Uint16Array(columns.id.length);
  let bits = new Uint16Array(columns.id.length);
  let room = createRoom(columns);
  let before: Sieve | null = null;
  let ownRows: number[] = [];
  const tally = createTally();
  const kept: Kept = {
    map: null,
    histogram: null,
    facets: null,
    tallies: [],
    matchedSynthetic: null,
    near: null,
    record: null,
  };
  const orders = createOrders(columns, () => words);
  const areas = createAreaCounter(columns, outlinesOf);
  const initial: Sets = { matching: null, own: null };

  const onOwn = (): void => {
    ownRows = rowsOf(columns, state.sets.own ?? []);
    kept.facets = null;
  };
  const takeAll = (sieve: Sieve): void => {
    if (words.length < columns.id.length) {
      words = new Uint16Array(columns.id.length);
      bits = new Uint16Array(columns.id.length);
      room = createRoom(columns);
    }
    fillChanged(bits, columns, sieve, null);
    words.set(bits.subarray(0, columns.count));
    recount(tally, words, columns);
    onOwn();
    drop(ALL_FAILS | OUT_OF_VIEW | NOT_ON_MAP);
  };
  /** Forgets what hangs on the bits that have changed. */
  const drop = (which: number): void => {
    if (which === 0) return;
    kept.map = null;
    kept.facets = null;
    if ((which & ALL_FAILS) !== 0) {
      orders.onFiltered();
      kept.matchedSynthetic = null;
    }
    if ((which & ALL_FAILS & ~FAILS.inView) !== 0) areas.onFiltered();
    if ((which & ALL_FAILS & ~FAILS.window) !== 0) {
      kept.histogram = null;
      kept.tallies = [];
    }
  };
  const state = {
    tally,
    kept,
    orders,
    areas,
    sets: initial,
    get words() {
      return words;
    },
    get room() {
      return room;
    },
    onOwn,
    forget: () => {
      before = null;
      kept.map = null;
      kept.near = null;
      kept.record = null;
      areas.onTouched();
    },
    sieve: (sieve: Sieve): void => {
      if (before === null) takeAll(sieve);
      else {
        const mask = fillChanged(bits, columns, sieve, before);
        if (mask !== 0) drop(takeBits(tally, words, columns, { bits, mask }));
      }
      before = sieve;
    },
    facets: ({ extent }: Question): Answer['facets'] => {
      kept.facets ??= facetsOf(tally, words, ownRows);
      // What lies in view never fails "only in view": these are the rows that pass and lie there.
      return { ...kept.facets, inView: extent === null ? 0 : onMapIn(tally).inView };
    },
    histogram: (question: Question): Histogram | null => {
      const { histogram } = question;
      if (histogram === null) return null;
      if (kept.histogram && isSameHistogram(kept.histogram.question, question)) return kept.histogram.counted;
      kept.histogram = { counted: countHistogram(columns, words, histogram), question };
      return kept.histogram.counted;
    },
    tallies: ({ tallies }: Question): Answer['tallies'] => {
      const isSame =
        tallies.length === kept.tallies.length && tallies.every((one, at) => isSameTally(one, kept.tallies[at]!.asked));
      if (!isSame) kept.tallies = tallies.map((asked) => ({ asked, tally: tallyRows(columns, words, asked) }));
      return kept.tallies;
    },
    near: ({ near: asked }: Question): Answer['near'] => {
      if (asked === null) return null;
      if (kept.near === null || !isSameNear(kept.near.asked, asked)) kept.near = nearestTo(columns, asked);
      return kept.near;
    },
  };
  return state;
}

const createRoom = ({ id }: Columns): Room => ({
  drawn: new Int32Array(id.length),
  next: new Int32Array(id.length),
});

const rowOf = ({ index, id }: Columns, selectedId: number | null): number =>
  selectedId === null ? -1 : findRow(index, id, selectedId);

function walkOf(
  { orders }: Pick<ReturnType<typeof createState>, 'orders'>,
  columns: Columns,
  sort: Sort,
  selectedId: number | null,
): Answer['walk'] {
  return orders.walk(sort, rowOf(columns, selectedId));
}

function isSameMap(one: Question, other: Question): boolean {
  return (
    one.zoom === other.zoom &&
    one.selectedId === other.selectedId &&
    (one.extent === other.extent ||
      (one.extent !== null && one.extent.every((value, at) => value === other.extent?.[at])))
  );
}

function isSameHistogram({ histogram: one }: Question, { histogram: other }: Question): boolean {
  return one?.fromMs === other?.fromMs && one?.toMs === other?.toMs && one?.bins === other?.bins;
}
