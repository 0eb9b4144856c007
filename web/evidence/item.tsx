import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EvidenceRecord, type EvidenceShown } from '../../api/evidence/contract.ts';
import { request } from '../auth/request.ts';
import { useI18n } from '../i18n/index.tsx';

const fileOf = (id: string, copy: 'working' | 'evidentiary'): string => `/api/evidence/${id}/file?copy=${copy}`;
const isPicture = ({ working }: EvidenceShown): boolean => working?.mediaType.startsWith('image/') ?? false;

/** The picture, behind its warning until it is asked for: until then nothing of it is loaded. */
function Picture({ item }: { item: EvidenceShown }) {
  const { t } = useI18n();
  const isWarned = item.contentWarning !== 'none';
  const [open, setOpen] = useState(!isWarned);
  return (
    <>
      {open ? (
        <img src={fileOf(item.id, 'working')} alt={item.title} loading="lazy" className="evidence-picture" />
      ) : (
        <p className="evidence-cover">{t(`evidence.warning-${item.contentWarning}`)}</p>
      )}
      {isWarned ? (
        <button type="button" className="button" aria-pressed={open} onClick={() => setOpen(!open)}>
          {t('evidence.show', { title: item.title })}
        </button>
      ) : null}
    </>
  );
}

/** What only some may know of an item: where it was seen before, its custody, the raw file. Asked for when unfolded. */
function More({ id }: { id: string }) {
  const { t, formatInstant } = useI18n();
  const [open, setOpen] = useState(false);
  const asked = useQuery({
    queryKey: ['evidence', id],
    queryFn: ({ signal }) => request('GET', `/api/evidence/${id}`, { shape: EvidenceRecord, signal }),
    enabled: open,
    retry: false,
    networkMode: 'always',
  });
  const record = asked.data;
  return (
    <details className="history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('evidence.more')}</summary>
      {asked.error === null ? null : <p role="alert">{t('refused.other')}</p>}
      {record?.seenBefore?.map((one) => (
        <p key={one.evidenceId} className="evidence-before">
          {t(one.sameFile ? 'evidence.same-file' : 'evidence.seen-before', {
            title: one.title,
            ref: one.incident.ref,
          })}
        </p>
      ))}
      {record?.custody == null ? null : (
        <>
          <p>{t('evidence.custody')}</p>
          <ol className="evidence-custody">
            {record.custody.map((entry) => (
              <li key={`${entry.at} ${entry.action} ${entry.reason}`}>
                <b>{t(`evidence.custody-${entry.action}`)}</b> {t(`roles.name-${entry.by.role}`)} ·{' '}
                <time dateTime={entry.at}>{t('known.at-utc', { at: formatInstant(entry.at, 'utc') })}</time>
                <span className="fact-note" dir="auto">
                  {[entry.from, entry.to, entry.reason].filter((part) => part !== null).join(' · ')}
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      {record?.may.includes('read-evidentiary') ? (
        <a className="link" href={fileOf(id, 'evidentiary')} download>
          {t('evidence.take-raw')}
        </a>
      ) : null}
    </details>
  );
}

/** One item of evidence. */
export function EvidenceItem({ item }: { item: EvidenceShown }) {
  const { t, formatInstant, formatNumber } = useI18n();
  return (
    <li className="evidence-item">
      <p className="evidence-title" dir="auto">
        {item.title}
      </p>
      {isPicture(item) ? <Picture item={item} /> : null}
      <p className="fact-note">
        {[
          item.mediaType,
          t('evidence.kilobytes', { n: formatNumber(Math.ceil(item.bytes / 1024)) }),
          t(`evidence.how-${item.obtainedHow}`),
          t('evidence.received', { at: formatInstant(item.recordedAt, 'utc') }),
        ].join(' · ')}
      </p>
      <p className="fact-note">
        {t('evidence.checks', {
          source: t(`evidence.check-${item.checks.source}`),
          technical: t(`evidence.check-${item.checks.technical}`),
          content: t(`evidence.check-${item.checks.content}`),
        })}
      </p>
      {item.working === null || isPicture(item) ? null : (
        <a className="link" href={fileOf(item.id, 'working')} download>
          {t('evidence.take')}
        </a>
      )}
      <More id={item.id} />
    </li>
  );
}
