import type { SessionShown } from '../../api/auth/contract.ts';
import { useSession } from '../auth/session.ts';

export type Abilities = {
  /** Of the account; null for a reader. */
  readonly personId: string | null;
  readonly mayFile: boolean;
  readonly mayWriteAgreements: boolean;
  /** What new material is filed at when nothing is said: V3 from a party, else V2 (DOMAIN.md 7.1). */
  readonly usualLevel: 2 | 3;
};

/** Of whoever may write nothing, now or at all. */
export const READS_ONLY: Abilities = { personId: null, mayFile: false, mayWriteAgreements: false, usualLevel: 2 };

/** What a session lets somebody write; nothing while they look at the map as somebody else. */
export function abilitiesOf(session: SessionShown | null): Abilities {
  if (session === null || session.seenAs !== null) return READS_ONLY;
  return {
    personId: session.id,
    mayFile: session.may.includes('file-record'),
    mayWriteAgreements: session.may.includes('write-agreement'),
    usualLevel: session.role === 'liaison-afg' || session.role === 'liaison-pak' ? 3 : 2,
  };
}

/** What whoever sits here may write; nothing until that is known. */
export function useAbilities(): Abilities {
  return abilitiesOf(useSession().data ?? null);
}
