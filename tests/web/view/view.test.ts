import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LOCATION_PRECISIONS, OCCURRENCE_STATUSES } from '../../../api/geo/contract.ts';
import { Attribution, Compliance } from '../../../api/accounts/contract.ts';
import { CATEGORIES, INCIDENT_TYPES, POSITIONS_SAID } from '../../../api/incidents/contract.ts';
import { UI_LANGUAGES } from '../../../web/i18n/languages.ts';
import {
  COLLECTIONS,
  DEFAULT_VIEW,
  DOINGS,
  searchToView,
  SORTS,
  TABLE_COLUMNS,
  THEME_CHOICES,
  toInstant,
  viewToSearch,
  type View,
  type ViewArea,
} from '../../../web/view.ts';
import { PLAY_MODES, PLAY_SPEEDS, TIME_PANELS, TIME_SCALES } from '../../../web/view-timeline.ts';

const fixed = (least: number, most: number, decimals: number): fc.Arbitrary<number> =>
  fc.integer({ min: least * 10 ** decimals, max: most * 10 ** decimals }).map((steps) => steps / 10 ** decimals);

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

const moment = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => toInstant(at.getTime()));

const area: fc.Arbitrary<ViewArea> = fc.record({
  id: fc.stringMatching(/^[a-z0-9-]{1,12}$/),
  name: fc.string({ maxLength: 40, unit: 'grapheme' }).filter((name) => name.isWellFormed() && name.length <= 80),
  ring: fc
    .array(fc.tuple(fixed(-180, 180, 4), fixed(-90, 90, 4)), { minLength: 3, maxLength: 12 })
    .filter((ring) => String(ring[0]) !== String(ring.at(-1)))
    .map((ring) => [...ring, ring[0] ?? [0, 0]] as const),
});

const anyView: fc.Arbitrary<View> = fc.record({
  camera: fc.record({ longitude: fixed(-180, 180, 4), latitude: fixed(-85, 85, 4), zoom: fixed(0, 24, 2) }),
  from: fc.option(day),
  to: fc.option(day),
  preset: fc.constantFrom(null, '7d', '30d', 'since:19-oct'),
  knownAt: fc.option(moment),
  types: fc.subarray([...CATEGORIES, ...INCIDENT_TYPES]),
  statuses: fc.subarray([...OCCURRENCE_STATUSES]),
  parties: fc.subarray([...POSITIONS_SAID]),
  attributions: fc.subarray([...Attribution.options]),
  compliances: fc.subarray([...Compliance.options]),
  overdue: fc.boolean(),
  underReview: fc.boolean(),
  mine: fc.boolean(),
  precisions: fc.subarray([...LOCATION_PRECISIONS]),
  q: fc.string({ maxLength: 60, unit: 'grapheme' }).filter((text) => text.isWellFormed() && text.length <= 200),
  onlyInView: fc.boolean(),
  layers: fc.record({ incidents: fc.boolean(), crossings: fc.boolean(), airspace: fc.boolean(), areas: fc.boolean() }),
  selection: fc.option(
    fc.record({ collection: fc.constantFrom(...COLLECTIONS), id: fc.integer({ min: 1, max: 1e9 }) }),
  ),
  doing: fc.constantFrom(null, ...DOINGS),
  sort: fc.constantFrom(...SORTS),
  timeline: fc.record({
    scale: fc.constantFrom(...TIME_SCALES),
    mode: fc.constantFrom(...PLAY_MODES),
    speed: fc.constantFrom(...PLAY_SPEEDS),
    panel: fc.constantFrom(null, ...TIME_PANELS),
    close: fc.boolean(),
    folded: fc.boolean(),
  }),
  table: fc.option(fc.subarray([...TABLE_COLUMNS], { minLength: 1 })),
  theme: fc.constantFrom(...THEME_CHOICES),
  language: fc.constantFrom(...UI_LANGUAGES),
  areas: fc.array(area, { maxLength: 4 }),
});

/** A form is one of the record that is open. */
const view = anyView.map((given): View => ({ ...given, doing: given.selection && given.doing }));

/** JSON has no minus zero, and neither has an address. */
const plain = (value: View): unknown => JSON.parse(JSON.stringify(value));

