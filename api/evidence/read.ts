import type { Actor } from '../auth/contract.ts';
import type { Database } from '../db/database.ts';
import type { Facts } from '../record/facts.ts';
import { findHeads, findPresent, type WrittenFacts } from '../record/queries.ts';
import { noSuchRecord, readableIds } from '../record/write.ts';
import { mayKnow } from '../visibility/levels.ts';
import type { EvidenceRecord, SeenBefore } from './contract.ts';
import { evidenceActsOn } from './permissions.ts';
import { evidenceShown } from './project.ts';
import { type Alike, findAlike } from './queries.ts';

type EvidenceFacts = WrittenFacts & Facts<'evidence'>;
type IncidentFacts = WrittenFacts & Facts<'incident'>;

/** An item of evidence with its incident, for somebody who may know of both. */
export interface FoundEvidence {
  evidence: EvidenceFacts;
  incident: IncidentFacts;
  submittedBy: string;
  may: EvidenceRecord['may'];
}

async function findPair(transaction: Database, id: string) {
  const evidence = (await findPresent(transaction, 'evidence', id)) as EvidenceFacts | null;
  if (evidence === null) return null;
  const { incidentId } = evidence.document;
  const incident = (await findPresent(transaction, 'incident', incidentId)) as IncidentFacts | null;
  return incident === null ? null : { evidence, incident };
}

/**
 * An item of evidence that somebody may know of: by the rules of viewers, as everybody sees records, or because the base
 * tables let them read it and its incident (their own, their team's). Either way of both: evidence is no way round a
 * restriction of its incident.
 */
export async function findEvidence(transaction: Database, actor: Actor, id: string): Promise<FoundEvidence | null> {
  const pair = await findPair(transaction, id);
  if (pair === null) return null;
  const { evidence, incident } = pair;
  const isSeen = [evidence, incident].every(({ visibility }) => mayKnow(visibility, actor.viewer));
  const isRead =
    actor.id !== null &&
    (await readableIds(transaction, { ...actor, id: actor.id }, [evidence.id, incident.id])).size === 2;
  if (!isRead && !(isSeen && evidence.state === 'standing')) return null;
  const submittedBy = (await findHeads(transaction, [id])).get(id)?.submittedBy ?? '';
  return { evidence, incident, submittedBy, may: evidenceActsOn(actor, submittedBy) };
}

/** The same. @throws Problem `item-not-found` where there is none or it may not be known of: the two look alike */
export async function getEvidence(transaction: Database, actor: Actor, id: string): Promise<FoundEvidence> {
  const found = await findEvidence(transaction, actor, id);
  if (found === null) throw noSuchRecord('evidence', id);
  return found;
}

async function seenBefore(
  transaction: Database,
  actor: Actor & { id: string },
  { recordId, sameFile, distance }: Alike,
): Promise<SeenBefore | null> {
  const pair = await findPair(transaction, recordId);
  if (pair === null || pair.evidence.state !== 'standing') return null;
  const { evidence, incident } = pair;
  const readable = await readableIds(transaction, actor, [evidence.id, incident.id]);
  if (readable.size !== 2) return null;
  const { ref, title } = incident.document;
  return {
    evidenceId: evidence.id,
    title: evidence.document.title,
    incident: { fid: incident.fid, ref, title },
    sameFile,
    distance,
  };
}

/** Proposals that are shown at once. */
const MOST_PROPOSED = 10;

/** Other evidence that this reader may know of and that is the same file or looks alike, the nearest first. */
export async function findSeenBefore(
  transaction: Database,
  actor: Actor & { id: string },
  id: string,
): Promise<SeenBefore[]> {
  const proposed: SeenBefore[] = [];
  for (const alike of await findAlike(transaction, id)) {
    const one = await seenBefore(transaction, actor, alike);
    if (one !== null) proposed.push(one);
    if (proposed.length === MOST_PROPOSED) break;
  }
  return proposed;
}

/** An item of evidence for whoever asks. @throws Problem `item-not-found` */
export function showEvidence(database: Database, actor: Actor, id: string): Promise<EvidenceRecord> {
  return database.transaction(async (transaction) => {
    const { evidence, may } = await getEvidence(transaction, actor, id);
    const { version, state, document } = evidence;
    const isTold = may.includes('read-evidentiary');
    const { id: actorId } = actor;
    return {
      version,
      incidentId: document.incidentId,
      state,
      shown: evidenceShown(evidence, actor.viewer),
      fileName: isTold ? document.fileName : null,
      custody: isTold ? document.custody : null,
      seenBefore:
        actorId === null || actor.seenAs !== null
          ? null
          : await findSeenBefore(transaction, { ...actor, id: actorId }, id),
      may,
    };
  });
}
