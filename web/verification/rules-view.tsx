import { type RulesShown } from '../../api/verification/shown/contract.ts';
import { AXES, Credibility, Reliability } from '../../api/verification/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { endsOf, invariantWords, takesWords, thresholdWords, type MoveRow } from './rules-words.ts';

const CREDIBILITIES = Credibility.options.map((option) => option.value);

/** The rules by which this service decides, as it checks them itself, in words. */
export function RulesView({ rules }: { rules: RulesShown }) {
  const { t } = useI18n();
  return (
    <>
      <ModePart rules={rules} />
      <section className="rules-part" aria-labelledby="rules-axes">
        <h2 id="rules-axes">{t('rules.axes')}</h2>
        <dl className="rules-list">
          {([...AXES, 'agreement'] as const).map((axis) => (
            <div key={axis}>
              <dt>{t(`axis.${axis}`)}</dt>
              <dd>{t(`axis-text.${axis}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section className="rules-part" aria-labelledby="rules-moves">
        <h2 id="rules-moves">{t('rules.moves')}</h2>
        {AXES.map((axis) => {
          const moves = rules.moves.filter((move) => move.axis === axis);
          if (moves.length === 0) return null;
          return (
            <div key={axis} className="rules-axis">
              <h3>{t('rules.moves-of', { axis: t(`axis.${axis}`) })}</h3>
              {moves.map((row) => (
                <OneMove key={row.move} row={row} />
              ))}
            </div>
          );
        })}
      </section>
      <Thresholds rules={rules} />
      <section className="rules-part" aria-labelledby="rules-invariants">
        <h2 id="rules-invariants">{t('rules.invariants')}</h2>
        <Invariants names={rules.invariants} />
      </section>
      <Grades />
      <section className="rules-part" aria-labelledby="rules-words">
        <h2 id="rules-words">{t('rules.words')}</h2>
        <p>{t('rules.words-text')}</p>
      </section>
    </>
  );
}

function ModePart({ rules: { mode, absentParty } }: { rules: RulesShown }) {
  const { t } = useI18n();
  return (
    <section className="rules-part" aria-labelledby="rules-mode">
      <h2 id="rules-mode">{t('rules.mode')}</h2>
      <p>{t(`mode.${mode}`)}</p>
      {absentParty === null ? null : <p>{t('rules.absent', { party: t(`party.${absentParty}`) })}</p>}
      {mode === 'full-joint' ? null : <p>{t('rules.ceiling')}</p>}
    </section>
  );
}

function OneMove({ row }: { row: MoveRow }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { from, to } = endsOf(i18n, row);
  return (
    <article className="rules-move">
      <h4>{t(`move.${row.move}`)}</h4>
      <dl>
        <div>
          <dt>{t('rules.from')}</dt>
          <dd>{from}</dd>
        </div>
        <div>
          <dt>{t('rules.to')}</dt>
          <dd>{to}</dd>
        </div>
        <div>
          <dt>{t('rules.who')}</dt>
          <dd>{takesWords(i18n, row)}</dd>
        </div>
        <div className="rules-guards">
          <dt>{t('rules.guards')}</dt>
          <dd>
            <ul>
              {row.guards.map((guard) => (
                <li key={guard}>{t(`guard.${guard}`)}</li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </article>
  );
}

function Thresholds({ rules: { thresholds } }: { rules: RulesShown }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <section className="rules-part" aria-labelledby="rules-thresholds">
      <h2 id="rules-thresholds">{t('rules.thresholds')}</h2>
      <p>{t('rules.thresholds-text')}</p>
      <dl className="rules-numbers">
        {Object.entries(thresholds).map(([name, value]) => {
          const words = thresholdWords(i18n, name, value);
          return (
            <div key={name}>
              <dt>{words.label}</dt>
              <dd>{words.value}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}

function Invariants({ names }: { names: readonly string[] }) {
  const i18n = useI18n();
  return (
    <ul className="rules-bullets">
      {names.map((name) => (
        <li key={name}>{invariantWords(i18n, name)}</li>
      ))}
    </ul>
  );
}

/** The Admiralty grades: two scales that are used apart. */
function Grades() {
  const { t } = useI18n();
  return (
    <section className="rules-part" aria-labelledby="rules-grades">
      <h2 id="rules-grades">{t('rules.grades')}</h2>
      <p>{t('rules.grades-text')}</p>
      <div className="rules-grades">
        <div>
          <h3>{t('grade.reliability')}</h3>
          <ul>
            {Reliability.options.map((grade) => (
              <li key={grade}>{t(`reliability.${grade}`)}</li>
            ))}
          </ul>
        </div>
        <div>
          <h3>{t('grade.credibility')}</h3>
          <ul>
            {CREDIBILITIES.map((grade) => (
              <li key={grade}>{t(`credibility.${grade}`)}</li>
            ))}
          </ul>
        </div>
      </div>
    </section>
  );
}
