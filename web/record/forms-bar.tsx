import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EditedKind } from '../../api/record/contract.ts';
import { fetchAgreements, fetchCrossing } from '../api.ts';
import { dayBegunAt } from '../crossings/headline.ts';
import type { Collections } from '../explore/use-collections.ts';
import { useOpenedIncident } from '../explore/use-opened.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { agreementsKey, recordKey } from '../query-keys.ts';
import type { Selection } from '../view.ts';
import { newDraft, type Draft } from './draft.ts';
import { draftTitle, openFormTitle } from './form-words.ts';
import { Menu } from '../ui/menu.tsx';
import { RECORD_ACTIONS, type Forms, type OpenForm, type Subject } from './use-forms.ts';
import { fetchRecord } from './write.ts';

type BarProps = {
  readonly forms: Forms;
  readonly selection: Selection | null;
  readonly collections: Collections;
};

/** Above the list: file a report. Above a record: edit it. Nothing at all for whoever may do neither. */
export function FormsBar({ forms, selection, collections }: BarProps) {
  const i18n = useI18n();
  const { t } = i18n;
  if (!forms.abilities.mayFile) return null;
  return (
    <div className="forms-bar">
      {forms.open === null ? null : (
        <p className="forms-behind">
          <bdi>{t('form.behind', { title: openFormTitle(i18n, forms.open, forms.store) })}</bdi>{' '}
          <button type="button" className="link" onClick={forms.toFront}>
            {t('form.back-to-form')}
          </button>
        </p>
      )}
      {selection === null ? (
        <FileMenu forms={forms} />
      ) : (
        <EditMenu
          key={`${selection.collection}-${selection.id}`}
          forms={forms}
          selection={selection}
          collections={collections}
        />
      )}
    </div>
  );
}

function FileMenu({ forms }: Pick<BarProps, 'forms'>) {
  const i18n = useI18n();
  const { t, formatInstant } = i18n;
  const { abilities, store, show } = forms;
  const [kept, setKept] = useState(() => store.list());
  const agreements = useQuery({
    queryKey: agreementsKey(null),
    queryFn: ({ signal }) => fetchAgreements({ knownAt: null, signal }),
    enabled: abilities.mayWriteAgreements,
    staleTime: Infinity,
  });
  const kinds: readonly EditedKind[] = [
    'incident',
    'airspace-claim',
    ...(abilities.mayWriteAgreements ? (['agreement'] as const) : []),
  ];
  const resume = (draft: Draft): OpenForm =>
    draft.base === null
      ? { mode: 'new', draft, about: null }
      : { mode: 'edit', subject: { kind: draft.kind, id: draft.id, ref: draftTitle(i18n, draft) } };
  return (
    <Menu
      className="button"
      label={
        <>
          <Icon name="plus" size={14} />
          {t('form.file')}
        </>
      }
      onOpen={() => setKept(store.list())}
    >
      {(close) => {
        const act = (form: OpenForm): void => {
          close();
          show(form);
        };
        return (
          <>
            {kinds.map((kind) => (
              <button
                key={kind}
                type="button"
                onClick={() => act({ mode: 'new', draft: newDraft(kind) as Draft, about: null })}
              >
                {t(`form.file-${kind}`)}
              </button>
            ))}
            {agreements.data === undefined ? null : <p className="menu-title">{t('form.edit-menu')}</p>}
            {(agreements.data?.agreements ?? []).map(({ id, title }) => (
              <button
                key={id}
                type="button"
                onClick={() => act({ mode: 'edit', subject: { kind: 'agreement', id, ref: title } })}
              >
                <bdi>{title}</bdi>
              </button>
            ))}
            {kept.length === 0 ? null : <p className="menu-title">{t('form.unfinished')}</p>}
            {kept.map(({ draft, savedAt }) => (
              <span key={`${draft.kind}-${draft.id}`} className="menu-row">
                <button type="button" onClick={() => act(resume(draft))}>
                  <bdi>
                    {t('form.unfinished-one', { title: draftTitle(i18n, draft), at: formatInstant(savedAt, 'utc') })}
                  </bdi>
                </button>
                <button
                  type="button"
                  className="menu-discard"
                  aria-label={t('form.discard-named', { title: draftTitle(i18n, draft) })}
                  onClick={() => {
                    store.forget(draft.kind, draft.id);
                    setKept(store.list());
                  }}
                >
                  {t('form.discard')}
                </button>
              </span>
            ))}
          </>
        );
      }}
    </Menu>
  );
}

