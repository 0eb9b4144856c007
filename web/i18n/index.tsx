import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { createFormats, type Formats } from './formats.ts';
import { directionOf, type Direction, type UiLanguage } from './languages.ts';
import { createTranslate, type Catalogue, type Translate } from './translate.ts';

export type { Calendar, Clock, Formats } from './formats.ts';
export type { Direction, UiLanguage } from './languages.ts';
export type { Catalogue, MessageKey, Translate } from './translate.ts';

export type I18n = Formats & {
  readonly t: Translate;
  readonly language: UiLanguage;
  readonly direction: Direction;
};

const CATALOGUES: Readonly<Record<UiLanguage, () => Promise<Catalogue>>> = {
  en: async () => ({}),
  ps: async () => (await import('./ps.ts')).ps,
  prs: async () => (await import('./prs.ts')).prs,
  ur: async () => (await import('./ur.ts')).ur,
};

/** Everything a component needs to speak one language; pure, so that exports and tests can make their own. */
export function createI18n(language: UiLanguage, catalogue: Catalogue): I18n {
  return {
    t: createTranslate(language, catalogue),
    language,
    direction: directionOf(language),
    ...createFormats(language),
  };
}

/** The catalogue of a language, fetched once when it is first wanted. English is always at hand. */
export function loadCatalogue(language: UiLanguage): Promise<Catalogue> {
  return CATALOGUES[language]();
}

const I18nContext = createContext<I18n>(createI18n('en', {}));

/** Gives its children a ready-made language: for tests and for pages that are printed. */
export function I18nValue({ value, children }: { value: I18n; children: ReactNode }) {
  return <I18nContext value={value}>{children}</I18nContext>;
}

/**
 * Speaks `language` to its children and turns the page round. Until a catalogue has arrived the former language stays,
 * so that no half-translated screen is seen.
 */
export function I18nProvider({ language, children }: { language: UiLanguage; children: ReactNode }) {
  const [loaded, setLoaded] = useState<{ language: UiLanguage; catalogue: Catalogue }>({
    language: 'en',
    catalogue: {},
  });

  useEffect(() => {
    let wanted = true;
    void loadCatalogue(language).then(
      (catalogue) => {
        if (wanted) setLoaded({ language, catalogue });
      },
      () => {
        if (wanted) setLoaded({ language: 'en', catalogue: {} });
      },
    );
    return () => {
      wanted = false;
    };
  }, [language]);

  const value = useMemo(() => createI18n(loaded.language, loaded.catalogue), [loaded]);
  useEffect(() => {
    document.documentElement.lang = value.language;
    document.documentElement.dir = value.direction;
    document.title = value.t('app.name');
  }, [value]);
  return <I18nValue value={value}>{children}</I18nValue>;
}

/** The language of the screen: `t`, direction and the formatting of days, instants and numbers. */
export function useI18n(): I18n {
  return use(I18nContext);
}
