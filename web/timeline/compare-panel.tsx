import { useId } from 'react';
import type { OccurrenceStatus } from '../../api/geo/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { CategoryGlyph } from '../incidents/status-mark.tsx';
import type { Compared, Comparison } from './compare.ts';
import type { Days } from './days.ts';
import { StatusSwatch, UnseenPatterns } from './status-fill.tsx';
import { dayInBoth, daysWords, signedWords } from './words.ts';

type ComparePanelProps = {
  readonly comparison: Comparison | null;
  /** Whether the window has both ends; then what is missing is on its way. */
  readonly isComparable: boolean;
  readonly recorded: Days | null;
};

/** The window beside the one before it, of equal length: counts of reports, by status and by category. */
export function ComparePanel({ comparison, isComparable, recorded }: ComparePanelProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const idPrefix = useId();
  if (comparison === null) {
    return isComparable ? null : <p className="time-note">{t('time.compare-needs-window')}</p>;
  }
  const { days, earlierDays, total, statuses, categories, inBoth } = comparison;
  const reachesBack = recorded !== null && earlierDays.first < recorded.first;
  return (
    <>
      <UnseenPatterns idPrefix={idPrefix} />
      <table className="time-table compared">
        <caption className="visually-hidden">{t('time.compare-caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('time.column-reports')}</th>
            <th scope="col">{daysWords(i18n, earlierDays)}</th>
            <th scope="col">{daysWords(i18n, days)}</th>
            <th scope="col">{t('time.column-difference')}</th>
            <th scope="col">{t('time.column-percent')}</th>
          </tr>
        </thead>
        <tbody>
          <ComparedRow line={total} label={t('time.all-reports')} />
        </tbody>
        <tbody>
          {statuses.map((line) => (
            <ComparedRow
              key={line.name}
              line={line}
              label={t(`status.${line.name}`)}
              mark={<StatusSwatch idPrefix={idPrefix} tone={line.name satisfies OccurrenceStatus} />}
            />
          ))}
        </tbody>
        <tbody>
          {categories.map((line) => (
            <ComparedRow
              key={line.name}
              line={line}
              label={t(`category.${line.name}`)}
              mark={<CategoryGlyph category={line.name} size={14} />}
            />
          ))}
        </tbody>
      </table>
      {inBoth > 0 ? <p className="time-note">{t('time.in-both', { n: inBoth })}</p> : null}
      {reachesBack ? (
        <p className="time-note">{t('time.before-the-record', { day: dayInBoth(i18n, recorded.first) })}</p>
      ) : null}
      <p className="time-note">{t('time.unobserved')}</p>
    </>
  );
}

type RowProps = { readonly line: Compared<string>; readonly label: string; readonly mark?: React.ReactNode };

function ComparedRow({ line, label, mark = null }: RowProps) {
  const i18n = useI18n();
  const { formatNumber } = i18n;
  return (
    <tr>
      <th scope="row">
        <span className="time-row-name">
          {mark}
          {label}
        </span>
      </th>
      <td>{formatNumber(line.earlier)}</td>
      <td>{formatNumber(line.now)}</td>
      <td>{signedWords(i18n, line.difference)}</td>
      <td>
        {line.percent === null ? (
          <span aria-label={i18n.t('time.no-percent')}>–</span>
        ) : (
          i18n.t('time.percent', { n: signedWords(i18n, line.percent) })
        )}
      </td>
    </tr>
  );
}
