import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeApi } from '../../api/app.ts';
import { AnyRole, ROLES } from '../../api/auth/contract.ts';
import { sql } from '../../api/db/sql.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { placeBatch } from '../../api/log/sequencer.ts';
import type { WriteAnswer } from '../../api/record/contract.ts';
import { act, file, incidentSent, release, WHY, writeHeaders } from '../fixtures/filing.ts';
import { agreement, airspaceClaim, bundleOf, crossing, incident, statusReport } from '../fixtures/records.ts';
import { PASSWORD, signedIn, somebody, type Somebody } from '../setup/people.ts';
import { type TestService, withService } from '../setup/service.ts';

/** Who asks, in the order of the columns of the tables below. */
const ASKERS: readonly AnyRole[] = ['reader', ...ROLES];

/** What is asked for: at each level, by each party, taken back, and the asker's own. */
const OBJECTS = ['open', 'mechanism', 'restricted', 'afghan', 'pakistani', 'protected', 'withdrawn', 'own'] as const;
type ObjectName = (typeof OBJECTS)[number];

/** A status for each asker; `-` where there is no such thing: who files nothing has nothing of their own. */
type Row = string;
type ByObject = Record<ObjectName, Row>;

/** Readers of what is seen on the map. A deny answers like not-found. */
const SEEN: ByObject = {
  //          reader mon rev ana pre afg pak med cha adm
  open: '       200 200 200 200 200 200 200 200 200 200',
  mechanism: '  404 200 200 200 404 200 200 200 200 404',
  restricted: ' 404 200 200 200 404 404 404 200 200 404',
  afghan: '     404 404 200 404 404 200 404 200 200 404',
  pakistani: '  404 404 200 404 404 404 200 200 200 404',
  protected: '  404 404 404 404 404 404 404 404 404 404',
  withdrawn: '  404 200 200 200 404 404 404 200 200 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

/** Readers of the base tables: of an open record these hold the exact place, so the public reads none. */
const READ: ByObject = {
  open: '       401 200 200 200 404 200 200 200 200 404',
  mechanism: '  401 200 200 200 404 200 200 200 200 404',
  restricted: ' 401 200 200 200 404 404 404 200 200 404',
  afghan: '     401 404 200 404 404 200 404 200 200 404',
  pakistani: '  401 404 200 404 404 404 200 200 200 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 200 200 200 404 404 404 200 200 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

/** Who changes it: whose it is, their party's liaison, reviewers and the chair. */
const CHANGED: ByObject = {
  open: '       401 403 200 403 404 403 403 403 200 404',
  mechanism: '  401 403 200 403 404 403 403 403 200 404',
  restricted: ' 401 403 200 403 404 404 404 403 200 404',
  afghan: '     401 404 200 404 404 200 404 403 200 404',
  pakistani: '  401 404 200 404 404 404 200 403 200 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 409 409 409 404 404 404 409 409 404',
  own: '          - 200 200 200   - 200 200 200 200   -',
};

const MERGED: ByObject = {
  ...CHANGED,
  afghan: '     401 404 200 404 404 403 404 403 200 404',
  pakistani: '  401 404 200 404 404 404 403 403 200 404',
  own: '          - 403 200 403   - 403 403 403 200   -',
};

const PROPOSED: ByObject = {
  open: '       401 403 201 403 404 403 403 403 201 404',
  mechanism: '  401 403 201 403 404 403 403 403 201 404',
  restricted: ' 401 403 201 403 404 404 404 403 201 404',
  afghan: '     401 404 201 404 404 201 404 403 201 404',
  pakistani: '  401 404 201 404 404 404 201 403 201 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 409 409 409 404 404 404 409 409 404',
  own: '          - 403 201 403   - 201 201 403 201   -',
};

/** What a reviewer proposed: of nobody's record another neutral person approves, of a party's that party. */
const APPROVED: ByObject = {
  open: '       401 403 200 403 404 403 403 403 200 404',
  mechanism: '  401 403 200 403 404 403 403 403 200 404',
  restricted: ' 401 403 200 403 404 404 404 403 200 404',
  afghan: '     401 404 403 404 404 200 404 403 403 404',
  pakistani: '  401 404 403 404 404 404 200 403 403 404',
  protected: '  401 404 404 404 404 404 404 404 404 404',
  withdrawn: '  401 409 409 409 404 404 404 409 409 404',
  own: '          - 403 403 403   - 403 403 403 403   -',
};

const EVERYBODY: Row = '200 200 200 200 200 200 200 200 200 200';
const PEOPLE_ONLY: Row = '401 200 200 200 200 200 200 200 200 200';
const ADMINISTRATOR: Row = '401 403 403 403 403 403 403 403 403 200';
const FILERS: Row = '401 201 201 201 403 201 201 201 201 403';
const AGREEMENT_WRITERS: Row = '401 403 403 403 403 403 403 201 201 403';

type Asks = (asker: Pick<Somebody, 'send'>) => Promise<Response>;

interface Stage {
  service: TestService;
  askers: Map<AnyRole, Pick<Somebody, 'send'> & { id?: string }>;
  objectFor(role: AnyRole, name: ObjectName): WriteAnswer | null;
  proposalFor(name: ObjectName): string;
  /** Numbers of an open item of each collection, and of something else to merge into. */
  fids: Record<'incidents' | 'airspace-claims' | 'crossings' | 'agreements', number>;
  intoId: string;
  stranger: string;
}

async function fidOf(service: TestService, table: string, id: string): Promise<number> {
  const { fid } = await service.database.one(sql<{ fid: string }>`
    select fid from ${sql.table(table)} where id = ${id} and viewer = 'public'`);
  return Number(fid);
}

/** Everything that is asked for, on record. */
async function setStage(service: TestService): Promise<Stage> {
  const bundle = bundleOf({
    agreements: [agreement(1)],
    crossings: [crossing(1)],
    statusReports: [statusReport(1)],
    incidents: [incident(1), incident(2)],
    airspaceClaims: [airspaceClaim(1)],
  });
  await saveBundle(service.database, bundle);
  const [monitor, reviewer, chair] = [
    await somebody(service, 'monitor'),
    await somebody(service, 'reviewer'),
    await somebody(service, 'chair'),
  ];
  const afghan = await file(await somebody(service, 'liaison-afg'), incidentSent());
  const pakistani = await file(await somebody(service, 'liaison-pak'), incidentSent());
  const restricted = await file(monitor, incidentSent());
  const mechanism = await release([reviewer, chair], await file(monitor, incidentSent()), { level: 1 });
  const closed = await file(monitor, incidentSent(), { level: 4 });
  const withdrawn = await file(monitor, incidentSent());
  await act(monitor, withdrawn, 'withdrawal', { why: WHY });
  const open: WriteAnswer = {
    ...restricted,
    id: incident(1).id,
    fid: await fidOf(service, 'incident_projections', incident(1).id),
    version: 1,
    level: 0,
  };
  const objects = {
    open,
    mechanism,
    restricted,
    afghan,
    pakistani,
    protected: closed,
    withdrawn: { ...withdrawn, version: 2 },
  };
  const proposals = new Map<ObjectName, string>();
  for (const name of ['open', 'mechanism', 'restricted', 'afghan', 'pakistani'] as const) {
    const id = randomUUID();
    proposals.set(name, id);
    const body = { id, level: 0, fieldLevels: {}, placeClass: 'general', why: WHY };
    const answer = await act(reviewer, objects[name], 'release-proposals', body);
    if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`);
  }
  const askers: Stage['askers'] = new Map([['reader', service]]);
  const own = new Map<AnyRole, WriteAnswer>();
  for (const role of ROLES) {
    const who = await signedIn(service, role);
    askers.set(role, who);
    if (!['press', 'administrator'].includes(role)) own.set(role, await file(who, incidentSent()));
  }
  while ((await placeBatch(service.database)) !== 0);
  return {
    service,
    askers,
    objectFor: (role, name) => (name === 'own' ? (own.get(role) ?? null) : objects[name]),
    proposalFor: (name) => proposals.get(name) ?? randomUUID(),
    fids: {
      incidents: open.fid,
      'airspace-claims': await fidOf(service, 'airspace_claim_projections', airspaceClaim(1).id),
      crossings: await fidOf(service, 'crossing_projections', crossing(1).id),
      agreements: await fidOf(service, 'agreement_projections', agreement(1).id),
    },
    intoId: incident(2).id,
    stranger: (await somebody(service, 'analyst')).id,
  };
}

type WithObject = { byObject: ByObject; ask: (stage: Stage, object: WriteAnswer, name: ObjectName) => Asks };
type Alone = { row: Row; ask: (stage: Stage) => Asks };

const get =
  (path: string): Asks =>
  (asker) =>
    asker.send('GET', `/api${path}`, {});
const send =
  (method: string, path: string, body?: object, headers: Record<string, string> = {}): Asks =>
  (asker) =>
    asker.send(method, `/api${path}`, { body, headers: { origin: 'http://test', ...headers } });
const onRecord = ({ kind, id, version }: WriteAnswer, path: string, body: object): Asks =>
  send('POST', `/records/${kind}/${id}/${path}`, body, writeHeaders(version));
const everybody = (path: string): Alone => ({ row: EVERYBODY, ask: () => get(path) });
const seen = (suffix: string): WithObject => ({
  byObject: SEEN,
  ask: (_stage, { fid }) => get(`/collections/incidents/items/${fid}${suffix}`),
});
const openItem = (collection: keyof Stage['fids'], suffix = ''): Alone => ({
  row: EVERYBODY,
  ask: ({ fids }) => get(`/collections/${collection}/items/${fids[collection]}${suffix}`),
});

/** Every operation of the OpenAPI document, who may do it, and to what. */
const OPERATIONS: Record<string, (WithObject | Alone)[]> = {
  'GET /': [everybody('/')],
  'GET /conformance': [everybody('/conformance')],
  'GET /collections': [everybody('/collections')],
  'GET /collections/incidents': [everybody('/collections/incidents')],
  'GET /collections/airspace-claims': [everybody('/collections/airspace-claims')],
  'GET /collections/crossings': [everybody('/collections/crossings')],
  'GET /collections/incidents/items': [everybody('/collections/incidents/items')],
  'GET /collections/airspace-claims/items': [everybody('/collections/airspace-claims/items')],
  'GET /collections/crossings/items': [everybody('/collections/crossings/items')],
  'GET /collections/incidents/items/{featureId}': [seen(''), seen('?asKnownAt=2999-01-01T00:00:00Z')],
  'GET /collections/airspace-claims/items/{featureId}': [openItem('airspace-claims')],
  'GET /collections/crossings/items/{featureId}': [openItem('crossings')],
  'GET /collections/incidents/items/{featureId}/history': [seen('/history')],
  'GET /collections/airspace-claims/items/{featureId}/history': [openItem('airspace-claims', '/history')],
  'GET /collections/crossings/items/{featureId}/history': [openItem('crossings', '/history')],
  'GET /collections/agreements/items/{featureId}/history': [openItem('agreements', '/history')],
  'GET /agreements': [everybody('/agreements')],
  'GET /config': [everybody('/config')],
  'GET /live': [everybody('/live')],
  'GET /log/checkpoint': [everybody('/log/checkpoint')],
  'GET /log/key': [everybody('/log/key')],
  'GET /log/proof/inclusion': [everybody('/log/proof/inclusion?entry=0&size=1')],
  'GET /log/proof/consistency': [everybody('/log/proof/consistency?from=1&to=2')],

  'GET /records/{kind}/{id}': [{ byObject: READ, ask: (_stage, { kind, id }) => get(`/records/${kind}/${id}`) }],
  'PUT /records/{kind}/{id}': [
    {
      byObject: CHANGED,
      ask: (_stage, { id, version }) =>
        send(
          'PUT',
          `/records/incident/${id}`,
          { document: { ...incidentSent({ id, title: 'Renamed' }), synthetic: false }, sources: [], why: WHY },
          writeHeaders(version),
        ),
    },
    {
      row: FILERS,
      ask: () => {
        const document = incidentSent();
        return send(
          'PUT',
          `/records/incident/${document.id}`,
          { document, sources: [], why: null },
          writeHeaders(null),
        );
      },
    },
    {
      row: AGREEMENT_WRITERS,
      ask: () => {
        const document = { ...agreement(2), id: randomUUID() };
        return send(
          'PUT',
          `/records/agreement/${document.id}`,
          { document, sources: [], why: null },
          writeHeaders(null),
        );
      },
    },
  ],
  'POST /records/{kind}/{id}/withdrawal': [
    { byObject: CHANGED, ask: (_stage, object) => onRecord(object, 'withdrawal', { why: WHY }) },
  ],
  'POST /records/{kind}/{id}/merger': [
    { byObject: MERGED, ask: ({ intoId }, object) => onRecord(object, 'merger', { intoId, why: WHY }) },
  ],
  'POST /records/{kind}/{id}/restriction': [
    {
      byObject: CHANGED,
      ask: (_stage, object) =>
        onRecord(object, 'restriction', { level: 4, fieldLevels: {}, placeClass: 'protected', why: WHY }),
    },
  ],
  'POST /records/{kind}/{id}/release-proposals': [
    {
      byObject: PROPOSED,
      ask: (_stage, object) =>
        onRecord(object, 'release-proposals', {
          id: randomUUID(),
          level: 0,
          fieldLevels: {},
          placeClass: 'general',
          why: WHY,
        }),
    },
  ],
  'POST /records/{kind}/{id}/release-proposals/{proposalId}/approval': [
    {
      byObject: APPROVED,
      ask: (stage, object, name) => onRecord(object, `release-proposals/${stage.proposalFor(name)}/approval`, {}),
    },
  ],
  'POST /near-duplicates': [
    {
      row: '401 200 200 200 403 200 200 200 200 403',
      ask: () =>
        send('POST', '/near-duplicates', {
          kind: 'incident',
          id: randomUUID(),
          title: 'Fire',
          from: '2001-10-09T00:00:00Z',
          to: '2001-10-10T00:00:00Z',
          position: null,
        }),
    },
  ],

  'GET /session': [everybody('/session')],
  'POST /session': [
    {
      row: '401 401 401 401 401 401 401 401 401 401',
      ask: () =>
        send('POST', '/session', {
          email: `${randomUUID()}@example.org`,
          password: 'not the password',
        }),
    },
  ],
  'DELETE /session': [{ row: '204 204 204 204 204 204 204 204 204 204', ask: () => send('DELETE', '/session') }],
  'POST /session/second-step': [
    {
      row: '401 401 401 401 401 401 401 401 401 401',
      ask: () => send('POST', '/session/second-step', { code: '000000', kind: 'totp' }),
    },
  ],
  'GET /session/seen-as': [{ row: ADMINISTRATOR, ask: () => get('/session/seen-as') }],
  'PUT /session/seen-as': [{ row: ADMINISTRATOR, ask: () => send('PUT', '/session/seen-as', { viewer: 'afg' }) }],
  'POST /session/password': [
    {
      row: '401 204 204 204 204 204 204 204 204 204',
      ask: () => send('POST', '/session/password', { current: PASSWORD, next: 'another horse battery staple' }),
    },
  ],
  'POST /session/two-factor': [
    { row: PEOPLE_ONLY, ask: () => send('POST', '/session/two-factor', { password: PASSWORD }) },
  ],
  // Nobody here has begun with a second step.
  'POST /session/two-factor/confirm': [
    {
      row: '401 409 409 409 409 409 409 409 409 409',
      ask: () => send('POST', '/session/two-factor/confirm', { code: '000000' }),
    },
  ],
  'DELETE /session/two-factor': [
    {
      row: '401 409 409 409 409 409 409 409 409 409',
      ask: () => send('DELETE', '/session/two-factor', { password: PASSWORD }),
    },
  ],
  'GET /session/tokens': [{ row: PEOPLE_ONLY, ask: () => get('/session/tokens') }],
  'POST /session/tokens': [
    {
      row: '401 201 201 201 201 201 201 201 201 201',
      ask: ({ service }: Stage) =>
        send('POST', '/session/tokens', {
          id: randomUUID(),
          name: 'mine',
          scope: 'read',
          expiresAt: new Date(service.clock.now.getTime() + 86_400_000).toISOString(),
        }),
    },
  ],
  'DELETE /session/tokens/{id}': [
    {
      row: '401 404 404 404 404 404 404 404 404 404',
      ask: () => send('DELETE', `/session/tokens/${randomUUID()}`),
    },
  ],
  'GET /roles': [everybody('/roles')],
  'GET /people': [{ row: ADMINISTRATOR, ask: () => get('/people') }],
  'POST /people': [
    {
      row: '401 403 403 403 403 403 403 403 403 201',
      ask: () => send('POST', '/people', { id: randomUUID(), email: 'new@example.org', name: 'New', role: 'monitor' }),
    },
  ],
  'PATCH /people/{id}': [
    { row: ADMINISTRATOR, ask: ({ stranger }: Stage) => send('PATCH', `/people/${stranger}`, { role: 'press' }) },
  ],
  'DELETE /people/{id}/sessions': [
    {
      row: '401 403 403 403 403 403 403 403 403 204',
      ask: ({ stranger }: Stage) => send('DELETE', `/people/${stranger}/sessions`),
    },
  ],
  'POST /people/{id}/invitation': [
    {
      row: '401 403 403 403 403 403 403 403 403 201',
      ask: ({ stranger }: Stage) => send('POST', `/people/${stranger}/invitation`),
    },
  ],
  'POST /invitations/accept': [
    {
      row: '404 404 404 404 404 404 404 404 404 404',
      ask: () => send('POST', '/invitations/accept', { token: 'not-one', password: 'correct horse battery' }),
    },
  ],
};

function operationsOfDocument(): string[] {
  const { paths } = describeApi('0') as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

test('the table names every operation of the OpenAPI document', () => {
  expect(Object.keys(OPERATIONS).toSorted()).toStrictEqual(operationsOfDocument().toSorted());
});

/** Asks, and takes back what that did. */
async function statusOf({ service, askers }: Stage, role: AnyRole, ask: Asks): Promise<number> {
  await service.database.all(sql`savepoint cell`);
  const answer = await ask(askers.get(role) ?? service);
  // A stream of events has no end of its own.
  await answer.body?.cancel();
  await service.database.all(sql`rollback to savepoint cell`);
  return answer.status;
}

test('everybody gets from every operation on every kind of record what the table says', () =>
  withService(async (service) => {
    const stage = await setStage(service);
    const wrong: string[] = [];
    let cells = 0;
    async function check(operation: string, name: ObjectName | null, row: Row, askFor: (role: AnyRole) => Asks | null) {
      const expected = row.trim().split(/\s+/);
      for (const [column, role] of ASKERS.entries()) {
        const ask = expected[column] === '-' ? null : askFor(role);
        if (ask === null) continue;
        cells++;
        const status = await statusOf(stage, role, ask);
        if (String(status) !== expected[column])
          wrong.push(`${operation} ${name ?? ''} as ${role}: ${status}, the table says ${expected[column]}`);
      }
    }
    for (const [operation, rows] of Object.entries(OPERATIONS))
      for (const one of rows) {
        if ('row' in one) await check(operation, null, one.row, () => one.ask(stage));
        else
          for (const name of OBJECTS)
            await check(operation, name, one.byObject[name], (role) => {
              const object = stage.objectFor(role, name);
              return object ? one.ask(stage, object, name) : null;
            });
      }
    expect(wrong).toStrictEqual([]);
    // The size of the table, so that it does not shrink unseen.
    expect(cells).toBeGreaterThan(1_000);
    console.log(`role table: ${cells} cells, ${Object.keys(OPERATIONS).length} operations`);
  }));
