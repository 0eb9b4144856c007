import type { I18n, MessageKey } from '../i18n/index.tsx';
import { dateWords, notOnMapReason, placeWords } from '../incidents/phrases.ts';
import type { IncidentRow } from '../explore/filter.ts';
import { precisionWords } from '../explore/list-items.ts';
import type { Sort, TableColumn } from '../view.ts';

type ColumnDrawn = {
  readonly label: MessageKey;
  /** Width as the grid template has it. */
  readonly width: string;
  /** The orders that the head of the column chooses from, the first at first; none where the list has no such order. */
  readonly sorts: readonly Sort[];
  readonly words: (i18n: I18n, row: IncidentRow) => string;
};

function placeWithReason(i18n: I18n, { feature: { properties }, bounds }: IncidentRow): string {
  const where = placeWords(i18n, properties);
  return bounds === null ? `${where} · ${i18n.t(notOnMapReason(properties.locationPrecision))}` : where;
}

function positionsWords({ t }: I18n, { feature: { properties } }: IncidentRow): string {
  const { partiesStated: stated, accountsDifferOn } = properties;
  const who =
    stated === 'both' || stated === 'none'
      ? t(`filters.positions-${stated}`)
      : t('list.stated-by', { party: t(`party.${stated}`) });
  return accountsDifferOn.length === 0 ? who : `${who} · ${t('filters.positions-differ')}`;
}

/** What each column is called, how wide it is, and what it says of an incident. */
export const COLUMNS: Readonly<Record<TableColumn, ColumnDrawn>> = {
  when: {
    label: 'record.when',
    width: 'minmax(250px, 1fr)',
    sorts: ['newest', 'oldest'],
    words: (i18n, { feature: { properties } }) =>
      [dateWords(i18n, properties), ...precisionWords(i18n, properties.timePrecision)].join(' · '),
  },
  status: {
    label: 'filters.status',
    width: 'minmax(130px, 1fr)',
    sorts: ['status'],
    words: ({ t }, { feature }) => t(`status.${feature.properties.status}`),
  },
  type: {
    label: 'filters.type',
    width: 'minmax(150px, 1fr)',
    sorts: ['type'],
    words: ({ t }, { feature }) => t(`type.${feature.properties.type}`),
  },
  title: {
    label: 'form.title',
    width: 'minmax(240px, 2fr)',
    sorts: [],
    words: (_, { feature }) => feature.properties.title,
  },
  place: { label: 'record.where', width: 'minmax(190px, 1.5fr)', sorts: [], words: placeWithReason },
  precision: {
    label: 'filters.precision',
    width: 'minmax(130px, 1fr)',
    sorts: [],
    words: ({ t }, { feature }) => t(`precision.${feature.properties.locationPrecision}`),
  },
  positions: { label: 'filters.positions', width: 'minmax(150px, 1fr)', sorts: [], words: positionsWords },
  attribution: {
    label: 'filters.attribution',
    width: 'minmax(130px, 1fr)',
    sorts: [],
    words: ({ t }, { feature }) => t(`filters.attribution-${feature.properties.attribution}`),
  },
  compliance: {
    label: 'filters.compliance',
    width: 'minmax(130px, 1fr)',
    sorts: [],
    words: ({ t }, { feature }) => t(`filters.compliance-${feature.properties.compliance}`),
  },
  sources: {
    label: 'sources.title',
    width: '84px',
    sorts: [],
    words: ({ formatNumber }, { feature }) => formatNumber(feature.properties.sourceCount),
  },
  recorded: {
    label: 'table.recorded',
    width: '150px',
    sorts: [],
    words: ({ formatInstant }, { feature }) => formatInstant(feature.properties.recordedAt, 'utc'),
  },
  reference: {
    label: 'table.reference',
    width: '235px',
    sorts: ['reference'],
    words: (_, { feature }) => feature.properties.ref,
  },
};
