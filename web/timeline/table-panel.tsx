import { useId, useMemo } from 'react';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { binCount, countsOfBin, daysOfBin, sumOf, totalOf, type Histogram } from './histogram.ts';
import type { Days } from './days.ts';
import { StatusSwatch, UnseenPatterns } from './status-fill.tsx';
import type { TimelineState } from './use-timeline.ts';
import { closureWords, daysWords, markWords } from './words.ts';

type TablePanelProps = { readonly timeline: Pick<TimelineState, 'histogram' | 'marks' | 'closures'> };

type Row = { readonly key: string; readonly days: Days; readonly isWide: boolean; readonly counts: Uint32Array };

/** Bins that hold anything, in time; then what is known to longer times, each once. */
function rowsOf(histogram: Histogram): { bins: Row[]; spans: Row[] } {
  const bins = Array.from({ length: binCount(histogram) }, (_, bin): Row => {
    return { key: `bin-${bin}`, days: daysOfBin(histogram, bin), isWide: false, counts: countsOfBin(histogram, bin) };
  }).filter(({ counts }) => sumOf(counts) > 0);
  const spans = histogram.spans
    .map(({ first, last, counts }): Row => {
      return { key: `span-${first}-${last}`, days: daysOfBin(histogram, first, last), isWide: true, counts };
    })
    .sort((a, b) => a.days.first - b.days.first || a.days.last - b.days.last);
  return { bins, spans };
}

/** The very numbers of the drawing in a table, and the marks on the axis in sentences. */
export function TablePanel({ timeline: { histogram, marks, closures } }: TablePanelProps) {
  const i18n = useI18n();
  const { t, formatNumber } = i18n;
  const idPrefix = useId();
  const { bins, spans } = useMemo(() => rowsOf(histogram), [histogram]);
  const rows = [...bins, ...spans];
  const statuses = OCCURRENCE_STATUSES.map((status, index) => ({ status, index })).filter(({ index }) =>
    rows.some(({ counts }) => (counts[index] ?? 0) > 0),
  );
  const outside = histogram.before + histogram.after;
  return (
    <>
      <UnseenPatterns idPrefix={idPrefix} />
      <table className="time-table">
        <caption className="visually-hidden">{t('time.table-caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('time.column-days')}</th>
            <th scope="col">{t('time.column-all')}</th>
            {statuses.map(({ status }) => (
              <th key={status} scope="col">
                <span className="time-row-name">
                  <StatusSwatch idPrefix={idPrefix} tone={status} />
                  {t(`status.${status}`)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, days, isWide, counts }) => (
            <tr key={key} data-wide={isWide || undefined}>
              <th scope="row">
                {isWide ? t('time.some-time-in', { days: daysWords(i18n, days) }) : daysWords(i18n, days)}
              </th>
              <td>{formatNumber(sumOf(counts))}</td>
              {statuses.map(({ status, index }) => (
                <td key={status}>{formatNumber(counts[index] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('time.all-reports')}</th>
            <td>{formatNumber(totalOf(histogram) - outside)}</td>
            {statuses.map(({ status, index }) => (
              <td key={status}>{formatNumber(rows.reduce((sum, { counts }) => sum + (counts[index] ?? 0), 0))}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      {outside > 0 ? <p className="time-note">{t('time.outside-axis', { n: outside })}</p> : null}
      <p className="time-note">{t('time.table-note')}</p>
      <ol className="time-marks">
        {marks.map((mark) => (
          <li key={mark.key}>{markWords(i18n, mark)}</li>
        ))}
      </ol>
      <ul className="time-marks">
        {closures.map((closure) => (
          <li key={`${closure.day}-${closure.headline}`}>{closureWords(i18n, closure)}</li>
        ))}
      </ul>
    </>
  );
}
