import { useId, useState } from 'react';
import { Attribution, Compliance } from '../../api/accounts/contract.ts';
import { useSession } from '../auth/session.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../ui/icon.tsx';
import { FLAGS, type View } from '../view.ts';
import { Facet, FacetGroup, toggled } from './facet.tsx';
import type { Facets } from './filter.ts';
import type { ChangeView } from './use-view.ts';

type FilterVerificationProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly facets: Facets | null;
};

/** What verification has come to, folded away until somebody wants it: most come for when, where and what. */
export function FilterVerification({ view, change, facets }: FilterVerificationProps) {
  const { t } = useI18n();
  const { data: session } = useSession();
  const chosen = FLAGS.filter((flag) => view[flag]).length + view.attributions.length + view.compliances.length;
  const [open, setOpen] = useState(chosen > 0);
  const id = useId();
  const flags = FLAGS.filter((flag) => flag !== 'mine' || view.mine || (session !== undefined && session.id !== null));
  const attributions = Attribution.options.filter(
    (value) => (facets?.attributions[value] ?? 0) > 0 || view.attributions.includes(value),
  );
  const compliances = Compliance.options.filter(
    (value) => (facets?.compliances[value] ?? 0) > 0 || view.compliances.includes(value),
  );
  return (
    <div className="facet-fold">
      <button type="button" aria-expanded={open} aria-controls={open ? id : undefined} onClick={() => setOpen(!open)}>
        <span>{t('filters.verification')}</span>
        {chosen === 0 ? null : <span className="count">{t('filters.chosen', { n: chosen })}</span>}
        <Icon name={open ? 'up' : 'down'} size={14} />
      </button>
      {open ? (
        <div id={id}>
          <FacetGroup title={t('filters.verification-state')}>
            {flags.map((flag) => (
              <Facet
                key={flag}
                label={t(`filters.flag-${flag}`)}
                count={facets && facets.flags[flag]}
                chosen={view[flag]}
                onToggle={() => change({ [flag]: !view[flag] })}
              />
            ))}
          </FacetGroup>
          {attributions.length === 0 ? null : (
            <FacetGroup title={t('filters.attribution')}>
              {attributions.map((value) => (
                <Facet
                  key={value}
                  label={t(`filters.attribution-${value}`)}
                  count={facets && (facets.attributions[value] ?? 0)}
                  chosen={view.attributions.includes(value)}
                  onToggle={() => change({ attributions: toggled(view.attributions, value) })}
                />
              ))}
            </FacetGroup>
          )}
          {compliances.length === 0 ? null : (
            <FacetGroup title={t('filters.compliance')}>
              {compliances.map((value) => (
                <Facet
                  key={value}
                  label={t(`filters.compliance-${value}`)}
                  count={facets && (facets.compliances[value] ?? 0)}
                  chosen={view.compliances.includes(value)}
                  onToggle={() => change({ compliances: toggled(view.compliances, value) })}
                />
              ))}
            </FacetGroup>
          )}
        </div>
      ) : null}
    </div>
  );
}
