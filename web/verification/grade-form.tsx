import { useId, useState } from 'react';
import { type CaseShown } from '../../api/verification/shown/contract.ts';
import { Credibility, Reliability } from '../../api/verification/contract.ts';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { ChoiceField, TextField } from '../record/field.tsx';
import { FormContext } from '../record/form-context.ts';
import { FaultSummary } from '../record/form-notices.tsx';
import { ActProblem } from './act-form.tsx';
import { useFocusBack } from './focus-back.ts';
import { useAct, useCase, type CaseOf } from './use-case.ts';

type GradeProps = { readonly of: CaseOf; readonly source: SourceShown };

/** For whoever may grade: the way to grade one source. Nothing for anybody else. */
export function GradeSlot({ of, source }: GradeProps) {
  const { t } = useI18n();
  const { data } = useCase(of);
  const [isOpen, setOpen] = useState(false);
  const button = useFocusBack(isOpen);
  if (data === undefined || !data.acts.some(({ act }) => act === 'grade')) return null;
  if (isOpen) return <GradeForm of={of} source={source} shown={data} onClose={() => setOpen(false)} />;
  return (
    <button
      ref={button}
      type="button"
      className="link grade-open"
      aria-label={t('grade.open-named', { name: source.publisher })}
      onClick={() => setOpen(true)}
    >
      {t('grade.open')}
    </button>
  );
}

const CREDIBILITIES = Credibility.options.map((option) => option.value);

type FormProps = GradeProps & { readonly shown: CaseShown; readonly onClose: () => void };

/** Reliability and credibility, judged apart; either may be left as it is. */
function GradeForm({ of, source, shown, onClose }: FormProps) {
  const { t } = useI18n();
  const formId = useId().replaceAll(':', '');
  const state = useAct({ of, name: 'grade', shown, given: { sourceId: source.id }, onDone: onClose });
  const { filled, set } = state;
  return (
    <FormContext value={{ formId, faults: state.faults, hiddenFields: [] }}>
      <div className="form-card grade-form" role="group" aria-label={t('grade.open-named', { name: source.publisher })}>
        <FaultSummary formId={formId} faults={state.faults} attention={state.attention} />
        <ActProblem problem={state.problem} needs={[]} attention={state.attention} />
        <ChoiceField
          path="reliability"
          label={t('grade.reliability')}
          none={t('grade.not-judged')}
          options={Reliability.options}
          words={(grade) => t(`reliability.${grade}`)}
          value={Reliability.options.find((grade) => grade === filled.reliability) ?? null}
          onChange={(reliability) => set({ reliability })}
        />
        <ChoiceField
          path="credibility"
          label={t('grade.credibility')}
          none={t('grade.not-judged')}
          options={CREDIBILITIES.map(String)}
          words={(grade) => t(`credibility.${grade as '1'}`)}
          value={filled.credibility === null ? null : String(filled.credibility)}
          onChange={(grade) => set({ credibility: grade === null ? null : Number(grade) })}
        />
        <TextField
          path="reason"
          label={t('case.reason')}
          required
          value={filled.reason}
          onChange={(reason) => set({ reason })}
        />
        <div className="form-actions">
          <button
            type="button"
            className="button primary"
            aria-disabled={state.isBusy}
            onClick={() => void state.send()}
          >
            {state.isBusy ? t('case.sending') : t('grade.do')}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t('form.cancel')}
          </button>
        </div>
      </div>
    </FormContext>
  );
}
