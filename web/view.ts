import { Attribution, Compliance } from '../api/accounts/contract.ts';
import { LIST_SORTS } from '../api/explore/question/contract.ts';
import {
  Instant,
  LOCATION_PRECISIONS,
  OCCURRENCE_STATUSES,
  type LocationPrecision,
  type OccurrenceStatus,
} from '../api/geo/contract.ts';
import {
  CATEGORIES,
  INCIDENT_TYPES,
  POSITIONS_SAID,
  type Category,
  type IncidentType,
  type PositionsSaid,
} from '../api/incidents/contract.ts';
import { isUiLanguage, type UiLanguage } from './i18n/languages.ts';
import { decodeArea, encodeArea } from './view-area.ts';
import { DEFAULT_TIMELINE, textToTimeline, timelineToText, type ViewTimeline } from './view-timeline.ts';

/** Degrees, longitude first; zoom as MapLibre counts it. */
export type Camera = { readonly longitude: number; readonly latitude: number; readonly zoom: number };

export const COLLECTIONS = ['incidents', 'airspace-claims', 'crossings'] as const;
export type CollectionName = (typeof COLLECTIONS)[number];
export type Selection = { readonly collection: CollectionName; readonly id: number };

/** What a person begins with on the board; the record that is open shows the form for it. */
export const DOINGS = ['triage', 'ask-positions', 'grade', 'merge', 'move'] as const;
export type Doing = (typeof DOINGS)[number];

/** Filters that hold or do not. */
export const FLAGS = ['overdue', 'underReview', 'mine'] as const;
export type Flag = (typeof FLAGS)[number];

export const LAYERS = ['incidents', 'crossings', 'airspace', 'areas'] as const;
export type LayerName = (typeof LAYERS)[number];

export const SORTS = LIST_SORTS;
export type Sort = (typeof SORTS)[number];

/** What the table may say of an incident, in the order in which the columns stand. */
export const TABLE_COLUMNS = [
  'when',
  'status',
  'type',
  'title',
  'place',
  'precision',
  'positions',
  'attribution',
  'compliance',
  'sources',
  'recorded',
  'reference',
] as const;
export type TableColumn = (typeof TABLE_COLUMNS)[number];
export const USUAL_COLUMNS: readonly TableColumn[] = [
  'when',
  'status',
  'type',
  'title',
  'place',
  'positions',
  'reference',
];

export const THEME_CHOICES = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** An area drawn on the map. The ring is closed (last = first), longitude first, kept to 4 decimals in the address. */
export type ViewArea = {
  readonly id: string;
  readonly name: string;
  readonly ring: readonly (readonly [number, number])[];
};

/**
 * What the screen shows, whole. The address holds it; the list, the map, the counts and an export all read it.
 * `from` and `to` are calendar days in UTC, both included; null is open. `preset` only names how they were chosen:
 * `7d`, `30d` or `since:<key of a reading>`.
 */
export type View = {
  readonly camera: Camera;
  readonly from: string | null;
  readonly to: string | null;
  readonly preset: string | null;
  /** What was on record at this moment is shown, RFC 3339 in UTC; null is now. */
  readonly knownAt: string | null;
  readonly types: readonly (Category | IncidentType)[];
  readonly statuses: readonly OccurrenceStatus[];
  readonly parties: readonly PositionsSaid[];
  readonly attributions: readonly Attribution[];
  readonly compliances: readonly Compliance[];
  /** A party has not answered in time, or a suspension is past its review. */
  readonly overdue: boolean;
  /** Opened again, and not decided anew. */
  readonly underReview: boolean;
  /** Submitted by whoever looks, led by them, or theirs to act on. */
  readonly mine: boolean;
  readonly precisions: readonly LocationPrecision[];
  readonly q: string;
  readonly onlyInView: boolean;
  readonly layers: Readonly<Record<LayerName, boolean>>;
  readonly selection: Selection | null;
  /** Which form of the open record is wanted; gone when another record is opened. */
  readonly doing: Doing | null;
  readonly sort: Sort;
  readonly timeline: ViewTimeline;
  /** The columns of the table of incidents; null where there is none. */
  readonly table: readonly TableColumn[] | null;
  readonly theme: ThemeChoice;
  readonly language: UiLanguage;
  readonly areas: readonly ViewArea[];
};

