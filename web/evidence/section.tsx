import { lazy, Suspense } from 'react';
import type { EvidenceShown } from '../../api/evidence/contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useAbilities } from '../record/session.ts';
import { EvidenceItem } from './item.tsx';

const UploadForm = lazy(() => import('./upload-form.tsx').then((module) => ({ default: module.UploadForm })));

type SectionProps = {
  /** The incident's UUID. */
  readonly incidentId: string;
  readonly evidence: readonly EvidenceShown[];
  /** May files be attached: the record stands and is shown as it is now. Whether this reader may is added here. */
  readonly mayAttach: boolean;
  readonly onAttached: () => void;
};

/** The files that bear on an incident, and where whoever may attaches another. */
export function EvidenceSection({ incidentId, evidence, mayAttach, onAttached }: SectionProps) {
  const { t } = useI18n();
  const { mayFile } = useAbilities();
  if (evidence.length === 0 && !(mayAttach && mayFile)) return null;
  return (
    <section className="record-section evidence">
      <h3>{t('evidence.title')}</h3>
      {evidence.length === 0 ? <p className="fact-note">{t('evidence.none')}</p> : null}
      <ul className="evidence-items">
        {evidence.map((item) => (
          <EvidenceItem key={item.id} item={item} />
        ))}
      </ul>
      {mayAttach && mayFile ? (
        <details className="history">
          <summary>{t('evidence.attach-file')}</summary>
          <Suspense fallback={null}>
            <UploadForm incidentId={incidentId} onAttached={onAttached} />
          </Suspense>
        </details>
      ) : null}
    </section>
  );
}
