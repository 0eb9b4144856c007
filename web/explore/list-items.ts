import type { Headline } from '../../api/crossings/contract.ts';
import type { OccurrenceStatus, TimePrecision } from '../../api/geo/contract.ts';
import type { Category } from '../../api/incidents/contract.ts';
import { headlineWords } from '../crossings/headline.ts';
import type { I18n } from '../i18n/index.tsx';
import { dateWords, notOnMapReason, placeWords } from '../incidents/phrases.ts';
import type { Selection } from '../view.ts';
import type { AirspaceRow, CrossingRow, IncidentRow } from './filter.ts';

/** One line of the list: everything that it says, in words, and the mark that goes with it. */
export type ListItem = {
  readonly selection: Selection;
  readonly mark:
    | { readonly kind: 'incident'; readonly status: OccurrenceStatus; readonly category: Category }
    | { readonly kind: 'claim'; readonly status: OccurrenceStatus }
    | { readonly kind: 'crossing'; readonly headline: Headline };
  readonly title: string;
  readonly reference: string;
  readonly what: string;
  readonly where: string;
  /** Why it is not on the map; null where it is. */
  readonly why: string | null;
  readonly synthetic: boolean;
};

/** How well the time is known; a day that stands alone says so by itself. */
export function precisionWords({ t }: I18n, precision: TimePrecision): string[] {
  return precision === 'day' ? [] : [t(`time.${precision}`)];
}

/** Why a record has no place on the map. */
function whyWords({ t }: I18n, { bounds, feature }: IncidentRow | AirspaceRow): string | null {
  return bounds === null ? t(notOnMapReason(feature.properties.locationPrecision)) : null;
}

/** Puts incidents into the words of a language, each once, however often the list is drawn. */
export function incidentItems(i18n: I18n): (row: IncidentRow) => ListItem {
  const items = new WeakMap<IncidentRow, ListItem>();
  return (row) => {
    const item = items.get(row) ?? incidentItem(i18n, row);
    items.set(row, item);
    return item;
  };
}

function incidentItem(i18n: I18n, row: IncidentRow): ListItem {
  const { t } = i18n;
  const { id, properties } = row.feature;
  return {
    selection: { collection: 'incidents', id },
    mark: { kind: 'incident', status: properties.status, category: properties.category },
    title: properties.title,
    reference: properties.ref,
    what: [
      t(`status.${properties.status}`),
      t(`type.${properties.type}`),
      dateWords(i18n, properties),
      ...precisionWords(i18n, properties.timePrecision),
    ].join(' · '),
    where: placeWords(i18n, properties),
    why: whyWords(i18n, row),
    synthetic: properties.synthetic,
  };
}

export function airspaceItem(i18n: I18n, row: AirspaceRow): ListItem {
  const { t } = i18n;
  const { id, properties } = row.feature;
  return {
    selection: { collection: 'airspace-claims', id },
    mark: { kind: 'claim', status: properties.status },
    title: properties.title,
    reference: properties.ref,
    what: [
      t(`status.${properties.status}`),
      t('list.stated-by', { party: t(`party.${properties.claimant}`) }),
      dateWords(i18n, properties),
      ...precisionWords(i18n, properties.timePrecision),
    ].join(' · '),
    where: placeWords(i18n, properties),
    why: whyWords(i18n, row),
    synthetic: properties.synthetic,
  };
}

export function crossingItem(i18n: I18n, { feature: { id, properties }, bounds }: CrossingRow): ListItem {
  const { t } = i18n;
  const areas = [properties.areaBySide.afg, properties.areaBySide.pak].filter((area) => area !== null).join(' – ');
  return {
    selection: { collection: 'crossings', id },
    mark: { kind: 'crossing', headline: properties.status },
    title: properties.name,
    reference: properties.ref,
    what: headlineWords(i18n, properties),
    where: areas,
    why: bounds === null ? t('not-on-map.no-coordinate') : null,
    synthetic: properties.synthetic,
  };
}
