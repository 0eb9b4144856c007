import { z } from 'zod';
import { AgreementWrite } from '../agreements/contract.ts';
import { AirspaceClaimWrite } from '../airspace/contract.ts';
import { CrossingWrite, StatusReportWrite } from '../crossings/contract.ts';
import { IncidentWrite } from '../incidents/contract.ts';

/** Where a fact was read. An independence group holds what goes back to one origin: two outlets, one agency, one source. */
export const SourceWrite = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['media', 'party', 'mediator', 'un', 'ngo', 'reference', 'dataset', 'generator']),
  publisher: z.string().min(1).max(120),
  /** Article number, path or title by which the publisher names it. */
  article: z.string().max(200).nullable(),
  publishedOn: z.iso.date().nullable(),
  independenceGroup: z.string().max(80).nullable(),
  note: z.string().max(400).nullable(),
  synthetic: z.boolean(),
});
export type SourceWrite = z.infer<typeof SourceWrite>;

/**
 * Records that belong together, in the order in which they are written. In seed files an id may be written as
 * `@kind/key`; the reader turns it into a UUID that is always the same.
 */
export const RecordBundle = z.strictObject({
  title: z.string().min(1).max(200),
  /** Licence of the rows and how to cite them. */
  licence: z.string().min(1).max(400),
  sources: z.array(SourceWrite),
  agreements: z.array(AgreementWrite),
  crossings: z.array(CrossingWrite),
  statusReports: z.array(StatusReportWrite),
  incidents: z.array(IncidentWrite),
  airspaceClaims: z.array(AirspaceClaimWrite),
});
export type RecordBundle = z.infer<typeof RecordBundle>;
