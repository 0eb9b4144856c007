import { z } from 'zod';
import { Attribution, Compliance, PartyPosition, Statement } from '../accounts/contract.ts';
import { EvidenceShown } from '../evidence/contract.ts';
import { VerificationShown } from '../verification/shown/contract.ts';
import { foldText, Geometry, HappenedRange, Instant, OccurrenceStatus, Placed, Where } from '../geo/contract.ts';
import { LevelShown } from '../visibility/contract.ts';

/** Two-level taxonomy of incidents (DOMAIN.md 5.2). The category is the first level, the type the second. */
export const TYPES_BY_CATEGORY = {
  'use-of-force': [
    'small-arms',
    'heavy-direct',
    'indirect-fire',
    'air-strike',
    'uav-strike',
    'missile',
    'explosion-undetermined',
    'mine-uxo-ied',
    'ground-entry',
    'armed-group-attack',
  ],
  air: ['overflight-crewed', 'overflight-uav', 'overflight-unidentified', 'projectile-transit'],
  posture: ['force-movement', 'post-or-fence-work', 'weapon-emplacement', 'live-fire-exercise'],
  crossing: ['closure', 'partial', 'reopening', 'incident-at-crossing'],
  persons: ['detention', 'abduction', 'displacement', 'forced-return', 'harm-to-aid-or-media'],
  'allegation-only': ['sheltering-armed-group', 'support-to-armed-group', 'hostile-statement'],
  mechanism: ['access-denied', 'access-conditional', 'access-delayed', 'threat-to-monitors', 'sensor-interference'],
  confidence: ['joint-visit', 'hotline-resolved', 'release', 'repair-window', 'exchange-of-remains'],
} as const;

export type Category = keyof typeof TYPES_BY_CATEGORY;
export type IncidentType = (typeof TYPES_BY_CATEGORY)[Category][number];
export const CATEGORIES = Object.keys(TYPES_BY_CATEGORY) as Category[];
export const INCIDENT_TYPES = CATEGORIES.flatMap((category): readonly IncidentType[] => TYPES_BY_CATEGORY[category]);
export const Category = z.enum(CATEGORIES);
export const IncidentType = z.enum(INCIDENT_TYPES);

/** The category that a type belongs to. */
export function categoryOf(type: IncidentType): Category {
  const found = CATEGORIES.find((category) => (TYPES_BY_CATEGORY[category] as readonly string[]).includes(type));
  if (!found) throw new RangeError(`no category holds the type ${type}`);
  return found;
}

/** On which points the accounts on record differ. Contradictions stand side by side; none is resolved here. */
export const DIFFERENCES = [
  'occurrence',
  'time',
  'place',
  'initiator',
  'attribution',
  'casualties',
  'target',
  'requester',
  'terms',
] as const;
export const Difference = z.enum(DIFFERENCES);
export type Difference = z.infer<typeof Difference>;

export const IncidentLink = z.strictObject({
  toId: z.uuid(),
  kind: z.enum(['same-event', 'part-of', 'response-alleged', 'follows', 'duplicate-of']),
  /** A "response" is a claim: it needs the one who makes it. */
  claimant: z.string().max(200).nullable(),
});
export type IncidentLink = z.infer<typeof IncidentLink>;

/** DL for reported incidents, SYN for invented ones; no country code in a reference (DOMAIN.md 5.1). */
export const Reference = z.string().regex(/^(DL|SYN)-\d{4}-\d{6,7}$/);

/** What is needed to put an incident on record. An import always enters at `reported`. */
export const IncidentWrite = z.strictObject({
  id: z.uuid(),
  ref: Reference,
  title: z.string().min(1).max(120),
  summary: z.string().max(1_500).nullable(),
  type: IncidentType,
  status: OccurrenceStatus,
  attribution: Attribution,
  compliance: Compliance,
  happened: HappenedRange,
  /** How the sources put the time, where that says more than the range: "one source gives 21:50 in Kabul". */
  timeNote: z.string().max(300).nullable(),
  where: Where,
  /** What the record says about the place in words: why an area, why no point. */
  whereNote: z.string().max(500).nullable(),
  accountsDifferOn: z.array(Difference).max(DIFFERENCES.length),
  statements: z.array(Statement).max(60),
  sourceIds: z.array(z.uuid()).min(1).max(40),
  links: z.array(IncidentLink).max(20),
  synthetic: z.boolean(),
});
export type IncidentWrite = z.infer<typeof IncidentWrite>;

/** Which parties have a statement on record. */
export const PartiesStated = z.enum(['both', 'afg', 'pak', 'none']);

