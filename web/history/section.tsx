import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { HistoryEntry } from '../../api/history/contract.ts';
import { fetchHistory } from '../api.ts';
import { useI18n } from '../i18n/index.tsx';
import { ProblemNotice } from '../incidents/record-states.tsx';
import { historyKey } from '../query-keys.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { toInstant, type CollectionName, type Selection } from '../view.ts';
import { changeWords, fieldWords, valueWords } from './words.ts';

type HistorySectionProps = {
  readonly selection: Selection;
  readonly knownAt: string | null;
  readonly onKnownAt: (knownAt: string | null) => void;
};

/** Who changed what, when and why, as far as whoever asks may know; asked for when it is unfolded. */
export function HistorySection({ selection, knownAt, onKnownAt }: HistorySectionProps) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const history = useQuery({
    queryKey: historyKey(selection, knownAt),
    queryFn: ({ signal }) => fetchHistory(selection, { knownAt, signal }),
    enabled: open,
    staleTime: Infinity,
    retry: false,
    networkMode: 'always',
  });
  return (
    <details className="record-section history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h3>{t('history.title')}</h3>
      </summary>
      {history.error === null ? null : <ProblemNotice problem={history.error} onRetry={() => void history.refetch()} />}
      {history.isFetching && history.data === undefined ? <Skeleton label={t('history.loading')} rows={2} /> : null}
      {history.data === undefined ? null : (
        <HistoryList
          collection={selection.collection}
          entries={history.data.entries}
          knownAt={knownAt}
          onKnownAt={onKnownAt}
        />
      )}
    </details>
  );
}

/** An entry is told to the second; what came about within that second is on record at its end. */
export function momentOf({ recordedAt }: Pick<HistoryEntry, 'recordedAt'>): string {
  return toInstant((Math.floor(Date.parse(recordedAt) / 1_000) + 1) * 1_000);
}

type ListProps = Omit<HistorySectionProps, 'selection'> & {
  readonly collection: CollectionName;
  readonly entries: readonly HistoryEntry[];
};

/** The states of an item, newest first, each with what it changed. */
export function HistoryList({ collection, entries, knownAt, onKnownAt }: ListProps) {
  const { t } = useI18n();
  if (entries.length === 0) return <p className="fact-note">{t('history.none')}</p>;
  return (
    <ol className="history-entries">
      {entries.map((entry) => (
        <Entry
          key={`${entry.recordedAt} ${entry.change}`}
          collection={collection}
          entry={entry}
          knownAt={knownAt}
          onKnownAt={onKnownAt}
        />
      ))}
    </ol>
  );
}

type EntryProps = Omit<ListProps, 'entries'> & { readonly entry: HistoryEntry };

function Entry({ collection, entry, knownAt, onKnownAt }: EntryProps) {
  const i18n = useI18n();
  const { t, formatInstant } = i18n;
  const then = momentOf(entry);
  const isShown = knownAt === then;
  return (
    <li>
      <p className="history-head">
        <b>{changeWords(i18n, entry)}</b>
        <time className="fact-note" dateTime={entry.recordedAt}>
          {t('known.at-utc', { at: formatInstant(entry.recordedAt, 'utc') })}
        </time>
      </p>
      {entry.reason === null ? null : <p className="fact-note">{t(`history.reason-${entry.reason}`)}</p>}
      {entry.explanation === null ? null : (
        <p className="history-why" dir="auto">
          {entry.explanation}
        </p>
      )}
      {entry.differences.length === 0 ? null : (
        <dl className="history-differences">
          {entry.differences.map(({ field, before, after }) => (
            <div key={field}>
              <dt>{fieldWords(i18n, field)}</dt>
              <dd>
                <span className="visually-hidden">{t('history.before')} </span>
                <del dir="auto">{valueWords(i18n, collection, field, before)}</del>
                <span className="visually-hidden"> {t('history.after')} </span>
                <ins dir="auto">{valueWords(i18n, collection, field, after)}</ins>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {isShown ? (
        <p className="fact-note">{t('history.shown')}</p>
      ) : (
        <button type="button" className="link" onClick={() => onKnownAt(then)}>
          {t('history.show-then')}
        </button>
      )}
    </li>
  );
}
