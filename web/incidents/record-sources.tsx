import type { ReactNode } from 'react';
import type { SourceShown } from '../../api/incidents/contract.ts';
import { useI18n, type I18n, type MessageKey } from '../i18n/index.tsx';

type MarksProps = { readonly ids: readonly string[]; readonly sources: readonly SourceShown[] };

/** The numbers of the sources that a statement rests on, as they stand in the list of sources below it. */
export function SourceMarks({ ids, sources }: MarksProps) {
  const { t, formatNumber } = useI18n();
  const numbers = ids.map((id) => sources.findIndex((source) => source.id === id) + 1).filter((number) => number > 0);
  if (numbers.length === 0) return null;
  const words = numbers.map((number) => formatNumber(number)).join(', ');
  return (
    <span className="source-marks" aria-label={t('sources.marks', { numbers: words })}>
      [{words}]
    </span>
  );
}

const KINDS: Readonly<Record<string, MessageKey>> = {
  media: 'source.media',
  party: 'source.party',
  mediator: 'source.mediator',
  un: 'source.un',
  ngo: 'source.ngo',
  reference: 'source.reference',
  dataset: 'source.dataset',
  generator: 'source.generator',
};

type Graded = Pick<SourceShown, 'reliability' | 'credibility'>;

/** The Admiralty grade by its sign; "not graded" in words until a reviewer gives one. */
function gradeSign({ t }: Pick<I18n, 't'>, { reliability, credibility }: Graded): string {
  if (reliability === null && credibility === null) return t('sources.not-graded');
  return t('sources.grade', { grade: `${reliability ?? '–'}${credibility ?? '–'}` });
}

/** What the sign stands for, each of its two halves apart. */
function gradeWords({ t }: Pick<I18n, 't'>, { reliability, credibility }: Graded): string {
  return [
    reliability === null ? null : t(`reliability.${reliability}`),
    credibility === null ? null : t(`credibility.${credibility as 1 | 2 | 3 | 4 | 5 | 6}`),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** By the source, the way to grade it. */
export type Grading = Readonly<Record<string, ReactNode>>;

type SourcesProps = {
  readonly sources: readonly SourceShown[];
  /** For whoever may grade a source. */
  readonly grading?: Grading | undefined;
};

/** The sources of a record with their grades. */
export function Sources({ sources, grading }: SourcesProps) {
  const i18n = useI18n();
  const { t, formatDay, formatNumber } = i18n;
  if (sources.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('sources.title')}</h3>
      <ol className="sources">
        {sources.map((source, index) => {
          const kind = KINDS[source.kind];
          const words = gradeWords(i18n, source);
          return (
            <li key={source.id}>
              <span className="source-number">{formatNumber(index + 1)}</span>
              <span>
                <bdi>{[source.publisher, source.article].filter(Boolean).join(', ')}</bdi>
                <span className="fact-note">
                  {[
                    kind === undefined ? source.kind : t(kind),
                    source.publishedOn === null ? t('sources.day-not-stated') : formatDay(source.publishedOn),
                    gradeSign(i18n, source),
                  ].join(' · ')}
                </span>
                {words === '' ? null : <span className="fact-note">{words}</span>}
                {grading?.[source.id] ?? null}
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
