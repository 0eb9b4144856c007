import { useEffect, useRef } from 'react';
import { useI18n, type I18n } from '../i18n/index.tsx';
import { distanceWords } from '../incidents/phrases.ts';
import type { Candidate } from './filing.ts';

const HOUR_MS = 3_600_000;

type NearProps = {
  readonly candidates: readonly Candidate[];
  /** When the record in the form begins. */
  readonly from: string | null;
  readonly onOpen: (fid: number) => void;
  readonly onFile: () => void;
  readonly onBack: () => void;
};

/** How far apart two beginnings are, in words. */
function timeWords({ t, formatNumber }: I18n, one: string, other: string): string {
  const hours = Math.round(Math.abs(Date.parse(one) - Date.parse(other)) / HOUR_MS);
  if (hours === 0) return t('form.near-same-time');
  return hours < 48
    ? t('form.near-hours', { n: formatNumber(hours) })
    : t('form.near-days', { n: Math.round(hours / 24) });
}

/** Records that may be about the same event, and why each is here, before anything is filed. */
export function NearView({ candidates, from, onOpen, onFile, onBack }: NearProps) {
  const i18n = useI18n();
  const { t, formatInstant, formatNumber } = i18n;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const reasons = ({ happenedFrom, kilometres, likeness }: Candidate): string =>
    [
      from === null ? null : timeWords(i18n, from, happenedFrom),
      kilometres === null
        ? t('form.near-no-place')
        : t('form.near-place', { distance: distanceWords(i18n, kilometres * 1_000) }),
      t('form.near-words', { percent: formatNumber(likeness * 100) }),
    ]
      .filter((part) => part !== null)
      .join(' · ');
  return (
    <div className="near-view">
      <h2 ref={heading} tabIndex={-1}>
        {t('form.near-title')}
      </h2>
      <p>{t('form.near-text', { count: candidates.length })}</p>
      <ul className="near-list">
        {candidates.map((candidate) => (
          <li key={candidate.uid} className="form-card">
            <p className="reference">{candidate.ref}</p>
            <p className="near-name">
              <bdi>{candidate.title}</bdi>
            </p>
            <p className="field-hint">{t('form.near-began', { at: formatInstant(candidate.happenedFrom, 'utc') })}</p>
            <p className="field-hint">{reasons(candidate)}</p>
            <button
              type="button"
              className="button"
              aria-label={t('form.near-open-named', { ref: candidate.ref })}
              onClick={() => onOpen(candidate.fid)}
            >
              {t('form.near-open')}
            </button>
          </li>
        ))}
      </ul>
      <div className="form-foot">
        <button type="button" className="button" onClick={onFile}>
          {t('form.near-file')}
        </button>
        <button type="button" className="button" onClick={onBack}>
          {t('form.back-to-form')}
        </button>
      </div>
    </div>
  );
}
