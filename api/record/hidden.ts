import { type HappenedRange, NOWHERE } from '../geo/contract.ts';
import type { Viewer, Visibility } from '../visibility/contract.ts';
import { levelOfField, mayRead } from '../visibility/levels.ts';
import type { RecordKind } from './contract.ts';
import { inWholeDays } from './seen.ts';

/** Fields that may have a level of their own, by kind. `statements/*` is each statement by its id. */
export const LEVELLED_FIELDS = {
  source: [],
  crossing: [],
  agreement: ['summary', 'statements/*', 'readings/*'],
  'status-report': ['note'],
  incident: ['summary', 'timeNote', 'happened', 'where', 'whereNote', 'links', 'statements/*'],
  'airspace-claim': ['summary', 'happened', 'where', 'whereNote', 'incidentId', 'statements/*'],
  position: [],
  evidence: [],
  case: [],
} as const satisfies Record<RecordKind, readonly string[]>;

/** May a field of this kind of record have a level of its own? */
export function isLevelledField(kind: RecordKind, field: string): boolean {
  const pattern = field.replace(/\/.*$/, '/*');
  return (LEVELLED_FIELDS[kind] as readonly string[]).includes(pattern);
}

/** The fields with a level of their own that an actor may not read. */
export function hiddenFields(visibility: Visibility, actor: { id: string; viewer: Viewer }): string[] {
  return Object.keys(visibility.fieldLevels).filter((field) => {
    const level = levelOfField(visibility, field);
    return level === 4 ? !visibility.team.includes(actor.id) : !mayRead(actor.viewer, level, visibility.owner);
  });
}

type Document = Record<string, unknown>;
type Part = { id?: unknown };

function emptied(field: string, value: unknown): unknown {
  if (field === 'where') return NOWHERE;
  if (field === 'happened') return inWholeDays(value as HappenedRange);
  return Array.isArray(value) ? [] : null;
}

/** A document without the fields that its reader may not see; it has the same form. */
export function withoutHidden(document: Document, hidden: readonly string[]): Document {
  const shown = { ...document };
  for (const field of hidden) {
    const [name = '', id] = field.split('/');
    if (id === undefined) shown[name] = emptied(name, document[name]);
    else shown[name] = (shown[name] as Part[]).filter((part) => part.id !== id);
  }
  return shown;
}

/** What was sent back by somebody who could not see some fields, with those fields as they stand. */
export function withHidden(sent: Document, standing: Document, hidden: readonly string[]): Document {
  const whole = { ...sent };
  for (const field of hidden) {
    const [name = '', id] = field.split('/');
    if (id === undefined) whole[name] = standing[name];
    else {
      const kept = (standing[name] as Part[]).filter((part) => part.id === id);
      whole[name] = [...(whole[name] as Part[]).filter((part) => part.id !== id), ...kept];
    }
  }
  return whole;
}
