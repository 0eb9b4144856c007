import type { ReactNode } from 'react';
import { PARTIES, type Party } from '../../api/geo/contract.ts';
import type { Statement } from '../../api/accounts/contract.ts';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { SourceMarks } from './record-sources.tsx';

type SaidProps = { readonly said: Statement; readonly sources: readonly SourceShown[] };

/**
 * One statement: who, by what means, on which day, and what. The speaker's own words stand in quotation marks; ours
 * stand without and are marked as ours.
 */
export function Said({ said, sources }: SaidProps) {
  const { t, formatDay } = useI18n();
  const day = said.saidOn === null ? t('said.day-not-stated') : formatDay(said.saidOn);
  return (
    <div className="said">
      <p className="said-by">
        <bdi>{said.speaker}</bdi>
      </p>
      <p className="said-how">{[t('said.stated'), t(`means.${said.channel}`), day].join(' · ')}</p>
      {said.position === null ? null : <p className="said-position">{t(`position.${said.position}`)}</p>}
      {said.verbatim === null ? null : (
        <blockquote lang={said.verbatim.language} dir="auto">
          <q>{said.verbatim.text}</q>
        </blockquote>
      )}
      <p className="said-text" dir="auto">
        {said.paraphrase} <SourceMarks ids={said.sourceIds} sources={sources} />
      </p>
      <p className="said-ours">{t('said.our-words')}</p>
    </div>
  );
}

/** Newest first; a statement whose day is not known comes last. */
function newestFirst(a: Statement, b: Statement): number {
  return (b.saidOn ?? '').localeCompare(a.saidOn ?? '');
}

type ColumnProps = {
  readonly party: Party;
  readonly statements: readonly Statement[];
  readonly sources: readonly SourceShown[];
  /** Where the party stands by its own positions; it says as well where nothing is on record. */
  readonly stand: ReactNode;
};

function PartyColumn({ party, statements, sources, stand }: ColumnProps) {
  const { t } = useI18n();
  const [current, ...earlier] = statements.filter((said) => said.party === party).sort(newestFirst);
  return (
    <section className="position" aria-label={t(`party.${party}`)}>
      <h4>{t(`party.${party}`)}</h4>
      {stand}
      {current === undefined ? (
        stand === null ? (
          <p className="position-none">{t('positions.none')}</p>
        ) : null
      ) : (
        <Said said={current} sources={sources} />
      )}
      {earlier.length === 0 ? null : (
        <>
          <h5>{t('positions.earlier')}</h5>
          {earlier.map((said) => (
            <Said key={said.id} said={said} sources={sources} />
          ))}
        </>
      )}
    </section>
  );
}

type PositionsProps = { readonly statements: readonly Statement[]; readonly sources: readonly SourceShown[] };
type ColumnsProps = PositionsProps & { readonly stands?: Readonly<Record<Party, ReactNode>> };

/** What the two parties stated, in equal columns made by one component, in the fixed order of DOMAIN.md 10.5. */
export function Positions({ statements, sources, stands }: ColumnsProps) {
  const { t } = useI18n();
  return (
    <section className="record-section">
      <h3>{t('positions.title')}</h3>
      <div className="positions">
        {PARTIES.map((party) => (
          <PartyColumn
            key={party}
            party={party}
            statements={statements}
            sources={sources}
            stand={stands?.[party] ?? null}
          />
        ))}
      </div>
    </section>
  );
}

/** What everybody else stated, below the parties. */
export function OtherStatements({ statements, sources }: PositionsProps) {
  const { t } = useI18n();
  const others = statements.filter(({ party }) => party === null).sort(newestFirst);
  if (others.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('positions.others')}</h3>
      <ul className="others">
        {others.map((said) => (
          <li key={said.id}>
            <p className="said-kind">{t(`speaker.${said.speakerKind}`)}</p>
            <Said said={said} sources={sources} />
          </li>
        ))}
      </ul>
    </section>
  );
}
