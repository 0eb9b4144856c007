import { kinks } from '@turf/kinks';
import { beforeAll, describe, expect, test } from 'vitest';
import { AIRSPACE_OBJECTS } from '../../../api/airspace/contract.ts';
import {
  LOCATION_PRECISIONS,
  OCCURRENCE_STATUSES,
  type Party,
  type Position,
  TIME_PRECISIONS,
  type Where,
} from '../../../api/geo/contract.ts';
import { categoryOf, DIFFERENCES, INCIDENT_TYPES, type IncidentWrite } from '../../../api/incidents/contract.ts';
import { RecordBundle } from '../../../api/ingest/contract.ts';
import { generateBundle, syntheticBundles, type SyntheticOptions } from '../../../scripts/synthetic/bundles.ts';
import { type Ground, kilometresBetween, readGround } from '../../../scripts/synthetic/ground.ts';
import { findBlockedWords } from '../../../scripts/wording.ts';

let ground: Ground;
let demo: RecordBundle;
beforeAll(async () => {
  ground = await readGround();
  demo = await make({ seed: 1, count: 5_000 });
});

const make = (options: SyntheticOptions): Promise<RecordBundle> => generateBundle({ ground, ...options });
const setOf = <Value extends string | number>(values: readonly Value[]): Value[] =>
  [...new Set(values)].toSorted((one, other) => (one < other ? -1 : 1));
const places = ({ incidents, airspaceClaims, crossings }: RecordBundle): Where[] =>
  [...incidents, ...airspaceClaims, ...crossings].map(({ where }) => where);
const isPoint = ({ where }: IncidentWrite): boolean => where.geometry?.type === 'Point';

/** Kilometres from a position to the line, at most half a kilometre too many. */
function kilometresToTheLine(position: Position): number {
  const { positions, kilometres } = ground.line;
  const distances = positions.slice(1).flatMap((end, index) => {
    const start = positions[index] ?? end;
    const steps = Math.ceil((kilometres[index + 1] ?? 0) - (kilometres[index] ?? 0)) + 1;
    return Array.from({ length: steps + 1 }, (_, step): number =>
      kilometresBetween(position, [
        start[0] + (step / steps) * (end[0] - start[0]),
        start[1] + (step / steps) * (end[1] - start[1]),
      ]),
    );
  });
  return Math.min(...distances);
}

