import { createHash } from 'node:crypto';
import { projectAgreement } from '../agreements/project.ts';
import { projectAirspaceClaim } from '../airspace/project.ts';
import { projectCrossing } from '../crossings/project.ts';
import { projectIncident } from '../incidents/project.ts';
import { type Viewer, VIEWERS } from '../visibility/contract.ts';
import { momentsOf } from '../verification/derive.ts';
import { DEFAULT_RULES } from '../verification/rules.ts';
import { strictest } from '../visibility/levels.ts';
import type { RecordKind } from './contract.ts';
import type { Around, ChangeMade, Facts, Projected } from './facts.ts';

/** The kinds of record that viewers see as items of their own; status reports are seen with their crossing. */
export const PROJECTED_KINDS = ['agreement', 'crossing', 'incident', 'airspace-claim'] as const;
export type ProjectedKind = (typeof PROJECTED_KINDS)[number];

/** Is this a kind with a projection? */
export function isProjectedKind(kind: RecordKind): kind is ProjectedKind {
  return (PROJECTED_KINDS as readonly RecordKind[]).includes(kind);
}

function isKind<Kind extends RecordKind>(facts: Facts, kind: Kind): facts is Facts & Facts<Kind> {
  return facts.kind === kind;
}

/** What a viewer sees of a record with the records that belong to it; null when it may not know of it. */
export function projectFacts(facts: Facts, parts: readonly Facts[], viewer: Viewer, around: Around): Projected | null {
  if (isKind(facts, 'incident')) return projectIncident(facts, parts, viewer, around);
  if (isKind(facts, 'airspace-claim')) return projectAirspaceClaim(facts, viewer, around);
  if (isKind(facts, 'agreement')) return projectAgreement(facts, viewer, around);
  if (!isKind(facts, 'crossing')) return null;
  const reports = parts.filter((part) => isKind(part, 'status-report'));
  return projectCrossing(facts, reports, viewer, around);
}

/** A state of a record as one viewer saw it, and how long it was so; `to` null: it still is. RFC 3339. */
export interface SeenState {
  viewer: Viewer;
  from: string;
  to: string | null;
  row: Projected;
  digest: string;
  made: ChangeMade;
}

/** Tells states of a row apart; the clock at which it was recorded does not count. */
export function digestOf(row: Projected): string {
  return createHash('sha1').update(JSON.stringify(row)).digest('base64url');
}

/** All versions of a record, oldest first, and of the records that belong to it, each oldest first. */
export interface Lineage {
  versions: readonly Facts[];
  parts: readonly (readonly Facts[])[];
}

/** The version that stood at a moment, under what may be known of it today. */
function standingAt(versions: readonly Facts[], at: number): Facts | null {
  const standing = versions.findLast((version) => Date.parse(version.recordedAt) <= at);
  const newest = versions.at(-1);
  if (!standing || !newest) return null;
  return { ...standing, visibility: strictest(standing.visibility, newest.visibility) };
}

/** What every class of viewer sees of a record that has just been filed and has no past. */
export function firstSeen(facts: Facts, around: Omit<Around, 'at'>): SeenState[] {
  const { recordedAt: from, made } = facts;
  const at = Date.parse(from);
  return VIEWERS.flatMap((viewer) => {
    const row = projectFacts(facts, [], viewer, { ...around, at });
    return row ? [{ viewer, from, to: null, row, digest: digestOf(row), made }] : [];
  });
}

/** The moments at which what somebody sees may change: a version was recorded, or more of the time may be told. */
function turningPoints({ versions, parts }: Lineage, around: Omit<Around, 'at'>, now: number): number[] {
  const recorded = [...versions, ...parts.flat()].map(({ recordedAt }) => Date.parse(recordedAt));
  const due = recorded.flatMap((at) => {
    const facts = standingAt(versions, at);
    const dueAt = facts && projectFacts(facts, [], 'public', { ...around, at })?.dueAt;
    return dueAt && Date.parse(dueAt) <= now ? [Date.parse(dueAt)] : [];
  });
  const clocks = parts
    .flat()
    .flatMap((part) => (isKind(part, 'case') ? momentsOf(part.document, DEFAULT_RULES.thresholds) : []));
  const passed = clocks.filter((at) => at <= now);
  return [...new Set([...recorded, ...due, ...passed])].sort((a, b) => a - b);
}

/** The newest change among the versions that stand at a moment. */
function madeAt(lineage: Lineage, at: number): ChangeMade | null {
  const standing = [lineage.versions, ...lineage.parts]
    .map((versions) => versions.findLast((version) => Date.parse(version.recordedAt) <= at))
    .filter((version) => version !== undefined)
    .toSorted((a, b) => Date.parse(b.recordedAt) - Date.parse(a.recordedAt));
  return standing[0]?.made ?? null;
}

/**
 * Everything that every class of viewer saw and sees of a record, from its versions alone: the states in order, each with
 * the time for which it was known. What is closed today is closed in the past as well.
 */
export function replay(lineage: Lineage, around: Omit<Around, 'at'>, now: number): SeenState[] {
  const points = turningPoints(lineage, around, now);
  return VIEWERS.flatMap((viewer) => {
    const states: SeenState[] = [];
    let open: SeenState | null = null;
    for (const at of points) {
      const facts = standingAt(lineage.versions, at);
      const parts = lineage.parts.map((versions) => standingAt(versions, at)).filter((part) => part !== null);
      const row = facts && projectFacts(facts, parts, viewer, { ...around, at });
      const digest = row ? digestOf(row) : null;
      if (open && open.digest === digest) continue;
      const from = new Date(at).toISOString();
      if (open) open.to = from;
      const made = madeAt(lineage, at);
      open = row && digest && made ? { viewer, from, to: null, row, digest, made } : null;
      if (open) states.push(open);
    }
    return states;
  });
}
