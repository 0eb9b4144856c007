import { AIRSPACE_OBJECTS, type AirspaceClaimWrite, TrackBasis, WeaponRelease } from '../../api/airspace/contract.ts';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { DEMO_PERIOD, happenedIn } from './happened.ts';
import { syntheticId } from './ids.ts';
import { type Run, syntheticReference } from './incident.ts';
import { pick, randomOf } from './random.ts';
import { accountsOf, tossCoin } from './statements.ts';
import { overflightWhereOf, sectorOf } from './where.ts';
import { MARK } from './words.ts';

/** One airspace claim beside so many incidents: 3 in 100. */
export const INCIDENTS_PER_CLAIM = 33;
/** Claims are numbered from here, so that no reference is an incident's too. */
const FIRST_NUMBER = 9_000_000;
/** Streams of random numbers of their own: a claim never shares one with an incident. */
const FIRST_STREAM = 1_000_000_000;

/** The airspace claim of a run that stands beside the incident at an index, every third of them linked to it. */
export function syntheticAirspaceClaim({ seed, mirror, ground }: Run, index: number): AirspaceClaimWrite {
  const random = randomOf(seed, FIRST_STREAM + index);
  const { first, second } = tossCoin(random, mirror);
  const happened = happenedIn(random, DEMO_PERIOD);
  const { where, along } = overflightWhereOf(random, ground);
  const { statements } = accountsOf(random, { first, second }, { seed, index, kind: 'airspace' });
  const number = Math.floor(index / INCIDENTS_PER_CLAIM);
  return {
    id: syntheticId(seed, 'airspace', index),
    ref: syntheticReference(happened.from, FIRST_NUMBER + number),
    title: `${MARK}overflight reported, sector ${sectorOf(along)}`,
    summary: `${MARK}airspace claim ${number + 1} of seed ${seed}, invented for a demonstration. It did not happen.`,
    type: pick(random, AIRSPACE_OBJECTS),
    status: pick(random, OCCURRENCE_STATUSES),
    claimant: first,
    allegedOperator: random() < 0.8 ? second : null,
    trackBasis: random() < 0.6 ? 'none' : pick(random, TrackBasis.options),
    weaponRelease: pick(random, WeaponRelease.options),
    happened,
    where,
    whereNote: null,
    incidentId: number % 3 === 0 ? syntheticId(seed, 'incident', index) : null,
    statements,
    sourceIds: [syntheticId(seed, 'source', 0, 0)],
    synthetic: true,
  };
}
