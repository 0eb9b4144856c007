import { PARTIES } from '../../api/geo/contract.ts';
import { CasualtyFigure } from '../../api/accounts/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, FieldGroup, NumberField, TextField } from './field.tsx';
import { blankFigure, type FigureFields } from './fields.ts';

type FigureListProps = {
  readonly path: string;
  readonly value: readonly FigureFields[];
  readonly onChange: (figures: readonly FigureFields[]) => void;
};

/** The figures that one speaker stated. There is no total, here or anywhere (DOMAIN.md 10.4). */
export function FigureList({ path, value, onChange }: FigureListProps) {
  const { t } = useI18n();
  return (
    <FieldGroup path={path} label={t('form.figures')} hint={t('form.figures-hint')}>
      {value.map((figure, index) => (
        <OneFigure
          key={figure.id}
          path={`${path}.${index}`}
          n={index + 1}
          figure={figure}
          onChange={(next) => onChange(value.with(index, next))}
          onTakeOut={() => onChange(value.filter(({ id }) => id !== figure.id))}
        />
      ))}
      <button type="button" className="button" onClick={() => onChange([...value, blankFigure()])}>
        {t('form.figure-add')}
      </button>
    </FieldGroup>
  );
}

type OneProps = {
  readonly path: string;
  readonly n: number;
  readonly figure: FigureFields;
  readonly onChange: (figure: FigureFields) => void;
  readonly onTakeOut: () => void;
};

function OneFigure({ path, n, figure, onChange, onTakeOut }: OneProps) {
  const { t } = useI18n();
  const set = (patch: Partial<FigureFields>): void => onChange({ ...figure, ...patch });
  const number = (name: 'low' | 'best' | 'high') => (
    <NumberField
      path={`${path}.${name}`}
      label={t(`form.figure-${name}`)}
      value={figure[name]}
      onChange={(value) => set({ [name]: value })}
    />
  );
  return (
    <FieldGroup path={path} label={t('form.figure-n', { n })}>
      <div className="field-row">
        <ChoiceField
          path={`${path}.outcome`}
          label={t('form.figure-outcome')}
          required
          options={CasualtyFigure.shape.outcome.options}
          words={(outcome) => t(`outcome.${outcome}`)}
          value={figure.outcome}
          onChange={(outcome) => set({ outcome })}
        />
        <ChoiceField
          path={`${path}.person`}
          label={t('form.figure-person')}
          required
          options={CasualtyFigure.shape.person.options}
          words={(person) => t(`person.${person}`)}
          value={figure.person}
          onChange={(person) => set({ person })}
        />
      </div>
      <ChoiceField
        path={`${path}.ofParty`}
        label={t('form.figure-of-party')}
        none={t('form.not-stated')}
        options={PARTIES}
        words={(party) => t(`party.${party}`)}
        value={figure.ofParty}
        onChange={(ofParty) => set({ ofParty })}
      />
      <div className="field-row">
        {number('low')}
        {number('best')}
        {number('high')}
      </div>
      <TextField
        path={`${path}.note`}
        label={t('form.figure-note')}
        value={figure.note}
        onChange={(note) => set({ note })}
      />
      <button type="button" className="link" onClick={onTakeOut}>
        {t('form.figure-take-out', { n })}
      </button>
    </FieldGroup>
  );
}