const KINDS = { incidents: 'incident', 'airspace-claims': 'airspace-claim', crossings: 'crossing' } as const;

function EditMenu({ forms, selection, collections }: BarProps & { readonly selection: Selection }) {
  const { t } = useI18n();
  const incident = useOpenedIncident(selection, null);
  const rows = selection.collection === 'crossings' ? collections.crossings : collections.airspace;
  const properties =
    selection.collection === 'incidents'
      ? incident?.properties
      : rows.find(({ feature }) => feature.id === selection.id)?.feature.properties;
  if (properties === undefined) return null;
  const kind = KINDS[selection.collection];
  const subject: Subject = { kind, id: properties.uid, ref: properties.ref };
  return (
    <Menu className="button" label={t('form.edit-menu')} fullLabel={t('form.edit-menu-of', { ref: properties.ref })}>
      {(close) => {
        const act = (form: OpenForm): void => {
          close();
          forms.show(form);
        };
        return kind === 'crossing' ? (
          <OfCrossing fid={selection.id} subject={subject} act={act} />
        ) : (
          <OfRecord subject={{ ...subject, kind }} act={act} />
        );
      }}
    </Menu>
  );
}

type ActProps<S> = { readonly subject: S; readonly act: (form: OpenForm) => void };

/** What this reader may do with the record, asked when the menu is opened. */
function OfRecord({ subject, act }: ActProps<Subject & { readonly kind: EditedKind }>) {
  const { t } = useI18n();
  const record = useQuery({
    queryKey: ['record-may', subject.kind, subject.id],
    queryFn: () => fetchRecord(subject.kind, subject.id),
    retry: false,
    networkMode: 'always',
  });
  if (record.isPending) return <Skeleton label={t('app.loading')} rows={1} />;
  const may = record.data?.may ?? [];
  if (may.length === 0) return <p className="menu-title">{t('form.nothing-allowed')}</p>;
  return (
    <>
      {may.includes('edit') ? (
        <button type="button" onClick={() => act({ mode: 'edit', subject })}>
          {t('form.edit')}
        </button>
      ) : null}
      {RECORD_ACTIONS.filter((action) => may.includes(action)).map((action) => (
        <button key={action} type="button" onClick={() => act({ mode: 'action', action, subject })}>
          {t(`form.${action}`)}
        </button>
      ))}
    </>
  );
}

/** A crossing is reported on; each report on it can be edited. */
function OfCrossing({ fid, subject, act }: ActProps<Subject> & { readonly fid: number }) {
  const { t, formatDay } = useI18n();
  const crossing = useQuery({
    queryKey: recordKey({ collection: 'crossings', id: fid }, null),
    queryFn: ({ signal }) => fetchCrossing(fid, { knownAt: null, signal }),
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
  const about = crossing.data?.properties.name ?? subject.ref;
  return (
    <>
      <button
        type="button"
        onClick={() => act({ mode: 'new', draft: newDraft('status-report', { crossingId: subject.id }), about })}
      >
        {t('form.file-status-report')}
      </button>
      {(crossing.data?.properties.reports ?? []).map((report) => {
        const day = formatDay(dayBegunAt(report.validFrom));
        const what = [t(`channel.${report.channel}`), t(`state.${report.state}`), day].join(', ');
        return (
          <button
            key={report.id}
            type="button"
            onClick={() => act({ mode: 'edit', subject: { kind: 'status-report', id: report.id, ref: what } })}
          >
            {t('form.edit-report', { what })}
          </button>
        );
      })}
    </>
  );
}