describe('synthetic records', () => {
  test('are the same for the same seed and others for another', async () => {
    const [once, again, other] = await Promise.all([
      make({ seed: 7, count: 40 }),
      make({ seed: 7, count: 40 }),
      make({ seed: 8, count: 40 }),
    ]);
    expect(again).toStrictEqual(once);
    expect(other.incidents).not.toStrictEqual(once.incidents);
  });

  test('come in bundles of 500 that are together what one bundle is, wherever the run begins', async () => {
    const bundles: RecordBundle[] = [];
    for await (const bundle of syntheticBundles({ seed: 1, count: 1_100, ground })) bundles.push(bundle);
    expect(bundles.map(({ incidents }) => incidents.length)).toStrictEqual([500, 500, 100]);
    expect(bundles.flatMap(({ incidents }) => incidents)).toStrictEqual(demo.incidents.slice(0, 1_100));
    expect(bundles.map(({ crossings }) => crossings.length)).toStrictEqual([12, 0, 0]);
    const later = await make({ seed: 1, offset: 1_234, count: 10 });
    expect(later.incidents).toStrictEqual(demo.incidents.slice(1_234, 1_244));
  });

  test('keep the form of every contract', () => {
    expect(RecordBundle.safeParse(demo).error?.issues ?? []).toStrictEqual([]);
  });

  test('reach 7 digits in their references at the millionth', async () => {
    const last = RecordBundle.parse(await make({ seed: 1, offset: 999_999, count: 1 }));
    expect(last.incidents[0]?.ref).toMatch(/^SYN-202[56]-1000000$/);
  });

  test('have every type, status, precision, difference and object', () => {
    expect(setOf(demo.incidents.map(({ type }) => type))).toStrictEqual([...INCIDENT_TYPES].toSorted());
    expect(setOf(demo.incidents.map(({ status }) => status))).toStrictEqual([...OCCURRENCE_STATUSES].toSorted());
    expect(setOf(demo.incidents.map(({ happened }) => happened.precision))).toStrictEqual(
      [...TIME_PRECISIONS].toSorted(),
    );
    expect(setOf(demo.incidents.map(({ where }) => where.precision))).toStrictEqual(
      [...LOCATION_PRECISIONS].toSorted(),
    );
    expect(setOf(demo.incidents.flatMap(({ accountsDifferOn }) => accountsDifferOn))).toStrictEqual(
      [...DIFFERENCES].toSorted(),
    );
    expect(setOf(demo.airspaceClaims.map(({ type }) => type))).toStrictEqual([...AIRSPACE_OBJECTS].toSorted());
    expect([demo.airspaceClaims.length, demo.crossings.length, demo.statusReports.length]).toStrictEqual([152, 12, 72]);
  });

  test('say what they are in every title, text and mark', () => {
    const { sources, crossings, statusReports, incidents, airspaceClaims } = demo;
    expect(
      [...sources, ...crossings, ...statusReports, ...incidents, ...airspaceClaims].filter(
        ({ synthetic }) => !synthetic,
      ),
    ).toStrictEqual([]);
    expect(
      [...incidents, ...airspaceClaims].filter(
        ({ title, ref }) => !title.startsWith('SYNTHETIC') || !ref.startsWith('SYN-'),
      ),
    ).toStrictEqual([]);
    expect(
      incidents.flatMap(({ statements }) => statements).filter(({ paraphrase }) => !paraphrase.startsWith('SYNTHETIC')),
    ).toStrictEqual([]);
    expect(
      [...sources.map(({ publisher }) => publisher), ...crossings.map(({ name }) => name)].filter(
        (name) => !name.startsWith('SYNTHETIC'),
      ),
    ).toStrictEqual([]);
  });

  test('use no blocked word', () => {
    const texts = [...demo.incidents, ...demo.airspaceClaims].flatMap(({ title, summary, statements }) => [
      title,
      summary ?? '',
      ...statements.map(({ paraphrase }) => paraphrase),
    ]);
    expect(setOf(texts.flatMap((text) => findBlockedWords(text).map(({ word }) => word)))).toStrictEqual([]);
  });

  test('have ids and references that nothing shares, and refer only to what is there', () => {
    const { sources, crossings, statusReports, incidents, airspaceClaims } = demo;
    const statements = [...incidents, ...airspaceClaims].flatMap((record) => record.statements);
    const figures = statements.flatMap(({ casualtyFigures }) => casualtyFigures);
    const ids = [
      ...sources,
      ...crossings,
      ...statusReports,
      ...incidents,
      ...airspaceClaims,
      ...statements,
      ...figures,
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const refs = [...incidents, ...airspaceClaims, ...crossings].map(({ ref }) => ref);
    expect(new Set(refs).size).toBe(refs.length);
    const known = new Set(ids);
    const used = [...incidents, ...airspaceClaims, ...crossings, ...statusReports, ...statements].flatMap(
      ({ sourceIds }) => sourceIds,
    );
    const linked = [
      ...airspaceClaims.flatMap(({ incidentId }) => incidentId ?? []),
      ...statusReports.map(({ crossingId }) => crossingId),
    ];
    expect([...used, ...linked].filter((id) => !known.has(id))).toStrictEqual([]);
  });
});

describe('their time', () => {
  test('lies from October 2025 to 24 November 2026, with busier and emptier weeks', () => {
    const starts = demo.incidents.map(({ happened }) => happened.from).toSorted();
    expect(starts[0]?.slice(0, 7)).toBe('2025-10');
    expect(
      demo.incidents.filter(
        ({ happened }) => happened.from < '2025-10-01T00:00:00.000Z' || happened.to > '2026-11-25T00:00:00.000Z',
      ),
    ).toStrictEqual([]);
    const perMonth = Object.values(Object.groupBy(starts, (at) => at.slice(0, 7))).map((month) => month?.length ?? 0);
    expect(perMonth).toHaveLength(14);
    expect(Math.max(...perMonth) / Math.min(...perMonth)).toBeGreaterThan(1.2);
    expect(Math.max(...perMonth) / Math.min(...perMonth)).toBeLessThan(3);
  });

  test('is as wide as its precision says', () => {
    const hours = (precision: string): number[] =>
      setOf(
        demo.incidents
          .filter(({ happened }) => happened.precision === precision)
          .map(({ happened }) => (Date.parse(happened.to) - Date.parse(happened.from)) / 3_600_000),
      );
    expect(['minute', 'hour', 'part-of-day', 'day', 'week', 'month'].map(hours)).toStrictEqual([
      [1 / 60],
      [1],
      [6],
      [24.5],
      [7 * 24],
      [31 * 24],
    ]);
    expect(Math.min(...hours('longer'))).toBeGreaterThanOrEqual(45 * 24);
  });
});

describe('their place', () => {
  test('is a point only within 25 km of the line, and never for an allegation', () => {
    const points = demo.incidents.filter(isPoint);
    expect(points.length).toBeGreaterThan(2_000);
    const sample = points
      .filter((_, index) => index % 20 === 0)
      .map(({ where }) => kilometresToTheLine(where.geometry?.coordinates as Position));
    expect(Math.max(...sample)).toBeLessThan(25.5);
    const allegations = demo.incidents.filter(({ type }) => categoryOf(type) === 'allegation-only');
    expect(setOf(allegations.map(({ where }) => where.precision))).toStrictEqual(['adm1', 'adm2']);
    expect(allegations.filter(isPoint)).toStrictEqual([]);
  });

  test('is a cell around a place for a district, a province for a province, and nothing where nothing is known', () => {
    const of = (precision: string): string[] =>
      setOf(
        demo.incidents
          .filter(({ where }) => where.precision === precision)
          .map(({ where }) => [where.geometry?.type, where.role, where.drawnAs].join(' ')),
      );
    expect(of('adm2')).toStrictEqual(['Polygon admin-area cell-around-a-place']);
    expect(of('adm1')).toStrictEqual(['Polygon admin-area as-named']);
    expect([...of('country'), ...of('unknown')]).toStrictEqual([' none ', ' none ']);
  });

  test('is drawn by areas whose outlines do not cross themselves', () => {
    const areas = places(demo).flatMap(({ geometry }) => (geometry && geometry.type !== 'Point' ? [geometry] : []));
    expect(areas.filter((area) => kinks(area).features.length > 0)).toStrictEqual([]);
  });

  test('lies as often on either side of the line', () => {
    const provinces = demo.incidents
      .filter(({ where }) => where.precision === 'adm1')
      .map(({ where }) => where.province);
    const names = new Set(ground.provinces.pak.map(({ name }) => name));
    const share = provinces.filter((name) => name !== null && names.has(name)).length / provinces.length;
    expect(share).toBeGreaterThan(0.44);
    expect(share).toBeLessThan(0.56);
  });
});

describe('their parties', () => {
  const OTHER: Record<string, string> = {
    afg: 'pak',
    pak: 'afg',
    'afg-to-pak': 'pak-to-afg',
    'pak-to-afg': 'afg-to-pak',
  };
  const PARTY_KEYS = new Set(['party', 'ofParty', 'claimant', 'allegedOperator', 'controllingSide', 'direction']);

  function swapParties(json: unknown, key = ''): unknown {
    if (Array.isArray(json)) return json.map((item) => swapParties(item, key));
    if (json !== null && typeof json === 'object')
      return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, swapParties(value, name)]));
    if (typeof json !== 'string') return json;
    if (PARTY_KEYS.has(key)) return OTHER[json] ?? json;
    return json.replaceAll(/Afghan|Pakistani/gu, (word) => (word === 'Afghan' ? 'Pakistani' : 'Afghan'));
  }

  test('change places exactly when the coin is turned over (DOMAIN.md 10.8)', async () => {
    const [heads, tails] = await Promise.all([
      make({ seed: 3, count: 600 }),
      make({ seed: 3, count: 600, mirror: true }),
    ]);
    expect(tails).not.toStrictEqual(heads);
    expect(swapParties(tails)).toStrictEqual(heads);
  });

  test('speak, allege, answer and suffer as often as each other, within 4 standard deviations', () => {
    const statements = [...demo.incidents, ...demo.airspaceClaims].flatMap((record) => record.statements);
    const sorts: [sort: string, parties: (Party | null)[]][] = [
      ['first', statements.filter(({ position }) => position === null).map(({ party }) => party)],
      ['answer', statements.filter(({ position }) => position !== null).map(({ party }) => party)],
      ['denial', statements.filter(({ position }) => position === 'denies').map(({ party }) => party)],
      ['figure', statements.flatMap(({ casualtyFigures }) => casualtyFigures.map(({ ofParty }) => ofParty))],
    ];
    const awayOf = (parties: (Party | null)[]): number =>
      Math.abs(parties.filter((party) => party === 'afg').length - parties.length / 2) / Math.sqrt(parties.length / 4);
    expect(sorts.filter(([, parties]) => parties.length < 100 || awayOf(parties) > 4)).toStrictEqual([]);
    expect(demo.statusReports.filter(({ controllingSide }) => controllingSide === 'afg')).toHaveLength(
      demo.statusReports.length / 2,
    );
  });

  test('are found responsible only after the occurrence was found', () => {
    const found = new Set(['corroborated', 'jointly-verified']);
    const assessed = demo.incidents.filter(({ attribution }) =>
      ['acknowledged', 'assessed', 'undetermined'].includes(attribution),
    );
    expect(assessed.filter(({ status }) => !found.has(status))).toStrictEqual([]);
    const findings = demo.incidents.filter(({ compliance }) => compliance !== 'not-considered');
    expect(findings.filter(({ attribution }) => !['acknowledged', 'assessed'].includes(attribution))).toStrictEqual([]);
    expect(
      demo.incidents.filter(({ accountsDifferOn, statements }) => accountsDifferOn.length > 0 && statements.length < 2),
    ).toStrictEqual([]);
  });
});

