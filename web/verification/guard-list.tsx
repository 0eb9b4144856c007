import type { GuardShown } from '../../api/verification/shown/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { guardState, guardWords } from './words.ts';

const SIGNS = {
  holds: <path d="M2.5 7.5l3 3 6-7" />,
  open: <circle cx="7" cy="7" r="4.6" />,
  'by-form': <path d="M3 7h8" />,
} as const;

/** Conditions, each with a sign and a word for whether it holds, and what would satisfy it where it does not. */
export function GuardList({ guards }: { guards: readonly GuardShown[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <ul className="guards">
      {guards.map((guard) => {
        const state = guardState(guard);
        return (
          <li key={guard.guard} className={state === 'open' ? 'guard open' : 'guard'}>
            <svg className="guard-sign" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
              {SIGNS[state]}
            </svg>
            <span>
              <span className="visually-hidden">{t(`case.${state}`)}: </span>
              {guardWords(i18n, guard)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
