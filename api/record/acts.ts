import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import { problemOfBody } from '../body.ts';
import { Problem } from '../problem.ts';
import type { Visibility } from '../visibility/contract.ts';
import { opensAnything } from '../visibility/levels.ts';
import type { Merger, ReleaseProposal, Restriction, Why, WriteAnswer } from './contract.ts';
import { approveProposal, findProposal, insertProposal } from './proposals.ts';
import { findVersions, type WrittenFacts } from './queries.ts';
import { type NewVersion, sourceIdsIn } from './save.ts';
import {
  answerOf,
  assertLevelledFields,
  commitVersions,
  isSameVersion,
  momentAfter,
  type Named,
  nextVersion,
  readableIds,
  takeRecord,
  type Writer,
} from './write.ts';
import type { z } from 'zod';

async function commitNext(
  transaction: Database,
  writer: Writer,
  present: WrittenFacts,
  next: NewVersion,
): Promise<WriteAnswer> {
  if (isSameVersion(present, next)) return answerOf({ ...next, version: present.version }, present.fid);
  await commitVersions(transaction, writer, [next], momentAfter(present.recordedAt, writer.now()));
  return answerOf(next, present.fid);
}

/** Takes a record back. It stays readable, and says that it was withdrawn. */
export async function withdrawRecord(
  transaction: Database,
  writer: Writer,
  named: Named,
  { expected, why }: { expected: number; why: Why },
): Promise<WriteAnswer> {
  const present = await takeRecord(transaction, writer, named, { act: 'withdraw', expected });
  const next = nextVersion(present, writer.actor, 'withdrawn', why, { state: 'withdrawn' });
  return commitNext(transaction, writer, present, next);
}

/** Says that a record tells of the same event as another. Both stay readable; the first points to the second. */
export async function mergeRecord(
  transaction: Database,
  writer: Writer,
  named: Named,
  { expected, why, intoId }: { expected: number } & z.infer<typeof Merger>,
): Promise<WriteAnswer> {
  const present = await takeRecord(transaction, writer, named, { act: 'merge', expected });
  const readable = await readableIds(transaction, writer.actor, [intoId]);
  const [other] = readable.has(intoId) ? (await findVersions(transaction, [intoId])).slice(-1) : [];
  if (other?.kind !== named.kind || intoId === named.id)
    throw problemOfBody([{ code: 'unknown-record', parameter: 'intoId', detail: 'there is no such other record' }]);
  if (other.state !== 'standing')
    throw new Problem('not-in-this-state', `the other record is ${other.state}; merge into one that stands`);
  const next = nextVersion(present, writer.actor, 'merged', why, { state: 'merged', mergedInto: intoId });
  return commitNext(transaction, writer, present, next);
}

/** What a record is to be open to, with what is not said left as it is. V4 keeps whoever sets it on the case team. */
function visibilityOf(
  present: WrittenFacts,
  { level, fieldLevels, placeClass }: Pick<Restriction, 'level' | 'fieldLevels' | 'placeClass'>,
  actorId: string,
): Visibility {
  const { team, owner } = present.visibility;
  const isProtected = level === 4 || Object.values(fieldLevels).includes(4);
  return {
    owner,
    level,
    fieldLevels,
    placeClass,
    team: isProtected && !team.includes(actorId) ? [...team, actorId] : team,
  };
}

/** Closes a record, or some of its fields, at once and for the past as well. */
export async function restrictRecord(
  transaction: Database,
  writer: Writer,
  named: Named,
  { expected, why, ...wanted }: { expected: number } & Restriction,
): Promise<WriteAnswer> {
  const present = await takeRecord(transaction, writer, named, { act: 'restrict', expected });
  const visibility = visibilityOf(present, wanted, writer.actor.id);
  assertLevelledFields(named.kind, visibility);
  if (opensAnything({ ...present.visibility, team: visibility.team }, visibility))
    throw new Problem('takes-two-people', 'this would open something; propose that, and another person approves it');
  const next = nextVersion(present, writer.actor, 'restricted', why, { visibility });
  return commitNext(transaction, writer, present, next);
}

/** Proposes to open a record further. Nothing changes until a second person approves. */
export async function proposeRelease(
  transaction: Database,
  writer: Writer,
  named: Named,
  { expected, id, why, ...wanted }: { expected: number } & ReleaseProposal,
): Promise<void> {
  const present = await takeRecord(transaction, writer, named, { act: 'propose-release', expected });
  const { team, owner } = present.visibility;
  const visibility: Visibility = { ...wanted, team, owner };
  assertLevelledFields(named.kind, visibility);
  const { actor } = writer;
  const isNew = await asActor(transaction, actor, (queries) =>
    insertProposal(queries, named.id, {
      id,
      recordVersion: present.version,
      visibility,
      why,
      proposedBy: actor.id,
      proposerRole: actor.role,
      proposedAt: writer.now().toISOString(),
    }),
  );
  if (!isNew) throw new Problem('conflict', 'there is a proposal under this id already; make a new id');
}

/** Approves a proposal of somebody else, and opens the record and the sources that came with it. */
export async function approveRelease(
  transaction: Database,
  writer: Writer,
  named: Named,
  proposalId: string,
): Promise<WriteAnswer> {
  const act = { act: 'approve-release', expected: null, proposalId } as const;
  const present = await takeRecord(transaction, writer, named, act);
  const proposal = await findProposal(transaction, named.id, proposalId);
  if (proposal === null)
    throw new Problem('item-not-found', 'there is no such proposal, or the record has changed since it was made');
  const { visibility, why } = proposal;
  const at = momentAfter(present.recordedAt, writer.now());
  const next = nextVersion(present, writer.actor, 'released', why, { visibility });
  const sources = await openedSources(transaction, writer, next, why);
  await asActor(transaction, writer.actor, (queries) => approveProposal(queries, proposalId, writer.actor.id, at));
  await commitVersions(transaction, writer, [...sources, next], at);
  return answerOf(next, present.fid);
}

/** Sources that are closer than the record that rests on them: without them it would rest on nothing. */
async function openedSources(
  transaction: Database,
  writer: Writer,
  { document, visibility: wanted }: NewVersion,
  why: Why,
): Promise<NewVersion[]> {
  const versions = await findVersions(transaction, [...new Set(sourceIdsIn(document))]);
  const newest = new Map(versions.map((one) => [one.id, one]));
  return [...newest.values()]
    .filter(({ visibility }) => visibility.level > wanted.level && visibility.level < 4)
    .map((source) =>
      nextVersion(source, writer.actor, 'released', why, {
        visibility: { ...source.visibility, level: wanted.level },
      }),
    );
}
