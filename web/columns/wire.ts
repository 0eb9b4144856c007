/** Kinds of arrays that a message may hold; in JSON all are lists of numbers. */
const KINDS = {
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Uint16Array,
  Uint8Array,
} as const;
type Kind = keyof typeof KINDS;
type Typed = InstanceType<(typeof KINDS)[Kind]>;

/** The paths at which arrays of a kind stand: names with dots between, `*` for any place of a list. */
export type TypedPaths = Readonly<Partial<Record<Kind, readonly string[]>>>;

/** Ready for `JSON.stringify`: what was given, with `arrays` beside. */
export type Written<Value> = Value & { readonly arrays: TypedPaths };

const below = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

/**
 * Makes typed arrays lists of numbers and says where they stand, so that `fromWire` makes the same again; NaN becomes null.
 * Knows nothing of what it is given, save that names have no dots and none is `arrays`.
 *
 * @throws TypeError for an array of a kind that is not known here
 */
export function toWire<Value extends object>(value: Value): Written<Value> {
  const paths = new Map<string, Set<string>>();
  const write = (part: unknown, path: string): unknown => {
    if (ArrayBuffer.isView(part)) {
      const { name } = part.constructor;
      if (!(name in KINDS)) throw new TypeError(`${path} is a ${name}, which is not sent`);
      paths.set(name, (paths.get(name) ?? new Set()).add(path));
      return Array.from(part as Typed);
    }
    if (Array.isArray(part)) return part.map((inner) => write(inner, below(path, '*')));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, write(inner, below(path, name))]));
  };
  const written = write(value, '') as Value;
  return { ...written, arrays: Object.fromEntries([...paths].map(([kind, found]) => [kind, [...found]])) };
}

/** What `toWire` was given, from what JSON made of it. */
export function fromWire<Value extends object>({ arrays, ...written }: Written<Value>): Value {
  const kinds = new Map<string, Kind>();
  for (const [kind, found] of Object.entries(arrays)) for (const path of found) kinds.set(path, kind as Kind);
  const read = (part: unknown, path: string): unknown => {
    if (Array.isArray(part)) {
      const kind = kinds.get(path);
      if (kind === undefined) return part.map((inner) => read(inner, below(path, '*')));
      return new KINDS[kind]((part as (number | null)[]).map((value) => value ?? NaN));
    }
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, read(inner, below(path, name))]));
  };
  return read(written, '') as Value;
}
