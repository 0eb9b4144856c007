import type { RecordKind } from '../../api/record/contract.ts';
import type { I18n, MessageKey } from '../i18n/index.tsx';
import type { CollectionName } from '../view.ts';
import type { Draft } from './draft.ts';
import type { DraftStore } from './stored-drafts.ts';
import type { OpenForm } from './use-forms.ts';

/** The collection in which a kind of record is shown; agreements have none. */
export const COLLECTION_OF: Readonly<Partial<Record<RecordKind, CollectionName>>> = {
  incident: 'incidents',
  'airspace-claim': 'airspace-claims',
  crossing: 'crossings',
};

/** What a form is called while it has no title of its own. */
export function draftTitle({ t }: I18n, draft: Draft): string {
  const title = 'title' in draft.fields ? draft.fields.title : draft.fields.statedBy;
  return `${t(`form.file-${draft.kind}`)}: ${title ?? t('form.untitled')}`;
}

/** What a form that is open is called by now. */
export function openFormTitle(i18n: I18n, form: OpenForm, store: DraftStore): string {
  if (form.mode !== 'new') return form.subject.ref;
  return draftTitle(i18n, store.find(form.draft.kind, form.draft.id) ?? form.draft);
}

export function headOf({ t }: I18n, draft: Draft, ref: string | null): string {
  return draft.base === null ? t(`form.title-${draft.kind}`) : t('form.title-edit', { ref: ref ?? '' });
}

/** What the button that saves says that it does. */
export function saveWords({ t }: I18n, draft: Draft): string {
  return t(draft.base === null ? (`form.save-${draft.kind}` satisfies MessageKey) : 'form.save-edit');
}

const FIELD_NAMES: Readonly<Record<string, MessageKey>> = {
  title: 'form.title',
  summary: 'form.summary',
  type: 'form.type',
  happened: 'form.when',
  happenedFrom: 'form.from-day',
  happenedTo: 'form.to-day',
  timeNote: 'form.time-note',
  where: 'form.where',
  whereNote: 'form.where-note',
  claimant: 'form.claimant',
  allegedOperator: 'form.operator',
  trackBasis: 'form.track-basis',
  weaponRelease: 'form.weapon-release',
  channel: 'form.report-channel',
  direction: 'form.report-direction',
  state: 'form.report-state',
  basis: 'form.report-basis',
  statedBy: 'form.report-by',
  controllingSide: 'form.report-side',
  validFrom: 'form.valid-from',
  validTo: 'form.valid-to',
  precision: 'form.when-precision',
  note: 'form.note',
  key: 'form.key',
  kind: 'form.agreement-kind',
};

/** A field of a document in words; a member of a list by who speaks in it. */
export function fieldWords({ t }: I18n, field: string, member: unknown): string {
  const [name = '', key] = field.split('/');
  const read = (property: string): string => {
    const value = typeof member === 'object' && member !== null ? Reflect.get(member, property) : undefined;
    return typeof value === 'string' ? value : '';
  };
  if (name === 'statements') return t('form.field-statement', { speaker: read('speaker') });
  if (name === 'readings') return t('form.field-reading', { label: read('label') });
  if (name === 'sourceIds') return t('form.field-source');
  if (key !== undefined) return key;
  const words = FIELD_NAMES[name];
  return words === undefined ? t('form.field-other', { name }) : t(words);
}
