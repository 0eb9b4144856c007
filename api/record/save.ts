import type { Queries } from '../db/database.ts';
import { contentHashOf } from '../log/canonical.ts';
import { appendEntries } from '../log/entries.ts';
import { SETTLEMENTS } from '../visibility/settlements.ts';
import type { Visibility } from '../visibility/contract.ts';
import { type AnyDocument, isPart, type RecordKind, type RecordState } from './contract.ts';
import type { ChangeMade, Facts, KnownSource } from './facts.ts';
import { insertSeen, replaceSeen } from './projections.ts';
import {
  findPartIds,
  findSources,
  findVersions,
  insertLinks,
  insertRecords,
  insertVersions,
  type VersionRow,
  type WrittenFacts,
} from './queries.ts';
import { firstSeen, isProjectedKind, type Lineage, type ProjectedKind, PROJECTED_KINDS, replay } from './replay.ts';

/** One record as it is to stand from now on. */
export interface NewVersion {
  kind: RecordKind;
  document: AnyDocument;
  visibility: Visibility;
  state: RecordState;
  mergedInto: string | null;
  made: ChangeMade;
  /** 1 for a record that is not there yet. */
  version: number;
  /** Its number: of a new record null, to be counted; of a present one its own. */
  fid: number | null;
}

/** A record names a source that is not on record. */
export class NoSuchSource extends Error {
  constructor(id: string) {
    super(`no source on record has the id ${id}; put the source on record first`);
  }
}

/** Who writes and when. */
export interface WriteStamp {
  actorId: string;
  actorRole: VersionRow['actorRole'];
  at: Date;
}

/** What the hash of a version is made over; the log vouches for it. */
export function versionHash(version: Pick<NewVersion, 'document' | 'visibility' | 'state' | 'mergedInto'>): string {
  const { document, visibility, state, mergedInto } = version;
  return contentHashOf({ document, visibility, state, mergedInto });
}

function referenceOf(document: AnyDocument): string | null {
  if ('ref' in document) return document.ref;
  return 'readings' in document ? document.key : null;
}

/** The record that one belongs to: a status report to its crossing, what verifies an incident to that incident. */
function parentOf(kind: RecordKind, document: AnyDocument): string | null {
  if ('crossingId' in document) return document.crossingId;
  return isPart(kind) && 'incidentId' in document ? document.incidentId : null;
}

function toRow(version: NewVersion, { actorId, actorRole, at }: WriteStamp): VersionRow {
  const { document, made } = version;
  return {
    id: document.id,
    kind: version.kind,
    fid: version.fid,
    ref: referenceOf(document),
    parentId: parentOf(version.kind, document),
    version: version.version,
    state: version.state,
    mergedInto: version.mergedInto,
    visibility: version.visibility,
    document,
    change: made.change,
    reason: made.reason,
    explanation: made.explanation,
    actorId,
    actorRole,
    synthetic: document.synthetic,
    contentHash: versionHash(version),
    recordedAt: at.toISOString(),
  };
}

/** Versions as they are kept, each with the hash over its content. */
export function versionRows(versions: readonly NewVersion[], stamp: WriteStamp): VersionRow[] {
  return versions.map((version) => toRow(version, stamp));
}

/**
 * Puts versions on record. To be called within a transaction; the log and what viewers see follow in the same one. Gives the
 * numbers of new records by id.
 */
export async function saveVersions(queries: Queries, rows: readonly VersionRow[]): Promise<Map<string, number>> {
  const fresh = rows.filter(({ version }) => version === 1);
  const next = rows.filter(({ version }) => version > 1);
  const numbers = fresh.length > 0 ? await insertRecords(queries, fresh) : new Map<string, number>();
  if (next.length > 0) await insertVersions(queries, next);
  return numbers;
}

