import { PARTIES, type Party } from '../geo/contract.ts';
import type { Viewer } from '../visibility/contract.ts';
import type { Action, AnyRole } from './contract.ts';

interface RoleRule {
  /** Whose projection the role reads. */
  viewer: Viewer;
  may: readonly Action[];
}

const NEUTRAL = ['read', 'file-record', 'raise-level', 'make-token'] as const;
const LIAISON = ['read', 'file-record', 'raise-level', 'make-token'] as const;

/**
 * The one table of roles. The two liaison roles are the same but for their viewer class. Press officers read as the
 * public does, so that nothing that is not public can get into what they print. Administrators keep the service and read
 * as the public too; what they see beyond that they see as somebody, and the log says so.
 */
export const ROLE_RULES = {
  reader: { viewer: 'public', may: ['read', 'read-log'] },
  monitor: { viewer: 'staff', may: [...NEUTRAL, 'read-log'] },
  analyst: { viewer: 'staff', may: [...NEUTRAL, 'read-log'] },
  reviewer: {
    viewer: 'mediator',
    may: [...NEUTRAL, 'edit-any-record', 'withdraw-any-record', 'merge-records', 'lower-level', 'read-log'],
  },
  press: { viewer: 'public', may: ['read', 'make-token', 'read-log'] },
  'liaison-afg': { viewer: 'afg', may: [...LIAISON, 'read-log'] },
  'liaison-pak': { viewer: 'pak', may: [...LIAISON, 'read-log'] },
  mediator: { viewer: 'mediator', may: [...NEUTRAL, 'write-agreement', 'read-log'] },
  chair: {
    viewer: 'mediator',
    may: [
      ...NEUTRAL,
      'edit-any-record',
      'withdraw-any-record',
      'merge-records',
      'lower-level',
      'write-agreement',
      'read-log',
    ],
  },
  administrator: { viewer: 'public', may: ['read', 'make-token', 'manage-people', 'look-as', 'read-log'] },
} as const satisfies Record<AnyRole, RoleRule>;

/** May a role do this at all? */
export function mayDo(role: AnyRole, action: Action): boolean {
  const { may }: RoleRule = ROLE_RULES[role];
  return may.includes(action);
}

/** Whose projection a role reads. */
export function viewerOf(role: AnyRole): Viewer {
  return ROLE_RULES[role].viewer;
}

/**
 * Everything that somebody may do. While an administrator looks as another, they only read and may stop looking; a token
 * neither makes tokens nor changes accounts.
 */
export function actionsOf(role: AnyRole, how: { isToken: boolean; isReadOnly: boolean }): Action[] {
  const { may }: RoleRule = ROLE_RULES[role];
  const ofPersons: Action[] = ['make-token', 'manage-people', 'look-as'];
  const ofReaders: Action[] = ['read', 'read-log', 'look-as'];
  return may.filter(
    (action) => (!how.isToken || !ofPersons.includes(action)) && (!how.isReadOnly || ofReaders.includes(action)),
  );
}

/** Who speaks for each party. */
export const LIAISON_OF = { afg: 'liaison-afg', pak: 'liaison-pak' } as const satisfies Record<Party, AnyRole>;

/** The party for which a role speaks, if it does. */
export function partyOf(role: AnyRole): Party | null {
  return PARTIES.find((party) => LIAISON_OF[party] === role) ?? null;
}
