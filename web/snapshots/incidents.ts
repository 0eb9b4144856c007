import { binnedOf } from '../columns/binned.ts';
import type { Question } from '../columns/question.ts';
import type { ColumnsStore } from '../columns/store.ts';
import type { Bounds } from '../explore/bounds.ts';
import { questionOf } from '../explore/question.ts';
import { type Binned, NOTHING_BINNED } from '../incidents/binned.ts';
import type { View } from '../view.ts';
import type { Records, Where } from './picture.ts';

/** The incidents on a map. */
export type IncidentsOn = {
  readonly binned: Binned;
  /** What the filters leave, wherever it lies. */
  readonly left: Records['incidents'];
  /** How many are on it, alone, in a cell or as an area. */
  readonly count: number;
  /** The ids of the first so many of them, by reference. Rejects as `FindIncidents` does. */
  readonly ids: (most: number) => Promise<readonly number[]>;
};

/** Finds the incidents that a map shows. Rejects with RecordChanged where they are others than those that were asked for. */
export type FindIncidents = (where: Where) => Promise<IncidentsOn>;

/** What is held is another state of the record than a sheet is about: no sheet is made of both. */
export class RecordChanged extends Error {
  constructor() {
    super('the record has changed');
    this.name = 'RecordChanged';
  }
}

type Asking = {
  readonly view: View;
  /** The extent of the screen, to which "only in view" holds. */
  readonly within: Bounds | null;
  /** Of the columns that the sheet is about. */
  readonly version: string;
  readonly askOnce: ColumnsStore['askOnce'];
};

const NONE: IncidentsOn = {
  binned: NOTHING_BINNED,
  left: { count: 0, hasSynthetic: false },
  count: 0,
  ids: () => Promise.resolve([]),
};

/** Makes the function that asks the worker what maps of a view show of the incidents that its filters leave. */
export function createIncidentFinder({ view, within, version, askOnce }: Asking): FindIncidents {
  const ask = async (question: Omit<Question, 'number'>) => {
    const { answer, outlines } = await askOnce(question);
    if (answer.version !== version) throw new RecordChanged();
    return { answer, outlines };
  };
  return async (where) => {
    if (!view.layers.incidents) return NONE;
    const question = questionAbout(view, within, where);
    const { answer, outlines } = await ask(question);
    return {
      binned: binnedOf(answer.map, outlines),
      left: { count: answer.matched, hasSynthetic: answer.matchedSynthetic },
      count: answer.onMap.inView,
      ids: async (most) => {
        // What is in the view of the screen is on the sheet as well; else the sheet is the view.
        const filters = { ...question.filters, onlyInView: true };
        const held = view.onlyInView ? question.within : where.bounds;
        const list = { sort: 'reference', from: 0, count: most } as const;
        return [...(await ask({ ...question, filters, within: held, list })).answer.list.ids];
      },
    };
  };
}

function questionAbout(view: View, within: Bounds | null, { zoom, bounds }: Where): Omit<Question, 'number'> {
  const nothingElse = { part: { from: 0, count: 0 }, held: null, histogram: null, tallies: [], areas: [], near: null };
  return { ...questionOf({ view, extent: bounds, ...nothingElse }), zoom, within, selectedId: null };
}
