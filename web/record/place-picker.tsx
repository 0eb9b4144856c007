import type { MapMouseEvent } from 'maplibre-gl';
import { useEffect, useEffectEvent } from 'react';
import { createPortal } from 'react-dom';
import { useI18n } from '../i18n/index.tsx';
import { useFormMap } from './form-map.ts';

type PickerProps = {
  readonly onPick: (position: readonly [number, number]) => void;
  readonly onCancel: () => void;
};

/**
 * Lets a place be chosen on the map: by a click, or by moving the map with the arrow keys and taking its centre with
 * Enter. It stands while it is rendered.
 */
export function PlacePicker({ onPick, onCancel }: PickerProps) {
  const { t } = useI18n();
  const { map, setTaken } = useFormMap();
  const pane = document.getElementById('map');
  const pick = useEffectEvent((longitude: number, latitude: number) => onPick([longitude, latitude]));
  const cancel = useEffectEvent(onCancel);
  const take = useEffectEvent((taken: boolean) => setTaken(taken));

  useEffect(() => {
    if (!map) return undefined;
    const canvas = map.getCanvas();
    const onClick = ({ lngLat }: MapMouseEvent): void => pick(lngLat.lng, lngLat.lat);
    const onKey = (event: KeyboardEvent): void => {
      const isTaking = event.key === 'Enter' && event.target === canvas;
      if (!isTaking && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      if (!isTaking) return cancel();
      const { lng, lat } = map.getCenter();
      pick(lng, lat);
    };
    take(true);
    map.on('click', onClick);
    // Before anything else on the page takes the key for its own.
    document.addEventListener('keydown', onKey, true);
    canvas.classList.add('picking');
    canvas.focus();
    return () => {
      map.off('click', onClick);
      document.removeEventListener('keydown', onKey, true);
      canvas.classList.remove('picking');
      take(false);
    };
  }, [map]);

  if (pane === null || map === null) return null;
  const takeCentre = (): void => {
    const { lng, lat } = map.getCenter();
    onPick([lng, lat]);
  };
  return createPortal(
    <div className="place-picker">
      <svg className="place-crosshair" width="46" height="46" viewBox="0 0 46 46" aria-hidden="true">
        <path className="halo" d="M23 3v14M23 29v14M3 23h14M29 23h14" />
        <path d="M23 3v14M23 29v14M3 23h14M29 23h14" />
        <circle cx="23" cy="23" r="1.6" />
      </svg>
      <div className="place-picker-bar">
        <p role="status">{t('form.pick-how')}</p>
        <span className="place-picker-actions">
          <button type="button" className="button primary" onClick={takeCentre}>
            {t('form.pick-centre')}
          </button>
          <button type="button" className="button" onClick={onCancel}>
            {t('form.pick-cancel')}
          </button>
        </span>
      </div>
    </div>,
    pane,
  );
}
