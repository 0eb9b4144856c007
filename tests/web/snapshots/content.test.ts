import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../api/agreements/contract.ts';
import { boundsOf } from '../../../web/explore/bounds.ts';
import { createI18n } from '../../../web/i18n/index.tsx';
import { ur } from '../../../web/i18n/ur.ts';
import { filterWords, latestRecordedAt, sheetContent, type SheetFacts } from '../../../web/snapshots/content.ts';
import { LINE_BOUNDS, LINE_OF_CONTROL_BOUNDS, legendBlocks } from '../../../web/snapshots/legend.ts';
import { DEFAULT_VIEW, type View } from '../../../web/view.ts';
import { drawnOf, type Given, recordsOf } from './on-map.ts';
import { claim, crossing, incident } from './records.ts';

const english = createI18n('en', {});
const urdu = createI18n('ur', ur);

const DOHA: Reading = {
  id: '018f0000-0000-7000-8000-000000000009',
  key: '19-oct',
  label: 'since 18–19 October 2025',
  heldBy: 'Ministry of Foreign Affairs of Qatar',
  effectiveFrom: '2025-10-18T00:00:00Z',
  effectiveFromLatest: '2025-10-19T23:59:59Z',
  note: null,
  sourceIds: ['018f0000-0000-7000-8000-000000000001'],
};

const RECORDS: Given = {
  incidents: [incident(1, { uncertaintyMetres: 1_000 }), incident(2, { geometry: null })],
  airspace: [],
  crossings: [crossing(1)],
};
const AROUND_TORKHAM = { zoom: 8, bounds: [69, 33, 73.5, 35] } as const;

type Changes = Partial<Omit<SheetFacts, 'records'>> & { records?: Given };

function facts({ records = RECORDS, ...changes }: Changes = {}, view: Partial<View> = {}): SheetFacts {
  const shown = { ...DEFAULT_VIEW, ...view };
  return {
    view: shown,
    viewer: 'public',
    readings: [DOHA],
    title: 'Reported incidents',
    dataAt: '2025-11-24T10:02:00Z',
    address: 'http://127.0.0.1:8787/?map=71,34,8',
    records: recordsOf(records),
    drawn: drawnOf(shown, records, AROUND_TORKHAM),
    sources: { kind: 'named', publishers: ['Dawn', 'Geo News'] },
    scaleLatitude: 34.1,
    basemapHost: null,
    ...changes,
  };
}

const noteOf = (content: ReturnType<typeof sheetContent>, part: string) =>
  content.notes.find((note) => note.part === part)?.text;

