import type { I18n } from '../i18n/index.tsx';

/** What is needed to say something with days in it. */
export type Speaker = Pick<I18n, 't' | 'formatDay'>;

/** The day of an instant, in UTC. */
export function formatsOfDay({ formatDay }: Pick<Speaker, 'formatDay'>, instant: string): string {
  return formatDay(new Date(instant).toISOString().slice(0, 10));
}
