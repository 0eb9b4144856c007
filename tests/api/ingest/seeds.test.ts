import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kinks } from '@turf/kinks';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Geometry, POINT_PRECISIONS, type Where } from '../../../api/geo/contract.ts';
import { type Statement } from '../../../api/accounts/contract.ts';
import { categoryOf, type IncidentWrite } from '../../../api/incidents/contract.ts';
import type { RecordBundle } from '../../../api/ingest/contract.ts';
import {
  expandSeed,
  findKeyFaults,
  readSeedReference,
  readSeeds,
  SeedFault,
  seedId,
  type SeedReference,
} from '../../../api/ingest/seeds.ts';
import { findBlockedWords } from '../../../scripts/wording.ts';

const SEEDS = fileURLToPath(new URL('../../../data/seeds', import.meta.url));
const REFERENCE = fileURLToPath(new URL('../../../data/reference', import.meta.url));

let seeds: RecordBundle;
let reference: SeedReference;
beforeAll(async () => {
  seeds = await readSeeds(SEEDS);
  reference = await readSeedReference(REFERENCE);
});

const incident = (key: string): IncidentWrite => {
  const found = seeds.incidents.find(({ id }) => id === seedId(`@incident/${key}`));
  if (!found) throw new Error(`no incident ${key}`);
  return found;
};
const ids = (kind: string, keys: readonly string[]): string[] => keys.map((key) => seedId(`@${kind}/${key}`));
const sources = (...keys: string[]): string[] => ids('source', keys);
const allStatements = (): Statement[] =>
  [...seeds.incidents, ...seeds.airspaceClaims, ...seeds.agreements].flatMap(({ statements }) => statements);
const allPlaces = (): { ref: string; where: Where; whereNote: string | null }[] => [
  ...seeds.incidents,
  ...seeds.airspaceClaims,
  ...seeds.crossings,
];

