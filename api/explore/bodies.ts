import { encodeColumns } from './arrow.ts';
import { COLUMN_METADATA } from './contract.ts';
import { compressed, type Encoding } from '../encodings.ts';
import { perVersion } from './per-version.ts';
import type { Part, SeenColumns } from './seen-columns.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Bodies of one version that are kept: the whole, and deltas from the versions that others still have. */
const MOST_BODIES = 24;

/** What an answer is made of. */
interface Asked {
  /** The version that the client has; null: none. */
  since: string | null;
  encoding: Encoding;
  asKnownAt: string | null;
}

function metadataOf(
  seen: SeenColumns,
  { asKnownAt }: Pick<Asked, 'asKnownAt'>,
  delta: { since: string; part: Part } | null,
) {
  const { version, since, removed, asKnownAt: moment } = COLUMN_METADATA;
  return {
    [version]: seen.version,
    ...(delta ? { [since]: delta.since, [removed]: JSON.stringify(delta.part.removed) } : {}),
    ...(asKnownAt === null ? {} : { [moment]: asKnownAt }),
  };
}

/** Encodes columns as they are at this moment, as a whole or as a delta where what the client has is held. */
export function encode(seen: SeenColumns, asked: Pick<Asked, 'since' | 'asKnownAt'>): Bytes {
  const part = asked.since === null ? null : seen.since(asked.since);
  const delta = part && asked.since !== null ? { since: asked.since, part } : null;
  const { arrays, length } = delta?.part ?? seen.whole();
  return encodeColumns(arrays, length, metadataOf(seen, asked, delta));
}

/**
 * Makes the bodies of answers, each once for a version: whoever asks while one is made waits for the same one. Of bodies that
 * nobody has compressed none is kept, they are six times as large.
 */
export function createBodies(): (seen: SeenColumns, asked: Asked) => Promise<Bytes> {
  /** By what was asked, the oldest first. */
  const bodiesOf = perVersion(() => new Map<string, Promise<Bytes>>());
  return (seen, asked) => {
    const bodies = bodiesOf(seen);
    // What is not held is answered with the whole, whatever it is called.
    const since = asked.since !== null && seen.isHeld(asked.since) ? asked.since : null;
    const key = `${asked.encoding} ${since ?? 'whole'} ${asked.asKnownAt ?? ''}`;
    const made = bodies.get(key);
    if (made) return made;
    const body = compressed(encode(seen, { ...asked, since }), asked.encoding);
    if (asked.encoding === 'identity') return body;
    bodies.set(key, body);
    body.catch(() => bodies.delete(key));
    for (const oldest of bodies.keys()) if (bodies.size > MOST_BODIES) bodies.delete(oldest);
    return body;
  };
}
