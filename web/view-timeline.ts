/** How the timeline is drawn and played; part of the view, so that a colleague sees the same. */
export const TIME_SCALES = ['linear', 'log'] as const;
export type TimeScale = (typeof TIME_SCALES)[number];

/** What moves while it plays: a window of fixed length, or its end alone. */
export const PLAY_MODES = ['window', 'cumulative'] as const;
export type PlayMode = (typeof PLAY_MODES)[number];

/** Days of the record that pass in a second. */
export const PLAY_SPEEDS = [1, 3, 7, 30] as const;
export type PlaySpeed = (typeof PLAY_SPEEDS)[number];

/** What stands above the timeline. */
export const TIME_PANELS = ['compare', 'table'] as const;
export type TimePanel = (typeof TIME_PANELS)[number];

export type ViewTimeline = {
  readonly scale: TimeScale;
  readonly mode: PlayMode;
  readonly speed: PlaySpeed;
  readonly panel: TimePanel | null;
  /** Drawn about the window alone instead of about all that is on record. */
  readonly close: boolean;
  readonly folded: boolean;
};

export const DEFAULT_TIMELINE: ViewTimeline = {
  scale: 'linear',
  mode: 'window',
  speed: 7,
  panel: null,
  close: false,
  folded: false,
};

/** What differs from the default, as words with commas between: `log,cumulative,30,compare,folded`. */
export function timelineToText(timeline: ViewTimeline): string {
  const { scale, mode, speed, panel, close, folded } = timeline;
  return [
    scale === DEFAULT_TIMELINE.scale ? null : scale,
    mode === DEFAULT_TIMELINE.mode ? null : mode,
    speed === DEFAULT_TIMELINE.speed ? null : String(speed),
    panel,
    close ? 'close' : null,
    folded ? 'folded' : null,
  ]
    .filter((word) => word !== null)
    .join(',');
}

/** The timeline that such words describe; what is missing or unknown is as by default. */
export function textToTimeline(text: string | null): ViewTimeline {
  const words = (text ?? '').split(',');
  return {
    scale: TIME_SCALES.find((scale) => words.includes(scale)) ?? DEFAULT_TIMELINE.scale,
    mode: PLAY_MODES.find((mode) => words.includes(mode)) ?? DEFAULT_TIMELINE.mode,
    speed: PLAY_SPEEDS.find((speed) => words.includes(String(speed))) ?? DEFAULT_TIMELINE.speed,
    panel: TIME_PANELS.find((panel) => words.includes(panel)) ?? null,
    close: words.includes('close'),
    folded: words.includes('folded'),
  };
}
