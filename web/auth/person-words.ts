import type { PersonShown } from '../../api/auth/contract.ts';
import { formatsOfDay, type Speaker } from './speaker.ts';

/** How an account stands, in words, the weightiest first: may it be used, is a link open, has it a second step. */
export function stateWords(speaker: Speaker, person: PersonShown, now: number): readonly string[] {
  const { t } = speaker;
  const { disabled, accepted, invitedUntil, twoFactor } = person;
  const openUntil = invitedUntil !== null && Date.parse(invitedUntil) > now ? invitedUntil : null;
  const day = openUntil === null ? '' : formatsOfDay(speaker, openUntil);
  const stands = disabled
    ? t('people.state-disabled')
    : accepted
      ? t('people.state-active')
      : openUntil === null
        ? t('people.state-not-accepted')
        : t('people.state-invited', { day });
  return [
    stands,
    ...(accepted && openUntil !== null && !disabled ? [t('people.state-new-link', { day })] : []),
    ...(twoFactor ? [t('people.state-two-factor')] : []),
  ];
}

/** The people whose name, address or role in words holds every word that is looked for. */
export function peopleMatching(
  { t }: Pick<Speaker, 't'>,
  people: readonly PersonShown[],
  q: string,
): readonly PersonShown[] {
  const words = q.toLowerCase().normalize('NFC').split(/\s+/).filter(Boolean);
  return people.filter(({ name, email, role }) => {
    const text = `${name} ${email} ${t(`roles.name-${role}`)}`.toLowerCase().normalize('NFC');
    return words.every((word) => text.includes(word));
  });
}
