import { useMemo } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Shapes } from '../incidents/status-mark.tsx';
import { legendBlocks } from '../snapshots/legend.ts';
import type { Drawn } from '../snapshots/picture.ts';
import { Icon } from '../ui/icon.tsx';
import { addressOfRules } from '../verification/address.ts';

/** Half the side of a symbol's box, in CSS pixels. */
const SYMBOL_REACH = 15;

type LegendProps = { readonly drawn: Drawn; readonly onClose: () => void };

/** What is on the map now, and nothing else: the very entries that an export prints. */
export function Legend({ drawn, onClose }: LegendProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const blocks = useMemo(() => legendBlocks(i18n, drawn), [i18n, drawn]);
  return (
    <section className="map-legend" aria-labelledby="legend-title">
      <header>
        <h2 id="legend-title">{t('legend.title')}</h2>
        <button type="button" className="icon-button small" aria-label={t('app.close')} onClick={onClose}>
          <Icon name="close" size={14} />
        </button>
      </header>
      {blocks.map(({ part, rows }, index) => (
        <div key={part} className={`legend-block ${part}`}>
          {rows.map((row) => {
            if (row.kind !== 'entry') return index === 0 ? null : <h3 key={row.text}>{row.text}</h3>;
            const { shapes, scale } = row.symbol;
            return (
              <p key={row.text}>
                <Shapes shapes={shapes} size={2 * SYMBOL_REACH} extent={SYMBOL_REACH / scale} />
                <span>{row.text}</span>
              </p>
            );
          })}
        </div>
      ))}
      <p className="legend-more">
        <a className="link" href={addressOfRules()}>
          {t('way.rules')}
        </a>
      </p>
    </section>
  );
}
