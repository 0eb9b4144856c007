import type { Difference } from './contract.ts';

/** Fields that tell of the row and not of the record. */
const NOT_TOLD = new Set(['recordedAt', 'linked', 'linkedIncident', 'mergedInto', 'sourceCount', 'uid']);

type Flat = ReadonlyMap<string, unknown>;

function isPart(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

/** Every field of a state by its path; lists of things with ids by the id, so that an order is no difference. */
function flatten(value: unknown, path: string, into: Map<string, unknown>): void {
  if (Array.isArray(value) && value.length > 0 && value.every(isPart)) {
    for (const part of value) flatten(part, `${path}/${part.id}`, into);
    return;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && path !== 'geometry') {
    for (const [key, inner] of Object.entries(value))
      if (!NOT_TOLD.has(key) && !(key === 'id' && path !== ''))
        flatten(inner, path === '' ? key : `${path}/${key}`, into);
    return;
  }
  into.set(path, value);
}

function flatOf(state: Record<string, unknown>): Flat {
  const flat = new Map<string, unknown>();
  flatten(state, '', flat);
  return flat;
}

const isEmpty = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0);

/** The fields in which two states of a record differ, in the order of their paths. */
export function differencesBetween(before: Record<string, unknown>, after: Record<string, unknown>): Difference[] {
  const [one, other] = [flatOf(before), flatOf(after)];
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort();
  return paths
    .map((field) => ({ field, before: one.get(field) ?? null, after: other.get(field) ?? null }))
    .filter(({ before: was, after: is }) => JSON.stringify(was) !== JSON.stringify(is))
    .filter(({ before: was, after: is }) => !(isEmpty(was) && isEmpty(is)));
}
