import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { RecordBundle } from '../../../api/ingest/contract.ts';
import { readSeeds } from '../../../api/ingest/seeds.ts';
import { RecordSent, type EditedKind, type RecordShown } from '../../../api/record/contract.ts';
import { documentOf, fieldsOf, type Document } from '../../../web/record/document.ts';
import {
  documentOfDraft,
  draftOfRecord,
  isTouched,
  newDraft,
  sentOf,
  withoutSources,
} from '../../../web/record/draft.ts';
import { faultsOfAnswer, findFaults, type Fault } from '../../../web/record/faults.ts';
import { blankSource, blankStatement } from '../../../web/record/fields.ts';
import { mergeRecords } from '../../../web/record/merge.ts';
import { BLANK_PLACE } from '../../../web/record/place.ts';
import { BLANK_SPAN } from '../../../web/record/span.ts';
import { isSameRecord, mergedDraft } from '../../../web/record/filing.ts';

const SEEDS = fileURLToPath(new URL('../../../data/seeds', import.meta.url));
let bundle: RecordBundle;
beforeAll(async () => {
  bundle = await readSeeds(SEEDS);
});

const recordsOf = (): Readonly<Record<EditedKind, readonly Document[]>> => ({
  incident: bundle.incidents,
  'airspace-claim': bundle.airspaceClaims,
  'status-report': bundle.statusReports,
  agreement: bundle.agreements,
});

const shown = (document: Document, given: Partial<RecordShown> = {}): RecordShown => ({
  kind: 'incident',
  id: String(document['id']),
  fid: 41,
  version: 3,
  state: 'standing',
  mergedInto: null,
  visibility: { level: 2, owner: null, fieldLevels: {}, placeClass: 'general', team: [] },
  document,
  hiddenFields: [],
  submittedBy: 'Amina',
  recordedAt: '2026-01-01T00:00:00Z',
  may: ['edit'],
  proposal: null,
  ...given,
});

const source = { ...blankSource(), publisher: 'Daily One' };
/** As little as makes an incident: what, when, where, and where it was read. */
const filed = () => ({
  ...newDraft('incident', {
    title: ' Fire reported near Spin Boldak ',
    type: 'small-arms',
    happened: { ...BLANK_SPAN, from: { day: '2025-11-06', time: '' } },
    where: { ...BLANK_PLACE, precision: 'near', longitude: '66.4', latitude: '30.9', radiusMetres: 12_000 },
    sourceIds: [source.id],
  }),
  sources: [source],
});

describe('a record and its form', () => {
  test.each(['incident', 'airspace-claim', 'status-report', 'agreement'] as const)(
    'every %s on record comes back from its form as it was',
    (kind) => {
      const records = recordsOf()[kind];
      expect(records.length).toBeGreaterThan(0);
      for (const record of records) {
        const back = documentOf(kind, fieldsOf(kind, record));
        expect(mergeRecords(record, back, record).filter(({ changed }) => changed !== 'same')).toStrictEqual([]);
      }
    },
  );

  test('every incident and airspace claim on record could be saved as it is, with a reason', () => {
    const why = { reason: 'new-information', explanation: 'A second source.' } as const;
    const faults = (['incident', 'airspace-claim'] as const).flatMap((kind) =>
      recordsOf()[kind].flatMap((record) =>
        findFaults({ ...draftOfRecord(shown(record, { kind }), kind), why }).map((fault) => [record['ref'], fault]),
      ),
    );
    expect(faults).toStrictEqual([]);
  });

  test('a field that its reader may not see is left out of what is saved', () => {
    const [first] = bundle.incidents;
    const { whereNote: _, ...seen } = first ?? {};
    const draft = draftOfRecord(shown(seen, { hiddenFields: ['whereNote'] }), 'incident');
    expect('whereNote' in documentOfDraft(draft)).toBe(false);
    expect(findFaults(draft).map(({ path }) => path)).toStrictEqual(['why.reason', 'why.explanation']);
  });
});

describe('what is sent', () => {
  test('an incident filed: no reference, no reason, the usual level, the blanks at the ends of texts gone', () => {
    const draft = filed();
    expect(findFaults(draft)).toStrictEqual([]);
    const sent = RecordSent.parse(sentOf(draft));
    expect(sent).toMatchObject({
      document: { ref: null, title: 'Fire reported near Spin Boldak', status: 'reported', sourceIds: [source.id] },
      sources: [{ id: source.id, publisher: 'Daily One', article: null }],
      why: null,
    });
    expect(Object.keys(sent).sort()).toStrictEqual(['document', 'sources', 'why']);
  });

  test('a source that nothing names any more is not sent', () => {
    const draft = filed();
    const other = blankSource();
    expect(sentOf({ ...draft, sources: [...draft.sources, other] }).sources.map(({ id }) => id)).toStrictEqual([
      source.id,
    ]);
  });

  test('a speaker’s own words stay untouched, blanks and all', () => {
    const text = '  “…we reserve the right.”\n';
    const statement = {
      ...blankStatement([source.id]),
      speakerKind: 'party',
      party: 'pak',
      speaker: 'Ministry',
      channel: 'public-statement',
      paraphrase: 'It stated its position.',
      verbatim: { text, language: 'en' },
    } as const;
    const draft = filed();
    const { document } = sentOf({ ...draft, fields: { ...draft.fields, statements: [statement] } });
    expect(document['statements']).toMatchObject([{ verbatim: { text } }]);
  });

  test('visibility is sent only where it is another than now', () => {
    const [first] = bundle.incidents;
    const draft = draftOfRecord(shown(first ?? {}), 'incident');
    expect(Object.keys(sentOf({ ...draft, level: 2 }))).not.toContain('level');
    expect(sentOf({ ...draft, level: 4, fieldLevels: { whereNote: 4 } })).toMatchObject({
      level: 4,
      fieldLevels: { whereNote: 4 },
    });
  });

  test('an untouched form is told from one that was filled in', () => {
    const [first] = bundle.incidents;
    const draft = draftOfRecord(shown(first ?? {}), 'incident');
    expect([isTouched(newDraft('incident')), isTouched(draft)]).toStrictEqual([false, false]);
    expect(isTouched({ ...draft, why: { reason: null, explanation: 'Because' } })).toBe(true);
    expect(isTouched(filed())).toBe(true);
  });
});