describe('the reported facts', () => {
  // Rows of events-2025.csv in their order: what each became.
  const EVENTS: [row: string, incidents: string[], claims: string[], agreements: string[]][] = [
    ['2025-10-09', ['kabul-explosions', 'barmal-strike'], ['kabul-overflight', 'paktika-overflight'], []],
    ['2025-10-11/12', ['fighting-11-12-october'], [], []],
    ['2025-10-12 on', ['closures-october'], [], []],
    ['2025-10-15', ['spin-boldak-15-october', 'kandahar-15-october', 'kabul-15-october'], [], []],
    ['2025-10-15 13:00Z', [], [], ['truce-15-october-2025']],
    ['2025-10-17', ['mir-ali-attack', 'paktika-17-october'], [], []],
    ['2025-10-18/19', [], [], ['doha-talks-october-2025', 'ceasefire-october-2025']],
    ['2025-10-25..30', [], [], ['istanbul-talks-2']],
    ['2025-10-30', [], [], ['joint-statement-30-october-2025']],
    ['2025-11-06', ['spin-boldak-chaman-6-november'], [], []],
    ['2025-11-06..08', [], [], ['istanbul-talks-3']],
    ['2025-11-25', ['gurbuz-25-november', 'kunar-25-november', 'paktika-25-november'], [], []],
    [
      '2026-02-26/27',
      ['fighting-26-february', 'kabul-27-february', 'kandahar-27-february', 'paktia-27-february'],
      [],
      [],
    ],
  ];
  // What the article that the project started from states beside these.
  const ARTICLE = {
    incidents: ['sheltering-stated-by-afg', 'sheltering-stated-by-pak'],
    claims: ['overflights-repeated', 'third-country-drones'],
  };

  test('are all on record, and nothing besides', () => {
    expect(seeds.incidents.map(({ id }) => id).toSorted()).toStrictEqual(
      ids('incident', [...EVENTS.flatMap(([, keys]) => keys), ...ARTICLE.incidents]).toSorted(),
    );
    expect(seeds.airspaceClaims.map(({ id }) => id)).toStrictEqual(
      ids('airspace', [...EVENTS.flatMap(([, , keys]) => keys), ...ARTICLE.claims]),
    );
    expect(seeds.agreements.map(({ id }) => id).toSorted()).toStrictEqual(
      ids(
        'agreement',
        EVENTS.flatMap(([, , , keys]) => keys),
      ).toSorted(),
    );
  });

  test('have the crossing points with the coordinates that a source gives, and no other', () => {
    const coordinates = seeds.crossings.map(({ ref, name, where }) => [ref, name, where.geometry?.coordinates ?? null]);
    expect(coordinates).toStrictEqual([
      ['DL-X-001', 'Torkham', [71.08472, 34.11472]],
      ['DL-X-002', 'Chaman – Spin Boldak', [66.44472, 30.92222]],
      ['DL-X-003', 'Angoor Ada', [69.2825, 32.51556]],
      ['DL-X-004', 'Kharlachi', [69.96477, 33.82796]],
      ['DL-X-005', 'Ghulam Khan', null],
      ['DL-X-006', 'Badini', null],
      ['DL-X-007', 'Arandu', null],
      ['DL-X-008', 'Bin Shahi', null],
      ['DL-X-009', 'Nawa Pass', null],
      ['DL-X-010', 'Dorah Pass', [71.24583, 36.11528]],
      ['DL-X-011', 'Teri Mangal', [69.88, 33.96]],
      ['DL-X-012', 'Gorsal', null],
    ]);
    expect(incident('spin-boldak-chaman-6-november').where.geometry).toStrictEqual(seeds.crossings[1]?.where.geometry);
  });

  test('keep both starts of the closure beside each other', () => {
    const closures = seeds.statusReports
      .filter((report) => report.crossingId === seedId('@crossing/torkham') && report.channel === 'all')
      .map(({ validFrom, validTo, state, controllingSide }) => [validFrom, validTo, state, controllingSide]);
    expect(closures).toStrictEqual([
      ['2025-10-10T19:00:00Z', null, 'closed', 'pak'],
      ['2025-10-11T19:00:00Z', null, 'closed', null],
      ['2025-10-12T19:00:00Z', null, 'closed', 'pak'],
    ]);
  });

  test('name three readings of the start of the ceasefire, each with its holder', () => {
    const readings = seeds.agreements.flatMap((agreement) => agreement.readings);
    expect(
      readings.map(({ key, label, effectiveFrom, effectiveFromLatest }) => [
        key,
        label,
        effectiveFrom,
        effectiveFromLatest,
      ]),
    ).toStrictEqual([
      ['11-oct', 'since 11 Oct 2025', '2025-10-10T19:00:00Z', '2025-10-11T19:30:00Z'],
      ['15-oct', 'since 15 Oct 2025', '2025-10-15T13:00:00Z', '2025-10-15T13:00:00Z'],
      ['19-oct', 'since 18–19 Oct 2025', '2025-10-17T19:00:00Z', '2025-10-19T21:00:00Z'],
    ]);
    expect(readings[2]?.note).toContain('AZERTAC');
  });
});