describe('the records of the benchmarks', () => {
  test('are points about the line with 15 km, from 2021 on, and nothing else', async () => {
    const bench = await make({ seed: 1, count: 2_000, bench: true });
    expect(RecordBundle.safeParse(bench).error?.issues ?? []).toStrictEqual([]);
    expect(bench.incidents.filter((incident) => !isPoint(incident) || incident.statements.length > 0)).toStrictEqual(
      [],
    );
    expect([bench.crossings, bench.statusReports, bench.airspaceClaims]).toStrictEqual([[], [], []]);
    expect(setOf(bench.incidents.map(({ happened }) => happened.from.slice(0, 4)))).toStrictEqual([
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ]);
    const length = bench.incidents.reduce((sum, { title }) => sum + title.length, 0) / bench.incidents.length;
    expect(Math.round(length)).toBeGreaterThanOrEqual(55);
    expect(Math.round(length)).toBeLessThanOrEqual(61);
    const aside = bench.incidents
      .filter((_, index) => index % 10 === 0)
      .map(({ where }) => kilometresToTheLine(where.geometry?.coordinates as Position));
    // Half of a normal distribution lies within 0.674 of its deviation; the line's own turns bring points a little nearer.
    expect(aside.toSorted((a, b) => a - b)[100]).toBeGreaterThan(7);
    expect(aside.toSorted((a, b) => a - b)[100]).toBeLessThan(11.5);
  });
});
