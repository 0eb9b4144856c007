import { createContext, useContext } from 'react';
import { MOST_FEATURES } from '../api.ts';
import { useI18n } from '../i18n/index.tsx';

const IsTooMany = createContext(false);

/** Tells all parts below whether there are more incidents than the page loads as features. */
export const TooManyProvider = IsTooMany.Provider;

/** Whether there are more incidents than the page loads as features: what reads them one by one cannot count them. */
export const useTooMany = (): boolean => useContext(IsTooMany);

/** Says so where something would need them one by one; nothing where they are loaded. */
export function TooManyNote() {
  const { t, formatNumber } = useI18n();
  return useTooMany() ? (
    <p className="fact-note too-many">{t('app.too-many', { n: formatNumber(MOST_FEATURES) })}</p>
  ) : null;
}
