import type { RulesShown } from '../../api/verification/shown/contract.ts';
import { isMessageKey } from '../i18n/translate.ts';
import type { I18n } from '../i18n/index.tsx';
import { standWords } from './words.ts';

export type MoveRow = RulesShown['moves'][number];

/** Whose word a step takes: one of the roles, or all of them, each with how many people. */
export function takesWords({ t }: Pick<I18n, 't'>, { takes, either }: MoveRow): string {
  const named = takes.map(({ role, people }) =>
    people === 1 ? t(`roles.name-${role}`) : t('rules.people', { role: t(`roles.name-${role}`), people }),
  );
  const [only] = named;
  if (named.length === 1 && only !== undefined) return only;
  const list = named.join(' · ');
  return t(either ? 'rules.any-of' : 'rules.all-of', { list });
}

/** Where a step leads from and to, in words; taking up again leads back to where it was. */
export function endsOf(i18n: Pick<I18n, 't'>, { move, axis, from, to }: MoveRow): { from: string; to: string } {
  const words = (stands: readonly string[]): string => stands.map((stand) => standWords(i18n, axis, stand)).join(', ');
  return { from: words(from), to: move === 'resume' ? i18n.t('rules.as-before') : words(to) };
}

/** A threshold with what it is for and its unit, which its name ends in; one that has no words of ours by its name. */
export function thresholdWords(
  { t, formatNumber }: Pick<I18n, 't' | 'formatNumber'>,
  name: string,
  value: number,
): { readonly label: string; readonly value: string } {
  const key = `threshold.${name}`;
  const unit = name.endsWith('Hours') ? 'rules.hours' : name.endsWith('Days') ? 'rules.days' : null;
  return {
    label: isMessageKey(key) ? t(key) : name,
    value: unit === null ? formatNumber(value) : t(unit, { n: value }),
  };
}

/** A rule that always holds, in words; one that has none of ours by its name. */
export function invariantWords({ t }: Pick<I18n, 't'>, name: string): string {
  const key = `invariant.${name}`;
  return isMessageKey(key) ? t(key) : name;
}
