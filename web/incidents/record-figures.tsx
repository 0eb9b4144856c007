import type { Statement } from '../../api/accounts/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { figureWords } from './phrases.ts';

/** Casualty figures, each with the one who stated it. There is no total, and none can be read from the layout. */
export function Figures({ statements }: { statements: readonly Statement[] }) {
  const i18n = useI18n();
  const { t } = i18n;
  const rows = statements.flatMap((said) => said.casualtyFigures.map((figure) => ({ figure, said })));
  if (rows.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('figures.title')}</h3>
      <ul className="figures">
        {rows.map(({ figure, said }) => (
          <li key={figure.id}>
            <span className="figure-value">{figureWords(i18n, figure)}</span>
            <span>
              <span className="fact-note">
                {[
                  t(`person.${figure.person}`),
                  figure.ofParty === null ? null : t('figures.of-party', { party: t(`party.${figure.ofParty}`) }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
              <span className="fact-note">
                {t('figures.stated-by')} <bdi>{said.speaker}</bdi>
                {said.party === null ? null : ` (${t(`party.${said.party}`)})`}
              </span>
              {figure.note === null ? null : (
                <span className="fact-note" dir="auto">
                  {figure.note}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="fact-note">{t('figures.no-total')}</p>
    </section>
  );
}
