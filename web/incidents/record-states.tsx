import { ApiProblem } from '../api.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { Walk } from './record-head.tsx';

const WORDS: Readonly<Record<ApiProblem['kind'], { title: MessageKey; text: MessageKey }>> = {
  offline: { title: 'problem.offline', text: 'problem.offline-next' },
  'not-found': { title: 'problem.not-found', text: 'problem.not-found-next' },
  refused: { title: 'problem.refused', text: 'problem.refused-next' },
  failed: { title: 'problem.failed', text: 'problem.failed-next' },
  unreadable: { title: 'problem.unreadable', text: 'problem.unreadable-next' },
};

type ProblemProps = { readonly problem: Error; readonly onRetry: () => void; readonly onClose?: () => void };

/** What failed, and what to do next, in words; the server's own detail stands below for whoever reports it. */
export function ProblemNotice({ problem, onRetry, onClose }: ProblemProps) {
  const { t } = useI18n();
  const kind = problem instanceof ApiProblem ? problem.kind : 'failed';
  const code = problem instanceof ApiProblem ? problem.code : null;
  return (
    <Notice role="alert" title={t(WORDS[kind].title)} text={t(WORDS[kind].text)}>
      <button type="button" className="button" onClick={onRetry}>
        {t('app.retry')}
      </button>
      {onClose === undefined ? null : (
        <button type="button" className="button" onClick={onClose}>
          {t('app.back-to-list')}
        </button>
      )}
      {code === null ? null : <span className="fact-note">{t('problem.code', { code })}</span>}
    </Notice>
  );
}

type AwaitedProps = {
  readonly error: Error | null;
  readonly walk: Walk;
  readonly onRetry: () => void;
  readonly knownAt: string | null;
  readonly onKnownAt: (knownAt: string | null) => void;
};

/** What stands in a record panel until its record has come, or when it does not come. */
export function RecordAwaited({ error, walk, onRetry, knownAt, onKnownAt }: AwaitedProps) {
  const { t, formatInstant } = useI18n();
  if (knownAt !== null && error instanceof ApiProblem && error.kind === 'not-found') {
    const at = formatInstant(knownAt, 'utc');
    return (
      <Notice title={t('known.no-such-record')} text={t('known.no-such-record-next', { at })}>
        <button type="button" className="button" onClick={() => onKnownAt(null)}>
          {t('known.back-to-now')}
        </button>
        <button type="button" className="button" onClick={walk.onClose}>
          {t('app.back-to-list')}
        </button>
      </Notice>
    );
  }
  if (error !== null) return <ProblemNotice problem={error} onRetry={onRetry} onClose={walk.onClose} />;
  return <Skeleton label={t('record.loading')} rows={6} />;
}