describe('a view and its address', () => {
  test('an address gives back the very view that it was made from', () => {
    fc.assert(
      fc.property(view, (given) => {
        expect(plain(searchToView(viewToSearch(given)))).toStrictEqual(plain(given));
      }),
      { numRuns: 300 },
    );
  });

  test('the default view has an empty address', () => {
    expect(viewToSearch(DEFAULT_VIEW)).toBe('');
    expect(searchToView('')).toStrictEqual(DEFAULT_VIEW);
  });

  test('what differs from the default is written short and can be read', () => {
    const given: View = {
      ...DEFAULT_VIEW,
      camera: { longitude: 69.9, latitude: 33.41234567, zoom: 7.25 },
      from: '2025-10-19',
      preset: 'since:19-oct',
      knownAt: '2025-11-06T06:00:00Z',
      types: ['use-of-force', 'overflight-uav'],
      statuses: ['contested'],
      parties: ['differ'],
      attributions: ['claimed', 'disputed'],
      compliances: ['no-finding'],
      overdue: true,
      mine: true,
      q: 'Spin Boldak',
      layers: { ...DEFAULT_VIEW.layers, airspace: false },
      selection: { collection: 'incidents', id: 41 },
      doing: 'grade',
      theme: 'dark',
      language: 'ur',
    };
    expect(viewToSearch(given)).toBe(
      'map=69.9,33.4123,7.25&from=2025-10-19&since=19-oct&known=2025-11-06T06:00:00Z&type=use-of-force,overflight-uav&status=contested' +
        '&positions=differ&attribution=claimed,disputed&compliance=no-finding&overdue=yes&mine=yes&q=Spin+Boldak' +
        '&layers=incidents,crossings,areas&theme=dark&lang=ur&open=incidents/41&do=grade',
    );
  });

  test('defaults of another screen are measured against, not written', () => {
    const defaults: View = { ...DEFAULT_VIEW, language: 'prs', camera: { longitude: 67.7, latitude: 32.2, zoom: 4.1 } };
    expect(viewToSearch(defaults, defaults)).toBe('');
    expect(searchToView('theme=dark', defaults)).toStrictEqual({ ...defaults, theme: 'dark' });
  });
});

describe('an address that is not as it should be', () => {
  test.each([
    'from=2025-13-40',
    'to=2025-02-30',
    'from=yesterday',
    'map=1,2',
    'map=500,33,7',
    'map=,,',
    'map=69.9,33.4,7,8',
    'type=nonsense',
    'status=confirmed',
    'positions=all',
    'attribution=guilty',
    'compliance=broken',
    'overdue=perhaps',
    'underReview=true',
    'mine=no',
    'do=grade',
    'do=nonsense',
    'precision=galaxy',
    'inview=perhaps',
    'layers=moon',
    'open=incidents/0',
    'open=incidents/12abc',
    'open=elsewhere/12',
    'open=incidents/12/13',
    'sort=random',
    'theme=pink',
    'lang=xx',
    'since=NOT%20A%20KEY',
    'known=yesterday',
    'known=2025-11-06',
    'known=2025-11-31T06:00:00Z',
    'known=2025-11-06T06:00:00',
    'last=9999',
    'area=',
    'area=a~1.2.3~three',
    'area=a~zzzzzz.zzzzzz.1.1.1.1~far',
    '%E0%A4%A',
    'unknown=1',
  ])('%s is left aside without an error', (search) => {
    expect(searchToView(search)).toStrictEqual(DEFAULT_VIEW);
  });

  test.each([
    ['known=2025-11-06T11:00:00%2B05:00', '2025-11-06T06:00:00Z'],
    ['known=2025-11-06T11:00:00+05:00', '2025-11-06T06:00:00Z'],
    ['known=2025-11-06T06:00:00.250Z', '2025-11-06T06:00:00.250Z'],
  ])('%s is the moment %s, whatever the offset it is given in', (search, knownAt) => {
    expect(searchToView(search)).toStrictEqual({ ...DEFAULT_VIEW, knownAt });
  });

  test('sound values beside unsound ones are kept, repeats once', () => {
    expect(searchToView('status=contested,nonsense,contested,reported')).toStrictEqual({
      ...DEFAULT_VIEW,
      statuses: ['contested', 'reported'],
    });
  });

  test('a text without end is cut, areas beyond the twentieth are dropped', () => {
    const ring = 'e9x4.7bzk.a.0.0.a';
    const search = `q=${'x'.repeat(5000)}&${Array.from({ length: 50 }, (_, index) => `area=a${index}~${ring}~n`).join('&')}`;
    const read = searchToView(search);
    expect([read.q.length, read.areas.length]).toStrictEqual([200, 20]);
  });
});
