import type { EditedKind, RecordSent, RecordShown, Reason } from '../../api/record/contract.ts';
import type { Level, PlaceClass } from '../../api/visibility/contract.ts';
import { documentOf, fieldsOf, type Document } from './document.ts';
import { blankFields, type FieldsOf, type SourceFields } from './fields.ts';

/** The version of a record that an edit began from. */
export type DraftBase = {
  readonly version: number;
  readonly document: Document;
  readonly hiddenFields: readonly string[];
  readonly level: Level;
  readonly fieldLevels: Readonly<Record<string, Level>>;
  readonly placeClass: PlaceClass;
};

/** What somebody is filing (`base` null) or changing, as it stands in the form. */
export type DraftOf<Kind extends EditedKind> = {
  readonly kind: Kind;
  readonly id: string;
  readonly base: DraftBase | null;
  readonly fields: FieldsOf[Kind];
  /** Sources that are put on record together with it. */
  readonly sources: readonly SourceFields[];
  /** Null: as it is, or as the service sets it for a new record. */
  readonly level: Level | null;
  readonly fieldLevels: Readonly<Record<string, Level>>;
  readonly placeClass: PlaceClass;
  readonly why: { readonly reason: Reason | null; readonly explanation: string };
};
export type Draft = { [Kind in EditedKind]: DraftOf<Kind> }[EditedKind];

const NO_WHY = { reason: null, explanation: '' } as const;

/** An empty form of a kind. */
export function newDraft<Kind extends EditedKind>(kind: Kind, given: Partial<FieldsOf[Kind]> = {}): DraftOf<Kind> {
  const fields = { ...blankFields(kind), ...given };
  return {
    kind,
    id: fields.id,
    base: null,
    fields,
    sources: [],
    level: null,
    fieldLevels: {},
    placeClass: 'general',
    why: NO_WHY,
  };
}

/** A record as a form to change it. */
export function draftOfRecord(shown: RecordShown, kind: EditedKind): Draft {
  const base: DraftBase = {
    version: shown.version,
    document: shown.document,
    hiddenFields: shown.hiddenFields,
    level: shown.visibility.level,
    fieldLevels: shown.visibility.fieldLevels,
    placeClass: shown.visibility.placeClass,
  };
  return draftOnBase(kind, shown.id, base, shown.document);
}

/** A form that begins from one version and says what another document says: after a merge. */
export function draftOnBase(kind: EditedKind, id: string, base: DraftBase, document: Document): Draft {
  return {
    kind,
    id,
    base,
    fields: { ...fieldsOf(kind, document), id },
    sources: [],
    level: null,
    fieldLevels: base.fieldLevels,
    placeClass: base.placeClass,
    why: NO_WHY,
  } as Draft;
}

/** The document of a draft. Fields that its author may not see stay as they came: absent. */
export function documentOfDraft(draft: Draft): Document {
  const document = { ...(documentOf as (kind: EditedKind, fields: unknown) => Document)(draft.kind, draft.fields) };
  for (const field of draft.base?.hiddenFields ?? []) {
    if (draft.base !== null && field in draft.base.document) document[field] = draft.base.document[field];
    else delete document[field];
  }
  return document;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The new sources that the document names anywhere; what was added and taken out again is not sent. */
function usedSources(draft: Draft, document: Document): SourceFields[] {
  const text = JSON.stringify(document);
  return draft.sources.filter(({ id }) => text.includes(id));
}

/** What is sent to file or change the record; only what differs from how it is now. */
export function sentOf(draft: Draft): RecordSent {
  const document = documentOfDraft(draft);
  const { base, level, fieldLevels, placeClass, why } = draft;
  return {
    document,
    sources: usedSources(draft, document).map((source) => blanksToNull(source)) as RecordSent['sources'],
    ...(level === null || level === base?.level ? {} : { level }),
    ...(isSame(fieldLevels, base?.fieldLevels ?? {}) ? {} : { fieldLevels }),
    ...(placeClass === (base?.placeClass ?? 'general') ? {} : { placeClass }),
    why: base === null || why.reason === null ? null : { reason: why.reason, explanation: why.explanation.trim() },
  };
}

function blanksToNull(source: SourceFields): unknown {
  return Object.fromEntries(
    Object.entries(source).map(([key, value]) => [
      key,
      typeof value === 'string' ? (value.trim() === '' ? null : value.trim()) : value,
    ]),
  );
}

type Citing = { readonly sourceIds: readonly string[] };

/** Fields in which nothing names a source any more that was taken out of the form. */
export function withoutSources<Fields extends Citing>(fields: Fields, ids: readonly string[]): Fields {
  const drop = <Part extends Citing>(part: Part): Part => ({
    ...part,
    sourceIds: part.sourceIds.filter((id) => !ids.includes(id)),
  });
  const members = (['statements', 'readings'] as const).flatMap((name) => {
    const list: unknown = Reflect.get(fields, name);
    return Array.isArray(list) ? [[name, (list as Citing[]).map(drop)] as const] : [];
  });
  return { ...drop(fields), ...Object.fromEntries(members) };
}

/** Whether anything was filled in or changed. */
export function isTouched(draft: Draft): boolean {
  const { base, sources, level } = draft;
  if (sources.length > 0 || level !== null || draft.why.explanation !== '') return true;
  const untouched =
    base === null ? newDraft(draft.kind, { id: draft.id }) : draftOnBase(draft.kind, draft.id, base, base.document);
  return !isSame(untouched, draft);
}
