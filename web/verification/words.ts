import type { AnyRole } from '../../api/auth/contract.ts';
import type { Party } from '../../api/geo/contract.ts';
import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import type { GuardShown, PositionShown, VerificationShown } from '../../api/verification/shown/contract.ts';
import type { Guard } from '../../api/verification/contract.ts';
import type { I18n, MessageKey } from '../i18n/index.tsx';
import { isMessageKey } from '../i18n/translate.ts';

/** A step of a case as a record carries it. */
export type Step = VerificationShown['steps'][number];

/** Facts that the sentence on an open condition is filled with; one that comes without them is told in general. */
export const FACTS_OF: Readonly<Partial<Record<Guard, readonly string[]>>> = {
  'parties-may-read': ['level', 'needed'],
  'two-independent-groups': ['groups', 'needed'],
  'one-good-item': ['graded'],
  'positions-asked': ['unasked'],
  'no-technical-failure': ['failed'],
  'all-three-signed-this-content': ['signed', 'needed'],
  'within-the-window': ['days'],
  'review-date-is-near': ['days'],
  'new-item-or-error-notice': ['new'],
  'three-groups-of-two-kinds': ['groups', 'kinds', 'neededGroups', 'neededKinds'],
  'parties-were-heard': ['unheard'],
};

/** Conditions that the form of an act itself fulfils: they are known only when it is sent. */
const BY_FORM: readonly Guard[] = [
  'duplicates-checked',
  'lead-is-neutral-and-not-submitter',
  'reason-of-the-table',
  'restriction-is-linked',
  'negative-check',
  'review-date-is-near',
  'new-item-or-error-notice',
  'provision-and-reading-cited',
];

/** How a condition stands: one that the form fulfils neither holds nor fails before it is sent. */
export function guardState({ guard, holds }: Pick<GuardShown, 'guard' | 'holds'>): 'holds' | 'open' | 'by-form' {
  if (!holds) return 'open';
  return BY_FORM.includes(guard) ? 'by-form' : 'holds';
}

/** A condition in words: what it is where it holds, and what would satisfy it where it does not. */
export function guardWords({ t }: Pick<I18n, 't'>, { guard, holds, facts }: GuardShown): string {
  const isFilled = (FACTS_OF[guard] ?? []).every((fact) => fact in facts);
  return holds || !isFilled ? t(`guard.${guard}`) : t(`guard-missing.${guard}`, facts);
}

/** A place on one of the axes in words: a status, or a word for who did it or for a finding. */
export function standWords({ t }: Pick<I18n, 't'>, axis: Step['axis'], stand: string): string {
  const keys = {
    occurrence: `status.${stand}`,
    attribution: `axis-attribution.${stand}`,
    compliance: `axis-compliance.${stand}`,
  };
  const key = keys[axis];
  return isMessageKey(key) ? t(key) : stand;
}

/** Who made a step, by their roles alone; others of one role are named once. */
export function byWords({ t }: Pick<I18n, 't'>, { by, with: others }: Pick<Step, 'by' | 'with'>): string {
  const words = (role: AnyRole): string => t(`history.by-${role}`);
  if (others.length === 0) return t('way.by', { by: words(by) });
  const named = others.map(words);
  return t('way.by-with', { by: words(by), others: named.join(' · ') });
}

const isDecisive = ({ axis }: Step): boolean => axis === 'occurrence';

/** The rule behind the status: the sentence of the last step on it; null where nobody has moved it. */
export function whyKey(steps: readonly Step[]): MessageKey | null {
  const last = steps.findLast(isDecisive);
  return last === undefined ? null : `because.${last.move}`;
}

type Asked = Pick<VerificationShown, 'requests'>;

/** What became of the request to a party, where it has not answered to this reader; null where it has. */
export function requestWords(
  { t, formatInstant }: Pick<I18n, 't' | 'formatInstant'>,
  value: IncidentRecordProperties['positions'][Party],
  { requests }: Asked,
): string | null {
  const last = requests.at(-1);
  if (value === 'stated-in-confidence') return t('stand.in-confidence');
  if (value !== 'requested' && value !== 'no-response-by-deadline') return null;
  if (last === undefined) return t(`position.${value}`);
  const values = { at: formatInstant(last.sentAt, 'utc'), due: formatInstant(last.dueAt, 'utc') };
  return t(value === 'requested' ? 'stand.requested' : 'stand.no-answer', values);
}

/** A point that a position makes, in our words; what the party itself wrote beside it comes apart, to be quoted. */
export type Assertion = { readonly words: string; readonly quoted: string | null };

export function assertionsOf({ t }: Pick<I18n, 't'>, { asserts }: Pick<PositionShown, 'asserts'>): Assertion[] {
  const { occurred, place, time, weapon, attributedTo } = asserts;
  const quoted = (key: MessageKey, text: string | null): Assertion[] =>
    text === null ? [] : [{ words: t(key), quoted: text }];
  return [
    ...(occurred === 'not-said' ? [] : [{ words: t(`stated.occurred-${occurred}`), quoted: null }]),
    ...quoted('stated.place', place),
    ...quoted('stated.time', time),
    ...quoted('stated.weapon', weapon),
    ...(attributedTo === null ? [] : [{ words: t(`stated.by-${attributedTo}`), quoted: null }]),
  ];
}

const isSaidInPublic = ({ channel }: PositionShown): boolean => channel === 'public-statement';

/** A party's positions: the one that stands first, then the earlier ones, newest first. */
export function positionsOf(
  positions: readonly PositionShown[],
  party: Party,
): { readonly current: PositionShown | null; readonly earlier: readonly PositionShown[] } {
  const own = positions
    .filter((position) => position.party === party)
    .sort((one, other) => Date.parse(other.recordedAt) - Date.parse(one.recordedAt))
    // What a party told the mechanism goes before what was read of it elsewhere.
    .sort((one, other) => Number(isSaidInPublic(one)) - Number(isSaidInPublic(other)));
  const current = own.find(({ superseded }) => !superseded) ?? null;
  return { current, earlier: own.filter((position) => position !== current) };
}