describe('the words of a sheet', () => {
  it('say what is shown, when, and what is not on the map', () => {
    const content = sheetContent(english, facts({}, { from: '2025-10-01', to: '2025-11-30' }));
    expect([content.title, content.subtitle, content.dataTime, content.counts]).toEqual([
      'Reported incidents',
      '1 Oct 2025 to 30 Nov 2025, days in UTC',
      'Data on record at 24 Nov 2025 10:02 UTC',
      'Shown: 1 reported incident on this map\u00a0· 1 without a place that can be drawn (in the list only)\u00a0· No airspace claim\u00a0· 1 crossing point.',
    ]);
  });

  it('name the sources, or count them where they are too many to ask', () => {
    expect(noteOf(sheetContent(english, facts()), 'sources')).toBe('Sources of the records: Dawn\u00a0· Geo News.');
    expect(noteOf(sheetContent(english, facts({ sources: { kind: 'counted', entries: 3 } })), 'sources')).toBe(
      'Sources of the records: 3 entries; each record names its own.',
    );
    expect(noteOf(sheetContent(english, facts({ sources: { kind: 'of-many', records: 12_345 } })), 'sources')).toBe(
      'Sources of the records: each of the 12,345 records shown names its own.',
    );
    const many = Array.from({ length: 43 }, (_, index) => `Paper ${index}`);
    expect(noteOf(sheetContent(english, facts({ sources: { kind: 'named', publishers: many } })), 'sources')).toMatch(
      /Paper 39 and 3 more\.$/,
    );
  });

  it('carry the footnote on the name, the disclaimer and the licences, always', () => {
    const content = sheetContent(english, facts());
    expect(noteOf(content, 'name-note')).toBe(
      '* The name is used for reference only. The parties describe the line and its status differently.',
    );
    expect(noteOf(content, 'disclaimer')).toMatch(/do not imply the expression of any opinion whatsoever/);
    expect(noteOf(content, 'disclaimer')).not.toMatch(/United Nations/);
    expect(noteOf(content, 'licences')).toMatch(/Natural Earth, public domain.*GeoNames.*CC BY 4\.0/);
  });

  it('say as known when, in the head and in a note, where an earlier state of the record is shown', () => {
    const content = sheetContent(english, facts({}, { from: '2025-10-01', knownAt: '2025-11-06T06:00:00Z' }));
    expect(content.subtitle).toBe('From 1 Oct 2025, days in UTC\u00a0· As known on 6 Nov 2025 06:00 UTC');
    expect(noteOf(content, 'known-at')).toBe(
      'As known on 6 Nov 2025 06:00 UTC: what was put on record or corrected later is not shown.',
    );
    expect(noteOf(sheetContent(english, facts()), 'known-at')).toBeUndefined();
  });

  it('name the host of another basemap', () => {
    const content = sheetContent(english, facts({ basemapHost: 'tiles.example.org' }));
    expect(noteOf(content, 'licences')).toMatch(/^Basemap: tiles\.example\.org, under its own licence/);
  });

  it('explain the Line of Control exactly when it may be in the extent', () => {
    const west = facts();
    expect(noteOf(sheetContent(english, west), 'line-of-control-note')).toBeUndefined();
    const east = drawnOf(DEFAULT_VIEW, RECORDS, { zoom: 8, bounds: [70, 33, 75, 35] });
    expect(noteOf(sheetContent(english, { ...west, drawn: east }), 'line-of-control-note')).toMatch(
      /^† .*Line of Control/,
    );
  });

  it('say SYNTHETIC in the title, over the map and in a note as soon as one record shown is invented', () => {
    const invented = { ...RECORDS, incidents: [incident(1), incident(2, { synthetic: true, geometry: null })] };
    const content = sheetContent(english, facts({ records: invented }));
    expect([content.title, content.synthetic]).toEqual(['SYNTHETIC: Reported incidents', 'SYNTHETIC']);
    expect(noteOf(content, 'synthetic')).toMatch(/invented/);
    expect(sheetContent(english, facts()).synthetic).toBeNull();
    expect(
      sheetContent(english, facts({ records: invented }, { layers: { ...DEFAULT_VIEW.layers, incidents: false } }))
        .synthetic,
    ).toBeNull();
  });

  it('name the reading, and who holds it, that a window follows', () => {
    const content = sheetContent(english, facts({}, { from: '2025-10-18', preset: 'since:19-oct' }));
    expect(noteOf(content, 'reading-note')).toBe(
      '¹ Reading of the ceasefire: since 18–19 October 2025. Held by: Ministry of Foreign Affairs of Qatar.',
    );
  });

  it('come in the language of the screen', () => {
    const content = sheetContent(
      urdu,
      facts({ records: { ...RECORDS, incidents: [incident(1, { synthetic: true })] } }),
    );
    expect(content.direction).toBe('rtl');
    expect(content.title).toMatch(/^SYNTHETIC، مصنوعی: /);
    expect(content.synthetic).toBe('SYNTHETIC · مصنوعی');
  });
});

describe('the filters in words', () => {
  it('say that there are none', () => {
    expect(filterWords(english, { view: DEFAULT_VIEW, readings: [] })).toBe(
      'Filters: none; every record of the switched-on layers.',
    );
  });

  it('are those of the chips, in their order', () => {
    const view: View = {
      ...DEFAULT_VIEW,
      from: '2025-10-01',
      to: '2025-11-30',
      types: ['use-of-force', 'closure'],
      statuses: ['contested'],
      precisions: ['adm2'],
      q: 'torkham',
    };
    const words = filterWords(english, { view, readings: [] });
    const order = ['1 Oct 2025', '30 Nov 2025', 'torkham', 'Use of force', 'Closure', 'Contested', 'District'].map(
      (part) => words.indexOf(part),
    );
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual(order.toSorted((one, other) => one - other));
  });
});