describe('the worked example (DOMAIN.md 5.13)', () => {
  const spoken = ({ statements }: IncidentWrite): unknown[] =>
    statements.map(({ party, speakerKind, speaker, position }) => [party ?? speakerKind, speaker, position]);

  test('has the explosion in Kabul, with what each stated', () => {
    const { statements, summary, whereNote, timeNote, ...record } = incident('kabul-explosions');
    expect(record).toStrictEqual({
      id: seedId('@incident/kabul-explosions'),
      ref: 'DL-2025-000001',
      title: 'Explosions reported in Kabul, 9 October 2025',
      type: 'explosion-undetermined',
      status: 'reported',
      attribution: 'disputed',
      compliance: 'not-considered',
      happened: { from: '2025-10-09T16:50:00Z', to: '2025-10-09T17:50:00Z', precision: 'hour' },
      where: {
        geometry: { type: 'Point', coordinates: [69.17233, 34.52813] },
        role: 'place-centroid',
        precision: 'settlement',
        uncertaintyMetres: 5_000,
        drawnAs: null,
        placeName: 'Kabul',
        otherNames: ['کابل', 'كابول'],
        district: null,
        province: 'Kabul',
      },
      accountsDifferOn: ['attribution'],
      sourceIds: sources(
        'arabnews-2618425',
        'htnworld-19811',
        'aa-3713778',
        'asianewsnetwork-muttaqi',
        'brecorder-40386659',
        'kurdistan24-868586',
        'goldenraven-kabul',
      ),
      links: [],
      synthetic: false,
    });
    expect(spoken({ ...incident('kabul-explosions') })).toStrictEqual([
      ['afg', 'Ministry of Defence', null],
      ['afg', 'Amir Khan Muttaqi, Minister of Foreign Affairs', null],
      ['afg', 'Zabihullah Mujahid, spokesman', null],
      ['pak', 'Foreign Office', 'neither-confirms-nor-denies'],
      ['pak', 'Inter-Services Public Relations (ISPR)', 'neither-confirms-nor-denies'],
      ['media', 'Journalists of AFP', null],
      ['resident', 'Residents of Kabul', null],
      ['media', 'The Golden Raven', null],
    ]);
    expect(statements[1]?.paraphrase).toContain('mining activity');
    expect(statements[2]?.paraphrase).toContain('a blast was heard');
    expect(timeNote).toContain('21:50 in Kabul (UTC+04:30)');
    expect([summary, whereNote].every((text) => text !== null)).toBe(true);
  });

  test('has the strike in Barmal as a district with every spelling, linked and not the same record', () => {
    const strike = incident('barmal-strike');
    expect([strike.ref, strike.type, strike.status, strike.attribution, strike.compliance]).toStrictEqual([
      'DL-2025-000002',
      'air-strike',
      'reported',
      'claimed',
      'not-considered',
    ]);
    expect(strike.where).toStrictEqual({
      geometry: reference.provinces.get('paktika'),
      role: 'admin-area',
      precision: 'adm2',
      uncertaintyMetres: null,
      drawnAs: 'province-of-the-district',
      placeName: 'Margha',
      otherNames: ['Marghi', 'Marqi', 'Murgh Bazaar', 'Barmal', 'مرغي', 'مارقي', 'مارغه', 'برمل', 'برمال'],
      district: 'Barmal',
      province: 'Paktika',
    });
    expect(strike.links.map(({ toId, kind }) => [toId, kind])).toStrictEqual([
      [seedId('@incident/kabul-explosions'), 'same-event'],
    ]);
  });

  test('has the overflights as records of their own, linked to what they were stated with', () => {
    const claims = seeds.airspaceClaims.map(
      ({ ref, claimant, allegedOperator, trackBasis, weaponRelease, incidentId }) => [
        ref,
        claimant,
        allegedOperator,
        trackBasis,
        weaponRelease,
        incidentId,
      ],
    );
    expect(claims.slice(0, 2)).toStrictEqual([
      ['DL-2025-900001', 'afg', 'pak', 'none', 'unknown', seedId('@incident/kabul-explosions')],
      ['DL-2025-900002', 'afg', 'pak', 'none', 'alleged', seedId('@incident/barmal-strike')],
    ]);
  });
});

