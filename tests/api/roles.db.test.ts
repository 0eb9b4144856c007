import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { describeApi } from '../../api/app.ts';
import { type AnyRole, ROLES } from '../../api/auth/contract.ts';
import { sql } from '../../api/db/sql.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { PARTIES } from '../../api/geo/contract.ts';
import { placeBatch } from '../../api/log/sequencer.ts';
import type { WriteAnswer } from '../../api/record/contract.ts';
import { act, file, incidentSent, release, WHY, writeHeaders } from '../fixtures/filing.ts';
import { said, triageAct } from '../fixtures/journey.ts';
import { agreement, airspaceClaim, bundleOf, crossing, HERALD, incident, statusReport } from '../fixtures/records.ts';
import { NOTED, STATED, TRIAGED } from '../fixtures/verification-cells.ts';
import { attach, evidenceSent, openEvidence } from '../fixtures/evidence.ts';
import {
  ADMINISTRATOR,
  AGREEMENT_WRITERS,
  APPROVED,
  ASKERS,
  ATTACHED,
  type ByObject,
  CHANGED,
  CUSTODY,
  EVERYBODY,
  FILERS,
  MAP_READS,
  MERGED,
  OBJECTS,
  type ObjectName,
  PEOPLE_ONLY,
  PROPOSED,
  READ,
  type Row,
  SEEN,
  SOMEBODY_ELSES,
  TAKEN_RAW,
} from './roles-rows.ts';
import { PASSWORD, signedIn, somebody, type Somebody } from '../setup/people.ts';
import { type TestService, withService } from '../setup/service.ts';

type Asks = (asker: Pick<Somebody, 'send'>) => Promise<Response>;

