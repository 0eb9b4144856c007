/** Languages of the screen, in the order of the menu. A subset of the languages in which a text may be held. */
export const UI_LANGUAGES = ['en', 'ps', 'prs', 'ur'] as const;
export type UiLanguage = (typeof UI_LANGUAGES)[number];

export type Direction = 'ltr' | 'rtl';

/** Each language in its own words, for the menu. */
export const LANGUAGE_NAMES: Readonly<Record<UiLanguage, string>> = {
  en: 'English',
  ps: 'پښتو',
  prs: 'دری',
  ur: 'اردو',
};

/** Which way a page in this language runs. */
export function directionOf(language: UiLanguage): Direction {
  return language === 'en' ? 'ltr' : 'rtl';
}

/**
 * The locale by which numbers, plurals and dates are formatted. Chromium holds no Pashto data and would fall back to
 * English figures, so Pashto borrows those of Dari; its month names are our own (formats.ts).
 */
export const LOCALE_OF: Readonly<Record<UiLanguage, string>> = { en: 'en-GB', ps: 'fa-AF', prs: 'fa-AF', ur: 'ur-PK' };

export function isUiLanguage(value: string): value is UiLanguage {
  return (UI_LANGUAGES as readonly string[]).includes(value);
}

/** The first of the wanted BCP 47 tags that the screen speaks; English where it speaks none. */
export function pickLanguage(wanted: readonly string[]): UiLanguage {
  for (const tag of wanted) {
    const base = tag.toLowerCase() === 'fa-af' ? 'prs' : (tag.toLowerCase().split('-')[0] ?? '');
    if (isUiLanguage(base)) return base;
  }
  return 'en';
}
