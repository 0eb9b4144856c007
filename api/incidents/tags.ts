import { type IncidentProperties, positionsSaid } from './contract.ts';

/** What the tags of an incident are made from. */
export type Tagged = Pick<
  IncidentProperties,
  'partiesStated' | 'accountsDifferOn' | 'attribution' | 'compliance' | 'overdue' | 'underReview'
>;

/** The filters that ask for one or more of a set of values. */
export type TaggedBy = 'positions' | 'attribution' | 'compliance';

/** The tag of a value. */
export function tagOf(filter: TaggedBy, value: string): string {
  return `${filter}:${value}`;
}

export const OVERDUE = 'overdue';
export const UNDER_REVIEW = 'under-review';

/**
 * The words by which an incident is filtered beside type and status, from what a viewer sees of it: nothing that is not in
 * the feature itself can be found by them. In a fixed order.
 */
export function tagsOf(seen: Tagged): string[] {
  return [
    ...positionsSaid(seen).map((value) => tagOf('positions', value)),
    tagOf('attribution', seen.attribution),
    tagOf('compliance', seen.compliance),
    ...(seen.overdue ? [OVERDUE] : []),
    ...(seen.underReview ? [UNDER_REVIEW] : []),
  ];
}
