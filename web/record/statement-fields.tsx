import { use, useState, type ReactNode } from 'react';
import { LANGUAGES, PARTIES } from '../../api/geo/contract.ts';
import { POSITIONS, Statement } from '../../api/accounts/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, DayField, Part, TextField } from './field.tsx';
import { blankStatement, type StatementFields } from './fields.ts';
import { FigureList } from './figure-fields.tsx';
import { FormContext } from './form-context.ts';
import { SourcePick, type SourceChoice } from './source-fields.tsx';

type StatementsProps = {
  readonly choices: readonly SourceChoice[];
  readonly fields: {
    readonly statements: readonly StatementFields[];
    /** The sources of the record: where there is one, a new statement names it. */
    readonly sourceIds: readonly string[];
  };
  readonly set: (patch: { readonly statements: readonly StatementFields[] }) => void;
  /** What else is asked about all statements together. */
  readonly children?: ReactNode;
};

/** The part of a form that is the same for every kind that holds statements: who stated what, each on its own. */
export function StatementsPart({ choices, fields, set, children }: StatementsProps) {
  const { t } = useI18n();
  const { statements: value, sourceIds: used } = fields;
  const onChange = (statements: readonly StatementFields[]): void => set({ statements });
  const [opened, setOpened] = useState<string | null>(null);
  const add = (): void => {
    const statement = blankStatement(used);
    setOpened(statement.id);
    onChange([...value, statement]);
  };
  return (
    <Part title={t('form.statements')}>
      <p className="field-hint">{t('form.statements-hint')}</p>
      {value.map((statement, index) => (
        <OneStatement
          key={statement.id}
          index={index}
          isOpened={opened === statement.id}
          statement={statement}
          choices={choices}
          onChange={(next) => onChange(value.with(index, next))}
          onTakeOut={() => onChange(value.filter(({ id }) => id !== statement.id))}
        />
      ))}
      <button type="button" className="button" onClick={add}>
        {t('form.statement-add')}
      </button>
      {children}
    </Part>
  );
}

type OneProps = {
  readonly index: number;
  readonly isOpened: boolean;
  readonly statement: StatementFields;
  readonly choices: readonly SourceChoice[];
  readonly onChange: (statement: StatementFields) => void;
  readonly onTakeOut: () => void;
};

/** One statement, folded to its speaker until somebody opens it or something in it is to be mended. */
function OneStatement({ index, isOpened, statement, choices, onChange, onTakeOut }: OneProps) {
  const { t } = useI18n();
  const { faults } = use(FormContext);
  const path = `statements.${index}`;
  const isFaulty = faults.some((fault) => fault.path.startsWith(`${path}.`));
  const set = (patch: Partial<StatementFields>): void => onChange({ ...statement, ...patch });
  return (
    <details className={isFaulty ? 'form-card faulty' : 'form-card'} open={isOpened || isFaulty}>
      <summary>
        <bdi>{t('form.statement-n', { n: index + 1, speaker: statement.speaker ?? t('form.statement-nobody') })}</bdi>
      </summary>
      <Speaker path={path} statement={statement} set={set} />
      <div className="field-row">
        <ChoiceField
          path={`${path}.channel`}
          label={t('form.channel')}
          required
          options={Statement.shape.channel.options}
          words={(channel) => t(`means.${channel}`)}
          value={statement.channel}
          onChange={(channel) => set({ channel })}
        />
        <DayField
          path={`${path}.saidOn`}
          label={t('form.said-on')}
          value={statement.saidOn}
          onChange={(saidOn) => set({ saidOn })}
        />
      </div>
      <TextField
        path={`${path}.paraphrase`}
        label={t('form.paraphrase')}
        required
        lines={3}
        value={statement.paraphrase}
        onChange={(paraphrase) => set({ paraphrase })}
      />
      <Verbatim path={path} statement={statement} set={set} />
      <SourcePick
        path={`${path}.sourceIds`}
        label={t('form.statement-sources')}
        choices={choices}
        value={statement.sourceIds}
        onChange={(sourceIds) => set({ sourceIds })}
      />
      <FigureList
        path={`${path}.casualtyFigures`}
        value={statement.casualtyFigures}
        onChange={(casualtyFigures) => set({ casualtyFigures })}
      />
      <button type="button" className="link" onClick={onTakeOut}>
        {t('form.statement-take-out', { n: index + 1 })}
      </button>
    </details>
  );
}

type PartProps = {
  readonly path: string;
  readonly statement: StatementFields;
  readonly set: (patch: Partial<StatementFields>) => void;
};

/** Who spoke; for which party is asked exactly where a party spoke, both in the fixed order. */
function Speaker({ path, statement, set }: PartProps) {
  const { t } = useI18n();
  return (
    <>
      <div className="field-row">
        <ChoiceField
          path={`${path}.speakerKind`}
          label={t('form.speaker-kind')}
          required
          options={Statement.shape.speakerKind.options}
          words={(kind) => t(`speaker.${kind}`)}
          value={statement.speakerKind}
          onChange={(speakerKind) => set({ speakerKind })}
        />
        {statement.speakerKind === 'party' ? (
          <ChoiceField
            path={`${path}.party`}
            label={t('form.party')}
            options={PARTIES}
            words={(party) => t(`party.${party}`)}
            value={statement.party}
            onChange={(party) => set({ party })}
          />
        ) : null}
      </div>
      <TextField
        path={`${path}.speaker`}
        label={t('form.speaker')}
        required
        value={statement.speaker}
        onChange={(speaker) => set({ speaker })}
      />
      {statement.speakerKind === 'party' ? (
        <ChoiceField
          path={`${path}.position`}
          label={t('form.position-of-party')}
          none={t('form.position-none')}
          options={POSITIONS}
          words={(position) => t(`position.${position}`)}
          value={statement.position}
          onChange={(position) => set({ position })}
        />
      ) : null}
    </>
  );
}

/** The speaker's own words and their language; touched by nobody. */
function Verbatim({ path, statement: { verbatim }, set }: PartProps) {
  const { t } = useI18n();
  const language = verbatim?.language ?? null;
  return (
    <>
      <TextField
        path={`${path}.verbatim.text`}
        label={t('form.verbatim')}
        hint={t('form.verbatim-hint')}
        lines={2}
        lang={language ?? undefined}
        value={verbatim?.text ?? null}
        onChange={(text) => set({ verbatim: text === null && language === null ? null : { text, language } })}
      />
      {verbatim === null ? null : (
        <ChoiceField
          path={`${path}.verbatim.language`}
          label={t('form.verbatim-language')}
          required
          options={LANGUAGES}
          words={(name) => t(`form.language-${name}`)}
          value={language}
          onChange={(next) => set({ verbatim: { text: verbatim.text, language: next } })}
        />
      )}
    </>
  );
}
