import type { Context } from 'hono';
import type { Queries } from '../db/database.ts';
import { readJson } from '../body.ts';
import { Problem } from '../problem.ts';
import { type Invitation, InvitationAcceptance } from './contract.ts';
import { hashPassword } from './passwords.ts';
import { isInvitationOpen, saveInvitation, takeInvitation } from './people.ts';
import { endSessions, savePassword } from './queries.ts';
import { hashOf, newSecret } from './secrets.ts';
import { logAct, type Slice } from './slice.ts';

const INVITATION_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/** Opens an invitation for a person, in place of an earlier one. Only its hash is kept. */
export async function openInvitation(slice: Slice, queries: Queries, personId: string): Promise<Invitation> {
  const token = newSecret();
  const at = slice.now();
  const expiresAt = new Date(at.getTime() + INVITATION_MILLISECONDS);
  await saveInvitation(queries, { personId, secretHash: hashOf(token), at, expiresAt });
  return { token, expiresAt: expiresAt.toISOString() };
}

/**
 * Takes an invitation: its person gets the password, and whoever was signed in as them until now is not any more.
 *
 * @throws Problem `invitation-not-valid`, `too-many-attempts`
 */
export async function acceptInvitation(slice: Slice, context: Context): Promise<Response> {
  const { token, password } = await readJson(context, InvitationAcceptance);
  const from = slice.addressOf(context);
  slice.attempts.address.take(from);
  const secretHash = hashOf(token);
  if (!(await isInvitationOpen(slice.unit.current(), secretHash, slice.now()))) throw notValid();
  const passwordHash = await hashPassword(password);
  await slice.unit.transact(async (transaction) => {
    const taken = await takeInvitation(transaction, secretHash, slice.now());
    if (taken === null) throw notValid();
    const { personId: id, role } = taken;
    await savePassword(transaction, id, passwordHash, slice.now());
    await endSessions(transaction, id);
    await logAct(slice, transaction, {
      by: { id, role },
      action: 'people.invitation-accepted',
      on: { kind: 'person', id },
    });
  });
  slice.attempts.address.giveBack(from);
  return context.body(null, 204);
}

function notValid(): Problem {
  return new Problem('invitation-not-valid', 'the invitation was used, has ended or was replaced; ask for a new link');
}
