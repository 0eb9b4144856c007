import type { PersonShown, SessionShown } from '../../../api/auth/contract.ts';
import { READER } from '../../../web/auth/session.ts';

/** A session of a test. */
export function session(more: Partial<SessionShown>): SessionShown {
  return {
    ...READER,
    kind: 'person',
    id: 'c0ffee00-0000-4000-8000-000000000001',
    name: 'Zahra',
    email: 'zahra@example.org',
    ...more,
  };
}

/** A person of a test: active, without a second step. */
export function person(more: Partial<PersonShown> = {}): PersonShown {
  return {
    id: 'c0ffee00-0000-4000-8000-000000000002',
    email: 'sara@example.org',
    name: 'Sara',
    role: 'monitor',
    disabled: false,
    twoFactor: false,
    accepted: true,
    invitedUntil: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}