export const DEFAULT_VIEW: View = {
  camera: { longitude: 68.2, latitude: 32.6, zoom: 5.4 },
  from: null,
  to: null,
  preset: null,
  knownAt: null,
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
  layers: { incidents: true, crossings: true, airspace: true, areas: true },
  selection: null,
  doing: null,
  sort: 'newest',
  timeline: DEFAULT_TIMELINE,
  table: null,
  theme: 'system',
  language: 'en',
  areas: [],
};

const MOST_AREAS = 20;
const MOST_TEXT = 200;

/**
 * The view as a query string without the leading `?`; only what differs from `defaults` is written. Coordinates keep
 * 4 decimals (about 10 m), the zoom 2.
 */
export function viewToSearch(view: View, defaults: View = DEFAULT_VIEW): string {
  const parts: string[] = [];
  const add = (name: string, value: string): void => void parts.push(`${name}=${escapeValue(value)}`);
  const camera = cameraToText(view.camera);
  if (camera !== cameraToText(defaults.camera)) add('map', camera);
  if (view.from !== null) add('from', view.from);
  if (view.to !== null) add('to', view.to);
  if (view.preset !== null) addPreset(view.preset, add);
  if (view.knownAt !== null) add('known', view.knownAt);
  if (view.types.length > 0) add('type', view.types.join(','));
  if (view.statuses.length > 0) add('status', view.statuses.join(','));
  if (view.parties.length > 0) add('positions', view.parties.join(','));
  if (view.attributions.length > 0) add('attribution', view.attributions.join(','));
  if (view.compliances.length > 0) add('compliance', view.compliances.join(','));
  for (const flag of FLAGS) if (view[flag]) add(flag, 'yes');
  if (view.precisions.length > 0) add('precision', view.precisions.join(','));
  if (view.q !== '') add('q', view.q);
  if (view.onlyInView !== defaults.onlyInView) add('inview', view.onlyInView ? 'yes' : 'no');
  const layers = layersToText(view.layers);
  if (layers !== layersToText(defaults.layers)) add('layers', layers);
  if (view.sort !== defaults.sort) add('sort', view.sort);
  const timeline = timelineToText(view.timeline);
  if (timeline !== '') add('timeline', timeline);
  if (view.table !== null) add('table', view.table.join(','));
  if (view.theme !== defaults.theme) add('theme', view.theme);
  if (view.language !== defaults.language) add('lang', view.language);
  for (const area of view.areas) add('area', encodeArea(area));
  if (view.selection) add('open', `${view.selection.collection}/${view.selection.id}`);
  if (view.selection && view.doing) add('do', view.doing);
  return parts.join('&');
}

/** The view that a query string describes. What is missing, unknown or malformed is taken from `defaults`. */
export function searchToView(search: string, defaults: View = DEFAULT_VIEW): View {
  const given = new URLSearchParams(search);
  const selection = readSelection(given.get('open'));
  return {
    camera: textToCamera(given.get('map')) ?? defaults.camera,
    from: readDay(given.get('from')),
    to: readDay(given.get('to')),
    preset: readPreset(given),
    knownAt: readInstant(given.get('known')),
    types: readList(given.get('type'), [...CATEGORIES, ...INCIDENT_TYPES]),
    statuses: readList(given.get('status'), OCCURRENCE_STATUSES),
    parties: readList(given.get('positions'), POSITIONS_SAID),
    attributions: readList(given.get('attribution'), Attribution.options),
    compliances: readList(given.get('compliance'), Compliance.options),
    overdue: given.get('overdue') === 'yes',
    underReview: given.get('underReview') === 'yes',
    mine: given.get('mine') === 'yes',
    precisions: readList(given.get('precision'), LOCATION_PRECISIONS),
    q: (given.get('q') ?? '').slice(0, MOST_TEXT),
    onlyInView: readOne(given.get('inview'), ['yes', 'no']) ? given.get('inview') === 'yes' : defaults.onlyInView,
    layers: readLayers(given.get('layers')) ?? defaults.layers,
    selection,
    doing: selection && readOne(given.get('do'), DOINGS),
    sort: readOne(given.get('sort'), SORTS) ?? defaults.sort,
    timeline: textToTimeline(given.get('timeline')),
    table: readTable(given.get('table')),
    theme: readOne(given.get('theme'), THEME_CHOICES) ?? defaults.theme,
    language: readLanguage(given.get('lang')) ?? defaults.language,
    areas: given
      .getAll('area')
      .slice(0, MOST_AREAS)
      .map(decodeArea)
      .filter((area) => area !== null),
  };
}