describe('the legend of a sheet', () => {
  const labels = (records: Given, bounds: readonly [number, number, number, number] = [69, 33, 73.5, 35], zoom = 8) =>
    legendBlocks(english, drawnOf(DEFAULT_VIEW, records, { zoom, bounds })).map(({ part, rows }) => [
      part,
      ...rows.flatMap((row) => (row.kind === 'entry' ? [row.text] : [])),
    ]);

  it('lists exactly what is on the map', () => {
    expect(labels(RECORDS)).toEqual([
      ['legend', expect.stringMatching(/^Durand Line, approximate \(±4 km\).*\u00a0\*$/), 'Within this distance'],
      ['legend-status', 'Reported'],
      ['legend-type', 'Use of force'],
      ['legend-others', expect.stringMatching(/Stated closed$/)],
    ]);
  });

  it('leaves out what lies outside the extent or in a layer that is switched off', () => {
    const all = { ...RECORDS, airspace: [claim(1)] };
    expect(labels(all, [60.9, 29.4, 64, 30.5]).map(([part]) => part)).toEqual(['legend']);
    const off = { incidents: false, airspace: false, crossings: false, areas: true };
    const blocks = legendBlocks(english, drawnOf({ layers: off, areas: [] }, all, AROUND_TORKHAM));
    expect(blocks.map(({ part }) => part)).toEqual(['legend']);
  });

  it('explains cells, areas and circles where they occur, and no sign that stands in none of the marks', () => {
    const square: [number, number][] = [
      [70, 33.5],
      [71, 33.5],
      [71, 34.5],
      [70, 34.5],
      [70, 33.5],
    ];
    const together = [1, 2, 3].map((id) => incident(id, { geometry: { type: 'Point', coordinates: [71.09, 34.12] } }));
    const area = incident(4, {
      geometry: { type: 'Polygon', coordinates: [square] },
      status: 'contested',
      uncertaintyMetres: null,
    });
    const found = labels({ ...RECORDS, incidents: [...together, area] });
    expect(found[0]?.slice(3)).toHaveLength(2);
    expect(found[1]).toEqual(['legend-status', 'Reported', 'Contested']);
    expect(found.some(([part]) => part === 'legend-type')).toBe(false);
    // A second in the same area gives it a figure.
    const figures = labels({ ...RECORDS, incidents: [...together, area, { ...area, id: 5 }] });
    expect(figures[0]?.filter((text) => !found[0]?.includes(text))).toEqual([
      'So many in one area; left out where other incidents or a larger figure leave no room',
    ]);
    const near = labels({ ...RECORDS, incidents: [incident(0)] }, [70.9, 34, 71.3, 34.3], 11);
    expect(near[0]).toHaveLength(3);
  });

  it('knows where the two lines are as the basemap draws them', () => {
    const basemap = JSON.parse(readFileSync('data/basemap/basemap.json', 'utf8')) as {
      features: {
        properties: { kind: string };
        geometry: { coordinates: [number, number][][] | [number, number][] };
      }[];
    };
    const boxOf = (kind: string) => {
      const lines = basemap.features.find(({ properties }) => properties.kind === kind)?.geometry.coordinates ?? [];
      const flat = (lines as [number, number][][]).flat();
      return boundsOf({ type: 'Polygon', coordinates: [flat] });
    };
    for (const [kind, known] of [
      ['line', LINE_BOUNDS],
      ['line-of-control', LINE_OF_CONTROL_BOUNDS],
    ] as const) {
      const drawn = boxOf(kind);
      known.forEach((side, index) => expect(side).toBeCloseTo(drawn?.[index] ?? NaN, 3));
    }
  });
});

describe('a view that is not the public’s', () => {
  it('says whose it is in the title block and in the notes', () => {
    const { subtitle, notes } = sheetContent(english, facts({ viewer: 'mediator' }));
    expect(subtitle).toContain('Seen as mediators; not for publication');
    expect(notes.map(({ text }) => text)).toContain('Seen as mediators; not for publication');
    expect(JSON.stringify(sheetContent(english, facts()))).not.toContain('not for publication');
  });
});

describe('a swap of the parties', () => {
  it('changes no word, order or number of the sheet', () => {
    const afghan = { ...RECORDS, incidents: [incident(1, { partiesStated: 'afg' })], airspace: [claim(1)] };
    const pakistani = {
      ...RECORDS,
      incidents: [incident(1, { partiesStated: 'pak' })],
      airspace: [claim(1, { claimant: 'pak', allegedOperator: 'afg', partiesStated: 'pak' })],
    };
    const words = (records: Given) => JSON.stringify(sheetContent(english, facts({ records }, { parties: ['one'] })));
    expect(words(pakistani)).toBe(words(afghan));
  });
});

describe('the time of the data', () => {
  it('is the latest moment of recording, whatever the collection', () => {
    const others = { airspace: [claim(1)], crossings: [crossing(1)] };
    expect(latestRecordedAt(others, '2025-11-01T10:00:00Z')).toBe('2025-11-02T10:00:00Z');
    expect(latestRecordedAt(others, '2025-11-03T10:00:00Z')).toBe('2025-11-03T10:00:00Z');
    expect(latestRecordedAt({ airspace: [], crossings: [] }, null)).toBeNull();
  });
});
