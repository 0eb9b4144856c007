import type { RecordBundle, SourceWrite } from '../../api/ingest/contract.ts';
import { INCIDENTS_PER_CLAIM, syntheticAirspaceClaim } from './airspace.ts';
import { syntheticCrossings } from './crossings.ts';
import { type Ground, readGround } from './ground.ts';
import { syntheticId } from './ids.ts';
import { type Run, syntheticIncident } from './incident.ts';
import { MARK } from './words.ts';

const INCIDENTS_PER_BUNDLE = 500;

export type SyntheticOptions = {
  /**
   * A whole number; the same seed makes the same records. References count the records of a run and not its seed: two
   * seeds belong in two databases.
   */
  seed: number;
  /** How many incidents, from 0 to 1,000,000 and beyond. */
  count: number;
  /** Index of the first incident; the records before it need not have been made. */
  offset?: number;
  /** For benchmarks: points about the line from 2021 on, no statements, no claims, no crossings. */
  bench?: boolean;
  /** The parties change places everywhere and nothing else changes: for the test of symmetry (DOMAIN.md 10.8). */
  mirror?: boolean;
  /** What `readGround` gives, where the caller has it already. */
  ground?: Ground;
};

function sourcesOf(seed: number): SourceWrite[] {
  const source = (ordinal: number, kind: SourceWrite['kind'], publisher: string): SourceWrite => ({
    id: syntheticId(seed, 'source', 0, ordinal),
    kind,
    publisher,
    article: `seed ${seed}`,
    publishedOn: null,
    independenceGroup: ordinal === 0 ? null : `synthetic-${ordinal}`,
    note: `${MARK}invented for a demonstration.`,
    synthetic: true,
  });
  return [
    source(0, 'generator', 'SYNTHETIC generator'),
    source(1, 'media', 'SYNTHETIC newsroom one'),
    source(2, 'media', 'SYNTHETIC newsroom two'),
  ];
}

async function toRun({ seed, bench = false, mirror = false, ground }: SyntheticOptions): Promise<Run> {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed ${seed} is no whole number`);
  return { seed, bench, mirror, ground: ground ?? (await readGround()) };
}

function bundleOf(run: Run, { offset, count }: { offset: number; count: number }): RecordBundle {
  const indices = Array.from({ length: count }, (_, step) => offset + step);
  const hasCrossings = offset === 0 && !run.bench;
  const { crossings, statusReports } = hasCrossings ? syntheticCrossings(run) : { crossings: [], statusReports: [] };
  const claimed = run.bench ? [] : indices.filter((index) => index % INCIDENTS_PER_CLAIM === 0);
  return {
    title: `${MARK}incidents ${offset + 1} to ${offset + count} of seed ${run.seed}`,
    licence: 'Invented by scripts/synthetic (Apache-2.0). No row is an event; do not cite.',
    sources: sourcesOf(run.seed),
    agreements: [],
    crossings,
    statusReports,
    incidents: indices.map((index) => syntheticIncident(run, index)),
    airspaceClaims: claimed.map((index) => syntheticAirspaceClaim(run, index)),
  };
}

/**
 * Synthetic records in one bundle. Sources come with every bundle, crossings with the one that begins at 0. Throws
 * RangeError for a seed that is no whole number.
 */
export async function generateBundle(options: SyntheticOptions): Promise<RecordBundle> {
  return bundleOf(await toRun(options), { offset: options.offset ?? 0, count: options.count });
}

/** The same records, 500 incidents at a time: the memory is that of one bundle, whatever the count. */
export async function* syntheticBundles(options: SyntheticOptions): AsyncGenerator<RecordBundle, void, undefined> {
  const run = await toRun(options);
  const first = options.offset ?? 0;
  const end = first + options.count;
  for (let offset = first; offset < end; offset += INCIDENTS_PER_BUNDLE)
    yield bundleOf(run, { offset, count: Math.min(INCIDENTS_PER_BUNDLE, end - offset) });
}