/** Leaves the signs readable that a query may carry bare (RFC 3986, 3.4). */
function escapeValue(value: string): string {
  return encodeURIComponent(value).replace(/%2C/g, ',').replace(/%2F/g, '/').replace(/%3A/g, ':').replace(/%20/g, '+');
}

function cameraToText({ longitude, latitude, zoom }: Camera): string {
  return [longitude.toFixed(4), latitude.toFixed(4), zoom.toFixed(2)].map((figure) => String(Number(figure))).join(',');
}

function textToCamera(text: string | null): Camera | null {
  const [longitude, latitude, zoom, ...rest] = (text ?? '')
    .split(',')
    .map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (longitude === undefined || latitude === undefined || zoom === undefined || rest.length > 0) return null;
  const sound = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 85 && zoom >= 0 && zoom <= 24;
  return sound ? { longitude, latitude, zoom } : null;
}

function addPreset(preset: string, add: (name: string, value: string) => void): void {
  if (preset.startsWith('since:')) add('since', preset.slice('since:'.length));
  else if (preset === '7d' || preset === '30d') add('last', preset.slice(0, -1));
}

function readPreset(given: URLSearchParams): string | null {
  const since = given.get('since');
  if (since !== null && /^[a-z0-9-]{1,40}$/.test(since)) return `since:${since}`;
  const last = readOne(given.get('last'), ['7', '30']);
  return last ? `${last}d` : null;
}

/** A calendar day that exists, or null. */
function readDay(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : text;
}

/** A moment with its offset, in UTC and without empty fractions, so that one moment has one address; or null. */
export function readInstant(text: string | null): string | null {
  // A plus sign that was not escaped has come as a space.
  const parsed = Instant.safeParse((text ?? '').replace(' ', '+'));
  const at = parsed.success ? new Date(parsed.data) : null;
  if (at === null || Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1 || at.getUTCFullYear() > 9998) return null;
  return toInstant(at.getTime());
}

/** RFC 3339 in UTC, `2025-11-06T06:00:00Z`, with milliseconds only where there are any. */
export function toInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('.000Z', 'Z');
}

function readOne<T extends string>(text: string | null, allowed: readonly T[]): T | null {
  return allowed.find((value) => value === text) ?? null;
}

function readList<T extends string>(text: string | null, allowed: readonly T[]): readonly T[] {
  const wanted = (text ?? '').split(',');
  return [...new Set(wanted)].map((value) => readOne(value, allowed)).filter((value) => value !== null);
}

/** Columns in their fixed order; the usual ones where none is known. */
function readTable(text: string | null): readonly TableColumn[] | null {
  if (text === null) return null;
  const wanted = readList(text, TABLE_COLUMNS);
  return wanted.length === 0 ? USUAL_COLUMNS : TABLE_COLUMNS.filter((name) => wanted.includes(name));
}

function readLanguage(text: string | null): UiLanguage | null {
  return text !== null && isUiLanguage(text) ? text : null;
}

function layersToText(layers: View['layers']): string {
  return LAYERS.filter((name) => layers[name]).join(',') || 'none';
}

function readLayers(text: string | null): View['layers'] | null {
  if (text === null) return null;
  const shown = readList(text, LAYERS);
  if (shown.length === 0 && text !== 'none') return null;
  const has = (name: LayerName): boolean => shown.includes(name);
  return { incidents: has('incidents'), crossings: has('crossings'), airspace: has('airspace'), areas: has('areas') };
}

function readSelection(text: string | null): Selection | null {
  const [name, digits, ...rest] = (text ?? '').split('/');
  const collection = readOne(name ?? null, COLLECTIONS);
  if (!collection || rest.length > 0 || !/^[1-9]\d{0,14}$/.test(digits ?? '')) return null;
  return { collection, id: Number(digits) };
}
