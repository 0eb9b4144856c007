import { useMemo, useRef, useState } from 'react';
import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import type { CaseAnswer, CaseShown } from '../../api/verification/shown/contract.ts';
import { useI18n, type I18n } from '../i18n/index.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { listedActs } from './act.ts';
import { ActForm } from './act-form.tsx';
import type { ActMaterial } from './act-material.ts';
import { useBeginning, type Beginning } from './beginning.ts';
import { useOwnKeys } from './own-keys.ts';
import { PositionSlot } from './position-slot.tsx';
import { useCase } from './use-case.ts';

type CaseSectionProps = {
  readonly beginning: Beginning;
  readonly fid: number;
  readonly incident: IncidentRecordProperties;
};

/** What whoever is signed in may do to verify this record; nothing at all for whoever may do nothing here. */
export function CaseSection({ fid, incident, beginning }: CaseSectionProps) {
  const { t } = useI18n();
  const of = { fid, uid: incident.uid };
  const { data, isPending } = useCase(of);
  if (isPending) return <Skeleton label={t('case.loading')} rows={1} />;
  if (data === undefined || data.acts.length + data.maySpeakFor.length === 0) return null;
  return <OpenCase of={of} shown={data} incident={incident} beginning={beginning} />;
}

type OpenProps = Omit<CaseSectionProps, 'fid'> & {
  readonly of: { readonly fid: number; readonly uid: string };
  readonly shown: CaseShown;
};

function OpenCase({ of, shown, incident, beginning }: OpenProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const [done, setDone] = useState<string | null>(null);
  const material = useMemo((): ActMaterial => ({ shown, items: itemsOf(incident) }), [shown, incident]);
  const acts = listedActs(shown);
  const section = useOwnKeys();
  useBeginning({ ...beginning, section, acts, subject: { id: incident.uid, ref: incident.ref } });
  const heading = useRef<HTMLHeadingElement>(null);
  const tell = (words: string): void => {
    setDone(words);
    // The form that was sent may be gone by now, and the focus with it.
    heading.current?.focus();
  };
  return (
    <section ref={section} className="record-section case">
      <h3 ref={heading} tabIndex={-1}>
        {t('case.title')}
      </h3>
      {shown.lead === null ? null : (
        <p className="fact-note">
          <bdi>{t('case.lead', { name: shown.lead.name })}</bdi>
        </p>
      )}
      <p role="status" className={done === null ? 'visually-hidden' : 'form-kept'}>
        {done}
      </p>
      {shown.maySpeakFor.map((party) => (
        <PositionSlot key={party} party={party} fid={of.fid} incident={incident} />
      ))}
      {acts.length === 0 && shown.maySpeakFor.length === 0 ? <p className="fact-note">{t('case.nothing')}</p> : null}
      {acts.map((act) => (
        <ActForm
          key={act.act}
          of={of}
          shown={act}
          material={material}
          onDone={(answer) => tell(doneWords(i18n, act.takes, answer))}
        />
      ))}
    </section>
  );
}

function doneWords({ t }: I18n, takes: number, { moved }: CaseAnswer): string {
  if (moved.length === 0) return t(takes > 1 ? 'case.done-waits' : 'case.done');
  return t('case.done-moved', { moves: moved.map((move) => t(`move.${move}`)).join(' · ') });
}

/** What is on record for the incident, by how it is called. */
function itemsOf({ sources, evidence }: IncidentRecordProperties): ActMaterial['items'] {
  return [
    ...sources.map(({ id, publisher, article }) => ({ id, words: [publisher, article].filter(Boolean).join(', ') })),
    ...evidence.map(({ id, title }) => ({ id, words: title })),
  ];
}
