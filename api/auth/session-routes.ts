import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { readJson } from '../body.ts';
import { Problem } from '../problem.ts';
import { SecondStep, SeenAs, SessionShown, SignedIn, SignIn } from './contract.ts';
import { describe } from './described.ts';
import { findRole, saveSeenAs, sweepSessions } from './queries.ts';
import { actionsOf } from './roles.ts';
import { finishSignIn } from './second-step.ts';
import { cookieHeaders, logAct, passCookies, provePassword, type Slice } from './slice.ts';
import { getPerson } from './who.ts';

/** Signs in, or begins to wait for the second step. */
async function signIn(slice: Slice, context: Context): Promise<Response> {
  const person = await provePassword(slice, context, await readJson(context, SignIn));
  const { api } = await slice.betterAuth();
  const answer = await slice.unit.transact(async (transaction) => {
    // Again, and held: whoever is disabled at this moment has no session afterwards.
    if ((await findRole(transaction, person.id)) === null)
      throw new Problem('wrong-credentials', 'the address or the password is wrong');
    await sweepSessions(transaction, slice.now());
    const opened = await api.openSession({
      body: { personId: person.id },
      headers: cookieHeaders(context, [slice.cookies.session]),
      asResponse: true,
    });
    const { twoFactor } = SignedIn.parse(await opened.clone().json());
    if (!twoFactor)
      await logAct(slice, transaction, {
        by: person,
        action: 'session.started',
        on: { kind: 'person', id: person.id },
      });
    return opened;
  });
  passCookies(context, answer);
  return context.json(SignedIn.parse(await answer.json()));
}

async function signOut(slice: Slice, context: Context): Promise<Response> {
  const { actor } = await slice.whoAsks(context);
  if (actor.kind === 'token') throw new Problem('not-allowed', 'a token has no session; revoke it instead');
  const { api } = await slice.betterAuth();
  const { session, secondStep } = slice.cookies;
  const answer = await slice.unit.transact(async (transaction) => {
    const { id, role, seenAs, kind } = actor;
    const by = { id: id ?? '', role };
    if (kind === 'person' && seenAs !== null)
      await logAct(slice, transaction, { by, action: 'seen-as.ended', on: { kind: 'viewer', id: seenAs } });
    if (kind === 'person')
      await logAct(slice, transaction, { by, action: 'session.ended', on: { kind: 'person', id: by.id } });
    return api.signOut({ headers: cookieHeaders(context, [session]), asResponse: true });
  });
  passCookies(context, answer);
  context.header('set-cookie', `${secondStep}=; Max-Age=0; Path=/${slice.cookies.isSecure ? '; Secure' : ''}`, {
    append: true,
  });
  return context.body(null, 204);
}

async function showSession(slice: Slice, context: Context): Promise<Response> {
  const { actor, email, twoFactor, tokenScope } = await slice.whoAsks(context);
  context.header('cache-control', 'no-store');
  return context.json<SessionShown>({
    ...actor,
    email,
    twoFactor,
    may: actionsOf(actor.role, {
      isToken: tokenScope !== null,
      isReadOnly: actor.seenAs !== null || tokenScope === 'read',
    }),
  });
}

/** Begins or ends looking at the map as another; going from one to another is an end and a beginning. */
async function changeSeenAs(slice: Slice, context: Context): Promise<Response> {
  const { id, actor, sessionId } = await getPerson(slice.whoAsks, context, 'look-as');
  const { viewer } = await readJson(context, SeenAs);
  const by = { id, role: actor.role };
  if (viewer !== actor.seenAs)
    await slice.unit.transact(async (transaction) => {
      await saveSeenAs(transaction, sessionId, viewer);
      if (actor.seenAs !== null)
        await logAct(slice, transaction, { by, action: 'seen-as.ended', on: { kind: 'viewer', id: actor.seenAs } });
      if (viewer !== null)
        await logAct(slice, transaction, { by, action: 'seen-as.started', on: { kind: 'viewer', id: viewer } });
    });
  return context.json<SeenAs>({ viewer });
}

/** Signing in and out, and who one is. */
export function sessionRoutes(slice: Slice): OpenAPIHono {
  const routes = new OpenAPIHono({ strict: false });
  describe(routes, { method: 'get', path: '/session', summary: 'Who asks', answer: SessionShown });
  routes.get('/session', (context) => showSession(slice, context));

  describe(routes, { method: 'post', path: '/session', summary: 'Sign in', body: SignIn, answer: SignedIn });
  routes.post('/session', (context) => signIn(slice, context));

  describe(routes, { method: 'delete', path: '/session', summary: 'Sign out' });
  routes.delete('/session', (context) => signOut(slice, context));

  const path = '/session/second-step';
  describe(routes, { method: 'post', path, summary: 'End signing in', body: SecondStep, answer: SignedIn });
  routes.post(path, async (context) => {
    await finishSignIn(slice, context, await readJson(context, SecondStep));
    return context.json({ twoFactor: false });
  });

  const seenAs = '/session/seen-as';
  describe(routes, { method: 'get', path: seenAs, summary: 'As whom the map is looked at', answer: SeenAs });
  routes.get(seenAs, async (context) => {
    const { actor } = await getPerson(slice.whoAsks, context, 'look-as');
    return context.json<SeenAs>({ viewer: actor.seenAs });
  });
  describe(routes, {
    method: 'put',
    path: seenAs,
    summary: 'Look at the map as another',
    body: SeenAs,
    answer: SeenAs,
  });
  routes.put(seenAs, (context) => changeSeenAs(slice, context));
  return routes;
}
