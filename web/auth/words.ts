import type { I18n, MessageKey } from '../i18n/index.tsx';
import { RequestProblem } from './request.ts';

/** Codes of api/problem.ts that have a sentence of their own here; any other is told as an error of the service. */
const SAID = [
  'wrong-credentials',
  'wrong-code',
  'not-signed-in',
  'not-allowed',
  'foreign-origin',
  'read-only-while-seen-as',
  'bad-body',
  'person-not-found',
  'token-not-found',
  'invitation-not-valid',
  'conflict',
  'last-administrator',
] as const;

/** What some codes mean at one place of the screen, where that is narrower than what they mean everywhere. */
export type Meanings = Readonly<Record<string, MessageKey>>;

type Speaker = Pick<I18n, 't'>;

/** How long to wait, in words: seconds up to a minute and a half, whole minutes beyond, never too few. */
export function waitWords({ t }: Speaker, seconds: number): string {
  if (seconds <= 90) return t('refused.seconds', { n: Math.max(1, Math.ceil(seconds)) });
  return t('refused.minutes', { n: Math.ceil(seconds / 60) });
}

/** The sentence for whatever went wrong with a request; what to do next is part of it. */
export function problemWords({ t }: Speaker, problem: unknown, meanings: Meanings = {}): string {
  if (!(problem instanceof RequestProblem)) return t('refused.other');
  const { code, kind, retryAfterSeconds } = problem;
  if (kind === 'offline') return t('refused.offline');
  if (code === 'too-many-attempts' || code === 'too-many-requests')
    return retryAfterSeconds === null
      ? t('refused.too-many-attempts-later')
      : t('refused.too-many-attempts', { wait: waitWords({ t }, retryAfterSeconds) });
  const meant = code === null ? undefined : meanings[code];
  if (meant !== undefined) return t(meant);
  const said = SAID.find((known) => known === code);
  return said === undefined ? t('refused.other') : t(`refused.${said}`);
}
