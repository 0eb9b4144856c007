import type { Actor } from '../auth/contract.ts';
import { asActor } from '../db/as-actor.ts';
import type { Database, Queries } from '../db/database.ts';
import { Problem } from '../problem.ts';
import type { Visibility } from '../visibility/contract.ts';
import { problemOfBody } from '../body.ts';
import { isLevelledField } from './hidden.ts';
import { findProposal } from './proposals.ts';
import { CORRECTIONS, type Change, type RecordKind, type Reason, type Why, type WriteAnswer } from './contract.ts';
import { actsOn, type RecordAct } from './permissions.ts';
import { findHeads, findPresent, type WrittenFacts } from './queries.ts';
import { logVersions, type NewVersion, refreshSeen, saveVersions, versionHash, versionRows } from './save.ts';

/** Somebody with an account who writes. */
export interface Writer {
  actor: Actor & { id: string };
  now: () => Date;
}

/** One record by its kind and id. */
export interface Named {
  kind: RecordKind;
  id: string;
}

/** The moment of a write: later than the version before it, whatever the clock says. */
export function momentAfter(previous: string | null, now: Date): Date {
  const least = previous === null ? 0 : Date.parse(previous) + 1;
  return new Date(Math.max(now.getTime(), least));
}

/**
 * The present version of a record for somebody who wants to change it, locked against others.
 *
 * @throws Problem `item-not-found` where there is none or it may not be read: the two look alike; `not-allowed`;
 *   `version-differs` where it is not the version that was expected
 */
export async function takeRecord(
  transaction: Database,
  { actor }: Writer,
  { kind, id }: Named,
  { act, expected, proposalId = null }: { act: RecordAct; expected: number | null; proposalId?: string | null },
): Promise<WrittenFacts> {
  const present = await asActor(transaction, actor, async (queries) => {
    await findHeads(queries, [id], true);
    return findPresent(queries, kind, id);
  });
  if (present === null) throw noSuchRecord(kind, id);
  const head = (await findHeads(transaction, [id])).get(id);
  const proposal = await findProposal(transaction, id, proposalId);
  const standing = {
    kind,
    state: present.state,
    owner: present.visibility.owner,
    submittedBy: head?.submittedBy ?? '',
    proposal,
  };
  if (present.state !== 'standing')
    throw new Problem('not-in-this-state', `the record is ${present.state}; it can be read and not changed`);
  if (!actsOn(actor, standing).includes(act))
    throw new Problem('not-allowed', `the role ${actor.role} may not do this to this record: ${act}`);
  if (expected !== null && expected !== present.version)
    throw new Problem(
      'version-differs',
      `the record is at version ${present.version} and not ${expected}; read it again, bring the two together and send that`,
    );
  return present;
}

/** A record that is not there, or may not be known of. */
export function noSuchRecord(kind: RecordKind, id: string): Problem {
  return new Problem('item-not-found', `there is no ${kind} ${id.slice(0, 40)}`);
}

/** Whether a change says that the record was wrong. */
export function changeFor(reason: Reason): Change {
  return (CORRECTIONS as readonly Reason[]).includes(reason) ? 'corrected' : 'edited';
}

/** The next version of a record, with what is given changed. */
export function nextVersion(
  present: WrittenFacts,
  actor: Actor,
  change: Change,
  why: Why,
  changed: Partial<Pick<NewVersion, 'document' | 'visibility' | 'state' | 'mergedInto'>>,
): NewVersion {
  const { kind, fid, document, visibility, state, mergedInto, version } = present;
  return {
    kind,
    fid,
    document,
    visibility,
    state,
    mergedInto,
    ...changed,
    version: version + 1,
    made: { change, reason: why.reason, explanation: why.explanation, actorRole: actor.role },
  };
}

/**
 * Puts versions on record under the actor's own eyes, then, as the service and in the same transaction, leaves the log and
 * makes anew what viewers see.
 */
export async function commitVersions(
  transaction: Database,
  { actor }: Writer,
  versions: readonly NewVersion[],
  at: Date,
): Promise<Map<string, number>> {
  const rows = versionRows(versions, { actorId: actor.id, actorRole: actor.role, at });
  const numbers = await asActor(transaction, actor, (queries) => saveVersions(queries, rows));
  await logVersions(transaction, rows);
  await refreshSeen(
    transaction,
    versions.map(({ document }) => document.id),
    at,
  );
  return numbers;
}

/** The answer to a write of one record. */
export function answerOf(version: NewVersion, fid: number): WriteAnswer {
  const { document, kind, state, visibility } = version;
  const ref = 'ref' in document ? document.ref : null;
  return { kind, id: document.id, fid, ref, version: version.version, state, level: visibility.level };
}

/** Would the next version say the same as the present one? Then there is nothing to write. */
export function isSameVersion(present: WrittenFacts, next: NewVersion): boolean {
  return versionHash(present) === versionHash(next);
}

/** @throws Problem `bad-body` for a field that has no level of its own in this kind of record */
export function assertLevelledFields(kind: RecordKind, { fieldLevels }: Pick<Visibility, 'fieldLevels'>): void {
  const faults = Object.keys(fieldLevels)
    .filter((field) => !isLevelledField(kind, field))
    .map((field) => ({
      code: 'bad-field',
      parameter: `fieldLevels.${field}`,
      detail: `has no level of its own in a record of kind ${kind}`,
    }));
  if (faults.length > 0) throw problemOfBody(faults);
}

/** Which of these ids are records that the actor may read. */
export async function readableIds(
  transaction: Database,
  actor: Writer['actor'],
  ids: readonly string[],
): Promise<Set<string>> {
  const heads = await asActor(transaction, actor, (queries: Queries) => findHeads(queries, ids));
  return new Set(heads.keys());
}
