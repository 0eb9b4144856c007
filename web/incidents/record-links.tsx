import type { IncidentRecordProperties } from '../../api/incidents/contract.ts';
import type { Nearby } from '../explore/nearby.ts';
import { useI18n } from '../i18n/index.tsx';
import type { Selection } from '../view.ts';

type LinksProps = {
  readonly links: IncidentRecordProperties['links'];
  readonly onOpen: (selection: Selection) => void;
};

/** Records that this one is tied to; that one answers another is only ever somebody's statement. */
export function Links({ links, onOpen }: LinksProps) {
  const { t } = useI18n();
  if (links.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('links.title')}</h3>
      <ul className="links">
        {links.map((link) => (
          <li key={`${link.kind}-${link.inverse}-${link.id}`}>
            <span className="fact-note">
              {t(link.inverse ? `link-from.${link.kind}` : `link.${link.kind}`, {
                claimant: link.claimant ?? t('app.not-stated'),
              })}
            </span>
            <button type="button" className="link" onClick={() => onOpen({ collection: 'incidents', id: link.id })}>
              {link.title}
            </button>
            <span className="reference">{link.ref}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type NearbyProps = { readonly nearby: readonly Nearby[]; readonly onOpen: (selection: Selection) => void };

/** Crossing points and incidents close by, with their distance. */
export function NearbyList({ nearby, onOpen }: NearbyProps) {
  const { t, formatNumber } = useI18n();
  if (nearby.length === 0) return null;
  return (
    <section className="record-section">
      <h3>{t('nearby.title')}</h3>
      <ul className="nearby">
        {nearby.map(({ selection, label, kilometres }) => (
          <li key={`${selection.collection}-${selection.id}`}>
            <button type="button" className="link" onClick={() => onOpen(selection)}>
              {label}
            </button>
            <span className="count">
              {t('unit.kilometres', { n: formatNumber(kilometres, kilometres < 10 ? 1 : 0) })}
            </span>
          </li>
        ))}
      </ul>
      <p className="fact-note">{t('nearby.note')}</p>
    </section>
  );
}
