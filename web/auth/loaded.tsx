import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { problemWords } from './words.ts';

type LoadedProps<Data> = {
  readonly asked: UseQueryResult<Data>;
  /** How many rows are likely to come. */
  readonly rows: number;
  readonly children: (data: Data) => ReactNode;
};

/** What was asked for, once it is here; until then its shape, or why it does not come. */
export function Loaded<Data>({ asked, rows, children }: LoadedProps<Data>) {
  const i18n = useI18n();
  const { t } = i18n;
  if (asked.data !== undefined) return children(asked.data);
  if (!asked.isError) return <Skeleton label={t('app.loading')} rows={rows} />;
  return (
    <Notice title={problemWords(i18n, asked.error)} text="" role="alert">
      <button type="button" className="button" onClick={() => void asked.refetch()}>
        {t('app.retry')}
      </button>
    </Notice>
  );
}
