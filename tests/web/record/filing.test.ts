import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAttempts } from '../../../web/record/attempts.ts';
import { documentOfDraft, newDraft, type Draft } from '../../../web/record/draft.ts';
import { blankSource } from '../../../web/record/fields.ts';
import {
  checkDraft,
  EDITING,
  sendDraft,
  stopFiling,
  type FilingTools,
  type FormState,
} from '../../../web/record/filing.ts';
import { BLANK_PLACE } from '../../../web/record/place.ts';
import { BLANK_SPAN } from '../../../web/record/span.ts';
import { createDraftStore, storageInMemory } from '../../../web/record/stored-drafts.ts';

type Sent = { method: string; path: string; headers: Record<string, string>; body: unknown };
type Reply = { status: number; body: unknown } | 'no answer';

afterEach(() => vi.unstubAllGlobals());

/** A service that answers what it is told to, in order, and remembers what it was sent. */
function serviceThatAnswers(...replies: Reply[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : null;
    sent.push({ method: init.method ?? 'GET', path, headers, body });
    const reply = replies.shift() ?? 'no answer';
    if (reply === 'no answer') throw new TypeError('failed to fetch');
    return new Response(JSON.stringify(reply.body), { status: reply.status });
  });
  return sent;
}

const source = { ...blankSource(), publisher: 'Daily One' };
const draft: Draft = {
  ...newDraft('incident', {
    title: 'Fire reported near Spin Boldak',
    type: 'small-arms',
    happened: { ...BLANK_SPAN, from: { day: '2025-11-06', time: '' } },
    where: { ...BLANK_PLACE, precision: 'near', longitude: '66.4', latitude: '30.9', radiusMetres: 12_000 },
    sourceIds: [source.id],
  }),
  sources: [source],
};

const answer = {
  kind: 'incident',
  id: draft.id,
  fid: 7,
  ref: 'DL-2026-000123',
  version: 1,
  state: 'standing',
  level: 2,
};
const problem = (status: number, code: string, errors: unknown[] = []): Reply => ({
  status,
  body: { type: 'about:blank', title: code, status, code, detail: code, errors },
});
const onRecord = (document: Record<string, unknown>): Reply => ({
  status: 200,
  body: {
    ...answer,
    mergedInto: null,
    visibility: { level: 2, owner: null, fieldLevels: {}, placeClass: 'general', team: [] },
    document,
    hiddenFields: [],
    submittedBy: 'Farid',
    recordedAt: '2026-01-01T00:00:00Z',
    may: ['edit'],
    proposal: null,
  },
});

function atTheDesk() {
  let keys = 0;
  let state: FormState = { draft, phase: EDITING, tried: true, refused: [], problem: null, attention: 0 };
  const store = createDraftStore(storageInMemory(), 'amina');
  store.keep(draft, 1);
  const tools: FilingTools = {
    attempts: createAttempts(() => `key-${(keys += 1)}`),
    store,
    update: (change) => {
      state = change(state);
    },
    onSaved: () => undefined,
  };
  const file = (act: typeof sendDraft): Promise<void> =>
    act(tools, draft).catch((cause: unknown) => stopFiling(tools, cause));
  return { file, store, state: () => state };
}

describe('filing', () => {
  test('a record is sent once, as new, and the kept form is forgotten when the answer is there', async () => {
    const sent = serviceThatAnswers({ status: 201, body: answer });
    const desk = atTheDesk();
    await desk.file(sendDraft);
    expect(sent).toMatchObject([
      {
        method: 'PUT',
        path: `/api/records/incident/${draft.id}`,
        headers: { 'if-none-match': '*', 'idempotency-key': 'key-1' },
      },
    ]);
    expect(desk.state().phase).toStrictEqual({ name: 'saved', answer });
    expect(desk.store.list()).toStrictEqual([]);
  });

  test('without an answer the text is kept, and the next try carries the same key', async () => {
    const sent = serviceThatAnswers('no answer', { status: 201, body: answer });
    const desk = atTheDesk();
    await desk.file(sendDraft);
    expect([desk.state().problem?.code, desk.state().phase.name, desk.store.list().length]).toStrictEqual([
      'offline',
      'editing',
      1,
    ]);
    await desk.file(sendDraft);
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toStrictEqual(['key-1', 'key-1']);
    expect(desk.state().phase.name).toBe('saved');
  });

  test('what is refused stands at its field, and the next try is another', async () => {
    const sent = serviceThatAnswers(
      problem(400, 'bad-body', [{ code: 'bad-body', parameter: 'document.title', detail: 'not neutral' }]),
      problem(403, 'not-allowed'),
    );
    const desk = atTheDesk();
    await desk.file(sendDraft);
    expect(desk.state()).toMatchObject({
      problem: null,
      attention: 1,
      refused: [{ path: 'title', key: 'form.fault-refused', values: { detail: 'not neutral' } }],
    });
    await desk.file(sendDraft);
    expect(desk.state()).toMatchObject({ refused: [], attention: 2, problem: { status: 403, code: 'not-allowed' } });
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toStrictEqual(['key-1', 'key-2']);
  });

  test('records near are shown before anything is sent', async () => {
    const candidate = {
      fid: 3,
      uid: source.id,
      ref: 'DL-2025-000003',
      title: 'Fire',
      happenedFrom: '2025-11-06T00:00:00Z',
      kilometres: 3,
      likeness: 0.7,
    };
    const sent = serviceThatAnswers({ status: 200, body: { candidates: [candidate] } });
    const desk = atTheDesk();
    await desk.file(checkDraft);
    expect(sent.map(({ method, path }) => [method, path])).toStrictEqual([['POST', '/api/near-duplicates']]);
    expect(sent[0]?.body).toStrictEqual({
      kind: 'incident',
      id: draft.id,
      title: 'Fire reported near Spin Boldak',
      from: '2025-11-06T00:00:00Z',
      to: '2025-11-07T00:00:00Z',
      position: [66.4, 30.9],
    });
    expect(desk.state().phase).toStrictEqual({ name: 'near', candidates: [candidate] });
  });

  test('a comparison that fails keeps nobody from filing', async () => {
    serviceThatAnswers(problem(503, 'busy'), { status: 201, body: answer });
    const desk = atTheDesk();
    await desk.file(checkDraft);
    expect(desk.state().phase.name).toBe('saved');
  });
});

describe('somebody else saved meanwhile', () => {
  test('the two versions are laid side by side; nothing is written', async () => {
    const theirs = { ...documentOfDraft(draft), ref: 'DL-2026-000123', title: 'Another title' };
    const sent = serviceThatAnswers(problem(412, 'version-differs'), onRecord(theirs));
    const desk = atTheDesk();
    await desk.file(sendDraft);
    expect(sent.map(({ method }) => method)).toStrictEqual(['PUT', 'GET']);
    expect(desk.state().phase).toMatchObject({ name: 'conflict', theirs: { document: { title: 'Another title' } } });
    expect(desk.store.list()).toHaveLength(1);
  });

  test('a record that the lost request had filed already is simply filed', async () => {
    const theirs = { ...documentOfDraft(draft), ref: 'DL-2026-000123' };
    serviceThatAnswers(problem(412, 'version-differs'), onRecord(theirs));
    const desk = atTheDesk();
    await desk.file(sendDraft);
    expect(desk.state().phase).toStrictEqual({ name: 'saved', answer });
  });
});