/** How far the parties have spoken of an incident. "One" never says which; accounts may differ whoever spoke. */
export const POSITIONS_SAID = ['both', 'one', 'none', 'differ'] as const;
export const PositionsSaid = z.enum(POSITIONS_SAID);
export type PositionsSaid = z.infer<typeof PositionsSaid>;

/** The values that hold for an incident, or for a claim, of which no differences are kept. */
export function positionsSaid({
  partiesStated,
  accountsDifferOn = [],
}: {
  partiesStated: z.infer<typeof PartiesStated>;
  accountsDifferOn?: readonly unknown[];
}): PositionsSaid[] {
  const spoken = partiesStated === 'both' || partiesStated === 'none' ? partiesStated : 'one';
  return accountsDifferOn.length > 0 ? [spoken, 'differ'] : [spoken];
}

/** What the service says of a party on an incident; `in-confidence`: it has answered, and not to this reader. */
export const PositionShownValue = z.enum([...PartyPosition.options, 'stated-in-confidence']);
export type PositionShownValue = z.infer<typeof PositionShownValue>;

/** What lists and maps carry of a case. */
export const VerifiedProperties = z.object({
  attribution: Attribution,
  compliance: Compliance,
  positions: z.object({ afg: PositionShownValue, pak: PositionShownValue }),
  /** A request to both parties has run out and at least one has not answered, or a suspension is past its review. */
  overdue: z.boolean(),
  underReview: z.boolean(),
});

/** What lists and maps carry of an incident. */
export const IncidentProperties = z.object({
  uid: z.uuid(),
  ref: Reference,
  title: z.string(),
  summary: z.string().nullable(),
  category: Category,
  type: IncidentType,
  status: OccurrenceStatus,
  ...Placed.shape,
  partiesStated: PartiesStated,
  accountsDifferOn: z.array(Difference),
  ...VerifiedProperties.shape,
  sourceCount: z.int(),
  synthetic: z.boolean(),
  recordedAt: Instant,
});
export type IncidentProperties = z.infer<typeof IncidentProperties>;

/** A source as it is shown beside a record. Grades are null until a reviewer gives them. */
export const SourceShown = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    publisher: z.string(),
    article: z.string().nullable(),
    publishedOn: z.iso.date().nullable(),
    independenceGroup: z.string().nullable(),
    reliability: z.enum(['A', 'B', 'C', 'D', 'E', 'F']).nullable(),
    credibility: z.int().min(1).max(6).nullable(),
  })
  .meta({ id: 'Source' });
export type SourceShown = z.infer<typeof SourceShown>;

/** Whether a record stands, was withdrawn, or was merged into another: then the other, where the viewer may know of it. */
export const StateShown = z.object({
  state: z.enum(['standing', 'withdrawn', 'merged']),
  mergedInto: z.object({ id: z.int(), ref: Reference, title: z.string() }).nullable(),
});

/** One incident, whole: what the record panel shows. */
export const IncidentRecordProperties = IncidentProperties.extend({
  ...StateShown.shape,
  ...LevelShown.shape,
  timeNote: z.string().nullable(),
  whereNote: z.string().nullable(),
  verification: VerificationShown,
  evidence: z.array(EvidenceShown),
  statements: z.array(Statement),
  sources: z.array(SourceShown),
  links: z.array(
    z.object({
      id: z.int(),
      ref: Reference,
      title: z.string(),
      kind: IncidentLink.shape.kind,
      /** True where the other incident links to this one, so that "follows" reads "is followed by". */
      inverse: z.boolean(),
      claimant: z.string().nullable(),
    }),
  ),
});
export type IncidentRecordProperties = z.infer<typeof IncidentRecordProperties>;

/** GeoJSON feature; the integer id is the one that GIS clients use as FID, the reference is a property. */
export const IncidentFeature = z
  .object({
    type: z.literal('Feature'),
    id: z.int(),
    geometry: Geometry.nullable(),
    properties: IncidentProperties,
  })
  .meta({ id: 'IncidentFeature' });
export type IncidentFeature = z.infer<typeof IncidentFeature>;

export const IncidentRecord = z.object({
  type: z.literal('Feature'),
  id: z.int(),
  geometry: Geometry.nullable(),
  properties: IncidentRecordProperties,
});
export type IncidentRecord = z.infer<typeof IncidentRecord>;

/** The folded text that `q` looks in, on the server and in the browser alike: reference, words and every place name. */
export function incidentSearchText(
  incident: Pick<
    IncidentProperties,
    'ref' | 'title' | 'summary' | 'placeName' | 'otherNames' | 'district' | 'province'
  >,
): string {
  const { ref, title, summary, placeName, otherNames, district, province } = incident;
  return foldText(
    [ref, title, summary, placeName, ...otherNames, district, province].filter((part) => part !== null).join(' '),
  );
}
