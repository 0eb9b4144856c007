import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { Notice } from '../ui/notice.tsx';
import type { Fault } from './faults.ts';
import { controlId } from './form-context.ts';
import type { WriteProblem } from './write.ts';

type SummaryProps = {
  readonly formId: string;
  readonly faults: readonly Fault[];
  /** Counts up when the summary is to take the focus. */
  readonly attention: number;
};

/** Brings a field into sight and gives it the focus, opening whatever it is folded into. */
function goTo(id: string): void {
  const target = document.getElementById(id);
  for (let fold = target?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  target?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}

/** The words of the label or legend of a field, as the form shows them. */
function labelOf(id: string): string {
  const control = document.getElementById(id);
  const label = document.querySelector(`label[for="${CSS.escape(id)}"]`) ?? control?.querySelector('legend');
  return (label?.textContent ?? '').replace(/\s*\*$/, '');
}

/** Every fault of a form with a link to its field; it takes the focus after a save that was not made. */
export function FaultSummary({ formId, faults, attention }: SummaryProps) {
  const { t } = useI18n();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (attention > 0) heading.current?.focus();
  }, [attention]);
  if (faults.length === 0) return null;
  return (
    <section className="fault-summary" aria-labelledby={`${formId}--faults`}>
      <h3 id={`${formId}--faults`} ref={heading} tabIndex={-1}>
        {t('form.faults', { count: faults.length })}
      </h3>
      <p>{t('form.faults-next')}</p>
      <ul>
        {faults.map((fault) => (
          <FaultLink key={`${fault.path} ${fault.key}`} id={controlId(formId, fault.path)} fault={fault} />
        ))}
      </ul>
    </section>
  );
}

const neverChanges = () => () => undefined;

function FaultLink({ id, fault }: { id: string; fault: Fault }) {
  const { t } = useI18n();
  // The label stands in the form that is drawn together with this list: it is read where it stands.
  const label = useSyncExternalStore(
    neverChanges,
    () => labelOf(id),
    () => '',
  );
  const words = t(fault.key, fault.values);
  return (
    <li>
      <a
        className="link"
        href={`#${id}`}
        onClick={(event) => {
          event.preventDefault();
          goTo(id);
        }}
      >
        {label === '' ? words : `${label}: ${words}`}
      </a>
    </li>
  );
}

const PROBLEMS: Readonly<Record<string, { readonly title: MessageKey; readonly text: MessageKey }>> = {
  offline: { title: 'form.problem-offline', text: 'form.problem-offline-next' },
  'not-allowed': { title: 'form.problem-not-allowed', text: 'form.problem-not-allowed-next' },
  'item-not-found': { title: 'form.problem-not-found', text: 'form.problem-not-found-next' },
  'signed-out': { title: 'form.problem-signed-out', text: 'form.problem-signed-out-next' },
};

/** A write that came to nothing: what is the matter, what happens to the text, and the next step. */
export function ProblemOfWrite({ problem, attention }: { problem: WriteProblem; attention: number }) {
  const { t } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attention > 0) box.current?.scrollIntoView({ block: 'nearest' });
  }, [attention]);
  const words = PROBLEMS[problem.status === 401 ? 'signed-out' : problem.code] ?? {
    title: 'form.problem-failed',
    text: 'form.problem-failed-next',
  };
  return (
    <div ref={box} className="form-problem">
      <Notice role="alert" title={t(words.title)} text={t(words.text)}>
        <span className="fact-note">{t('problem.code', { code: problem.code })}</span>
      </Notice>
    </div>
  );
}
