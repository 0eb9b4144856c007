import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { readJson } from '../body.ts';
import { Problem } from '../problem.ts';
import { CodeProof, PasswordChange, PasswordProof, TwoFactorStart } from './contract.ts';
import { describe } from './described.ts';
import { hashPassword } from './passwords.ts';
import { endSessions, findSecondStep, savePassword } from './queries.ts';
import { takeCode, wrongCode } from './second-step.ts';
import { type Act, cookieHeaders, logAct, passCookies, provePassword, type Slice } from './slice.ts';
import { getPerson, type Person } from './who.ts';

/** What somebody did with their own account. */
function ownAct({ id, actor }: Person, action: string): Act {
  return { by: { id, role: actor.role }, action, on: { kind: 'person', id } };
}

async function changePassword(slice: Slice, context: Context): Promise<Response> {
  const person = await getPerson(slice.whoAsks, context);
  const { current, next } = await readJson(context, PasswordChange);
  await provePassword(slice, context, { email: person.email, password: current });
  const passwordHash = await hashPassword(next);
  await slice.unit.transact(async (transaction) => {
    await savePassword(transaction, person.id, passwordHash, slice.now());
    await endSessions(transaction, person.id, person.sessionId);
    await logAct(slice, transaction, ownAct(person, 'password.changed'));
  });
  return context.body(null, 204);
}

/** What better-auth answers when a second step is prepared. */
const Prepared = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) });

/** Prepares a second step; it is asked for only once a code of it was confirmed. */
async function startTwoFactor(slice: Slice, context: Context): Promise<Response> {
  const person = await getPerson(slice.whoAsks, context);
  const { password } = await readJson(context, PasswordProof);
  if (person.twoFactor) throw new Problem('conflict', 'the second step is on already; turn it off first');
  await provePassword(slice, context, { email: person.email, password });
  const { api } = await slice.betterAuth();
  const headers = cookieHeaders(context, [slice.cookies.session]);
  const answer = await slice.unit.transact(() =>
    api.enableTwoFactor({ body: { password }, headers, asResponse: true }),
  );
  const { totpURI: uri, backupCodes } = Prepared.parse(await answer.json());
  context.header('cache-control', 'no-store');
  return context.json({ uri, secret: new URL(uri).searchParams.get('secret') ?? '', backupCodes });
}

async function confirmTwoFactor(slice: Slice, context: Context): Promise<Response> {
  const person = await getPerson(slice.whoAsks, context);
  const { code } = await readJson(context, CodeProof);
  const prepared = await findSecondStep(slice.unit.current(), person.id);
  if (prepared === null || prepared.verified)
    throw new Problem('conflict', prepared ? 'the second step is on already' : 'start the second step first');
  const { api } = await slice.betterAuth();
  const headers = cookieHeaders(context, [slice.cookies.session]);
  const answer = await slice.unit.transact(async (transaction) => {
    if ((await takeCode(slice, transaction, person.id, code)) !== 'taken') throw wrongCode();
    const verified = await api.verifyTOTP({ body: { code }, headers, asResponse: true });
    if (!verified.ok) throw wrongCode();
    await logAct(slice, transaction, ownAct(person, 'two-factor.turned-on'));
    return verified;
  });
  passCookies(context, answer);
  return context.body(null, 204);
}

async function stopTwoFactor(slice: Slice, context: Context): Promise<Response> {
  const person = await getPerson(slice.whoAsks, context);
  const { password } = await readJson(context, PasswordProof);
  if (!person.twoFactor) throw new Problem('conflict', 'there is no second step to turn off');
  await provePassword(slice, context, { email: person.email, password });
  const { api } = await slice.betterAuth();
  const headers = cookieHeaders(context, [slice.cookies.session]);
  const answer = await slice.unit.transact(async (transaction) => {
    const stopped = await api.disableTwoFactor({ body: { password }, headers, asResponse: true });
    if (!stopped.ok) throw new Error(`the second step was not turned off: ${stopped.status}`);
    await logAct(slice, transaction, ownAct(person, 'two-factor.turned-off'));
    return stopped;
  });
  passCookies(context, answer);
  return context.body(null, 204);
}

/** One's own password and second step. */
export function accountRoutes(slice: Slice): OpenAPIHono {
  const routes = new OpenAPIHono({ strict: false });
  const password = '/session/password';
  describe(routes, {
    method: 'post',
    path: password,
    summary: 'Change the password',
    description: 'Ends all other sessions of the account.',
    body: PasswordChange,
  });
  routes.post(password, (context) => changePassword(slice, context));

  const path = '/session/two-factor';
  describe(routes, {
    method: 'post',
    path,
    summary: 'Prepare a second step',
    description: 'What it answers is shown once. The second step is on when a code of it has been confirmed.',
    body: PasswordProof,
    answer: TwoFactorStart,
  });
  routes.post(path, (context) => startTwoFactor(slice, context));

  describe(routes, { method: 'post', path: `${path}/confirm`, summary: 'Turn the second step on', body: CodeProof });
  routes.post(`${path}/confirm`, (context) => confirmTwoFactor(slice, context));

  describe(routes, { method: 'delete', path, summary: 'Turn the second step off', body: PasswordProof });
  routes.delete(path, (context) => stopTwoFactor(slice, context));
  return routes;
}