interface Stage {
  service: TestService;
  askers: Map<AnyRole, Pick<Somebody, 'send'> & { id?: string }>;
  objectFor(role: AnyRole, name: ObjectName): WriteAnswer | null;
  proposalFor(name: ObjectName): string;
  /** Evidence of an object, at its level, by whoever filed the object. */
  evidenceFor(object: WriteAnswer): { id: string; version: number };
  /** An upload of somebody who asks for nothing here. */
  uploadId: string;
  /** Numbers of an open item of each collection, and of something else to merge into. */
  fids: Record<'incidents' | 'airspace-claims' | 'crossings' | 'agreements', number>;
  intoId: string;
  stranger: string;
  /** A moment at which everything above was on record. */
  setAt: string;
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
  const monitor = await somebody(service, 'monitor');
  const reviewer = await somebody(service, 'reviewer');
  const chair = await somebody(service, 'chair');
  const liaisons = [await somebody(service, 'liaison-afg'), await somebody(service, 'liaison-pak')] as const;
  const afghan = await file(liaisons[0], incidentSent());
  const pakistani = await file(liaisons[1], incidentSent());
  const restricted = await file(monitor, incidentSent());
  const mechanism = await release([reviewer, chair], await file(monitor, incidentSent()), { level: 1 });
  const closed = await file(monitor, incidentSent(), { level: 4 });
  const evidence = new Map<string, { id: string; version: number }>();
  const bytes = new TextEncoder().encode('What was said.');
  const attachTo = async (who: Pick<Somebody, 'send'>, { id }: { id: string }): Promise<void> => {
    evidence.set(id, await attach(who, id, bytes, { statedType: 'text/plain' }));
  };
  const withdrawn = await file(monitor, incidentSent());
  for (const object of [incident(1), mechanism, restricted, closed, withdrawn]) await attachTo(monitor, object);
  const openFiles = async (object: { id: string }, level: 0 | 1): Promise<void> => {
    const { id } = evidence.get(object.id) ?? { id: '' };
    evidence.set(object.id, { id, version: await openEvidence(service, reviewer, id, level) });
  };
  await openFiles(incident(1), 0);
  await openFiles(mechanism, 1);
  await act(monitor, withdrawn, 'withdrawal', { why: WHY });
  await attachTo(liaisons[0], afghan);
  await attachTo(liaisons[1], pakistani);
  const uploadId = randomUUID();
  await monitor.send('PUT', `/api/evidence-uploads/${uploadId}`, { body: evidenceSent(restricted.id, bytes) });
  const open: WriteAnswer = {
    ...restricted,
    id: incident(1).id,
    fid: await fidOf(service, 'incident_projections', incident(1).id),
    version: 1,
    level: 0,
  };
  const taken = { ...withdrawn, version: 2 };
  const objects = { open, mechanism, restricted, afghan, pakistani, protected: closed, withdrawn: taken };
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
    if (['press', 'administrator'].includes(role)) continue;
    const filed = await file(who, incidentSent());
    own.set(role, filed);
    await attachTo(who, filed);
  }
  while ((await placeBatch(service.database)) !== 0);
  // The seeds were recorded by the clock on the wall, and everything is at once in the past only if the service's has moved on.
  service.clock.now = new Date(Date.now() + 1000);
  return {
    service,
    askers,
    objectFor: (role, name) => (name === 'own' ? (own.get(role) ?? null) : objects[name]),
    evidenceFor: ({ id }) => evidence.get(id) ?? { id: randomUUID(), version: 1 },
    uploadId,
    proposalFor: (name) => proposals.get(name) ?? randomUUID(),
    fids: {
      incidents: open.fid,
      'airspace-claims': await fidOf(service, 'airspace_claim_projections', airspaceClaim(1).id),
      crossings: await fidOf(service, 'crossing_projections', crossing(1).id),
      agreements: await fidOf(service, 'agreement_projections', agreement(1).id),
    },
    intoId: incident(2).id,
    stranger: (await somebody(service, 'analyst')).id,
    setAt: service.clock.now.toISOString(),
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
const onCase = (id: string, body: object): Asks =>
  send('POST', `/verification/incidents/${id}/acts`, body, writeHeaders(0));
const everybody = (path: string): Alone => ({ row: EVERYBODY, ask: () => get(path) });
const seen = (suffixOf: (stage: Stage) => string): WithObject => ({
  byObject: SEEN,
  ask: (stage, { fid }) => get(`/collections/incidents/items/${fid}${suffixOf(stage)}`),
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
  'GET /collections/incidents/items/{featureId}': [seen(() => ''), seen(({ setAt }) => `?asKnownAt=${setAt}`)],
  'GET /collections/airspace-claims/items/{featureId}': [openItem('airspace-claims')],
  'GET /collections/crossings/items/{featureId}': [openItem('crossings')],
  'GET /collections/incidents/items/{featureId}/history': [seen(() => '/history')],
  'GET /collections/airspace-claims/items/{featureId}/history': [openItem('airspace-claims', '/history')],
  'GET /collections/crossings/items/{featureId}/history': [openItem('crossings', '/history')],
  'GET /collections/agreements/items/{featureId}/history': [openItem('agreements', '/history')],
  'GET /agreements': [everybody('/agreements')],
  ...Object.fromEntries(Object.entries(MAP_READS).map(([path, asked]) => [`GET ${path}`, [everybody(asked)]])),
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
  'POST /explore/counts': [{ row: EVERYBODY, ask: () => send('POST', '/explore/counts', {}) }],
  'POST /explore/bins': [{ row: EVERYBODY, ask: () => send('POST', '/explore/bins', {}) }],
  'GET /verification/rules': [everybody('/verification/rules')],
  'GET /verification/incidents/{id}': [
    { byObject: READ, ask: (_stage, { id }) => get(`/verification/incidents/${id}`) },
  ],
  'POST /verification/incidents/{id}/acts': [
    { byObject: TRIAGED, ask: (_stage, { id }) => onCase(id, triageAct()) },
    { byObject: NOTED, ask: (_stage, { id }) => onCase(id, { act: 'note-alternative', text: 'Mining.' }) },
  ],
  'PUT /verification/positions/{id}': PARTIES.map((party) => ({
    byObject: STATED[party],
    ask: (_stage: Stage, { id }: WriteAnswer) => {
      const document = said(id, party, { channel: 'public-statement', sourceIds: [HERALD.id] });
      const key = { 'idempotency-key': randomUUID() };
      return send('PUT', `/verification/positions/${document.id}`, { document, isPublic: true }, key);
    },
  })),
  'GET /evidence/{id}': [{ byObject: SEEN, ask: (stage, object) => get(`/evidence/${stage.evidenceFor(object).id}`) }],
  'GET /evidence/{id}/file': [
    { byObject: SEEN, ask: (stage, object) => get(`/evidence/${stage.evidenceFor(object).id}/file`) },
    {
      byObject: TAKEN_RAW,
      ask: (stage, object) => get(`/evidence/${stage.evidenceFor(object).id}/file?copy=evidentiary`),
    },
  ],
  'POST /evidence/{id}/custody': [
    {
      byObject: CUSTODY,
      ask: (stage, object) => {
        const { id, version } = stage.evidenceFor(object);
        const entry = { action: 'checked', from: null, to: null, reason: 'Looked at.' };
        return send('POST', `/evidence/${id}/custody`, entry, writeHeaders(version));
      },
    },
  ],
  'GET /evidence-alarms': [{ row: ADMINISTRATOR, ask: () => get('/evidence-alarms') }],
  'PUT /evidence-uploads/{id}': [
    {
      byObject: ATTACHED,
      ask: (_stage, { id }) =>
        send('PUT', `/evidence-uploads/${randomUUID()}`, evidenceSent(id, new TextEncoder().encode('x'))),
    },
  ],
  'GET /evidence-uploads/{id}': [
    { row: SOMEBODY_ELSES, ask: ({ uploadId }: Stage) => get(`/evidence-uploads/${uploadId}`) },
  ],
  'PATCH /evidence-uploads/{id}': [
    {
      row: SOMEBODY_ELSES,
      ask: ({ uploadId }: Stage) => send('PATCH', `/evidence-uploads/${uploadId}`, undefined, { 'upload-offset': '0' }),
    },
  ],
  'DELETE /evidence-uploads/{id}': [
    { row: SOMEBODY_ELSES, ask: ({ uploadId }: Stage) => send('DELETE', `/evidence-uploads/${uploadId}`) },
  ],
  'POST /evidence-uploads/{id}/completion': [
    { row: SOMEBODY_ELSES, ask: ({ uploadId }: Stage) => send('POST', `/evidence-uploads/${uploadId}/completion`) },
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
  'GET /verification/board': [{ row: PEOPLE_ONLY, ask: () => get('/verification/board') }],
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

test(
  'everybody gets from every operation on every kind of record what the table says',
  () =>
    withService(async (service) => {
      const stage = await setStage(service);
      const wrong: string[] = [];
      let cells = 0;
      async function check(
        operation: string,
        name: ObjectName | null,
        row: Row,
        askFor: (role: AnyRole) => Asks | null,
      ) {
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
    }),
  240_000,
);
