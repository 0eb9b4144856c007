import gazetteer from '../../data/reference/gazetteer.json' with { type: 'json' };
import type { Settlements } from './coarsening.ts';

/** The named settlements by which coarsening tells how much a cell gives away; GeoNames, see data/sources.md. */
export const SETTLEMENTS: Settlements = gazetteer.map(({ longitude, latitude }) => [longitude, latitude]);