/** Leaves what was written in the log. As the service: an actor may add to the log and not read it. */
export async function logVersions(queries: Queries, rows: readonly VersionRow[]): Promise<void> {
  await appendEntries(
    queries,
    rows.map(({ recordedAt, actorId, actorRole, change, kind, id, version, contentHash }) => ({
      at: recordedAt,
      actor: { id: actorId, role: actorRole },
      action: `record.${change}`,
      subject: { kind, id, version },
      contentHash,
    })),
  );
}

/** Every source id that a document names, its own and those of its parts. */
export function sourceIdsIn(document: AnyDocument): string[] {
  const parts = [
    ...('statements' in document ? document.statements : []),
    ...('readings' in document ? document.readings : []),
  ];
  const own = 'sourceIds' in document ? document.sourceIds : [];
  return [...own, ...parts.flatMap(({ sourceIds }) => sourceIds)];
}

/** @throws NoSuchSource */
async function sourcesFor(queries: Queries, facts: readonly Facts[]): Promise<ReadonlyMap<string, KnownSource>> {
  const ids = facts.flatMap(({ document }) => sourceIdsIn(document));
  const sources = await findSources(queries, ids);
  const missing = ids.find((id) => !sources.has(id));
  if (missing !== undefined) throw new NoSuchSource(missing);
  return sources;
}

/** Notes which records a document speaks of; links that are gone stay noted, since the past still has them. */
async function noteLinks(queries: Queries, facts: readonly Facts[]): Promise<void> {
  const links = facts.flatMap(({ id, document, mergedInto }) => [
    ...('links' in document ? document.links.map(({ toId }) => ({ fromId: id, toId })) : []),
    ...(mergedInto === null ? [] : [{ fromId: id, toId: mergedInto }]),
  ]);
  if (links.length > 0) await insertLinks(queries, links);
}

/** Puts down what viewers see of records that have just been filed and have no past: quick, for many at once. */
export async function seeNewRecords(
  queries: Queries,
  versions: readonly NewVersion[],
  numbers: ReadonlyMap<string, number>,
  at: Date,
): Promise<void> {
  const facts = versions.map((version): Facts => ({
    ...version,
    id: version.document.id,
    fid: numbers.get(version.document.id) ?? 0,
    recordedAt: at.toISOString(),
  }));
  await noteLinks(queries, facts);
  const sources = await sourcesFor(queries, facts);
  for (const kind of PROJECTED_KINDS) {
    const states = facts
      .filter((one) => one.kind === kind)
      .flatMap((one) => firstSeen(one, { sources, settlements: SETTLEMENTS }));
    await insertSeen(queries, kind, states);
  }
}

function lineageOf(versions: readonly WrittenFacts[], id: string): Lineage {
  const own = versions.filter((version) => version.id === id);
  const partIds = [...new Set(versions.filter(({ parentId }) => parentId === id).map((version) => version.id))];
  return { versions: own, parts: partIds.map((partId) => versions.filter((version) => version.id === partId)) };
}

/**
 * Makes anew, from its versions, all that every class of viewer saw and sees of these records; of a status report, of its
 * crossing. In the transaction that wrote them, as the service: what an actor may not read counts for others all the same.
 */
export async function refreshSeen(queries: Queries, ids: readonly string[], at: Date): Promise<void> {
  const named = await findVersions(queries, ids);
  const roots = [...new Set(named.map(({ id, parentId }) => parentId ?? id))];
  const partIds = await findPartIds(queries, roots);
  const versions = await findVersions(queries, [...roots, ...partIds]);
  await noteLinks(queries, versions);
  const sources = await sourcesFor(queries, versions);
  for (const id of roots) {
    const lineage = lineageOf(versions, id);
    const kind = lineage.versions[0]?.kind;
    if (kind === undefined || !isProjectedKind(kind)) continue;
    const states = replay(lineage, { sources, settlements: SETTLEMENTS }, at.getTime());
    await replaceSeen(queries, kind satisfies ProjectedKind, id, states, at.toISOString());
  }
}
