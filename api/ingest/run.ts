import type { Database, Queries } from '../db/database.ts';
import { type AnyDocument, isPart, type RecordKind } from '../record/contract.ts';
import { findHeads } from '../record/queries.ts';
import {
  logVersions,
  type NewVersion,
  refreshSeen,
  saveVersions,
  seeNewRecords,
  versionHash,
  versionRows,
} from '../record/save.ts';
import type { PlaceClass, Visibility } from '../visibility/contract.ts';
import type { RecordBundle } from './contract.ts';

/** An import tried to bring in a finding. */
export class ImportVerifiesNothing extends Error {
  readonly refs: string[];
  constructor(refs: string[]) {
    super(`an import verifies nothing, but these records come with a status beyond "reported": ${refs.join(', ')}`);
    this.refs = refs;
  }
}

/** What a batch of writes came to. `differing`: changed by people since, and left as it is. */
export interface WriteOutcome {
  written: number;
  unchanged: number;
  differing: string[];
}

/** Records of one transaction: small enough to be quick, large enough to be few. */
const BATCH = 500;

/** Under whose name imports stand in versions and in the log. */
export const IMPORTER = { actorId: 'import', actorRole: 'service' } as const;

/** What is imported was public where it was read. A crossing point is a place that everybody knows. */
function importedVisibility(placeClass: PlaceClass): Visibility {
  return { level: 0, owner: null, fieldLevels: {}, placeClass, team: [] };
}

/** @throws ImportVerifiesNothing unless every record is at `reported` or invented */
function assertNothingVerified(bundle: RecordBundle): void {
  const records = [...bundle.incidents, ...bundle.airspaceClaims];
  const refs = records
    .filter((record) => record.status !== 'reported' && !record.synthetic)
    .map((record) => record.ref);
  if (refs.length > 0) throw new ImportVerifiesNothing(refs);
}

async function saveBatch(
  queries: Queries,
  kind: RecordKind,
  documents: readonly AnyDocument[],
  at: Date,
): Promise<WriteOutcome> {
  const heads = await findHeads(
    queries,
    documents.map(({ id }) => id),
  );
  const visibility = importedVisibility(kind === 'crossing' ? 'widely-public' : 'general');
  const versions = documents.map((document): NewVersion => {
    const head = heads.get(document.id);
    return {
      kind,
      document,
      visibility,
      state: 'standing',
      mergedInto: null,
      made: head
        ? { change: 'corrected', reason: 'source-revised', explanation: null, actorRole: 'service' }
        : { change: 'filed', reason: null, explanation: null, actorRole: 'service' },
      version: (head?.version ?? 0) + 1,
      fid: head?.fid ?? null,
    };
  });
  const isHeld = ({ document }: NewVersion) => heads.has(document.id);
  const fresh = versions.filter((version) => !isHeld(version));
  const differing = versions.filter((version) => {
    const head = heads.get(version.document.id);
    return head !== undefined && head.contentHash !== versionHash(version);
  });
  // What people have changed since is theirs: the import's word does not go over it.
  const revised = differing.filter(({ document }) => heads.get(document.id)?.changedBy === IMPORTER.actorId);
  const rows = versionRows([...fresh, ...revised], { ...IMPORTER, at });
  const numbers = await saveVersions(queries, rows);
  await logVersions(queries, rows);
  if (isPart(kind))
    await refreshSeen(
      queries,
      [...fresh, ...revised].map(({ document }) => document.id),
      at,
    );
  else {
    await seeNewRecords(queries, fresh, numbers, at);
    await refreshSeen(
      queries,
      revised.map(({ document }) => document.id),
      at,
    );
  }
  return {
    written: fresh.length + revised.length,
    unchanged: versions.length - fresh.length - differing.length,
    differing: differing.filter((version) => !revised.includes(version)).map(({ document }) => document.id),
  };
}

/**
 * The one way in for imports: writes a bundle in its order, batch by batch, each batch whole or not at all. Repeating it
 * changes nothing, a run that was killed is completed by the next one, and what its source has revised becomes a new
 * version.
 *
 * @throws ImportVerifiesNothing before anything is written
 */
export async function saveBundle(
  database: Database,
  bundle: RecordBundle,
  now: () => Date = () => new Date(),
): Promise<WriteOutcome> {
  assertNothingVerified(bundle);
  const total: WriteOutcome = { written: 0, unchanged: 0, differing: [] };
  const inOrder = [
    ['source', bundle.sources],
    ['agreement', bundle.agreements],
    ['crossing', bundle.crossings],
    ['status-report', bundle.statusReports],
    ['incident', bundle.incidents],
    ['airspace-claim', bundle.airspaceClaims],
  ] as const satisfies (readonly [RecordKind, readonly AnyDocument[]])[];
  for (const [kind, documents] of inOrder) {
    for (let from = 0; from < documents.length; from += BATCH) {
      const batch = documents.slice(from, from + BATCH);
      const outcome = await database.transaction((queries) => saveBatch(queries, kind, batch, now()));
      total.written += outcome.written;
      total.unchanged += outcome.unchanged;
      total.differing.push(...outcome.differing);
    }
  }
  return total;
}
