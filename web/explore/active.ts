import type { Reading } from '../../api/agreements/contract.ts';
import type { Category, IncidentType } from '../../api/incidents/contract.ts';
import { TYPES_BY_CATEGORY } from '../../api/incidents/contract.ts';
import type { I18n } from '../i18n/index.tsx';
import { FLAGS, type View } from '../view.ts';
import { footnoteOf } from './filter-date.tsx';
import { readingWords } from './window.ts';

/** What "clear all" sets. */
export const noFilters = {
  from: null,
  to: null,
  preset: null,
  types: [],
  statuses: [],
  parties: [],
  attributions: [],
  compliances: [],
  overdue: false,
  underReview: false,
  mine: false,
  precisions: [],
  q: '',
  onlyInView: false,
} as const satisfies Partial<View>;

/** A filter in words, with what taking it away changes. */
export type ActiveFilter = { readonly key: string; readonly label: string; readonly without: Partial<View> };

/** Whether anything is filtered at all. */
export function hasFilters(view: View): boolean {
  return (
    view.from !== null ||
    view.to !== null ||
    view.q !== '' ||
    view.onlyInView ||
    FLAGS.some((flag) => view[flag]) ||
    [view.types, view.statuses, view.parties, view.attributions, view.compliances, view.precisions].some(
      (values) => values.length > 0,
    )
  );
}

/** The filters of a view in words, in the order of the panel: for the chips, and for the caption of an export. */
export function activeFilters(i18n: I18n, view: View, readings: readonly Reading[]): ActiveFilter[] {
  const { t } = i18n;
  return [
    ...windowFilter(i18n, view, readings),
    ...(view.q === '' ? [] : [{ key: 'q', label: t('chips.text', { q: view.q }), without: { q: '' } }]),
    ...view.types.map((value) => ({
      key: `type-${value}`,
      label: isCategory(value) ? t(`category.${value}`) : t(`type.${value}`),
      without: { types: view.types.filter((other) => other !== value) },
    })),
    ...view.statuses.map((status) => ({
      key: `status-${status}`,
      label: t(`status.${status}`),
      without: { statuses: view.statuses.filter((other) => other !== status) },
    })),
    ...view.parties.map((value) => ({
      key: `positions-${value}`,
      label: t(`filters.positions-${value}`),
      without: { parties: view.parties.filter((other) => other !== value) },
    })),
    ...verificationFilters(i18n, view),
    ...view.precisions.map((precision) => ({
      key: `precision-${precision}`,
      label: t(`precision.${precision}`),
      without: { precisions: view.precisions.filter((other) => other !== precision) },
    })),
    ...(view.onlyInView ? [{ key: 'in-view', label: t('filters.only-in-view'), without: { onlyInView: false } }] : []),
  ];
}

function verificationFilters({ t }: I18n, view: View): ActiveFilter[] {
  return [
    ...FLAGS.filter((flag) => view[flag]).map((flag) => ({
      key: flag,
      label: t(`filters.flag-${flag}`),
      without: { [flag]: false },
    })),
    ...view.attributions.map((value) => ({
      key: `attribution-${value}`,
      label: t('filters.attribution-chip', { value: t(`filters.attribution-${value}`) }),
      without: { attributions: view.attributions.filter((other) => other !== value) },
    })),
    ...view.compliances.map((value) => ({
      key: `compliance-${value}`,
      label: t('filters.compliance-chip', { value: t(`filters.compliance-${value}`) }),
      without: { compliances: view.compliances.filter((other) => other !== value) },
    })),
  ];
}

function isCategory(value: Category | IncidentType): value is Category {
  return value in TYPES_BY_CATEGORY;
}

function windowFilter(i18n: I18n, view: View, readings: readonly Reading[]): ActiveFilter[] {
  const { t, formatDay } = i18n;
  const { from, to, preset } = view;
  if (from === null && to === null) return [];
  const without = { from: null, to: null, preset: null };
  const index = readings.findIndex(({ key }) => preset === `since:${key}`);
  const reading = readings[index];
  if (reading !== undefined && to === null) {
    const label = t('filters.since', { day: readingWords(i18n, reading) }) + footnoteOf(index);
    return [{ key: 'window', label, without }];
  }
  if (from !== null && to !== null) {
    return [{ key: 'window', label: t('when.range', { from: formatDay(from), to: formatDay(to) }), without }];
  }
  const label =
    from === null ? t('chips.until', { day: formatDay(to ?? '') }) : t('filters.since', { day: formatDay(from) });
  return [{ key: 'window', label, without }];
}