describe('every seed', () => {
  test('is at "reported", with no finding', () => {
    expect(new Set([...seeds.incidents, ...seeds.airspaceClaims].map(({ status }) => status))).toStrictEqual(
      new Set(['reported']),
    );
    expect(new Set(seeds.incidents.map(({ compliance }) => compliance))).toStrictEqual(new Set(['not-considered']));
    expect(new Set(seeds.incidents.map(({ attribution }) => attribution))).toStrictEqual(
      new Set(['disputed', 'claimed', 'not-assessed']),
    );
    expect(JSON.stringify(seeds)).not.toContain('"synthetic":true');
  });

  test('has its sources, and those of its statements among them; every source is used', () => {
    const known = new Map(seeds.sources.map((source) => [source.id, 0]));
    const use = (sourceIds: readonly string[]): void => {
      expect(sourceIds.filter((id) => !known.has(id))).toStrictEqual([]);
      for (const id of sourceIds) known.set(id, (known.get(id) ?? 0) + 1);
    };
    for (const { sourceIds, statements } of [...seeds.incidents, ...seeds.airspaceClaims, ...seeds.agreements]) {
      use(sourceIds);
      expect(
        statements.flatMap((statement) => statement.sourceIds).filter((id) => !sourceIds.includes(id)),
      ).toStrictEqual([]);
    }
    for (const { sourceIds } of [
      ...seeds.crossings,
      ...seeds.statusReports,
      ...seeds.agreements.flatMap(({ readings }) => readings),
    ])
      use(sourceIds);
    expect(seeds.sources.filter(({ id }) => known.get(id) === 0).map(({ publisher }) => publisher)).toStrictEqual([]);
  });

  test('refers to records that are there, and an alleged response names who alleges it', () => {
    const incidents = new Set(seeds.incidents.map(({ id }) => id));
    const crossings = new Set(seeds.crossings.map(({ id }) => id));
    const links = seeds.incidents.flatMap((record) => record.links);
    expect(links.filter(({ toId }) => !incidents.has(toId))).toStrictEqual([]);
    expect(
      seeds.airspaceClaims.filter(({ incidentId }) => incidentId !== null && !incidents.has(incidentId)),
    ).toStrictEqual([]);
    expect(seeds.statusReports.filter(({ crossingId }) => !crossings.has(crossingId))).toStrictEqual([]);
    expect(links.filter(({ kind, claimant }) => kind === 'response-alleged' && claimant === null)).toStrictEqual([]);
  });

  test('is numbered by the end of the range in which it happened', () => {
    for (const year of ['2025', '2026']) {
      const ofYear = seeds.incidents.filter(({ ref }) => ref.startsWith(`DL-${year}`));
      const sorted = ofYear.toSorted(
        (a, b) => a.happened.to.localeCompare(b.happened.to) || a.happened.from.localeCompare(b.happened.from),
      );
      expect(sorted.map(({ ref }) => ref)).toStrictEqual(
        sorted.map((_, index) => `DL-${year}-${String(index + 1).padStart(6, '0')}`),
      );
    }
  });

  test('puts no point where only a district, a province or less is known, and says so where nothing is drawn', () => {
    const pointed = allPlaces().filter(({ where }) => where.geometry?.type === 'Point');
    expect(
      pointed.filter(({ where }) => !(POINT_PRECISIONS as readonly string[]).includes(where.precision)),
    ).toStrictEqual([]);
    expect(
      allPlaces().filter(
        ({ where, whereNote }) => where.precision === 'adm2' && (whereNote === null || where.drawnAs === null),
      ),
    ).toStrictEqual([]);
    expect(allPlaces().filter(({ where, whereNote }) => where.geometry === null && whereNote === null)).toStrictEqual(
      [],
    );
    const allegations = seeds.incidents.filter(({ type }) => categoryOf(type) === 'allegation-only');
    expect(allegations.map(({ where }) => where.geometry)).toStrictEqual([null, null]);
  });

  test('is drawn by areas whose outlines do not cross themselves', () => {
    const areas = allPlaces().flatMap(({ ref, where }) =>
      where.geometry && where.geometry.type !== 'Point' ? [[ref, where.geometry] as const] : [],
    );
    expect(areas.filter(([, geometry]) => kinks(geometry).features.length > 0)).toStrictEqual([]);
  });

  test('quotes nobody and lets a party speak exactly where it spoke', () => {
    expect(allStatements().filter(({ verbatim }) => verbatim !== null)).toStrictEqual([]);
    expect(
      allStatements().filter(({ speakerKind, party }) => (speakerKind === 'party') !== (party !== null)),
    ).toStrictEqual([]);
  });

  test('gives both parties the same verbs', () => {
    const verbs = (party: 'afg' | 'pak'): Set<string> =>
      new Set(
        allStatements()
          .filter((statement) => statement.party === party && statement.position !== 'neither-confirms-nor-denies')
          .map(({ paraphrase }) => paraphrase.split(/[ ,]/u)[0] ?? ''),
      );
    expect(verbs('afg')).toStrictEqual(new Set(['Stated', 'Rejected']));
    expect(verbs('pak')).toStrictEqual(verbs('afg'));
  });

  test('has figures that stand in the words of their own statement, none of them a sum', () => {
    const WORDS: Record<number, string> = {
      1: 'one',
      2: 'two',
      3: 'three',
      4: 'four',
      5: 'five',
      6: 'six',
      7: 'seven',
      8: 'eight',
      9: 'nine',
      10: 'ten',
    };
    const told = ({ paraphrase }: Statement, number: number): boolean =>
      new RegExp(`\\b(?:${number}|${WORDS[number] ?? number})\\b`, 'iu').test(paraphrase);
    const untold = allStatements().flatMap((statement) =>
      statement.casualtyFigures.flatMap(({ low, best, high, note }) =>
        [low, best, high]
          .filter((number) => number !== null && !told(statement, number))
          .map((number) => [statement.speaker, number, note]),
      ),
    );
    // The hospital told four women and one man, and five in all.
    expect(untold).toStrictEqual([
      [
        'An official of the district hospital of Spin Boldak',
        5,
        'Four women and one man, as stated at the district hospital.',
      ],
    ]);
    const figures = allStatements().flatMap(({ casualtyFigures }) => casualtyFigures);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
    expect(figures.filter(({ note }) => note === null)).toStrictEqual([]);
  });
});

