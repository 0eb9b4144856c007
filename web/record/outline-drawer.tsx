import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Drawing } from '../areas/draw.ts';
import { faultWords, type AreaFault } from '../areas/fault-words.ts';
import { useI18n } from '../i18n/index.tsx';
import { themes } from '../map/theme.ts';
import { useFormMap } from './form-map.ts';

type DrawerProps = { readonly onRing: (ring: [number, number][]) => void; readonly onCancel: () => void };

/** Draws an outline on the map with the same tools as an area of the view. It stands while it is rendered. */
export function OutlineDrawer({ onRing, onCancel }: DrawerProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { map, theme, setTaken } = useFormMap();
  const [corners, setCorners] = useState<number | null>(null);
  const [fault, setFault] = useState<AreaFault | 'tools-not-loaded' | null>(null);
  const drawing = useRef<Drawing | null>(null);
  // terra-draw must not be stopped from inside its own events.
  const finish = useEffectEvent((ring: [number, number][]) => void setTimeout(() => onRing(ring), 0));
  const leave = useEffectEvent(() => void setTimeout(onCancel, 0));
  const take = useEffectEvent((taken: boolean) => setTaken(taken));

  useEffect(() => {
    let isWanted = true;
    take(true);
    const begin = async (): Promise<void> => {
      const module = await import('../areas/draw.ts').catch(() => null);
      if (!isWanted || map === null) return;
      if (module === null) return setFault('tools-not-loaded');
      drawing.current = module.drawArea(map, themes[theme], {
        onRing: (ring) => finish(ring),
        onFault: setFault,
        onCorners: (count) => {
          setFault(null);
          setCorners(count);
        },
        onLeave: () => leave(),
        onDelete: () => undefined,
      });
      setCorners(0);
    };
    // The page's own Escape closes what is open; here it leaves the drawing.
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      leave();
    };
    document.addEventListener('keydown', onKey, true);
    void begin();
    return () => {
      isWanted = false;
      document.removeEventListener('keydown', onKey, true);
      drawing.current?.stop();
      drawing.current = null;
      take(false);
    };
  }, [map, theme]);

  return (
    <div className="form-card">
      <p className="field-hint" role="status">
        {corners === null ? t('areas.loading-tools') : t('areas.how-to-draw', { count: corners })}
      </p>
      <p className="field-fault" role="alert">
        {fault === null ? '' : fault === 'tools-not-loaded' ? t('areas.tools-not-loaded') : faultWords(i18n, fault)}
      </p>
      <div className="form-actions">
        <button
          type="button"
          className="button"
          disabled={(corners ?? 0) === 0}
          onClick={() => drawing.current?.undo()}
        >
          {t('areas.undo-corner')}
        </button>
        <button type="button" className="button" onClick={onCancel}>
          {t('areas.cancel')}
        </button>
      </div>
    </div>
  );
}
