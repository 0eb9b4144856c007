import { useQueryClient } from '@tanstack/react-query';
import { useI18n } from '../i18n/index.tsx';
import { lookAs, useSession } from './session.ts';
import { useSend } from './use-send.ts';
import { problemWords } from './words.ts';

/** Over everything else while an administrator looks at the map as another; it comes with the session, so a reload keeps it. */
export function SeenAsBanner() {
  const i18n = useI18n();
  const { t } = i18n;
  const client = useQueryClient();
  const { data } = useSession();
  const { isBusy, problem, send } = useSend();
  const seenAs = data?.seenAs ?? null;
  if (seenAs === null) return null;
  return (
    <section className="seen-as" aria-label={t('auth.seen-as-region')}>
      <p role="status">{t('auth.seen-as', { viewer: t(`roles.viewer-${seenAs}`) })}</p>
      <button
        type="button"
        className="button"
        disabled={isBusy}
        onClick={() =>
          void send(() => lookAs(client, null)).then((isOver) => isOver && document.getElementById('map')?.focus())
        }
      >
        {t('auth.seen-as-end')}
      </button>
      {problem === null ? null : <p role="alert">{problemWords(i18n, problem)}</p>}
    </section>
  );
}