describe('the wording of the service', () => {
  // Names of offices, publishers and places are not the service's voice; enums are no words.
  const NOT_OUR_VOICE = new Set([
    'speaker',
    'statedBy',
    'publisher',
    'article',
    'otherNames',
    'independenceGroup',
    'attribution',
    'id',
  ]);

  function ourVoice(json: unknown): string[] {
    if (typeof json === 'string') return [json];
    if (json === null || typeof json !== 'object') return [];
    return Object.entries(json).flatMap(([name, value]) => (NOT_OUR_VOICE.has(name) ? [] : ourVoice(value)));
  }

  test('has no blocked word in a seed', () => {
    const { title: _, ...records } = seeds;
    expect(ourVoice(records).length).toBeGreaterThan(500);
    expect(ourVoice(records).flatMap((text) => findBlockedWords(text).map(({ word }) => [word, text]))).toStrictEqual(
      [],
    );
  });
});

describe('the reader of seeds', () => {
  test('writes out ids, provinces, places and cells, and leaves the rest', () => {
    const paktika: Geometry = {
      type: 'Polygon',
      coordinates: [
        [
          [69, 32],
          [70, 32],
          [70, 33],
          [69, 32],
        ],
      ],
    };
    const here: SeedReference = { provinces: new Map([['paktika', paktika]]), gazetteer: new Map([[1, [70, 30]]]) };
    const places = ['@province/paktika', '@place/1', '@cell/1/11.132', null].map((geometry) => ({ geometry }));
    expect(expandSeed({ id: '@incident/kabul-explosions', text: '@ nobody', number: 3, places }, here)).toStrictEqual({
      // The same key is the same id for ever: a changed one would double every record.
      id: '4f81d0ce-362e-51b4-9160-778c4640b4de',
      text: '@ nobody',
      number: 3,
      places: [
        { geometry: paktika },
        { geometry: { type: 'Point', coordinates: [70, 30] } },
        {
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [70.1155, 30],
                [70.0577, 30.0866],
                [69.9423, 30.0866],
                [69.8845, 30],
                [69.9423, 29.9134],
                [70.0577, 29.9134],
                [70.1155, 30],
              ],
            ],
          },
        },
        { geometry: null },
      ],
    });
  });

  test('says which name stands for nothing, and where', () => {
    expect(() => expandSeed({ incidents: [{ where: { geometry: '@province/atlantis' } }] }, reference)).toThrow(
      /^incidents\.0\.where\.geometry: @province\/atlantis is nowhere: write @province/u,
    );
    expect(() => expandSeed({ id: '@nonsense/one' }, reference)).toThrow(/^id: @nonsense\/one is no key/u);
  });

  test('says which key two records share and which none has', () => {
    const one = {
      sources: [{ id: '@source/dawn' }],
      incidents: [{ id: '@incident/a', sourceIds: ['@source/dawn', '@source/dwan'] }],
    };
    const other = { sources: [{ id: '@source/dawn' }] };
    expect(
      findKeyFaults(
        new Map<string, unknown>([
          ['a.json', one],
          ['b.json', other],
        ]),
      ),
    ).toStrictEqual([
      'b.json, sources.0.id: @source/dawn is the id of another record already; give this one its own',
      'a.json, incidents.0.sourceIds.1: no record has the id @source/dwan; correct it or add the record',
    ]);
  });

  test('says file, path and what to do when a file does not fit', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seeds-'));
    try {
      await writeFile(
        join(folder, 'a.json'),
        JSON.stringify({
          title: 'A',
          licence: 'own',
          sources: [],
          agreements: [],
          crossings: [],
          statusReports: [],
          incidents: [{}],
        }),
      );
      const fault = await readSeeds(folder, REFERENCE).catch((thrown: unknown) => thrown);
      expect(fault).toBeInstanceOf(SeedFault);
      expect(String(fault)).toContain('a.json, incidents.0.title: Invalid input');
      expect(String(fault)).toContain('a.json, airspaceClaims: Invalid input');
      expect(String(fault)).toContain(
        'Correct what is listed and start again; the format is RecordBundle in api/ingest/contract.ts.',
      );
      await writeFile(join(folder, 'a.json'), '{ "title": ');
      await expect(readSeeds(folder, REFERENCE)).rejects.toThrow(/a\.json: .*JSON/u);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
