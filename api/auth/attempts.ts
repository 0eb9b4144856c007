import { Problem } from '../problem.ts';

/** Keys that are remembered at most; beyond that the oldest is forgotten. */
const MOST_KEYS = 50_000;

interface Tried {
  count: number;
  /** When everything is forgotten, in milliseconds since 1970. */
  until: number;
}

/**
 * Counts attempts by key, and refuses further ones for a time once there were too many. It is kept in memory: a restart
 * forgets it, and every process counts for itself. rate-limiter-flexible, which limits requests by address, reads the
 * clock itself and is not used here, where tests have to let a quarter of an hour pass.
 */
export class Attempts {
  readonly #tried = new Map<string, Tried>();
  readonly #rule: { most: number; milliseconds: number; now: () => Date };

  /** @param rule how many attempts, and for how long after the last one they count */
  constructor(rule: { most: number; milliseconds: number; now: () => Date }) {
    this.#rule = rule;
  }

  /**
   * Takes one attempt before it is made, so that many at once do not all slip through.
   *
   * @throws Problem `too-many-attempts`, the same for every key
   */
  take(key: string): void {
    const now = this.#rule.now().getTime();
    const held = this.#tried.get(key);
    const tried = held && held.until > now ? held : { count: 0, until: 0 };
    if (tried.count >= this.#rule.most) throw tooManyAttempts(tried.until - now);
    this.#tried.delete(key);
    this.#tried.set(key, { count: tried.count + 1, until: now + this.#rule.milliseconds });
    const [oldest] = this.#tried.keys();
    if (this.#tried.size > MOST_KEYS && oldest !== undefined) this.#tried.delete(oldest);
  }

  /** Forgets the attempts of a key: one succeeded. */
  clear(key: string): void {
    this.#tried.delete(key);
  }

  /** Gives one attempt back: it succeeded, and others of the key still count. */
  giveBack(key: string): void {
    const tried = this.#tried.get(key);
    if (tried) this.#tried.set(key, { ...tried, count: Math.max(0, tried.count - 1) });
  }
}

/** The refusal, which says when to go on. */
export function tooManyAttempts(milliseconds: number): Problem {
  const retryAfterSeconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new Problem('too-many-attempts', `too many attempts; go on in ${retryAfterSeconds} s`, { retryAfterSeconds });
}
