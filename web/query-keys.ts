import type { WordsAsked } from './columns/ask.ts';
import type { CollectionName, Selection } from './view.ts';

/**
 * Under what the answers of the api are kept. Every key of something that may change ends with the moment as of which it
 * was asked, null for now: only what was asked for now ever goes out of date.
 */
export const collectionKey = (collection: CollectionName, knownAt: string | null) =>
  ['collection', collection, knownAt] as const;
/** What is asked of the incidents on somebody's behalf; it goes out of date with them. */
export const ownKey = (knownAt: string | null) => ['collection', 'incidents', 'own', knownAt] as const;
/** What the worker holds, by which worker; it goes out of date with the incidents. */
export const columnsKey = (worker: string, knownAt: string | null) =>
  ['collection', 'incidents', 'columns', worker, knownAt] as const;
/** Some incidents as lists show them. */
export const rowsKey = (ids: readonly number[], knownAt: string | null) =>
  ['collection', 'incidents', 'rows', ids.join(), knownAt] as const;
/** Incidents by their uid. */
export const uidsKey = (uids: readonly string[], knownAt: string | null) =>
  ['collection', 'incidents', 'uids', uids.join(), knownAt] as const;
/** The first incidents in which words stand. */
export const foundKey = ({ q, type, limit }: WordsAsked, knownAt: string | null) =>
  ['collection', 'incidents', 'found', q, type, limit, knownAt] as const;
/** All incidents as one. */
export const summaryKey = (knownAt: string | null) => ['collection', 'incidents', 'summary', knownAt] as const;
export const boardKey = ['collection', 'incidents', 'board', null] as const;
export const recordKey = ({ collection, id }: Selection, knownAt: string | null) =>
  ['record', collection, id, knownAt] as const;
export const historyKey = ({ collection, id }: Selection, knownAt: string | null) =>
  ['history', collection, id, knownAt] as const;
export const agreementsKey = (knownAt: string | null) => ['agreements', knownAt] as const;
