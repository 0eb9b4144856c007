import type { ReactNode } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import type { IconName } from '../ui/icon.tsx';
import { PLAY_MODES, PLAY_SPEEDS, TIME_PANELS, type TimePanel, type ViewTimeline } from '../view-timeline.ts';
import type { Playback } from './use-playback.ts';

type ControlsProps = {
  readonly timeline: ViewTimeline;
  readonly onChange: (patch: Partial<ViewTimeline>) => void;
  readonly playback: Playback;
  /** Whether there is a window to look closely at. */
  readonly hasWindow: boolean;
};

const PANEL_ICONS: Readonly<Record<TimePanel, IconName>> = { compare: 'compare', table: 'table' };

const SMALL = { className: 'icon-button tiny', size: 16 } as const;

/** Playing, and how the timeline is drawn. */
export function Controls({ timeline, onChange, playback, hasWindow }: ControlsProps) {
  const { t } = useI18n();
  const { speed, mode, scale, panel, close } = timeline;
  return (
    <div className="time-controls" role="group" aria-label={t('time.controls')}>
      <IconButton {...SMALL} icon="start" label={t('time.step-back')} onClick={() => playback.step(-1)} />
      <IconButton
        {...SMALL}
        icon={playback.isPlaying ? 'pause' : 'play'}
        label={t(playback.isPlaying ? 'time.pause' : 'time.play')}
        onClick={playback.toggle}
      />
      <IconButton {...SMALL} icon="end" label={t('time.step-on')} onClick={() => playback.step(1)} />
      <Choice label={t('time.mode')} value={mode} onChange={(value) => onChange({ mode: value })} values={PLAY_MODES}>
        {(value) => t(`time.mode-${value}`)}
      </Choice>
      <Choice
        label={t('time.speed')}
        value={speed}
        onChange={(value) => onChange({ speed: value })}
        values={PLAY_SPEEDS}
      >
        {(value) => t('time.days-a-second', { n: value })}
      </Choice>
      <button
        type="button"
        className="time-toggle"
        title={t('time.logarithmic')}
        aria-pressed={scale === 'log'}
        onClick={() => onChange({ scale: scale === 'log' ? 'linear' : 'log' })}
      >
        {t('time.log')}
      </button>
      <IconButton
        {...SMALL}
        icon="window"
        label={t('time.close')}
        isPressed={close}
        isDisabled={!hasWindow && !close}
        onClick={() => onChange({ close: !close })}
      />
      {TIME_PANELS.map((name) => (
        <IconButton
          {...SMALL}
          key={name}
          icon={PANEL_ICONS[name]}
          label={t(`time.show-${name}`)}
          isPressed={panel === name}
          onClick={() => onChange({ panel: panel === name ? null : name })}
        />
      ))}
    </div>
  );
}

type ChoiceProps<Value extends string | number> = {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly onChange: (value: Value) => void;
  readonly children: (value: Value) => ReactNode;
};

function Choice<Value extends string | number>({ label, value, values, onChange, children }: ChoiceProps<Value>) {
  return (
    <select
      className="time-choice"
      aria-label={label}
      title={label}
      value={value}
      onChange={(event) => {
        const chosen = values[event.currentTarget.selectedIndex];
        if (chosen !== undefined) onChange(chosen);
      }}
    >
      {values.map((one) => (
        <option key={one} value={one}>
          {children(one)}
        </option>
      ))}
    </select>
  );
}
