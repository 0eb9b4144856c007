import type { Party } from '../../api/geo/contract.ts';
import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import type { PositionShown } from '../../api/verification/shown/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { figureWords } from '../incidents/phrases.ts';
import { SourceMarks } from '../incidents/record-sources.tsx';
import { assertionsOf, positionsOf, requestWords } from './words.ts';

type Sources = IncidentRecordProperties['sources'];
type TextProps = {
  readonly position: PositionShown;
  readonly sources: Sources;
  /** Whether what it amounts to stands above it already. */
  readonly isNamed?: boolean;
};

/** One position of a party: who spoke for it, when and by what means, and its own words in quotation marks, untouched. */
export function StatedText({ position, sources, isNamed = false }: TextProps) {
  const { t, formatInstant } = useI18n();
  const { speaker, office, channel, saidAt, verbatim, sourceIds, confidential } = position;
  const at = t('stated.at', { at: formatInstant(saidAt, 'utc') });
  const how = [t('said.stated'), t(`means.${channel}`), at, t(`form.language-${verbatim.language}`)];
  return (
    <div className="said">
      <p className="said-by">
        <bdi>{office === null ? speaker : t('stated.office', { speaker, office })}</bdi>
      </p>
      <p className="said-how">{how.join(' · ')}</p>
      {isNamed ? null : <p className="said-position">{t(`position.${position.position}`)}</p>}
      {confidential ? <p className="said-confidential">{t('stated.confidential')}</p> : null}
      <blockquote lang={verbatim.language} dir="auto">
        <q>{verbatim.text}</q>
      </blockquote>
      <Translation position={position} />
      <Asserted position={position} />
      <SourceMarks ids={sourceIds} sources={sources} />
    </div>
  );
}

function Translation({ position: { translation } }: Pick<TextProps, 'position'>) {
  const { t } = useI18n();
  if (translation === null) return null;
  return (
    <details className="said-translation">
      <summary>{t('stated.translation', { language: t(`form.language-${translation.language}`) })}</summary>
      <blockquote lang={translation.language} dir="auto">
        <q>{translation.text}</q>
      </blockquote>
      <p className="said-how">
        <bdi>{t('stated.translated-by', { translator: translation.translator })}</bdi>
      </p>
    </details>
  );
}

/** What the words say, point by point, and the figures; each stays this party's. */
function Asserted({ position }: Pick<TextProps, 'position'>) {
  const i18n = useI18n();
  const { t } = i18n;
  const points = assertionsOf(i18n, position);
  if (points.length === 0 && position.casualtyFigures.length === 0) return null;
  return (
    <>
      {points.length === 0 ? null : (
        <ul className="said-points" aria-label={t('stated.asserts')}>
          {points.map(({ words, quoted }) => (
            <li key={words}>
              {words}
              {quoted === null ? null : (
                <>
                  {' '}
                  <q dir="auto">{quoted}</q>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {position.casualtyFigures.length === 0 ? null : (
        <>
          <p className="said-how">{t('stated.figures')}</p>
          <ul className="said-points">
            {position.casualtyFigures.map((figure) => (
              <li key={figure.id}>
                {[
                  figureWords(i18n, figure),
                  t(`person.${figure.person}`),
                  figure.ofParty === null ? null : t('figures.of-party', { party: t(`party.${figure.ofParty}`) }),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
                {figure.note === null ? null : (
                  <span className="fact-note" dir="auto">
                    {figure.note}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

type StandProps = {
  readonly party: Party;
  readonly incident: Pick<IncidentRecordProperties, 'positions' | 'verification' | 'sources' | 'statements'>;
};

/** Where a party stands now, what became of the request to it, and its positions, the one that stands first. */
export function Stand({ party, incident }: StandProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { positions, verification, sources, statements } = incident;
  const value = positions[party];
  const { current, earlier } = positionsOf(verification.positions, party);
  const hasStatement = statements.some((said) => said.party === party);
  const request = requestWords(i18n, value, verification);
  if (value === 'not-requested')
    return <p className="position-none">{t(hasStatement ? 'stand.not-requested' : 'positions.none')}</p>;
  return (
    <>
      <p className="position-now">
        <span className="visually-hidden">{t('stand.current')}: </span>
        {t(`position.${value}`)}
      </p>
      {request === null ? null : <p className="position-none">{request}</p>}
      {current === null && request === null ? <p className="position-none">{t('stand.from-public')}</p> : null}
      {current === null ? null : (
        <StatedText position={current} sources={sources} isNamed={current.position === value} />
      )}
      {earlier.length === 0 ? null : (
        <>
          <h5>{t('positions.earlier')}</h5>
          {earlier.map((position) => (
            <StatedText key={position.id} position={position} sources={sources} />
          ))}
        </>
      )}
      {hasStatement ? <h5>{t('stated.in-public')}</h5> : null}
    </>
  );
}
