import type { I18n } from '../i18n/index.tsx';
import { distanceWords } from '../incidents/phrases.ts';
import type { SourceChoice } from './source-fields.tsx';

type Shown = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Shown => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const joined = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(' · ');

function instantWords({ formatInstant }: I18n, value: unknown): string | null {
  const at = text(value);
  return at === null || Number.isNaN(Date.parse(at)) ? null : `${formatInstant(at, 'utc')} UTC`;
}

function placeWords(i18n: I18n, where: Shown): string {
  const { t } = i18n;
  const geometry = isObject(where['geometry']) ? where['geometry'] : null;
  const point =
    geometry?.['type'] === 'Point' && Array.isArray(geometry['coordinates']) ? geometry['coordinates'] : null;
  const metres = where['uncertaintyMetres'];
  return joined([
    text(where['placeName']),
    text(where['district']),
    text(where['province']),
    point === null ? null : point.map(String).join(', '),
    typeof metres === 'number' ? distanceWords(i18n, metres) : null,
    geometry === null ? t('form.role-none') : point === null ? t('form.outline') : null,
  ]);
}

function wordOf({ t }: I18n, field: string, value: string): string {
  if (field === 'claimant' || field === 'allegedOperator' || field === 'parties')
    return value === 'afg' || value === 'pak' ? t(`party.${value}`) : value;
  return value;
}

/** A value of a merged field, so that a person can tell two apart; it is shown beside its rival, never sent. */
export function valueWords(i18n: I18n, field: string, value: unknown, choices: readonly SourceChoice[]): string {
  const { t } = i18n;
  const [name = ''] = field.split('/');
  if (value === undefined) return t('form.conflict-absent');
  if (value === null || value === '') return t('form.conflict-empty');
  if (name === 'sourceIds') return choices.find(({ id }) => id === value)?.words ?? t('form.field-source');
  if (typeof value === 'string')
    return instantWords(i18n, /^\d{4}-\d\d-\d\dT/.test(value) ? value : null) ?? wordOf(i18n, name, value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isObject(value)) return '';
  if (name === 'where') return placeWords(i18n, value);
  if (name === 'happened')
    return t('form.span-from-to', {
      from: instantWords(i18n, value['from']) ?? '',
      to: instantWords(i18n, value['to']) ?? '',
    });
  if (name === 'statements') return joined([text(value['speaker']), text(value['saidOn']), text(value['paraphrase'])]);
  if (name === 'readings')
    return joined([text(value['label']), text(value['heldBy']), instantWords(i18n, value['effectiveFrom'])]);
  return JSON.stringify(value).slice(0, 300);
}
