import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { mayDo } from '../auth/roles.ts';
import { readJson } from '../body.ts';
import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { approveRelease, mergeRecord, proposeRelease, restrictRecord, withdrawRecord } from './acts.ts';
import type { KeptAnswer } from './answered.ts';
import { answerWrite, describe, expectedOf, type RecordContext, writerOf } from './answering.ts';
import {
  EditedKind,
  Merger,
  NearDuplicates,
  NearDuplicatesQuery,
  RecordSent,
  RecordShown,
  ReleaseAnswer,
  ReleaseProposal,
  Restriction,
  Withdrawal,
  WriteAnswer,
} from './contract.ts';
import { editRecord, fileRecord } from './file.ts';
import { hiddenFields, withoutHidden } from './hidden.ts';
import { findNearDuplicates } from './near.ts';
import { actsOn } from './permissions.ts';
import { findProposal } from './proposals.ts';
import { findHeads, findPresent } from './queries.ts';
import { type Named, noSuchRecord, type Writer } from './write.ts';

const Id = z.uuid();

function namedOf(context: Context): Named {
  const kind = EditedKind.safeParse(context.req.param('kind'));
  const id = Id.safeParse(context.req.param('id'));
  if (!kind.success || !id.success)
    throw new Problem('item-not-found', 'records are addressed as /records/{kind}/{id}, the id a UUID');
  return { kind: kind.data, id: id.data };
}

function kept(answer: WriteAnswer, status: KeptAnswer['status'] = 200): KeptAnswer {
  return { status, body: answer, etag: `"${answer.version}"` };
}

async function showRecord(deps: RecordContext, context: Context): Promise<Response> {
  const named = namedOf(context);
  const { actor } = await writerOf(deps, context);
  const shown = await deps.database.transaction(async (transaction): Promise<RecordShown> => {
    const { present, head } = await asActor(transaction, actor, async (queries) => ({
      present: await findPresent(queries, named.kind, named.id),
      head: (await findHeads(queries, [named.id])).get(named.id),
    }));
    if (present === null || head === undefined) throw noSuchRecord(named.kind, named.id);
    const { kind, id, fid, version, state, mergedInto, visibility, recordedAt } = present;
    const hidden = hiddenFields(visibility, actor);
    const proposal = await findProposal(transaction, id);
    const standing = { kind, state, owner: visibility.owner, submittedBy: head.submittedBy, proposal };
    return {
      kind,
      id,
      fid,
      version,
      state,
      mergedInto,
      visibility,
      document: withoutHidden({ ...present.document }, hidden),
      hiddenFields: hidden,
      submittedBy: head.submittedBy,
      recordedAt,
      may: actsOn(actor, standing),
      proposal,
    };
  });
  return context.json(shown, 200, { etag: `"${shown.version}"`, 'cache-control': 'no-store' });
}

const Params = z.object({ kind: EditedKind, id: Id });
/** Filing, editing and the other acts on records, for those who may: each once, whole, and against a named version. */
export function recordRoutes(deps: RecordContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  const path = '/records/{kind}/{id}';
  describe(routes, 'get', path, { summary: 'A record for its editors', answer: RecordShown, params: Params });
  routes.get('/records/:kind/:id', (context) => showRecord(deps, context));

  describe(routes, 'put', path, {
    summary: 'File a record, or save an edited one',
    body: RecordSent,
    answer: WriteAnswer,
    params: Params,
  });
  routes.put('/records/:kind/:id', async (context) => {
    const named = namedOf(context);
    const writer = await writerOf(deps, context);
    const expected = expectedOf(context, true);
    const sent = await readJson(context, RecordSent);
    return answerWrite(deps, context, writer, async (transaction) =>
      expected === null
        ? kept(await fileRecord(transaction, writer, named, sent), 201)
        : kept(await editRecord(transaction, writer, named, sent, expected)),
    );
  });
  actRoutes(routes, deps);

  describe(routes, 'post', '/near-duplicates', {
    summary: 'Records that may tell of the same event',
    body: NearDuplicatesQuery,
    answer: NearDuplicates,
  });
  routes.post('/near-duplicates', async (context) => {
    const { actor } = await writerOf(deps, context);
    if (!mayDo(actor.role, 'file-record')) throw new Problem('not-allowed', `the role ${actor.role} files no reports`);
    const query = await readJson(context, NearDuplicatesQuery);
    return context.json(await findNearDuplicates(deps.database, actor.viewer, query), 200, {
      'cache-control': 'no-store',
    });
  });
  return routes;
}

function actRoutes(routes: OpenAPIHono, deps: RecordContext): void {
  const acts = [
    {
      name: 'withdrawal',
      summary: 'Withdraw a record; it stays readable',
      body: Withdrawal,
      act: async (transaction: Database, writer: Writer, named: Named, expected: number, sent: unknown) =>
        kept(await withdrawRecord(transaction, writer, named, { expected, ...Withdrawal.parse(sent) })),
    },
    {
      name: 'merger',
      summary: 'Merge a record into another of the same event',
      body: Merger,
      act: async (transaction: Database, writer: Writer, named: Named, expected: number, sent: unknown) =>
        kept(await mergeRecord(transaction, writer, named, { expected, ...Merger.parse(sent) })),
    },
    {
      name: 'restriction',
      summary: 'Close a record or some of its fields, at once',
      body: Restriction,
      act: async (transaction: Database, writer: Writer, named: Named, expected: number, sent: unknown) =>
        kept(await restrictRecord(transaction, writer, named, { expected, ...Restriction.parse(sent) })),
    },
    {
      name: 'release-proposals',
      summary: 'Propose to open a record further',
      body: ReleaseProposal,
      act: async (transaction: Database, writer: Writer, named: Named, expected: number, sent: unknown) => {
        const proposal = ReleaseProposal.parse(sent);
        await proposeRelease(transaction, writer, named, { expected, ...proposal });
        return { status: 201, body: { id: proposal.id, state: 'proposed' }, etag: null } satisfies KeptAnswer;
      },
    },
  ];
  for (const { name, summary, body, act } of acts) {
    const answer = name === 'release-proposals' ? ReleaseAnswer : WriteAnswer;
    describe(routes, 'post', `/records/{kind}/{id}/${name}`, { summary, body, answer, params: Params });
    routes.post(`/records/:kind/:id/${name}`, async (context) => {
      const named = namedOf(context);
      const writer = await writerOf(deps, context);
      const expected = expectedOf(context, false) ?? 0;
      const sent: unknown = await readJson(context, body);
      return answerWrite(deps, context, writer, (transaction) => act(transaction, writer, named, expected, sent));
    });
  }
  describe(routes, 'post', '/records/{kind}/{id}/release-proposals/{proposalId}/approval', {
    summary: 'Approve a proposal of somebody else',
    body: z.strictObject({}),
    answer: WriteAnswer,
    params: Params.extend({ proposalId: Id }),
  });
  routes.post('/records/:kind/:id/release-proposals/:proposalId/approval', async (context) => {
    const named = namedOf(context);
    const writer = await writerOf(deps, context);
    await readJson(context, z.strictObject({}));
    const proposalId = Id.safeParse(context.req.param('proposalId'));
    if (!proposalId.success) throw new Problem('item-not-found', 'there is no such proposal');
    return answerWrite(deps, context, writer, async (transaction) =>
      kept(await approveRelease(transaction, writer, named, proposalId.data)),
    );
  });
}
