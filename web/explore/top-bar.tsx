import { memo } from 'react';
import type { ReactNode } from 'react';
import { Account } from '../auth/account.tsx';
import { useI18n } from '../i18n/index.tsx';
import { LanguageChoice } from '../ui/language-choice.tsx';
import { Icon, type IconName } from '../ui/icon.tsx';
import { THEME_CHOICES, type ThemeChoice, type View } from '../view.ts';
import type { ChangeView } from './use-view.ts';

type TopBarProps = {
  readonly view: Pick<View, 'language' | 'theme'>;
  readonly change: ChangeView;
  readonly onExport: () => void;
  readonly onKeys: () => void;
  readonly onBoard: () => void;
  readonly search: ReactNode;
  /** As of when the record is shown. */
  readonly known: ReactNode;
};

const THEME_ICONS: Readonly<Record<ThemeChoice, IconName>> = { light: 'sun', dark: 'moon', system: 'device' };

/** Product, search, language, theme and export. */
export function TopBar({ view, change, onExport, onKeys, onBoard, search, known }: TopBarProps) {
  const { t } = useI18n();
  const nextTheme = THEME_CHOICES[(THEME_CHOICES.indexOf(view.theme) + 1) % THEME_CHOICES.length] ?? 'system';
  return (
    <header className="top-bar">
      <h1 className="brand">
        <ProductMark />
        <span>{t('app.name')}</span>
      </h1>
      {search}
      <span className="spacer" />
      {known}
      <LanguageChoice language={view.language} onChange={(language) => change({ language })} />
      <button
        type="button"
        className="round-button"
        aria-label={t('top.theme-now', { theme: t(`top.theme-${view.theme}`), next: t(`top.theme-${nextTheme}`) })}
        title={t(`top.theme-${view.theme}`)}
        onClick={() => change({ theme: nextTheme })}
      >
        <Icon name={THEME_ICONS[view.theme]} size={16} />
      </button>
      <button
        type="button"
        className="round-button keys-button"
        aria-label={t('top.keys')}
        title={t('top.keys')}
        onClick={onKeys}
      >
        <Icon name="keyboard" size={16} />
      </button>
      <button type="button" className="button export-button" onClick={onExport}>
        <Icon name="export" size={15} />
        <span>{t('top.export')}</span>
        <kbd>e</kbd>
      </button>
      <Account onBoard={onBoard} />
    </header>
  );
}

/** A dashed line and a point that is watched: no flag, no map, no party. */
const ProductMark = memo(function ProductMark() {
  return (
    <svg className="product-mark" width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <path d="M3 18C7 13 8 14 11 10S16 6 19 3" />
      <circle cx="11" cy="10" r="3.6" />
    </svg>
  );
});
