import { z } from 'zod';
import { CaseAnswer, CaseShown, RulesShown } from '../../api/verification/shown/contract.ts';
import { type CaseAct, type PositionSent } from '../../api/verification/contract.ts';
import { ask, headersOf } from '../record/write.ts';

const PositionAnswer = z.object({ id: z.uuid(), incidentId: z.uuid() });

const caseOf = (incidentId: string): string => `/api/verification/incidents/${incidentId}`;

/** What whoever asks may do with the case of an incident. Throws WriteProblem. */
export function fetchCase(incidentId: string): Promise<CaseShown> {
  return ask(caseOf(incidentId), CaseShown, { method: 'GET' });
}

/** Does something to a case as it stood at a version; 0 where nothing was done before. Throws WriteProblem. */
export function postAct(
  { incidentId, version, key }: { readonly incidentId: string; readonly version: number; readonly key: string },
  act: CaseAct,
): Promise<CaseAnswer> {
  return ask(`${caseOf(incidentId)}/acts`, CaseAnswer, {
    method: 'POST',
    body: JSON.stringify(act),
    headers: headersOf({ version, key }),
  });
}

/** Puts the position of a party on record; its id is made by the form, so that it is one however often it is sent. Throws WriteProblem. */
export function putPosition(key: string, sent: PositionSent): Promise<z.infer<typeof PositionAnswer>> {
  return ask(`/api/verification/positions/${sent.document.id}`, PositionAnswer, {
    method: 'PUT',
    body: JSON.stringify(sent),
    headers: { 'idempotency-key': key },
  });
}

/** The table of moves and the thresholds. Throws WriteProblem. */
export function fetchRules(): Promise<RulesShown> {
  return ask('/api/verification/rules', RulesShown, { method: 'GET' });
}
