import { useI18n } from '../i18n/index.tsx';
import type { ChangeView } from '../explore/use-view.ts';
import type { WindowChoice } from '../explore/window.ts';
import { Icon } from '../ui/icon.tsx';
import type { View } from '../view.ts';
import type { ViewTimeline } from '../view-timeline.ts';
import { ComparePanel } from './compare-panel.tsx';
import { Controls } from './controls.tsx';
import { Plot } from './plot.tsx';
import { TablePanel } from './table-panel.tsx';
import type { TimelineState } from './use-timeline.ts';
import { windowWords } from './words.ts';

/** Heights of the drawing under its head, CSS pixels: in the row beneath the map, and in the sheet of a phone. */
const PLOT_HEIGHT = { row: 94, sheet: 176 } as const;

type TimelineProps = {
  readonly view: View;
  readonly change: ChangeView;
  readonly timeline: TimelineState;
  /** Asks for a window that passes under a hand; null where it has let go. */
  readonly pass: (window: WindowChoice | null) => void;
  readonly place: keyof typeof PLOT_HEIGHT;
  /** Whether the incidents have arrived, so that a count of them says something. */
  readonly isCounted: boolean;
};

/** When what is on record happened: the histogram with the window on it, playing, comparing, and all of it as a table. */
export function Timeline({ view, change, timeline, pass, place, isCounted }: TimelineProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { scale, panel, folded } = view.timeline;
  const isFolded = folded && place === 'row';
  const set = (patch: Partial<ViewTimeline>): void =>
    change((newest) => ({ timeline: { ...newest.timeline, ...patch } }));
  return (
    <section className={`timeline in-${place}`} aria-label={t('time.title')} data-playing={timeline.playback.isPlaying}>
      {panel === null || isFolded ? null : (
        <div className="time-panel">
          <header>
            <h3>{t(`time.show-${panel}`)}</h3>
            <button
              type="button"
              className="icon-button tiny"
              aria-label={t('app.close')}
              onClick={() => set({ panel: null })}
            >
              <Icon name="close" size={14} />
            </button>
          </header>
          {panel === 'compare' ? (
            <ComparePanel
              comparison={timeline.comparison}
              isComparable={timeline.isComparable}
              recorded={timeline.recorded}
            />
          ) : (
            <TablePanel timeline={timeline} />
          )}
        </div>
      )}
      <div className="time-head">
        {place === 'row' ? (
          <button
            type="button"
            className="icon-button tiny"
            aria-expanded={!isFolded}
            aria-label={t('time.fold')}
            title={t('time.fold')}
            onClick={() => set({ folded: !folded })}
          >
            <Icon name={isFolded ? 'up' : 'down'} size={14} />
          </button>
        ) : null}
        <h2 className="visually-hidden">{t('time.title')}</h2>
        <p className="time-now">
          <b>{windowWords(i18n, timeline.shown)}</b>{' '}
          {isCounted ? <span className="count">{t('time.count-short', { n: timeline.inWindow })}</span> : null}
        </p>
        <Controls
          timeline={view.timeline}
          onChange={(patch) => set('panel' in patch ? { ...patch, folded: false } : patch)}
          playback={timeline.playback}
          hasWindow={timeline.brush.first !== null}
        />
      </div>
      {isFolded ? null : (
        <Plot timeline={timeline} change={change} pass={pass} scale={scale} height={PLOT_HEIGHT[place]} />
      )}
    </section>
  );
}
