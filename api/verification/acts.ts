import { partyOf } from '../auth/roles.ts';
import { randomInt } from 'node:crypto';
import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import { problemOfBody } from '../body.ts';
import { Problem } from '../problem.ts';
import type { NewVersion } from '../record/save.ts';
import { FIDS } from '../record/file.ts';
import { findHeads, findSources } from '../record/queries.ts';
import { commitVersions, momentAfter, type Writer } from '../record/write.ts';
import type { Party } from '../geo/contract.ts';
import type { Visibility } from '../visibility/contract.ts';
import { mayKnow } from '../visibility/levels.ts';
import { applyAct, Refused } from './apply.ts';
import type { CaseAnswer } from './shown/contract.ts';
import type { CaseAct, CaseWrite, PositionSent } from './contract.ts';
import { currentPosition } from './derive.ts';

import { type LoadedCase, loadCase } from './load.ts';
import type { Rules } from './rules.ts';
import { partiesToSpeakFor } from './show.ts';

/** Both parties, mediators and staff may know that there is a case; what of it each sees is projected. */
const CASE_VISIBILITY: Visibility = { level: 1, owner: null, fieldLevels: {}, placeClass: 'general', team: [] };

function problemOfRefusal(refused: Refused): Problem {
  if (refused.why === 'role') return new Problem('not-allowed', refused.message);
  if (refused.why !== 'guard') return new Problem('not-in-this-state', refused.message);
  const faults = refused.guards.map(({ guard, facts }) => ({
    code: guard,
    detail: Object.entries(facts)
      .map(([name, value]) => `${name}: ${value}`)
      .join(', '),
  }));
  return new Problem('move-refused', refused.message, { faults });
}

function nextCase({ version, fid }: LoadedCase, actor: Writer['actor'], document: CaseWrite): NewVersion {
  return {
    kind: 'case',
    document,
    visibility: CASE_VISIBILITY,
    state: 'standing',
    mergedInto: null,
    // Reasons in words are in the case itself, where they are shown to those who may read them.
    made: {
      change: 'moved',
      reason: version === 0 ? null : 'new-information',
      explanation: null,
      actorRole: actor.role,
    },
    version: version + 1,
    fid: fid ?? randomInt(FIDS.from, FIDS.to),
  };
}

/**
 * Does something to the case of an incident, by the table of moves, in one transaction.
 *
 * @throws Problem `item-not-found`, `not-allowed`, `not-in-this-state`, `move-refused` with the guards that do not hold,
 *   `version-differs`
 */
export async function actOnCase(
  transaction: Database,
  writer: Writer,
  incidentId: string,
  { act, rules, expected }: { act: CaseAct; rules: Rules; expected: number },
): Promise<CaseAnswer> {
  const { actor } = writer;
  const loaded = await loadCase(transaction, writer, incidentId, { act, rules, lock: true });
  if (loaded.version !== expected)
    throw new Problem('version-differs', `the case is at version ${loaded.version} and not ${expected}; read it again`);
  const newestAt = loaded.parts.map(({ recordedAt }) => recordedAt).reduce(later, loaded.incident.recordedAt);
  const at = momentAfter(newestAt, writer.now());
  try {
    const doing = { held: loaded.held, facts: { ...loaded.facts, now: at }, actor: { id: actor.id, role: actor.role } };
    const { next, moved } = applyAct(doing, act);
    await commitVersions(transaction, writer, [nextCase(loaded, actor, next)], at);
    return { incidentId, version: loaded.version + 1, occurrence: next.occurrence, moved };
  } catch (error) {
    if (error instanceof Refused) throw problemOfRefusal(error);
    throw error;
  }
}

function later(one: string, other: string): string {
  return Date.parse(one) > Date.parse(other) ? one : other;
}

/** How open a position is: as its party says, or public where it was public before. */
function visibilityOf(actor: Writer['actor'], isPublic: boolean): Visibility {
  const owner = partyOf(actor.role);
  return { level: isPublic ? 0 : 3, owner, fieldLevels: {}, placeClass: 'general', team: [] };
}

