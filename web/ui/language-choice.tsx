import { useI18n } from '../i18n/index.tsx';
import { LANGUAGE_NAMES, UI_LANGUAGES, type UiLanguage } from '../i18n/languages.ts';

type ChoiceProps = { readonly language: UiLanguage; readonly onChange: (language: UiLanguage) => void };

/** The choice of the page's language, each named in itself. */
export function LanguageChoice({ language: chosen, onChange }: ChoiceProps) {
  const { t } = useI18n();
  return (
    <label className="language">
      <span className="visually-hidden">{t('top.language')}</span>
      <select
        value={chosen}
        onChange={(event) => onChange(UI_LANGUAGES.find((language) => language === event.target.value) ?? 'en')}
      >
        {UI_LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGE_NAMES[language]}
          </option>
        ))}
      </select>
    </label>
  );
}
