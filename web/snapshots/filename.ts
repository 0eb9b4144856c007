import type { Viewer } from '../../api/visibility/contract.ts';
/** Letters that a short name may have. */
const MOST_SHORT_NAME = 40;
const SYNTHETIC = 'SYNTHETIC';

export type ExportFile = {
  readonly title: string;
  readonly dataDay: string;
  readonly isSynthetic: boolean;
  /** As known when, RFC 3339 in UTC; null is now. */
  readonly knownAt: string | null;
  /** Whose view it is; one that is not the public's is named. */
  readonly viewer: Viewer;
  readonly extension: 'png' | 'pdf';
};

/**
 * `DLM_<short name>_A4_<YYYYMMDD>.<extension>`, after OCHA's naming of maps: system, subject, paper, day of the data
 * (`YYYY-MM-DD`, UTC); where an earlier state of the record is shown also `_known-<YYYYMMDD>T<HHMM>Z`. Made-up records are named so in the short name, where no renaming of the title can lose it.
 */
export function exportFileName({ title, dataDay, isSynthetic, knownAt, viewer, extension }: ExportFile): string {
  const marked = isSynthetic
    ? [SYNTHETIC, shortName(title, MOST_SHORT_NAME - SYNTHETIC.length - 1)]
    : [shortName(title, MOST_SHORT_NAME)];
  const known = knownAt === null ? '' : `_known-${knownAt.slice(0, 16).replace(/[-:]/g, '')}Z`;
  return `DLM_${marked.join('-')}_A4_${dataDay.replaceAll('-', '')}${known}${viewer === 'public' ? '' : `_not-public-${viewer}`}.${extension}`;
}

/** The title in lower-case ASCII words joined by hyphens, cut at a word; `map` where the title has no Latin letter. */
function shortName(title: string, most: number): string {
  const words = title
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/synthetic/g, '')
    .match(/[a-z0-9]+/g);
  let name = '';
  for (const word of words ?? []) {
    const longer = name === '' ? word : `${name}-${word}`;
    if (longer.length > most) break;
    name = longer;
  }
  return name || (words?.[0]?.slice(0, most) ?? 'map');
}
