import { z } from 'zod';

/** What the screen has to know of the service before it draws. */
export const ServiceConfig = z.object({
  version: z.string(),
  /** A MapLibre style in place of the offline basemap, where the operator configured one. */
  basemapStyleUrl: z.string().nullable(),
  /** True where any record is invented; the whole screen says so. */
  synthetic: z.boolean(),
});
export type ServiceConfig = z.infer<typeof ServiceConfig>;

/** Answer of /health. */
export const Health = z.object({
  status: z.literal('ok'),
  version: z.string(),
  node: z.string(),
  database: z.object({
    kind: z.enum(['embedded', 'server']),
    version: z.string(),
    postgis: z.string(),
    migration: z.string().nullable(),
  }),
});
export type Health = z.infer<typeof Health>;
