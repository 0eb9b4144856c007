import { COLUMN_DICTIONARIES, COLUMN_FLAGS } from '../../api/explore/contract.ts';
import { LOCATION_PRECISIONS, OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { CATEGORIES, categoryOf, INCIDENT_TYPES, positionsSaid } from '../../api/incidents/contract.ts';

// What is kept of a row's words: two numbers, each a mixed radix of several enums. One table looked up by such a number
// answers for all groups of filters in it, and one count by it counts them all.

const { attribution: ATTRIBUTIONS, compliance: COMPLIANCES, parties_stated: PARTIES_STATED } = COLUMN_DICTIONARIES;

export const STATUSES = OCCURRENCE_STATUSES.length;

/** The flags of a case, which are the lowest bits. */
const REVIEW_FLAGS = COLUMN_FLAGS.accountsDiffer | COLUMN_FLAGS.overdue | COLUMN_FLAGS.underReview;

/** Numbers that `kindCode` and `caseCode` stay below. */
export const KIND_CODES = INCIDENT_TYPES.length * STATUSES * LOCATION_PRECISIONS.length;
export const CASE_CODES = ATTRIBUTIONS.length * COMPLIANCES.length * PARTIES_STATED.length * (REVIEW_FLAGS + 1);

/** Type, status and precision of the place, each as its place in the enum. */
export function kindCode(type: number, status: number, precision: number): number {
  return (type * STATUSES + status) * LOCATION_PRECISIONS.length + precision;
}

/** Attribution, compliance and who has spoken, each as its place in the enum, and the flags of the case. */
export function caseCode(attribution: number, compliance: number, stated: number, flags: number): number {
  const words = (attribution * COMPLIANCES.length + compliance) * PARTIES_STATED.length + stated;
  return words * (REVIEW_FLAGS + 1) + (flags & REVIEW_FLAGS);
}

/** The words behind every kind code. */
export const KINDS = INCIDENT_TYPES.flatMap((type) =>
  OCCURRENCE_STATUSES.flatMap((status) =>
    LOCATION_PRECISIONS.map((precision) => ({ type, category: categoryOf(type), status, precision })),
  ),
);

/** The words behind every case code. */
export const CASES = ATTRIBUTIONS.flatMap((attribution) =>
  COMPLIANCES.flatMap((compliance) =>
    PARTIES_STATED.flatMap((partiesStated) =>
      Array.from({ length: REVIEW_FLAGS + 1 }, (_, flags) => ({
        attribution,
        compliance,
        said: positionsSaid({
          partiesStated,
          accountsDifferOn: (flags & COLUMN_FLAGS.accountsDiffer) === 0 ? [] : [true],
        }),
        overdue: (flags & COLUMN_FLAGS.overdue) !== 0,
        underReview: (flags & COLUMN_FLAGS.underReview) !== 0,
      })),
    ),
  ),
);

/** The place in CATEGORIES of the category of each kind code. */
export const CATEGORY_OF_KIND = Uint8Array.from(KINDS, ({ category }) => CATEGORIES.indexOf(category));
/** The place in OCCURRENCE_STATUSES of the status of each kind code. */
export const STATUS_OF_KIND = Uint8Array.from(KINDS, ({ status }) => OCCURRENCE_STATUSES.indexOf(status));
/** The place in INCIDENT_TYPES of the type of each kind code. */
export const TYPE_OF_KIND = Uint8Array.from(KINDS, ({ type }) => INCIDENT_TYPES.indexOf(type));