describe('faults', () => {
  test('an empty form names each field once, in the order of the contract', () => {
    expect(findFaults(newDraft('incident')).map(({ path, key }) => [path, key])).toStrictEqual([
      ['title', 'form.fault-missing'],
      ['type', 'form.fault-missing'],
      ['happened.from', 'form.fault-missing'],
      ['where.precision', 'form.fault-missing'],
      ['sourceIds', 'form.fault-source-missing'],
    ]);
  });

  test('a point without a radius, a position that is none, and a party that speaks of itself', () => {
    const draft = filed();
    const where = { ...draft.fields.where, radiusMetres: null };
    expect(findFaults({ ...draft, fields: { ...draft.fields, where } })).toStrictEqual([
      { path: 'where.uncertaintyMetres', key: 'form.fault-radius-missing' },
    ]);
    expect(
      findFaults({ ...draft, fields: { ...draft.fields, where: { ...draft.fields.where, latitude: 'north' } } }),
    ).toStrictEqual([{ path: 'where.geometry', key: 'form.fault-position' }]);
    const claim = newDraft('airspace-claim', { claimant: 'afg', allegedOperator: 'afg' });
    const filedClaim = {
      ...claim,
      fields: {
        ...claim.fields,
        title: 'Overflight reported',
        type: 'uav-isr',
        trackBasis: 'claimed',
        weaponRelease: 'unknown',
        happened: draft.fields.happened,
        where: { ...BLANK_PLACE, precision: 'airspace' },
        sourceIds: [source.id],
      },
      sources: [source],
    } as const;
    expect(findFaults(filedClaim)).toStrictEqual([{ path: 'allegedOperator', key: 'form.fault-same-party' }]);
  });

  test('a day whose time is missing, or is no time, is told at the time', () => {
    const draft = filed();
    const at = (time: string): Fault[] => {
      const happened = { ...BLANK_SPAN, precision: 'minute', from: { day: '2025-11-06', time } } as const;
      return findFaults({ ...draft, fields: { ...draft.fields, happened } });
    };
    const fault = { path: 'happened.from.time', key: 'form.fault-time' };
    expect([at(''), at('25:10'), at('21:50')]).toStrictEqual([[fault], [fault], []]);
  });

  test('a new source needs its publisher, and a change needs its reason', () => {
    const draft = { ...filed(), sources: [{ ...source, publisher: null }] };
    expect(findFaults(draft)).toStrictEqual([{ path: 'sources.0.publisher', key: 'form.fault-missing' }]);
  });

  test('what the service refuses stands at the field that it names', () => {
    expect(
      faultsOfAnswer([
        { parameter: 'document.where.geometry.coordinates.0', detail: 'not on the earth' },
        { detail: 'something else' },
      ]),
    ).toStrictEqual([
      { path: 'where.geometry', key: 'form.fault-refused', values: { detail: 'not on the earth' } },
      { path: '', key: 'form.fault-refused', values: { detail: 'something else' } },
    ]);
  });
});

test('a new source that is taken out is no longer named by any statement', () => {
  const draft = filed();
  const statements = [blankStatement([source.id])];
  const fields = withoutSources({ ...draft.fields, statements }, [source.id]);
  expect([fields.sourceIds, fields.statements.map(({ sourceIds }) => sourceIds)]).toStrictEqual([[], [[]]]);
});

test('a record that was filed by a request whose answer never came is the same record', () => {
  const draft = filed();
  const document = { ...documentOfDraft(draft), ref: 'DL-2026-000123' };
  expect(isSameRecord(draft, shown(document))).toBe(true);
  expect(isSameRecord(draft, shown({ ...document, title: 'Another' }))).toBe(false);
});

test('a merged form stands on their version, keeps my reason, and never opens what either closed', () => {
  const [first] = bundle.incidents;
  const document = first ?? {};
  const visibility = { level: 3, owner: null, fieldLevels: { where: 4 }, placeClass: 'protected', team: [] } as const;
  const theirs = shown(
    { ...document, whereNote: 'At the gate.' },
    { version: 4, visibility: { ...visibility, fieldLevels: { where: 4 }, team: [] } },
  );
  const begun = draftOfRecord(shown(document), 'incident');
  const why = { reason: 'new-information', explanation: 'A second source.' } as const;
  const mine = {
    ...begun,
    level: 2,
    fieldLevels: { summary: 3 },
    why,
    fields: { ...begun.fields, title: 'Mine' },
  } as const;
  const merged = mergedDraft(mine as typeof begun, theirs, {});
  expect(merged.base?.version).toBe(4);
  expect(documentOfDraft(merged)).toMatchObject({ title: 'Mine', whereNote: 'At the gate.' });
  expect({ ...merged, base: null, fields: null }).toMatchObject({
    level: null,
    fieldLevels: { where: 4, summary: 3 },
    placeClass: 'protected',
    why,
  });
});
