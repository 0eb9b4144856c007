import { useQuery } from '@tanstack/react-query';
import { EvidenceAlarms } from '../../api/evidence/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { request } from './request.ts';

/** For administrators: whether every stored evidence file is as it was stored. */
export function EvidenceAlarmsNotice() {
  const { t, formatInstant } = useI18n();
  const { data } = useQuery({
    queryKey: ['evidence-alarms'],
    queryFn: ({ signal }) => request('GET', '/api/evidence-alarms', { shape: EvidenceAlarms, signal }),
    networkMode: 'always',
  });
  if (data === undefined) return null;
  if (data.alarms.length === 0) return <p className="auth-hint">{t('evidence.all-as-stored', { n: data.files })}</p>;
  return (
    <div role="alert" className="evidence-alarms">
      <p>{t('evidence.alarm', { n: data.alarms.length })}</p>
      <ul>
        {data.alarms.map(({ sha256, found, foundAt }) => (
          <li key={sha256}>
            {t(`evidence.alarm-${found}`, { at: formatInstant(foundAt, 'utc') })} <code dir="ltr">{sha256}</code>
          </li>
        ))}
      </ul>
    </div>
  );
}
