import type { KeptName, Numbers } from '../explore/columns.ts';
import { COLUMN_DICTIONARIES, COLUMN_FLAGS, type DictionaryColumn } from '../explore/contract.ts';
import type { AskedDuring, ItemsQuery } from '../features/contract.ts';
import { categoryOf, positionsSaid } from '../incidents/contract.ts';

/** The columns by which is filtered. */
export const FILTER_COLUMNS = [
  'happened_from',
  'happened_to',
  'type',
  'status',
  'parties_stated',
  'attribution',
  'compliance',
  'flags',
] as const satisfies readonly KeptName[];
type Filtered = Readonly<Record<(typeof FILTER_COLUMNS)[number], Numbers>>;

type IsAsked = (row: number) => boolean;

/** Can the columns answer a query? Words they do not hold. */
export function isInColumns({ q }: ItemsQuery): boolean {
  return q === undefined;
}

/** Rows whose value in a dictionary column is among those for which the test holds. */
function oneOf<Name extends DictionaryColumn & keyof Filtered>(
  arrays: Filtered,
  name: Name,
  test: (value: (typeof COLUMN_DICTIONARIES)[Name][number]) => boolean,
): IsAsked {
  const values: readonly (typeof COLUMN_DICTIONARIES)[Name][number][] = COLUMN_DICTIONARIES[name];
  const isAsked = values.map(test);
  const column = arrays[name];
  return (row) => isAsked[column[row] ?? -1] ?? false;
}

function flagged(arrays: Filtered, flag: keyof typeof COLUMN_FLAGS, isWanted: boolean): IsAsked {
  const { flags } = arrays;
  return (row) => (((flags[row] ?? 0) & COLUMN_FLAGS[flag]) !== 0) === isWanted;
}

function positionsAsked(arrays: Filtered, asked: readonly string[]): IsAsked {
  const differs = flagged(arrays, 'accountsDiffer', true);
  const spoken = oneOf(arrays, 'parties_stated', (partiesStated) =>
    positionsSaid({ partiesStated }).some((said) => asked.includes(said)),
  );
  return asked.includes('differ') ? (row) => spoken(row) || differs(row) : spoken;
}

/** Rows whose half-open range overlaps what is asked. A row without a time overlaps nothing. */
function duringAsked({ happened_from: begins, happened_to: ends }: Filtered, asked: AskedDuring): IsAsked {
  const seconds = (text: string | null, open: number) =>
    text === null ? open : Date.parse(text.toUpperCase()) / 1_000;
  const [from, to] = [seconds(asked.from, -Infinity), seconds(asked.to, Infinity)];
  return asked.toIncluded
    ? (row) => (ends[row] ?? NaN) > from && (begins[row] ?? NaN) <= to
    : (row) => (ends[row] ?? NaN) > from && (begins[row] ?? NaN) < to;
}

/** Every filter of a query that `isInColumns` allows, as `itemConditions` has them for statements. */
export function rowFilter(query: ItemsQuery, arrays: Filtered): IsAsked {
  const { datetime, type, status, positions, attribution, compliance, overdue, underReview } = query;
  const filters: IsAsked[] = [
    ...(datetime && (datetime.from ?? datetime.to) !== null ? [duringAsked(arrays, datetime)] : []),
    ...(type ? [oneOf(arrays, 'type', (one) => type.includes(one) || type.includes(categoryOf(one)))] : []),
    ...(status ? [oneOf(arrays, 'status', (one) => status.includes(one))] : []),
    ...(positions ? [positionsAsked(arrays, positions)] : []),
    ...(attribution ? [oneOf(arrays, 'attribution', (one) => attribution.includes(one))] : []),
    ...(compliance ? [oneOf(arrays, 'compliance', (one) => compliance.includes(one))] : []),
    ...(overdue === undefined ? [] : [flagged(arrays, 'overdue', overdue)]),
    ...(underReview === undefined ? [] : [flagged(arrays, 'underReview', underReview)]),
  ];
  const [first, ...others] = filters;
  if (!first) return () => true;
  return others.length === 0 ? first : (row) => filters.every((isAsked) => isAsked(row));
}
