import type { SourceShown } from '../../api/incidents/contract.ts';
import { useI18n, type MessageKey } from '../i18n/index.tsx';

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

/** The sources of a record with their grades; "not graded" stands in words until a reviewer gives one. */
export function Sources({ sources }: { sources: readonly SourceShown[] }) {
  const { t, formatDay, formatNumber } = useI18n();
  if (sources.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('sources.title')}</h3>
      <ol className="sources">
        {sources.map((source, index) => {
          const kind = KINDS[source.kind];
          const graded = source.reliability !== null && source.credibility !== null;
          return (
            <li key={source.id}>
              <span className="source-number">{formatNumber(index + 1)}</span>
              <span>
                <bdi>{[source.publisher, source.article].filter(Boolean).join(', ')}</bdi>
                <span className="fact-note">
                  {[
                    kind === undefined ? source.kind : t(kind),
                    source.publishedOn === null ? t('sources.day-not-stated') : formatDay(source.publishedOn),
                    graded
                      ? t('sources.grade', { grade: `${source.reliability}${source.credibility}` })
                      : t('sources.not-graded'),
                  ].join(' · ')}
                </span>
              </span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
