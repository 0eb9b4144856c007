import { expect, test } from 'vitest';
import { questionOf } from '../../../web/explore/question.ts';
import { DEFAULT_VIEW } from '../../../web/view.ts';

const asked = {
  extent: null,
  part: { from: 50, count: 150 },
  held: null,
  histogram: { fromMs: 0, toMs: 10, bins: 5 },
  tallies: [],
  areas: [],
  near: null,
};

test('a question holds the filters of the view, its days as instants, and the incident that is open', () => {
  const view = {
    ...DEFAULT_VIEW,
    from: '2025-10-20',
    to: '2025-10-21',
    types: ['air'],
    q: 'kabul',
    overdue: true,
    sort: 'status',
    selection: { collection: 'incidents', id: 7 },
  } as const;
  expect(questionOf({ ...asked, view })).toStrictEqual({
    filters: {
      fromMs: Date.parse('2025-10-20T00:00:00Z'),
      toMs: Date.parse('2025-10-22T00:00:00Z'),
      types: ['air'],
      statuses: [],
      parties: [],
      attributions: [],
      compliances: [],
      precisions: [],
      overdue: true,
      underReview: false,
      mine: false,
      onlyInView: false,
    },
    extent: null,
    within: null,
    zoom: DEFAULT_VIEW.camera.zoom,
    selectedId: 7,
    list: { sort: 'status', from: 50, count: 150 },
    histogram: { fromMs: 0, toMs: 10, bins: 5 },
    held: null,
    tallies: [],
    areas: [],
    near: null,
  });
});

test('an open window has no ends, and a crossing that is open is no incident', () => {
  const { filters, selectedId } = questionOf({
    ...asked,
    view: { ...DEFAULT_VIEW, selection: { collection: 'crossings', id: 7 } },
  });
  expect([filters.fromMs, filters.toMs, selectedId]).toStrictEqual([null, null, null]);
});

test('of an area only its outline is asked about: its name is the view’s own', () => {
  const ring = [
    [68, 31],
    [71, 31],
    [71, 34],
    [68, 31],
  ] as const;
  const areas = [{ id: 'a1', name: 'Watch', ring }];
  expect(questionOf({ ...asked, view: DEFAULT_VIEW, areas }).areas).toStrictEqual([{ id: 'a1', ring }]);
});
