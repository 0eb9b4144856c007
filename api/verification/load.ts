import { v5 as idFrom } from 'uuid';
import { findPeople, findPerson } from '../auth/people.ts';
import type { PersonShown } from '../auth/contract.ts';
import { asActor } from '../db/as-actor.ts';
import type { Database } from '../db/database.ts';
import {
  findHeads,
  findIdsOfKind,
  findPresent,
  findPartIds,
  findSources,
  findVersions,
  type WrittenFacts,
} from '../record/queries.ts';
import type { Facts } from '../record/facts.ts';
import { sourceIdsIn } from '../record/save.ts';
import { noSuchRecord, type Writer } from '../record/write.ts';
import type { CaseAct, CaseWrite } from './contract.ts';
import { accusedParties } from './derive.ts';
import { type CaseFacts, newCase, type StandingPosition } from './facts.ts';
import { caseAmong, signedHash } from './project.ts';
import type { Rules } from './rules.ts';
import { mayKnow, readableFields } from '../visibility/levels.ts';

/** The namespace in which an incident's id gives the id of its case, so that there is never a second one. */
const CASES = '6b4f6b3e-52c1-4f0e-9a55-0d4f0b6f3a1c';

/** The id of the case of an incident. */
export function caseIdOf(incidentId: string): string {
  return idFrom(incidentId, CASES);
}

/** An incident with everything that belongs to it, as it stands. */
export interface LoadedCase {
  incident: WrittenFacts & Facts<'incident'>;
  /** The newest version of each part. */
  parts: WrittenFacts[];
  /** The case as it stands, and its version; 0 where nothing was done yet. */
  held: CaseWrite;
  version: number;
  fid: number | null;
  facts: CaseFacts;
}

function isPosition(one: WrittenFacts): one is WrittenFacts & Facts<'position'> {
  return one.kind === 'position' && one.state === 'standing';
}

function standingPosition({ document, recordedAt }: Facts<'position'>): StandingPosition {
  return { document, recordedAt };
}

function isEvidence(one: WrittenFacts): one is WrittenFacts & Facts<'evidence'> {
  return one.kind === 'evidence' && one.state === 'standing';
}

/** Incidents of the category "mechanism" and readings of agreements, among the ids that an act names. */
async function namedIn(transaction: Database, act: CaseAct | null) {
  const restrictionId = act?.act === 'find-inconclusive' ? act.restrictionId : null;
  const readingId = act?.act === 'decide-compliance' ? act.finding.readingId : null;
  const named = restrictionId === null ? [] : await findVersions(transaction, [restrictionId]);
  const restriction = named.at(-1);
  const isRestriction =
    restriction?.kind === 'incident' &&
    restriction.state === 'standing' &&
    'type' in restriction.document &&
    ['access-denied', 'access-conditional', 'access-delayed', 'threat-to-monitors'].includes(restriction.document.type);
  return {
    restrictionIds: new Set(isRestriction && restrictionId !== null ? [restrictionId] : []),
    readingIds: new Set(readingId !== null && (await isReading(transaction, readingId)) ? [readingId] : []),
  };
}

async function isReading(transaction: Database, readingId: string): Promise<boolean> {
  const ids = await findIdsOfKind(transaction, 'agreement');
  const versions = await findVersions(transaction, ids);
  const newest = [...new Map(versions.map((version) => [version.id, version])).values()];
  return newest.some(
    ({ document, state }) =>
      state === 'standing' && 'readings' in document && document.readings.some(({ id }) => id === readingId),
  );
}

/**
 * Reads everything on which the workflow of one incident rests, the incident locked against other acts where `lock` says so.
 * What the actor may not read counts for the guards all the same, and none of it is in any answer.
 *
 * @throws Problem `item-not-found` where there is no such incident or the actor may not read it: the two look alike
 */
export async function loadCase(
  transaction: Database,
  { actor, now }: Writer,
  incidentId: string,
  { act, rules, lock }: { act: CaseAct | null; rules: Rules; lock: boolean },
): Promise<LoadedCase> {
  const incident = await asActor(transaction, actor, async (queries) => {
    if (lock) await findHeads(queries, [incidentId], true);
    return findPresent(queries, 'incident', incidentId);
  });
  if (incident === null) throw noSuchRecord('incident', incidentId);
  const loaded = incident as WrittenFacts & Facts<'incident'>;
  const mayReadField = readableFields(loaded.visibility, actor.viewer);
  const heads = await findHeads(transaction, [incidentId]);
  const parts = await newestParts(transaction, incidentId);
  const standing = {
    document: loaded.document,
    state: loaded.state,
    visibility: loaded.visibility,
    submittedBy: heads.get(incidentId)?.submittedBy ?? '',
  };
  const lead = act?.act === 'start' ? await findPerson(transaction, act.leadId) : null;
  const own = parts.find(({ kind }) => kind === 'case');
  return {
    incident: loaded,
    parts,
    held: caseAmong(parts) ?? newCase(caseIdOf(incidentId), standing),
    version: own?.version ?? 0,
    fid: own?.fid ?? null,
    facts: {
      incident: standing,
      contentHash: signedHash(loaded.document),
      positions: parts.filter(isPosition).map(standingPosition),
      accused: accusedParties(
        parts
          .filter(isPosition)
          .filter(({ visibility }) => mayKnow(visibility, actor.viewer))
          .map(standingPosition),
        loaded.document.statements.filter(({ id }) => mayReadField(`statements/${id}`)),
      ),
      evidence: parts.filter(isEvidence).map(({ document }) => document),
      sources: await findSources(transaction, sourceIdsIn(loaded.document)),
      ...(await namedIn(transaction, act)),
      lead: lead && !lead.disabled ? { id: lead.id, role: lead.role } : null,
      rules,
      now: now(),
    },
  };
}

/** The newest version of everything that belongs to an incident. */
export async function newestParts(transaction: Database, incidentId: string): Promise<WrittenFacts[]> {
  const versions = await findVersions(transaction, await findPartIds(transaction, [incidentId]));
  return [...new Map(versions.map((version) => [version.id, version])).values()];
}

const LEADING: readonly string[] = ['monitor', 'analyst', 'reviewer', 'chair'];

/** People who may lead a case: neutral ones, who did not submit the report. */
export async function findLeads(
  transaction: Database,
  submittedBy: string,
): Promise<Pick<PersonShown, 'id' | 'name' | 'role'>[]> {
  const people = await findPeople(transaction);
  return people
    .filter(({ id, role, disabled }) => !disabled && id !== submittedBy && LEADING.includes(role))
    .map(({ id, name, role }) => ({ id, name, role }));
}
