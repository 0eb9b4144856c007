import { useId } from 'react';
import type { CaseAnswer } from '../../api/verification/shown/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { FormContext } from '../record/form-context.ts';
import { FaultSummary, ProblemOfWrite } from '../record/form-notices.tsx';
import type { WriteProblem } from '../record/write.ts';
import { refusedGuards, type ActShown, type ListedAct } from './act.ts';
import { ActFields } from './act-fields.tsx';
import type { ActMaterial } from './act-material.ts';
import { GuardList } from './guard-list.tsx';
import { useAct, type CaseOf } from './use-case.ts';
import { guardState } from './words.ts';

type ActFormProps = {
  readonly of: CaseOf;
  readonly shown: ListedAct;
  readonly material: ActMaterial;
  readonly onDone: (answer: CaseAnswer) => void;
};

/** One act: what it does, its conditions, how many have given their word, and its form. Folded until it is wanted. */
export function ActForm({ of, shown, material, onDone }: ActFormProps) {
  const { t } = useI18n();
  const formId = useId().replaceAll(':', '');
  const { act, needs, given, takes } = shown;
  const state = useAct({ of, name: act, shown: material.shown, onDone });
  const open = needs.filter(({ holds }) => !holds).length;
  return (
    <details className="form-card act" data-act={act}>
      <summary>
        {t(`act.${act}`)}
        <span className="act-state">
          {open === 0 ? t('case.ready') : t('case.open-guards', { count: open })}
          {takes > 1 ? ` · ${t('case.given', { given, takes })}` : null}
        </span>
      </summary>
      <p>{t(`about.${act}`)}</p>
      {needs.length === 0 ? null : (
        <>
          <h4>{t('case.conditions')}</h4>
          <GuardList guards={needs} />
          {needs.some((guard) => guardState(guard) === 'by-form') ? (
            <p className="field-hint">{t('case.with-this-form')}</p>
          ) : null}
        </>
      )}
      <FormContext value={{ formId, faults: state.faults, hiddenFields: [] }}>
        <FaultSummary formId={formId} faults={state.faults} attention={state.attention} />
        <ActProblem problem={state.problem} needs={needs} attention={state.attention} />
        <fieldset className="form-part act-fields" disabled={state.isBusy}>
          <ActFields name={act} filled={state.filled} set={state.set} material={material} />
        </fieldset>
        <button type="button" className="button primary" aria-disabled={state.isBusy} onClick={() => void state.send()}>
          {state.isBusy ? t('case.sending') : t(`act.${act}`)}
        </button>
      </FormContext>
    </details>
  );
}

type ProblemProps = {
  readonly problem: WriteProblem | null;
  readonly needs: ActShown['needs'];
  readonly attention: number;
};

/** Why an act was not done, in words: the conditions that refused it, a case that others moved on, or no answer. */
export function ActProblem({ problem, needs, attention }: ProblemProps) {
  const { t } = useI18n();
  if (problem === null) return null;
  if (problem.status === 412)
    return (
      <p className="form-kept" role="alert">
        {t('case.stale')}
      </p>
    );
  if (problem.code === 'move-refused' && problem.errors.length > 0)
    return (
      <div className="form-kept" role="alert">
        <p>{t('case.refused')}</p>
        <GuardList guards={refusedGuards(problem, needs)} />
      </div>
    );
  if (problem.status === 409)
    return (
      <p className="form-kept" role="alert">
        {t('case.not-in-state', { detail: problem.message })}
      </p>
    );
  return <ProblemOfWrite problem={problem} attention={attention} />;
}
