import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { readJson } from '../body.ts';
import type { Database } from '../db/database.ts';
import { Problem } from '../problem.ts';
import { answerWrite, describe, expectedOf, type RecordContext, writerOf } from '../record/answering.ts';
import { actOnCase, statePosition } from './acts.ts';
import { CaseAnswer, CaseShown, RulesShown } from './shown/contract.ts';
import { CaseAct, PositionSent } from './contract.ts';
import { findLeads, loadCase } from './load.ts';
import { actsFor, partiesToSpeakFor } from './show.ts';
import type { Rules } from './rules.ts';
import { showRules } from './workflow.ts';

/** What the routes need from around them. */
export interface VerificationContext extends RecordContext {
  rules: Rules;
}

const Params = z.object({ id: z.uuid() });
const PositionAnswer = z.object({ id: z.uuid(), incidentId: z.uuid() });

function idOf(context: Context): string {
  const id = z.uuid().safeParse(context.req.param('id'));
  if (!id.success) throw new Problem('item-not-found', 'incidents are addressed by their UUID here');
  return id.data;
}

/** For whom the name of a lead is. */
function seesNames(viewer: string): boolean {
  return viewer === 'mediator' || viewer === 'staff';
}

async function showCase(deps: VerificationContext, context: Context): Promise<Response> {
  const incidentId = idOf(context);
  const writer = await writerOf(deps, context);
  const { actor } = writer;
  const shown = await deps.database.transaction(async (transaction: Database): Promise<CaseShown> => {
    const { rules } = deps;
    const { held, version, facts } = await loadCase(transaction, writer, incidentId, { act: null, rules, lock: false });
    const doer = { id: actor.id, role: actor.role };
    const isWriting = actor.seenAs === null;
    const acts = isWriting ? actsFor(held, facts, doer) : [];
    const needsPeople = acts.some(({ act }) => act === 'start');
    const people = needsPeople || held.lead ? await findLeads(transaction, facts.incident.submittedBy) : [];
    const lead = people.find(({ id }) => id === held.lead?.id);
    return {
      incidentId,
      version,
      occurrence: held.occurrence,
      contentHash: facts.contentHash,
      lead: lead && seesNames(actor.viewer) ? { id: lead.id, name: lead.name } : null,
      acts,
      people: needsPeople ? people : [],
      maySpeakFor: isWriting && facts.incident.state === 'standing' ? partiesToSpeakFor(actor.role) : [],
    };
  });
  return context.json(shown, 200, { etag: `"${shown.version}"`, 'cache-control': 'no-store' });
}

/** The rules, what somebody may do to a case, doing it, and stating a party's position. */
export function verificationRoutes(deps: VerificationContext): OpenAPIHono {
  const routes = new OpenAPIHono();
  describe(routes, 'get', '/verification/rules', { summary: 'How we decide: the table of moves', answer: RulesShown });
  routes.get('/verification/rules', (context) =>
    context.json(showRules(deps.rules), 200, { 'cache-control': 'public, max-age=300' }),
  );

  const path = '/verification/incidents/{id}';
  describe(routes, 'get', path, {
    summary: 'What may be done to verify an incident',
    answer: CaseShown,
    params: Params,
  });
  routes.get('/verification/incidents/:id', (context) => showCase(deps, context));

  describe(routes, 'post', `${path}/acts`, {
    summary: 'Do something to verify an incident',
    body: CaseAct,
    answer: CaseAnswer,
    params: Params,
  });
  routes.post('/verification/incidents/:id/acts', async (context) => {
    const incidentId = idOf(context);
    const writer = await writerOf(deps, context);
    // "0" is the version of a case to which nothing was done yet.
    const expected = expectedOf(context, false) ?? 0;
    const act = await readJson(context, CaseAct);
    return answerWrite(deps, context, writer, async (transaction) => {
      const answer = await actOnCase(transaction, writer, incidentId, { act, rules: deps.rules, expected });
      return { status: 200, body: answer, etag: `"${answer.version}"` };
    });
  });

  describe(routes, 'put', '/verification/positions/{id}', {
    summary: 'State the position of a party',
    body: PositionSent,
    answer: PositionAnswer,
    params: Params,
  });
  routes.put('/verification/positions/:id', async (context) => {
    const id = idOf(context);
    const writer = await writerOf(deps, context);
    const sent = await readJson(context, PositionSent);
    return answerWrite(deps, context, writer, async (transaction) => ({
      status: 201,
      body: await statePosition(transaction, writer, id, sent, deps.rules),
      etag: null,
    }));
  });
  return routes;
}
