import type { Document } from './document.ts';

/** Which side changed a field since the version that both began from; `same` where neither did, or both alike. */
export type Changed = 'same' | 'mine' | 'theirs' | 'both';
export type Side = 'mine' | 'theirs';

/** One field on its own: `title`, `where`, or one member of a list, `statements/<id>`. `undefined`: it is not there. */
export type FieldMerge = {
  readonly field: string;
  readonly changed: Changed;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

/** Lists whose members have an id and are merged one by one. */
const MEMBERS = ['statements', 'readings'] as const;
/** Lists of plain values, of which each is there or not. */
const SETS = ['sourceIds', 'accountsDifferOn', 'parties', 'mediators'] as const;

const isList = (field: string): boolean => [...MEMBERS, ...SETS].some((name) => name === field);
const isInstant = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text);

/** Whether two values say the same: instants by their moment, objects whatever the order of their names. */
export function saysTheSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one === 'string' && typeof other === 'string')
    return isInstant(one) && isInstant(other) && Date.parse(one) === Date.parse(other);
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [Object.entries(one), Object.entries(other)];
  return (
    mine.length === theirs.length &&
    mine.every(([key, value]) => key in other && saysTheSame(value, (other as Record<string, unknown>)[key]))
  );
}

type Parts = ReadonlyMap<string, unknown>;

function keyOfMember(field: string, member: unknown): string {
  const id = typeof member === 'object' && member !== null && 'id' in member ? String(member.id) : String(member);
  return `${field}/${id}`;
}

/** A document taken apart into what is merged on its own. */
function partsOf(document: Document): Parts {
  const parts = new Map<string, unknown>();
  for (const [field, value] of Object.entries(document)) {
    if (!isList(field) || !Array.isArray(value)) parts.set(field, value);
    else for (const member of value) parts.set(keyOfMember(field, member), member);
  }
  return parts;
}

function changedBy(base: unknown, mine: unknown, theirs: unknown): Changed {
  if (saysTheSame(mine, theirs)) return 'same';
  if (saysTheSame(base, mine)) return 'theirs';
  return saysTheSame(base, theirs) ? 'mine' : 'both';
}

/** Every field of the three versions, and who changed it. `base` is empty where nothing was on record. */
export function mergeRecords(base: Document, mine: Document, theirs: Document): FieldMerge[] {
  const [was, ours, others] = [partsOf(base), partsOf(mine), partsOf(theirs)];
  const fields = [...new Set([...others.keys(), ...ours.keys(), ...was.keys()])];
  return fields.map((field) => {
    const values = { base: was.get(field), mine: ours.get(field), theirs: others.get(field) };
    return { field, changed: changedBy(values.base, values.mine, values.theirs), ...values };
  });
}

export type Choices = Readonly<Record<string, Side>>;

/** The side taken where nobody chose: the only one that changed it; where both did, what is on record now. */
export function usualSide({ changed }: FieldMerge): Side {
  return changed === 'mine' ? 'mine' : 'theirs';
}

/** The document that the choices make. Lists keep the order of whoever changed it. */
export function chosenDocument(merges: readonly FieldMerge[], choices: Choices, sides: Sides): Document {
  const document: Record<string, unknown> = {};
  const chosen = new Map(merges.map((merge) => [merge.field, merge[choices[merge.field] ?? usualSide(merge)]]));
  for (const field of new Set([...Object.keys(sides.theirs), ...Object.keys(sides.mine)])) {
    const lists = [sides.base[field], sides.mine[field], sides.theirs[field]];
    if (isList(field) && lists.every((list) => list === undefined || Array.isArray(list))) {
      const keys = orderOf(field, sides).filter((key) => chosen.get(key) !== undefined);
      if (keys.length > 0 || lists[1] !== undefined || lists[2] !== undefined)
        document[field] = keys.map((key) => chosen.get(key));
    } else if (chosen.get(field) !== undefined) document[field] = chosen.get(field);
  }
  return document;
}

type Sides = { readonly base: Document; readonly mine: Document; readonly theirs: Document };

/** The keys of a list's members: in my order where theirs is as it was, else in theirs; the other's own come last. */
function orderOf(field: string, { base, mine, theirs }: Sides): string[] {
  const keysIn = (document: Document): string[] =>
    Array.isArray(document[field]) ? document[field].map((member) => keyOfMember(field, member)) : [];
  const [was, ours, others] = [keysIn(base), keysIn(mine), keysIn(theirs)];
  const isAsItWas = saysTheSame(was, others);
  return [...new Set(isAsItWas ? [...ours, ...others] : [...others, ...ours])];
}
