import { saveAgreements } from '../agreements/queries.ts';
import { saveAirspaceClaims } from '../airspace/queries.ts';
import { saveCrossings, saveStatusReports } from '../crossings/queries.ts';
import type { Database, Queries } from '../db/database.ts';
import { saveIncidents } from '../incidents/queries.ts';
import { saveSources, type WriteOutcome } from '../record/queries.ts';
import type { RecordBundle } from './contract.ts';

/** An import tried to bring in a finding. */
export class ImportVerifiesNothing extends Error {
  readonly refs: string[];
  constructor(refs: string[]) {
    super(`an import verifies nothing, but these records come with a status beyond "reported": ${refs.join(', ')}`);
    this.refs = refs;
  }
}

/** Records of one transaction: small enough to be quick, large enough to be few. */
const BATCH = 500;

/** @throws ImportVerifiesNothing unless every record is at `reported` or invented */
function assertNothingVerified(bundle: RecordBundle): void {
  const records = [...bundle.incidents, ...bundle.airspaceClaims];
  const refs = records
    .filter((record) => record.status !== 'reported' && !record.synthetic)
    .map((record) => record.ref);
  if (refs.length > 0) throw new ImportVerifiesNothing(refs);
}

/**
 * The one way in for records: writes a bundle in its order, batch by batch, each batch whole or not at all. Repeating it
 * changes nothing, and a run that was killed is completed by the next one.
 *
 * @throws ImportVerifiesNothing before anything is written
 */
export async function saveBundle(database: Database, bundle: RecordBundle): Promise<WriteOutcome> {
  assertNothingVerified(bundle);
  const total: WriteOutcome = { written: 0, unchanged: 0, differing: [] };

  async function inBatches<Item>(
    items: readonly Item[],
    save: (queries: Queries, batch: readonly Item[]) => Promise<WriteOutcome>,
  ): Promise<void> {
    for (let from = 0; from < items.length; from += BATCH) {
      const batch = items.slice(from, from + BATCH);
      const outcome = await database.transaction((queries) => save(queries, batch));
      total.written += outcome.written;
      total.unchanged += outcome.unchanged;
      total.differing.push(...outcome.differing);
    }
  }

  await inBatches(bundle.sources, saveSources);
  await inBatches(bundle.agreements, saveAgreements);
  await inBatches(bundle.crossings, saveCrossings);
  await inBatches(bundle.statusReports, saveStatusReports);
  await inBatches(bundle.incidents, saveIncidents);
  await inBatches(bundle.airspaceClaims, saveAirspaceClaims);
  return total;
}
