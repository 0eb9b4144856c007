import type { HistoryEntry } from '../../api/history/contract.ts';
import type { I18n, MessageKey } from '../i18n/index.tsx';
import { isMessageKey } from '../i18n/translate.ts';
import type { CollectionName } from '../view.ts';

/** What was done, and by whom in words of the role: never by name. */
export function changeWords({ t }: I18n, { change, by }: Pick<HistoryEntry, 'change' | 'by'>): string {
  return t('history.change-by', { change: t(`history.change-${change}`), by: t(`history.by-${by}`) });
}

const SIDES = ['afg', 'pak'] as const;
/** Ids and places in a list tell a reader nothing. */
const isNameless = (segment: string): boolean => /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27})$/i.test(segment);
const segmentsOf = (field: string): string[] => field.split('/').filter((part) => part !== '' && !isNameless(part));

/** The name of a field in words, from its path: `statements/<id>/paraphrase` is "Statement · In our words". */
export function fieldWords({ t }: I18n, field: string): string {
  return segmentsOf(field)
    .map((segment) => {
      const side = SIDES.find((known) => known === segment);
      if (side !== undefined) return t(`side.${side}`);
      const key = `history.field-${segment}`;
      return isMessageKey(key) ? t(key) : segment;
    })
    .join(' · ');
}

/** Where the words for the values of a closed set stand in the catalogue, by the name of the field. */
const VOCABULARY: Readonly<Record<string, string>> = {
  category: 'category',
  attribution: 'attribution',
  compliance: 'compliance',
  timePrecision: 'time',
  locationPrecision: 'precision',
  precision: 'time',
  accountsDifferOn: 'difference',
  partiesStated: 'parties',
  position: 'position',
  party: 'party',
  ofParty: 'party',
  claimant: 'party',
  allegedOperator: 'party',
  controllingSide: 'side',
  trackBasis: 'track',
  weaponRelease: 'release',
  speakerKind: 'speaker',
  outcome: 'outcome',
  person: 'person',
  direction: 'direction',
  basis: 'basis',
  state: 'record-state',
  recordState: 'record-state',
};
const BY_COLLECTION: Readonly<Record<CollectionName, Readonly<Record<string, string>>>> = {
  incidents: { type: 'type', status: 'status', channel: 'means' },
  'airspace-claims': { type: 'object', status: 'status', channel: 'means' },
  crossings: { type: 'standing', status: 'headline', channel: 'channel' },
};

function vocabularyOf(collection: CollectionName, segments: readonly string[]): string | undefined {
  const last = segments.at(-1) ?? '';
  if (last === 'state' && segments.includes('reports')) return 'state';
  if (last === 'precision' && segments.includes('where')) return 'precision';
  return BY_COLLECTION[collection][last] ?? VOCABULARY[last];
}

/** The key of a value's word, where it is one of a closed set: `status.contested`. */
function termKey(vocabulary: string | undefined, value: string): MessageKey | null {
  if (vocabulary === undefined) return null;
  const keys: Readonly<Record<string, string>> = {
    parties: `history.parties-${value}`,
    'record-state': `history.state-${value}`,
  };
  const key = keys[vocabulary] ?? `${vocabulary}.${value}`;
  return isMessageKey(key) ? key : null;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Longer values of unknown shape are cut: they are nobody's words. */
const MOST_LETTERS = 240;

/** A value before or after a change, in the catalogue's words where it has them; a text as it was written. */
export function valueWords(i18n: I18n, collection: CollectionName, field: string, value: unknown): string {
  const { t, formatNumber, formatInstant, formatDay } = i18n;
  if (value === null || value === undefined || value === '') return t('history.nothing');
  if (typeof value === 'boolean') return t(value ? 'history.yes' : 'history.no');
  if (typeof value === 'number') return formatNumber(value, 4);
  if (typeof value === 'string') {
    const key = termKey(vocabularyOf(collection, segmentsOf(field)), value);
    if (key !== null) return t(key);
    if (DAY.test(value)) return formatDay(value);
    if (INSTANT.test(value) && Number.isFinite(Date.parse(value)))
      return t('known.at-utc', { at: formatInstant(value, 'utc') });
    return value;
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return t('history.nothing');
    return value.map((each: unknown) => valueWords(i18n, collection, field, each)).join(' · ');
  }
  return objectWords(i18n, value as Readonly<Record<string, unknown>>);
}

function objectWords({ t, formatNumber }: I18n, value: Readonly<Record<string, unknown>>): string {
  const { coordinates, paraphrase, party, speaker } = value;
  if (Array.isArray(coordinates)) {
    const [longitude, latitude] = coordinates as unknown[];
    return typeof longitude === 'number' && typeof latitude === 'number'
      ? t('areas.position', { longitude: formatNumber(longitude, 4), latitude: formatNumber(latitude, 4) })
      : t('history.area');
  }
  if (typeof paraphrase === 'string') {
    const who = SIDES.find((side) => side === party);
    const name = who === undefined ? (typeof speaker === 'string' ? speaker : null) : t(`party.${who}`);
    return name === null ? paraphrase : t('history.said', { who: name, text: paraphrase });
  }
  const named = ['title', 'publisher', 'name', 'statedBy', 'text', 'ref'].map((key) => value[key]);
  const name = named.find((given) => typeof given === 'string');
  return typeof name === 'string' ? name : JSON.stringify(value).slice(0, MOST_LETTERS);
}
