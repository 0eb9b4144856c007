import type { Reading } from '../../api/agreements/contract.ts';
import type { Viewer } from '../../api/visibility/contract.ts';
import { activeFilters } from '../explore/active.ts';
import { footnoteOf } from '../explore/filter-date.tsx';
import type { I18n, MessageKey } from '../i18n/index.tsx';
import { distanceWords } from '../incidents/phrases.ts';
import type { View } from '../view.ts';
import { FOOTNOTES, hasLineOfControl, legendBlocks } from './legend.ts';
import type { Drawn, Records } from './picture.ts';
import type { SourcesSaid } from './publishers.ts';
import type { SheetContent } from './sheet.ts';

/** What a sheet is about. Nothing in it comes from the clock. */
export type SheetFacts = {
  readonly view: View;
  /** Whose view of the records it is: one that is not the public's says so. */
  readonly viewer: Viewer;
  readonly readings: readonly Reading[];
  /** As the person wrote it, without the mark for invented records. */
  readonly title: string;
  /** The latest moment at which anything on record was recorded, RFC 3339. */
  readonly dataAt: string;
  /** The address that shows this view. */
  readonly address: string;
  readonly records: Records;
  readonly drawn: Drawn;
  readonly sources: SourcesSaid;
  /** Latitude of the map's centre, where the scale bar holds. */
  readonly scaleLatitude: number;
  /** The host of another basemap than ours, where the operator has configured one. */
  readonly basemapHost: string | null;
};

/** Every word of a sheet, in the language of the screen. */
export function sheetContent(i18n: I18n, facts: SheetFacts): SheetContent {
  const { t, direction, formatNumber } = i18n;
  const isSynthetic = isAnySynthetic(facts.view, facts.records);
  return {
    direction,
    product: t('app.name'),
    title: isSynthetic ? t('snapshots.synthetic-title', { title: facts.title }) : facts.title,
    subtitle: [periodWords(i18n, facts.view), ...knownWords(i18n, facts.view), ...viewerWords(i18n, facts)].join(
      SEPARATOR,
    ),
    dataTime: dataTimeWords(i18n, facts),
    filters: filterWords(i18n, facts),
    counts: countWords(i18n, facts),
    blocks: legendBlocks(i18n, facts.drawn),
    notes: noteTexts(i18n, facts, isSynthetic),
    address: { label: t('snapshots.address'), url: facts.address },
    north: t('snapshots.north'),
    scale: {
      lengthOf: (metres) => (metres === 0 ? formatNumber(0) : distanceWords(i18n, metres)),
      note: t('snapshots.scale-note', { latitude: formatNumber(facts.scaleLatitude, 1) }),
    },
    synthetic: isSynthetic ? syntheticMark(i18n) : null,
  };
}

/** The mark that lies over the map: in every language also in the Latin letters that every reader of maps knows. */
function syntheticMark({ t }: I18n): string {
  const word = t('app.synthetic');
  return /[a-z]/i.test(word) ? word : t('snapshots.synthetic-mark', { word });
}

/** Whether any record that the switched-on layers show or list is invented. */
export function isAnySynthetic({ layers }: Pick<View, 'layers'>, { incidents, airspace, crossings }: Records): boolean {
  const others = [...(layers.airspace ? airspace : []), ...(layers.crossings ? crossings : [])];
  return (layers.incidents && incidents.hasSynthetic) || others.some(({ properties }) => properties.synthetic);
}

/** The latest moment of recording among records and one that is known already, as the data gives it; null where there is none. */
export function latestRecordedAt(
  { airspace, crossings }: Pick<Records, 'airspace' | 'crossings'>,
  known: string | null,
): string | null {
  let latest = known;
  for (const { properties } of [...airspace, ...crossings])
    if (latest === null || Date.parse(properties.recordedAt) > Date.parse(latest)) latest = properties.recordedAt;
  return latest;
}

/** As known when, where that is not now. */
function knownWords({ t, formatInstant }: I18n, { knownAt }: View): string[] {
  return knownAt === null ? [] : [t('snapshots.known-at', { at: formatInstant(knownAt, 'utc') })];
}

/** Whose view it is, where that is not the public's: such a sheet is not for publication. */
function viewerWords({ t }: I18n, { viewer }: Pick<SheetFacts, 'viewer'>): string[] {
  return viewer === 'public' ? [] : [t('snapshots.not-public', { viewer: t(`roles.viewer-${viewer}`) })];
}

function dataTimeWords({ t, formatInstant }: I18n, { view, dataAt }: SheetFacts): string {
  // Where nothing was on record, the data is of the moment that was asked for.
  const key = view.knownAt !== null && view.knownAt === dataAt ? 'snapshots.nothing-then' : 'snapshots.data-time';
  return t(key, { time: formatInstant(dataAt, 'utc') });
}