function assertMaySpeak(actor: Writer['actor'], { document, isPublic }: PositionSent): void {
  if (!partiesToSpeakFor(actor.role).includes(document.party))
    throw new Problem('not-allowed', `the role ${actor.role} states no position for this party`);
  if (partyOf(actor.role) === null && (document.channel !== 'public-statement' || !isPublic))
    throw new Problem('not-allowed', 'neutral staff put on record what a party said in public, and nothing else');
}

/** @throws Problem `bad-body` for a source that is not on record or not in sight */
async function assertSources(transaction: Database, { actor }: Writer, ids: readonly string[]): Promise<void> {
  const known = await asActor(transaction, actor, (queries) => findSources(queries, ids));
  const faults = ids
    .map((id, at) => ({ id, parameter: `document.sourceIds.${at}` }))
    .filter(({ id }) => !known.has(id))
    .map(({ parameter }) => ({ code: 'unknown-source', parameter, detail: 'there is no such source' }));
  if (faults.length > 0) throw problemOfBody(faults);
}

/**
 * The position that a new one takes the place of. Of neutral staff's it is the newest public statement that they may read:
 * what a party told the mechanism is the party's own to supersede.
 */
function positionBefore({ parts, facts }: LoadedCase, actor: Writer['actor'], party: Party): string | null {
  if (partyOf(actor.role) === party) return currentPosition(facts.positions, party)?.id ?? null;
  const readable = new Set(parts.filter(({ visibility }) => mayKnow(visibility, actor.viewer)).map(({ id }) => id));
  const said = facts.positions.filter(
    ({ document }) => document.channel === 'public-statement' && readable.has(document.id),
  );
  return currentPosition(said, party)?.id ?? null;
}

/**
 * Puts a party's position on record. It takes the place of the party's current one, which stays readable.
 *
 * @throws Problem `item-not-found` for the incident, `not-allowed`, `bad-body`, `version-differs` where another position has
 *   come between
 */
export async function statePosition(
  transaction: Database,
  writer: Writer,
  id: string,
  sent: PositionSent,
  rules: Rules,
): Promise<{ id: string; incidentId: string }> {
  const { actor } = writer;
  const { document } = sent;
  if (document.id !== id)
    throw problemOfBody([{ code: 'fixed-field', parameter: 'document.id', detail: 'must be the id in the address' }]);
  const loaded = await loadCase(transaction, writer, document.incidentId, { act: null, rules, lock: true });
  assertMaySpeak(actor, sent);
  if (loaded.incident.state !== 'standing')
    throw new Problem('not-in-this-state', `the record is ${loaded.incident.state}; it can be read and not changed`);
  if (document.synthetic !== loaded.incident.document.synthetic)
    throw problemOfBody([
      { code: 'fixed-field', parameter: 'document.synthetic', detail: 'must be as the incident has it' },
    ]);
  if ((await findHeads(transaction, [id])).size > 0)
    throw new Problem('version-differs', 'there is a record under this id already; make a new id');
  if (positionBefore(loaded, actor, document.party) !== document.supersedesId)
    throw new Problem('version-differs', 'another position of this party has come between; read it again');
  await assertSources(transaction, writer, document.sourceIds);
  const newestAt = loaded.parts.map(({ recordedAt }) => recordedAt).reduce(later, loaded.incident.recordedAt);
  const version: NewVersion = {
    kind: 'position',
    document,
    visibility: visibilityOf(actor, sent.isPublic),
    state: 'standing',
    mergedInto: null,
    made: { change: 'filed', reason: null, explanation: null, actorRole: actor.role },
    version: 1,
    fid: randomInt(FIDS.from, FIDS.to),
  };
  await commitVersions(transaction, writer, [version], momentAfter(newestAt, writer.now()));
  return { id, incidentId: document.incidentId };
}
