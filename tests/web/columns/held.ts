import type { IncidentFeature } from '../../../api/incidents/contract.ts';
import type { Corner } from '../../../web/areas/area.ts';
import { type Columns, readColumns, readDelta } from '../../../web/columns/columns.ts';
import { createEngine, type Engine } from '../../../web/columns/engine.ts';
import type { Answer, AreaCounts } from '../../../web/columns/question.ts';
import { arrowOf, createOutlineIndex } from '../../fixtures/columns-written.ts';
import { NO_FILTERS } from '../explore/rows.ts';
import { type Change, type Look, matchingIn, questionOf } from './incidents.ts';

/** A look at everything, under no filter. */
export const NOTHING_ASKED: Look = {
  filters: NO_FILTERS,
  zoom: 6,
  list: { sort: 'newest', from: 0, count: 0 },
  selectedId: null,
  bins: 1,
};

/** An engine over incidents, with what it was made from. */
export type Held = { engine: Engine; columns: Columns; outlines: ReturnType<typeof createOutlineIndex> };

/** An engine that holds these incidents, as the service would send them. */
export function hold(features: readonly IncidentFeature[]): Held {
  const outlines = createOutlineIndex();
  const columns = readColumns(arrowOf(features, { version: 'v0' }, outlines));
  return { engine: createEngine(columns, outlines.list()), columns, outlines };
}

/** Tells the engine what goes with a look: its text, and whose incidents they are. */
export function tell({ engine }: Held, features: readonly IncidentFeature[], one: Look): void {
  engine.setMatching(matchingIn(features, one));
  engine.setOwn(one.filters.own);
}

/** The answer for a look, with the words and whose they are told before. */
export function ask(held: Held, features: readonly IncidentFeature[], one: Look, number = 1): Answer {
  tell(held, features, one);
  return held.engine.answer(questionOf(one, number));
}

/** Hands the engine a change, as the service would send it; gives the incidents that there are then. */
export function change(
  { engine, outlines }: Held,
  now: readonly IncidentFeature[],
  { changed, removed }: Change,
  step: number,
): readonly IncidentFeature[] {
  const versions = { version: `v${step + 1}`, since: `v${step}`, removed };
  engine.apply(readDelta(arrowOf(changed, versions, outlines)));
  engine.setOutlines(outlines.list());
  const gone = new Set([...removed, ...changed.map(({ id }) => id)]);
  return [...now.filter(({ id }) => !gone.has(id)), ...changed];
}

/** What the engine counts of one area over incidents that no filter holds back. */
export function talliesOf({ ring }: { ring: readonly Corner[] }, features: readonly IncidentFeature[]) {
  const { areas } = hold(features).engine.answer({ ...questionOf(NOTHING_ASKED, 1), areas: [{ id: 'a1', ring }] });
  const [counts] = areas as [AreaCounts];
  return counts.tallies;
}