function periodWords({ t, formatDay }: I18n, { from, to }: View): string {
  if (from === null && to === null) return t('snapshots.period-all');
  if (from !== null && to !== null) return t('snapshots.period', { from: formatDay(from), to: formatDay(to) });
  return from === null
    ? t('snapshots.period-until', { day: formatDay(to ?? '') })
    : t('snapshots.period-since', { day: formatDay(from) });
}

/** The filters as the screen's chips say them, in their order. */
export function filterWords(i18n: I18n, { view, readings }: Pick<SheetFacts, 'view' | 'readings'>): string {
  const active = activeFilters(i18n, view, readings).map(({ label }) => label);
  if (active.length === 0) return i18n.t('snapshots.no-filters');
  return i18n.t('snapshots.filters', { filters: active.join(SEPARATOR) });
}

/** Between the items of a list in one line; it stays with the item before it. */
const SEPARATOR = '\u00a0· ';

type CountKey = Extract<MessageKey, `snapshots.count-${string}`>;

/** What is on the map and what is not, so that nobody takes the map for all there is. */
function countWords({ t }: I18n, { view, records, drawn }: SheetFacts): string {
  const { notOnMap, outOfView } = drawn.incidents;
  const unplaced = (features: readonly { geometry: unknown }[]): number =>
    features.filter(({ geometry }) => geometry === null).length;
  const parts: string[] = [];
  const add = (key: CountKey, count: number, isSaidWhenNone = false): void => {
    if (count > 0 || isSaidWhenNone) parts.push(t(key, { count }));
  };
  if (view.layers.incidents) {
    add('snapshots.count-incidents', records.incidents.count - notOnMap - outOfView, true);
    add('snapshots.count-elsewhere', outOfView);
    add('snapshots.count-not-on-map', notOnMap);
  }
  if (view.layers.airspace) {
    add('snapshots.count-airspace', drawn.airspace.length, true);
    add('snapshots.count-airspace-not-on-map', unplaced(records.airspace));
  }
  if (view.layers.crossings) {
    add('snapshots.count-crossings', drawn.crossings.length, true);
    add('snapshots.count-crossings-not-on-map', unplaced(records.crossings));
  }
  return t('snapshots.counts', { counts: parts.join(SEPARATOR) });
}

/** Most publishers named on a sheet; the rest is counted. */
const MOST_PUBLISHERS = 40;

function sourceWords({ t }: I18n, { sources }: SheetFacts): string {
  if (sources.kind === 'counted') return t('snapshots.sources-counted', { count: sources.entries });
  if (sources.kind === 'of-many') return t('snapshots.sources-of-many', { count: sources.records });
  const { publishers } = sources;
  if (publishers.length === 0) return t('snapshots.sources-none');
  const named = publishers.slice(0, MOST_PUBLISHERS).join(SEPARATOR);
  const rest = publishers.length - MOST_PUBLISHERS;
  return rest > 0 ? t('snapshots.sources-more', { named, rest }) : t('snapshots.sources', { named });
}

function noteTexts(i18n: I18n, facts: SheetFacts, isSynthetic: boolean): SheetContent['notes'] {
  const { t, formatInstant } = i18n;
  const { view, readings, drawn, basemapHost } = facts;
  const index = readings.findIndex(({ key }) => view.preset === `since:${key}`);
  const reading = view.from !== null && view.to === null ? readings[index] : undefined;
  return [
    ...(isSynthetic ? [{ part: 'synthetic', text: t('app.synthetic-banner') }] : []),
    ...viewerWords(i18n, facts).map((text) => ({ part: 'not-public', text })),
    ...(view.knownAt === null
      ? []
      : [{ part: 'known-at', text: t('snapshots.known-at-note', { at: formatInstant(view.knownAt, 'utc') }) }]),
    { part: 'name-note', text: `${FOOTNOTES.name} ${t('app.name-footnote')}` },
    ...(hasLineOfControl(drawn.bounds)
      ? [{ part: 'line-of-control-note', text: `${FOOTNOTES.lineOfControl} ${t('foot.line-of-control')}` }]
      : []),
    ...(reading
      ? [
          {
            part: 'reading-note',
            text: t('snapshots.reading-note', {
              sign: footnoteOf(index),
              label: reading.label,
              holder: reading.heldBy,
            }),
          },
        ]
      : []),
    { part: 'sources', text: sourceWords(i18n, facts) },
    { part: 'disclaimer', text: t('foot.disclaimer') },
    {
      part: 'licences',
      text:
        basemapHost === null ? t('snapshots.licences') : t('snapshots.licences-other-basemap', { host: basemapHost }),
    },
  ];
}
