/** Gives the Idempotency-Key of each write. */
export type Attempts = {
  /** The same key for the same words until an answer came: sent twice, they are done once. */
  readonly keyFor: (body: string) => string;
  readonly answered: () => void;
};

/** `createKey` makes a key that nobody has used. */
export function createAttempts(createKey: () => string): Attempts {
  let open: { readonly body: string; readonly key: string } | null = null;
  return {
    keyFor: (body) => {
      if (open?.body !== body) open = { body, key: createKey() };
      return open.key;
    },
    answered: () => {
      open = null;
    },
  };
}
