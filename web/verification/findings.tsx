import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import { useI18n } from '../i18n/index.tsx';

type FindingsProps = {
  readonly incident: Pick<IncidentRecordProperties, 'attribution' | 'compliance' | 'verification'>;
  /** How a reading is called, by its id; null where it is not known here. */
  readonly readingWords: (readingId: string) => string | null;
};

/** The three other questions: who did it and how sure that is, whether a provision was broken, whether the parties agree. */
export function Findings({ incident, readingWords }: FindingsProps) {
  const { t } = useI18n();
  const { attribution, compliance, verification } = incident;
  const { attributedTo, confidence, finding, agreement } = verification;
  return (
    <section className="record-section findings">
      <h3>{t('record.findings')}</h3>
      <p>
        {[
          t(`attribution.${attribution}`),
          attributedTo === null ? null : t(`found.attributed-${attributedTo}`),
          confidence === null ? null : t(`found.confidence-${confidence}`),
        ]
          .filter((part) => part !== null)
          .join(' ')}
      </p>
      <p>{t(`compliance.${compliance}`)}</p>
      {finding === null ? null : (
        <dl className="facts finding">
          <dt>{t('found.reading')}</dt>
          <dd dir="auto">{readingWords(finding.readingId) ?? finding.readingId}</dd>
          <dt>{t('found.provision')}</dt>
          <dd dir="auto">{finding.provision}</dd>
          {finding.severity === null ? null : (
            <>
              <dt>{t('found.severity')}</dt>
              <dd>{t(`severity.${finding.severity}`)}</dd>
            </>
          )}
        </dl>
      )}
      <p>
        <span className="visually-hidden">{t('found.agreement')}: </span>
        {t(`agreement.${agreement}`)}
      </p>
    </section>
  );
}
