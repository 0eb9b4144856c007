import { z } from 'zod';
import {
  Invitation,
  People,
  PersonInvited,
  PersonShown,
  RolesShown,
  TokenMade,
  Tokens,
  TwoFactorStart,
  type PersonChange,
  type PersonDraft,
  type TokenDraft,
} from '../../api/auth/contract.ts';
import { NOTHING, request } from './request.ts';

export type TwoFactorStart = z.infer<typeof TwoFactorStart>;
export type RoleShown = z.infer<typeof RolesShown>['roles'][number];

/** What is read about accounts; each is asked for when its dialog opens. */
export const tokensQuery = {
  queryKey: ['tokens'],
  queryFn: ({ signal }: { signal: AbortSignal }) => request('GET', '/api/session/tokens', { shape: Tokens, signal }),
} as const;
export const peopleQuery = {
  queryKey: ['people'],
  queryFn: ({ signal }: { signal: AbortSignal }) => request('GET', '/api/people', { shape: People, signal }),
} as const;
export const rolesQuery = {
  queryKey: ['roles'],
  queryFn: ({ signal }: { signal: AbortSignal }) => request('GET', '/api/roles', { shape: RolesShown, signal }),
  staleTime: Infinity,
} as const;

export function changePassword(given: { current: string; next: string }): Promise<void> {
  return request('POST', '/api/session/password', { shape: NOTHING, body: given });
}

export function startTwoFactor(password: string): Promise<TwoFactorStart> {
  return request('POST', '/api/session/two-factor', { shape: TwoFactorStart, body: { password } });
}

export function confirmTwoFactor(code: string): Promise<void> {
  return request('POST', '/api/session/two-factor/confirm', { shape: NOTHING, body: { code } });
}

export function stopTwoFactor(password: string): Promise<void> {
  return request('DELETE', '/api/session/two-factor', { shape: NOTHING, body: { password } });
}

export function makeToken(draft: TokenDraft): Promise<TokenMade> {
  return request('POST', '/api/session/tokens', { shape: TokenMade, body: draft });
}

export function revokeToken(id: string): Promise<void> {
  return request('DELETE', `/api/session/tokens/${id}`, { shape: NOTHING });
}

export function invitePerson(draft: PersonDraft): Promise<PersonInvited> {
  return request('POST', '/api/people', { shape: PersonInvited, body: draft });
}

export function changePerson(id: string, change: PersonChange): Promise<PersonShown> {
  return request('PATCH', `/api/people/${id}`, { shape: PersonShown, body: change });
}

export function endSessionsOf(id: string): Promise<void> {
  return request('DELETE', `/api/people/${id}/sessions`, { shape: NOTHING });
}

export function inviteAgain(id: string): Promise<Invitation> {
  return request('POST', `/api/people/${id}/invitation`, { shape: Invitation });
}

export function acceptInvitation(given: { token: string; password: string }): Promise<void> {
  return request('POST', '/api/invitations/accept', { shape: NOTHING, body: given });
}
