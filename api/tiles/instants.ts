import { instant } from '../record/seen.ts';

/** Some 5 MB. */
const MOST_KNOWN = 50_000;

const known = new Map<number, string>();

/** What `instant` gives, from seconds since 1970, each made once: a tile tells thousands, and many of them again and again. */
export function instantOf(seconds: number): string {
  const made = known.get(seconds);
  if (made !== undefined) return made;
  const text = instant(seconds * 1_000);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(seconds, text);
  return text;
}
