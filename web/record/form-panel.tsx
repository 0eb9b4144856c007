import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { EditedKind, RecordShown } from '../../api/record/contract.ts';
import type { Collections } from '../explore/use-collections.ts';
import { useI18n } from '../i18n/index.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Selection } from '../view.ts';
import { ActionForm } from './action-form.tsx';
import { draftOfRecord, newDraft, type Draft } from './draft.ts';
import { FormMapContext } from './form-map.ts';
import { ProblemOfWrite } from './form-notices.tsx';
import { openFormTitle } from './form-words.ts';
import { useKnownSources } from './known-sources.ts';
import { RecordFormView } from './record-form.tsx';
import { RecordActions } from './record-actions.tsx';
import type { Forms, OpenForm, Subject } from './use-forms.ts';
import { useRecordForm } from './use-record-form.ts';
import { fetchRecord, WriteProblem } from './write.ts';

export type FormPanelProps = {
  readonly forms: Forms;
  readonly open: OpenForm;
  readonly collections: Collections;
  readonly onOpen: (selection: Selection) => void;
};

/** The form that is open, in the details panel. Its keys are its own: none of the page's is called while it is used. */
export function FormPanel(props: FormPanelProps) {
  const { forms, open } = props;
  const i18n = useI18n();
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const keepKeys = (event: KeyboardEvent): void => {
      if (root.current?.contains(event.target as Node)) event.stopPropagation();
    };
    // The page listens further out, at the document.
    document.body.addEventListener('keydown', keepKeys);
    return () => document.body.removeEventListener('keydown', keepKeys);
  }, []);
  return (
    <FormMapContext value={forms.formMap}>
      <div
        ref={root}
        className="record-scroll form-panel"
        role="form"
        aria-label={openFormTitle(i18n, open, forms.store)}
      >
        {open.mode === 'new' ? (
          <Filling key={forms.turn} {...props} initial={open.draft} about={open.about} isKept={false} />
        ) : (
          <OfRecord key={forms.turn} {...props} open={open} />
        )}
      </div>
    </FormMapContext>
  );
}

type OfRecordProps = FormPanelProps & { readonly open: Exclude<OpenForm, { mode: 'new' }> };

/** A form about a record: the record is asked for anew each time, so that nobody edits what is long past. */
function OfRecord(props: OfRecordProps) {
  const { forms, open } = props;
  const { t } = useI18n();
  const { kind, id } = open.subject;
  const record = useQuery({
    queryKey: ['edited-record', kind, id, forms.turn],
    queryFn: () => fetchRecord(kind, id),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    networkMode: 'always',
    refetchOnWindowFocus: false,
  });
  if (record.error !== null)
    return (
      <div>
        <ProblemOfWrite
          problem={record.error instanceof WriteProblem ? record.error : new WriteProblem(0, 'failed', '')}
          attention={0}
        />
        <div className="form-actions form-padded">
          <button type="button" className="button" onClick={() => void record.refetch()}>
            {t('app.retry')}
          </button>
          <button type="button" className="button" onClick={forms.close}>
            {t('form.cancel')}
          </button>
        </div>
      </div>
    );
  if (!record.data) return <Skeleton label={t('form.loading')} rows={6} />;
  if (open.mode === 'action')
    return (
      <ActionForm
        action={open.action}
        subject={open.subject}
        shown={record.data}
        collections={props.collections}
        onStale={() => void record.refetch()}
        onClose={forms.close}
      />
    );
  return <Editing {...props} kind={open.subject.kind} shown={record.data} />;
}

type EditingProps = FormPanelProps & {
  readonly open: { readonly subject: Subject };
  readonly kind: EditedKind;
  readonly shown: RecordShown;
};

/** The form of a record: with what was typed before and not saved, where there is such a thing. */
function Editing({ kind, shown, ...props }: EditingProps) {
  const { store } = props.forms;
  const [round, setRound] = useState(0);
  const [kept] = useState(() => store.find(kind, shown.id));
  const isKept = kept !== null && round === 0;
  return (
    <Filling
      key={round}
      {...props}
      initial={isKept ? kept : draftOfRecord(shown, kind)}
      about={props.open.subject.ref}
      isKept={isKept}
      actions={<RecordActions forms={props.forms} subject={props.open.subject} may={shown.may} />}
      onStartOver={() => {
        store.forget(kind, shown.id);
        setRound((count) => count + 1);
      }}
    />
  );
}

type FillingProps = Omit<FormPanelProps, 'open'> & {
  readonly initial: Draft;
  readonly about: string | null;
  readonly isKept: boolean;
  readonly actions?: ReactNode;
  readonly onStartOver?: () => void;
};

function Filling({ forms, collections, onOpen, initial, about, isKept, actions = null, onStartOver }: FillingProps) {
  // What is behind a record that was opened meanwhile comes back from where it is kept.
  const [begun] = useState(() =>
    initial.base === null ? (forms.store.find(initial.kind, initial.id) ?? initial) : initial,
  );
  const form = useRecordForm(begun, forms.store);
  const known = useKnownSources(form.draft, collections);
  const { draft } = form;
  useEffect(() => document.querySelector<HTMLElement>('.form-panel h2')?.focus(), []);
  const another = (): void => {
    const given = draft.kind === 'status-report' ? { crossingId: draft.fields.crossingId } : {};
    forms.show({ mode: 'new', draft: newDraft(draft.kind, given) as Draft, about });
  };
  return (
    <RecordFormView
      form={form}
      known={known}
      abilities={forms.abilities}
      about={about}
      isKept={isKept}
      actions={actions}
      onStartOver={() => onStartOver?.()}
      onClose={forms.close}
      onDiscard={() => {
        forms.store.forget(draft.kind, draft.id);
        forms.close();
      }}
      onOpen={(selection) => {
        if (form.phase.name === 'saved') forms.close();
        onOpen(selection);
      }}
      onAnother={another}
    />
  );
}
