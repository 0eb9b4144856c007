import { memo } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { scaleBarOf } from '../snapshots/camera.ts';
import { IconButton } from '../ui/icon-button.tsx';
import type { IconName } from '../ui/icon.tsx';
import type { Camera } from '../view.ts';

type ControlsProps = {
  readonly onZoom: (by: 1 | -1) => void;
  readonly onExtent: () => void;
  readonly onLegend: () => void;
  readonly legendOpen: boolean;
  readonly onDraw: (() => void) | null;
  readonly drawing: boolean;
};

/** The buttons at the map's inline end. */
export function MapControls({ onZoom, onExtent, onLegend, legendOpen, onDraw, drawing }: ControlsProps) {
  const { t } = useI18n();
  const button = (icon: IconName, label: string, onClick: () => void, pressed?: boolean) => (
    <IconButton className="map-button" icon={icon} label={label} onClick={onClick} isPressed={pressed} />
  );
  return (
    <div className="map-controls" role="group" aria-label={t('map.controls')}>
      {button('plus', t('map.zoom-in'), () => onZoom(1))}
      {button('minus', t('map.zoom-out'), () => onZoom(-1))}
      {button('extent', t('map.full-extent'), onExtent)}
      {onDraw === null ? null : button('polygon', t('map.draw'), onDraw, drawing)}
      {button('legend', t('map.legend'), onLegend, legendOpen)}
    </div>
  );
}

const SCALE_BAR_PIXELS = 120;

/** A bar of a round number of kilometres, true at the middle of the map. */
export const ScaleBar = memo(function ScaleBar({ camera }: { camera: Camera }) {
  const { t, formatNumber } = useI18n();
  const { metres, pixels } = scaleBarOf(camera, SCALE_BAR_PIXELS);
  const kilometres = metres / 1_000;
  const digits = kilometres < 1 ? 2 : 0;
  return (
    <div
      className="scale-bar"
      role="img"
      aria-label={t('map.scale', { n: formatNumber(kilometres, digits) })}
      dir="ltr"
    >
      <span className="scale-line" style={{ inlineSize: `${pixels}px` }} />
      <span className="scale-figures" style={{ minInlineSize: `${pixels}px` }} aria-hidden="true">
        <span>{formatNumber(0)}</span>
        <span>{formatNumber(kilometres / 2, digits + 1)}</span>
        <span>{t('unit.kilometres', { n: formatNumber(kilometres, digits) })}</span>
      </span>
    </div>
  );
});

/** What must always be read with the map: the name, the notice on boundaries, and where the map comes from. */
export const MapFoot = memo(function MapFoot({ lineOfControl }: { lineOfControl: boolean }) {
  const { t } = useI18n();
  return (
    <footer className="map-foot">
      <details>
        <summary>
          <span>
            * {t('app.name-footnote')} {lineOfControl ? `† ${t('foot.line-of-control')}` : null} {t('foot.short')}{' '}
            <span className="foot-more">{t('foot.more')}</span>
          </span>
        </summary>
        <p dir="auto">{t('foot.disclaimer')}</p>
      </details>
    </footer>
  );
});
