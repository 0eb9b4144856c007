import type { Database } from '../db/database.ts';
import { appendEntries } from '../log/entries.ts';
import { Problem } from '../problem.ts';
import type { WriteAnswer } from '../record/contract.ts';
import { findHeads } from '../record/queries.ts';
import { instant } from '../record/seen.ts';
import { answerOf, commitVersions, momentAfter, nextVersion, type Writer } from '../record/write.ts';
import { asActor } from '../db/as-actor.ts';
import { type CustodyEntry, type CustodySent, EvidenceWrite } from './contract.ts';
import { type FoundEvidence, getEvidence } from './read.ts';

/**
 * Adds an entry to the custody of an item, as its next version. Entries are never changed.
 *
 * @throws Problem `item-not-found`, `not-allowed`, `not-in-this-state`, `version-differs`
 */
export async function addCustody(
  transaction: Database,
  writer: Writer,
  id: string,
  { expected, ...sent }: CustodySent & { expected: number },
): Promise<WriteAnswer> {
  const { actor } = writer;
  // Held against other writers from here on.
  await asActor(transaction, actor, (queries) => findHeads(queries, [id], true));
  const { evidence, may } = await getEvidence(transaction, actor, id);
  if (!may.includes('add-custody'))
    throw new Problem('not-allowed', 'the custody is kept by neutral people and by whoever submitted the file');
  if (evidence.state !== 'standing')
    throw new Problem('not-in-this-state', `the record is ${evidence.state}; it can be read and not changed`);
  if (evidence.version !== expected)
    throw new Problem('version-differs', `the record is at version ${evidence.version} and not ${expected}`);
  const at = momentAfter(evidence.recordedAt, writer.now());
  const entry: CustodyEntry = { at: instant(at.getTime()), by: { id: actor.id, role: actor.role }, ...sent };
  const document = { ...evidence.document, custody: [...evidence.document.custody, entry] };
  if (!EvidenceWrite.shape.custody.safeParse(document.custody).success)
    throw new Problem('not-in-this-state', 'the custody has as many entries as it can hold');
  const why = { reason: 'new-information' as const, explanation: `Custody: ${sent.action}.` };
  const next = nextVersion(evidence, actor, 'edited', why, { document });
  await commitVersions(transaction, writer, [next], at);
  return answerOf(next, evidence.fid);
}

/**
 * Leaves in the log that somebody took the evidentiary copy. Not in the custody: a look hands nothing over, and a version
 * for each would end the edits of others and fill the record; the log is where nobody can take it out again.
 */
export async function logView(
  transaction: Database,
  { actor, now }: Writer,
  { evidence }: Pick<FoundEvidence, 'evidence'>,
): Promise<void> {
  await appendEntries(transaction, [
    {
      at: now().toISOString(),
      actor: { id: actor.id, role: actor.role },
      action: 'evidence.viewed',
      subject: { kind: 'evidence', id: evidence.id, version: evidence.version },
      contentHash: null,
    },
  ]);
}
