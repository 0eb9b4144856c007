import { useI18n } from '../i18n/index.tsx';
import type { LiveStatus } from '../live.ts';

/** One quiet line on what has just changed, or that changes are not heard of; empty otherwise, so that it is announced. */
export function LiveLine({ live: { following, changed } }: { readonly live: LiveStatus }) {
  const { t } = useI18n();
  const words = following === 'lost' ? t('live.lost') : changed === null ? null : t('live.updated', { count: changed });
  const look = words === null ? 'live-line' : following === 'lost' ? 'live-line shown' : 'live-line shown passing';
  return (
    <p className={look} role="status" aria-live="polite">
      {words}
    </p>
  );
}
