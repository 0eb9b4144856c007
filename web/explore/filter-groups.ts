import type { View } from '../view.ts';

/** The groups of filters, one bit each: a record that fails one group only still counts among that group's values. */
export const FAILS = {
  window: 1,
  types: 2,
  statuses: 4,
  parties: 8,
  precisions: 16,
  q: 32,
  inView: 64,
  attributions: 128,
  compliances: 256,
  overdue: 512,
  underReview: 1024,
  mine: 2048,
} as const;

/** The filters of the view that hold the same in every way of asking; words and the window of time are told apart. */
export type Chosen = Pick<
  View,
  | 'types'
  | 'statuses'
  | 'parties'
  | 'attributions'
  | 'compliances'
  | 'precisions'
  | 'overdue'
  | 'underReview'
  | 'mine'
  | 'onlyInView'
>;
