import { describe, expect, test } from 'vitest';
import { activeFilters, hasFilters, noFilters } from '../../../web/explore/active.ts';
import { boundsMeet, boundsOf, kilometresBetween } from '../../../web/explore/bounds.ts';
import { toggleType } from '../../../web/explore/filter-types.tsx';
import { indexAirspace, indexCrossings, indexIncidents } from '../../../web/explore/filter.ts';
import { nearAsked, nearbyCrossings, nearbyIncidents } from '../../../web/explore/nearby.ts';
import { sortRows } from '../../../web/explore/sort.ts';
import { suggest, type Place } from '../../../web/explore/suggestions.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { DEFAULT_VIEW, type Selection, type View } from '../../../web/view.ts';
import { claim, crossing, incident } from './rows.ts';

describe('the order of the list', () => {
  const rows = indexIncidents([
    incident(1, { status: 'contested', type: 'missile' }),
    incident(2, { happenedFrom: '2025-11-01T00:00:00Z', happenedTo: '2025-11-02T00:00:00Z', type: 'small-arms' }),
    incident(3, { status: 'jointly-verified', category: 'persons', type: 'release' }),
  ]);
  const ids = (sort: View['sort']): number[] => sortRows(rows, sort).map(({ feature }) => feature.id);

  test('by time, by status, by type, by reference; ties newest first, then by reference', () => {
    expect(ids('newest')).toStrictEqual([2, 1, 3]);
    expect(ids('oldest')).toStrictEqual([1, 3, 2]);
    expect(ids('status')).toStrictEqual([2, 3, 1]);
    expect(ids('type')).toStrictEqual([2, 1, 3]);
    expect(ids('reference')).toStrictEqual([1, 2, 3]);
  });
});

describe('what a search suggests', () => {
  const places: Place[] = [
    { name: 'Peshawar', names: ['Peshawar', 'پشاور', 'پېښور'], position: [71.58, 34.01], rank: 1 },
    { name: 'Spera', names: ['Spera', 'سپېره'], position: [69.6, 33.2], rank: 4 },
    { name: 'Spin Boldak', names: ['Spin Boldak', 'سپین بولدک'], position: [66.4, 31.0], rank: 3 },
  ];
  const searched = {
    places,
    incidents: indexIncidents([incident(1, { title: 'Fire reported at Spin Boldak', placeName: 'Spin Boldak' })]),
    airspace: indexAirspace([claim(2, { title: 'Claim over Kabul' })]),
    crossings: indexCrossings([crossing(3)]),
  };
  const keys = (q: string): string[] => suggest(q, searched).map(({ label }) => label);

  test('places that begin with the letters come first, larger before smaller, then records', () => {
    expect(keys('sp')).toStrictEqual(['Spin Boldak', 'Spera', 'Fire reported at Spin Boldak']);
  });

  test('any script and any spelling finds', () => {
    expect(keys('پيښور')).toStrictEqual(['Peshawar']);
    expect(keys('طورخم')).toStrictEqual(['Torkham']);
  });

  test('a reference finds its record, nothing finds nothing', () => {
    expect(keys('DL-2025-000002')).toStrictEqual(['Claim over Kabul']);
    expect([keys(''), keys(' - ')]).toStrictEqual([[], []]);
  });
});

