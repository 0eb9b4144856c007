import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Queries } from '../db/database.ts';
import { readJson } from '../body.ts';
import { Problem } from '../problem.ts';
import {
  AnyRole,
  Invitation,
  InvitationAcceptance,
  People,
  PersonChange,
  PersonDraft,
  PersonInvited,
  PersonShown,
  RolesShown,
} from './contract.ts';
import { describe } from './described.ts';
import { acceptInvitation, openInvitation } from './invitations.ts';
import {
  countAdministrators,
  disablePerson,
  enablePerson,
  findPeople,
  findPerson,
  savePerson,
  saveRole,
} from './people.ts';
import { endSessions } from './queries.ts';
import { ROLE_RULES } from './roles.ts';
import { type Act, logAct, type Slice } from './slice.ts';
import { ID_PARAMS, idOf } from './token-routes.ts';
import { getPerson } from './who.ts';

/** The administrator who asks, and whom they ask about. */
async function administratorAnd(slice: Slice, context: Context): Promise<{ by: Act['by']; id: string | null }> {
  const { id, actor } = await getPerson(slice.whoAsks, context, 'manage-people');
  return { by: { id, role: actor.role }, id: idOf(context) };
}

async function getKnown(queries: Queries, id: string | null): Promise<PersonShown> {
  const person = id === null ? null : await findPerson(queries, id);
  if (person === null) throw new Problem('person-not-found', 'nobody here has this id');
  return person;
}

async function invite(slice: Slice, context: Context): Promise<Response> {
  const { by } = await administratorAnd(slice, context);
  const draft = await readJson(context, PersonDraft);
  const invited = await slice.unit.transact(async (transaction): Promise<PersonInvited> => {
    if (!(await savePerson(transaction, draft, slice.now()))) {
      const held = await findPerson(transaction, draft.id);
      const isSame = held?.email === draft.email && held.name === draft.name && held.role === draft.role;
      if (held === null || !isSame)
        throw new Problem('conflict', 'somebody else has this id or this address; look for them among the people');
      return { person: held, invitation: null };
    }
    const invitation = await openInvitation(slice, transaction, draft.id);
    await logAct(slice, transaction, {
      by,
      action: 'people.invited',
      on: { kind: 'person', id: draft.id },
      content: { role: draft.role },
    });
    return { person: await getKnown(transaction, draft.id), invitation };
  });
  context.header('cache-control', 'no-store');
  return context.json(invited, invited.invitation ? 201 : 200);
}

/** Changes role and access of somebody. The administrators are locked first, so that one of them remains. */
async function changePerson(slice: Slice, context: Context): Promise<Response> {
  const { by, id } = await administratorAnd(slice, context);
  const { role, disabled } = await readJson(context, PersonChange);
  const changed = await slice.unit.transact(async (transaction) => {
    const administrators = await countAdministrators(transaction);
    const held = await getKnown(transaction, id);
    const stepsDown = (role !== undefined && role !== 'administrator') || disabled === true;
    if (held.role === 'administrator' && !held.disabled && stepsDown && administrators === 1)
      throw new Problem('last-administrator', 'make somebody else administrator first');
    const on = { kind: 'person', id: held.id } as const;
    if (role !== undefined && role !== held.role) {
      await saveRole(transaction, held.id, role, slice.now());
      await logAct(slice, transaction, { by, action: 'people.role-changed', on, content: { role } });
    }
    if (disabled === true && !held.disabled) {
      await disablePerson(transaction, held.id, slice.now());
      await endSessions(transaction, held.id);
      await logAct(slice, transaction, { by, action: 'people.disabled', on });
    }
    if (disabled === false && held.disabled) {
      await enablePerson(transaction, held.id, slice.now());
      await logAct(slice, transaction, { by, action: 'people.enabled', on });
    }
    return getKnown(transaction, held.id);
  });
  return context.json(changed);
}

async function endTheirSessions(slice: Slice, context: Context): Promise<Response> {
  const { by, id } = await administratorAnd(slice, context);
  await slice.unit.transact(async (transaction) => {
    const held = await getKnown(transaction, id);
    await endSessions(transaction, held.id);
    await logAct(slice, transaction, { by, action: 'people.sessions-ended', on: { kind: 'person', id: held.id } });
  });
  return context.body(null, 204);
}

async function inviteAgain(slice: Slice, context: Context): Promise<Response> {
  const { by, id } = await administratorAnd(slice, context);
  const invitation = await slice.unit.transact(async (transaction) => {
    const held = await getKnown(transaction, id);
    if (held.disabled) throw new Problem('conflict', 'let this person in again first; they are disabled');
    const opened = await openInvitation(slice, transaction, held.id);
    await logAct(slice, transaction, { by, action: 'people.invited-again', on: { kind: 'person', id: held.id } });
    return opened;
  });
  context.header('cache-control', 'no-store');
  return context.json<Invitation>(invitation, 201);
}

/** The table of roles, in the order of the contract. */
function showRoles(): RolesShown {
  return { roles: AnyRole.options.map((role) => ({ role, ...ROLE_RULES[role], may: [...ROLE_RULES[role].may] })) };
}

/** Who has an account, for administrators, and how one comes to a password; for everybody what each role may do. */
export function peopleRoutes(slice: Slice): OpenAPIHono {
  const routes = new OpenAPIHono({ strict: false });
  describe(routes, { method: 'get', path: '/roles', summary: 'Who may do what', answer: RolesShown });
  routes.get('/roles', (context) => context.json(showRoles()));

  describe(routes, { method: 'get', path: '/people', summary: 'Everybody with an account', answer: People });
  routes.get('/people', async (context) => {
    await administratorAnd(slice, context);
    context.header('cache-control', 'no-store');
    return context.json({ people: await findPeople(slice.unit.current()) });
  });

  describe(routes, {
    method: 'post',
    path: '/people',
    summary: 'Invite somebody',
    description: 'No mail is sent: pass the link on yourself. Its token is shown once and is valid for seven days.',
    body: PersonDraft,
    answer: PersonInvited,
    isMaking: true,
  });
  routes.post('/people', (context) => invite(slice, context));

  const path = '/people/{id}';
  describe(routes, {
    method: 'patch',
    path,
    summary: 'Change the role of somebody, keep them out or let them in again',
    description: 'A role counts from the next request on. Disabling ends sessions and tokens at once.',
    params: ID_PARAMS,
    body: PersonChange,
    answer: PersonShown,
  });
  routes.patch('/people/:id', (context) => changePerson(slice, context));

  const sessions = { path: `${path}/sessions`, params: ID_PARAMS };
  describe(routes, { ...sessions, method: 'delete', summary: 'End the sessions of somebody' });
  routes.delete('/people/:id/sessions', (context) => endTheirSessions(slice, context));

  describe(routes, {
    method: 'post',
    path: `${path}/invitation`,
    summary: 'Make a new link for somebody',
    description: 'In place of the earlier one. With it they set a new password, and their sessions end.',
    params: ID_PARAMS,
    answer: Invitation,
    isMaking: true,
  });
  routes.post('/people/:id/invitation', (context) => inviteAgain(slice, context));

  const accept = '/invitations/accept';
  describe(routes, { method: 'post', path: accept, summary: 'Take an invitation', body: InvitationAcceptance });
  routes.post(accept, (context) => acceptInvitation(slice, context));
  return routes;
}
