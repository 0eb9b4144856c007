import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { RecordShown } from '../../api/record/contract.ts';
import type { Level } from '../../api/visibility/contract.ts';
import type { Collections } from '../explore/use-collections.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import { findActionFaults, performAction, type ActionFilled } from './action.ts';
import { LevelChoice, ProposalShown } from './action-fields.tsx';
import { createAttempts } from './attempts.ts';
import { newId } from './fields.ts';
import { FormContext } from './form-context.ts';
import { FaultSummary, ProblemOfWrite } from './form-notices.tsx';
import { WhyFields } from './reader-fields.tsx';
import { IncidentSearch, RecordSearch } from './record-search.tsx';
import type { RecordAction, Subject } from './use-forms.ts';
import { WriteProblem } from './write.ts';

type ActionProps = {
  readonly action: RecordAction;
  readonly subject: Subject;
  readonly shown: RecordShown;
  readonly collections: Collections;
  /** The record is another by now: it is asked for again. */
  readonly onStale: () => void;
  readonly onClose: () => void;
};

const TEXTS = {
  withdraw: 'form.action-withdraw-text',
  merge: 'form.action-merge-text',
  restrict: 'form.action-restrict-text',
  'propose-release': 'form.action-propose-text',
  'approve-release': null,
} as const satisfies Record<RecordAction, MessageKey | null>;

/** An action as it stands: what is filled in, and how far it has come. */
function useAction({ action, subject, shown, onStale }: Pick<ActionProps, 'action' | 'subject' | 'shown' | 'onStale'>) {
  const client = useQueryClient();
  const { level, placeClass } = shown.visibility;
  const [filled, setFilled] = useState<ActionFilled>({
    why: { reason: action === 'merge' ? 'merge' : null, explanation: '' },
    intoId: null,
    level: Math.max(0, Math.min(4, level + (action === 'restrict' ? 1 : -1))) as Level,
    placeClass,
  });
  const [state, setState] = useState<'open' | 'busy' | 'done'>('open');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<WriteProblem | null>(null);
  const [attention, setAttention] = useState(0);
  const [attempts] = useState(() => createAttempts(newId));
  const isBusy = useRef(false);
  const faults = useMemo(() => (tried ? findActionFaults(action, shown, filled) : []), [tried, action, shown, filled]);
  const set = (patch: Partial<ActionFilled>): void => setFilled((before) => ({ ...before, ...patch }));

  const stop = (cause: unknown): void => {
    const stopped = cause instanceof WriteProblem ? cause : new WriteProblem(0, 'failed', String(cause));
    if (stopped.code !== 'offline') attempts.answered();
    if (stopped.status === 412) onStale();
    setProblem(stopped);
    setAttention((count) => count + 1);
    setState('open');
  };
  const send = async (): Promise<void> => {
    setTried(true);
    if (isBusy.current) return;
    if (findActionFaults(action, shown, filled).length > 0) return setAttention((count) => count + 1);
    isBusy.current = true;
    setState('busy');
    const key = attempts.keyFor(JSON.stringify([shown.version, filled]));
    const target = { kind: subject.kind, id: subject.id, version: shown.version, key };
    try {
      await performAction(action, target, shown, filled);
      setState('done');
      void client.invalidateQueries({
        predicate: ({ queryKey }) => !['config', 'edited-record'].includes(String(queryKey[0])),
      });
    } catch (cause) {
      stop(cause);
    } finally {
      isBusy.current = false;
    }
  };
  return { filled, set, state, problem, attention, faults, send };
}

/** Withdraw, merge, restrict, propose to open, approve: what it does, why, and one button that says so. */
export function ActionForm({ action, subject, shown, collections, onStale, onClose }: ActionProps) {
  const { t } = useI18n();
  const formId = useId().replaceAll(':', '');
  const { filled, set, state, problem, attention, faults, send } = useAction({ action, subject, shown, onStale });
  const { level, placeClass } = shown.visibility;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [state]);
  const text = TEXTS[action];
  const another = {
    path: 'intoId',
    searchLabel: t('form.merge-into'),
    label: t('form.merge-choose'),
    required: true,
    exceptId: subject.id,
    value: filled.intoId,
    onChange: (intoId: string | null) => set({ intoId }),
  };
  if (state === 'done')
    return (
      <div className="saved-view">
        <h2 ref={heading} tabIndex={-1}>
          {t('form.action-done')}
        </h2>
        {action === 'propose-release' ? <p>{t('form.action-proposed')}</p> : null}
        <button type="button" className="button" onClick={onClose}>
          {t('form.cancel')}
        </button>
      </div>
    );
  return (
    <FormContext value={{ formId, faults, hiddenFields: [] }}>
      <header className="form-head">
        <h2 ref={heading} tabIndex={-1}>
          {t(`form.${action}`)}
        </h2>
        <button type="button" className="icon-button small" aria-label={t('form.cancel')} onClick={onClose}>
          <Icon name="close" size={16} />
        </button>
      </header>
      <p className="form-about">
        <bdi>{subject.ref}</bdi>
      </p>
      <FaultSummary formId={formId} faults={faults} attention={attention} />
      {problem === null ? null : problem.status === 412 ? (
        <p className="form-kept" role="alert">
          {t('form.action-stale')}
        </p>
      ) : (
        <ProblemOfWrite problem={problem} attention={attention} />
      )}
      <fieldset className="form-fields" disabled={state === 'busy'}>
        <section className="form-part">
          {text === null ? null : <p>{t(text)}</p>}
          {action === 'approve-release' && shown.proposal !== null ? <ProposalShown proposal={shown.proposal} /> : null}
          {action !== 'merge' ? null : subject.kind === 'airspace-claim' ? (
            <RecordSearch {...another} rows={collections.airspace} />
          ) : (
            <IncidentSearch {...another} />
          )}
          {action === 'restrict' || action === 'propose-release' ? (
            <LevelChoice
              direction={action === 'restrict' ? 'closer' : 'further'}
              level={level}
              placeClass={filled.placeClass}
              placeClassNow={placeClass}
              value={filled.level}
              onChange={set}
            />
          ) : null}
          {action === 'approve-release' ? null : <WhyFields value={filled.why} onChange={(why) => set({ why })} />}
        </section>
      </fieldset>
      <div className="form-foot">
        <button type="button" className="button primary" aria-disabled={state === 'busy'} onClick={() => void send()}>
          {state === 'busy' ? t('form.saving') : t(`form.${action}-do`)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {t('form.cancel')}
        </button>
      </div>
    </FormContext>
  );
}
