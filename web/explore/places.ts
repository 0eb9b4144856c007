import { z } from 'zod';
import basemapUrl from '../../data/basemap/basemap.json?url';
import type { Place } from './suggestions.ts';

const PlaceFeature = z.object({
  geometry: z.object({ type: z.literal('Point'), coordinates: z.tuple([z.number(), z.number()]) }),
  properties: z.object({
    kind: z.literal('place'),
    name: z.string(),
    rank: z.number(),
    local: z.string().optional(),
    prs: z.string().optional(),
    ps: z.string().optional(),
    ur: z.string().optional(),
  }),
});
const Basemap = z.object({ features: z.array(z.unknown()) });

/** The named places of the basemap, from the file that the map itself has fetched already. */
export async function fetchPlaces(signal: AbortSignal): Promise<Place[]> {
  const response = await fetch(basemapUrl, { signal });
  const { features } = Basemap.parse(await response.json());
  return features.flatMap((feature) => {
    const parsed = PlaceFeature.safeParse(feature);
    if (!parsed.success) return [];
    const { name, rank, local, prs, ps, ur } = parsed.data.properties;
    const names = [...new Set([name, local, prs, ps, ur].filter((spelling) => spelling !== undefined))];
    return [{ name, names, rank, position: parsed.data.geometry.coordinates }];
  });
}