describe('the filters in words', () => {
  const i18n = createI18n('en', {});
  const view: View = {
    ...DEFAULT_VIEW,
    from: '2025-10-11',
    preset: 'since:11-oct',
    types: ['air'],
    statuses: ['contested'],
    q: 'Kabul',
    onlyInView: true,
  };
  const readings = [
    {
      id: '00000000-0000-4000-8000-000000000001',
      key: '11-oct',
      label: 'since 11 Oct 2025',
      heldBy: 'Ariana News',
      effectiveFrom: '2025-10-10T19:00:00Z',
      effectiveFromLatest: '2025-10-11T19:30:00Z',
      note: null,
      sourceIds: [],
    },
  ];

  test('each stands as one chip, in the order of the panel, and can be taken off by itself', () => {
    expect(activeFilters(i18n, view, readings)).toStrictEqual([
      { key: 'window', label: 'since 11 Oct¹', without: { from: null, to: null, preset: null } },
      { key: 'q', label: 'Text: Kabul', without: { q: '' } },
      { key: 'type-air', label: 'Air', without: { types: [] } },
      { key: 'status-contested', label: 'Contested', without: { statuses: [] } },
      { key: 'in-view', label: 'Only what is in view', without: { onlyInView: false } },
    ]);
  });

  test('clear all leaves none', () => {
    expect(hasFilters(view)).toBe(true);
    expect(hasFilters({ ...view, ...noFilters })).toBe(false);
    expect(activeFilters(i18n, { ...view, ...noFilters }, readings)).toStrictEqual([]);
  });

  test('a type taken out of its category leaves the others; the last one put back makes the category whole', () => {
    const without = toggleType(['air'], 'air', 'overflight-uav');
    expect(without).toStrictEqual(['overflight-crewed', 'overflight-unidentified', 'projectile-transit']);
    expect(toggleType(without, 'air', 'overflight-uav')).toStrictEqual(['air']);
    expect(toggleType(['persons', 'overflight-uav'], 'air', null)).toStrictEqual(['persons', 'air']);
    expect(toggleType(['persons', 'air'], 'air', null)).toStrictEqual(['persons']);
  });
});

describe('boxes and distances', () => {
  test('the box of a polygon, and boxes that touch', () => {
    const box = boundsOf({
      type: 'Polygon',
      coordinates: [
        [
          [69, 33],
          [70, 33],
          [70, 34],
          [69, 33],
        ],
      ],
    });
    expect(box).toStrictEqual([69, 33, 70, 34]);
    expect(boundsMeet([69, 33, 70, 34], [70, 34, 71, 35])).toBe(true);
    expect(boundsMeet([69, 33, 70, 34], [70.1, 34, 71, 35])).toBe(false);
    expect(boundsOf(null)).toBeNull();
  });

  test('Kabul and Islamabad lie 367 km apart', () => {
    expect(Math.round(kilometresBetween([69.1723, 34.5281], [73.0433, 33.7215]))).toBe(367);
  });

  test('nearby are crossings within 60 km and incidents within 30 km, nearest first, never the record itself', () => {
    const bounds = [69.17, 34.53, 69.17, 34.53] as const;
    const crossings = indexCrossings([
      crossing(1),
      { ...crossing(2, { name: 'Near' }), geometry: { type: 'Point', coordinates: [69.6, 34.53] } },
      { ...crossing(3, { name: 'Nearer' }), geometry: { type: 'Point', coordinates: [69.2, 34.53] } },
    ]);
    const named = (self: Selection) =>
      nearbyCrossings({ bounds, self }, crossings).map(({ label, kilometres }) => [label, Math.round(kilometres)]);
    expect(named({ collection: 'incidents', id: 1 })).toStrictEqual([
      ['Nearer', 3],
      ['Near', 39],
    ]);
    expect(named({ collection: 'crossings', id: 3 })).toStrictEqual([['Near', 39]]);
    expect(nearbyCrossings({ bounds: null, self: { collection: 'incidents', id: 1 } }, crossings)).toStrictEqual([]);

    const asked = nearAsked({ bounds, self: { collection: 'incidents', id: 1 } });
    expect(asked).toStrictEqual({ at: [69.17, 34.53], exceptId: 1, kilometres: 30, count: 3 });
    expect(nearAsked({ bounds, self: { collection: 'crossings', id: 1 } })?.exceptId).toBeNull();
    expect(nearAsked({ bounds: null, self: { collection: 'incidents', id: 1 } })).toBeNull();
    const near = { asked: asked!, ids: Float64Array.of(2, 3), kilometres: Float64Array.of(9, 10) };
    const titles = new Map([[2, 'Incident 2']]);
    expect(nearbyIncidents(near, (id) => titles.get(id))).toStrictEqual([
      { selection: { collection: 'incidents', id: 2 }, label: 'Incident 2', kilometres: 9 },
    ]);
  });
});
