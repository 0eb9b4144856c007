import { memo } from 'react';
/** Outlines on a 20 by 20 field, stroke 1.6, drawn for this product. */
const PATHS = {
  close: 'M5 5l10 10M15 5L5 15',
  plus: 'M10 4v12M4 10h12',
  minus: 'M4 10h12',
  search: 'M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM13.2 13.2L17 17',
  extent: 'M4 7.5V4h3.5M12.5 4H16v3.5M16 12.5V16h-3.5M7.5 16H4v-3.5',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
  list: 'M7 5h10M7 10h10M7 15h10M3.2 5h.1M3.2 10h.1M3.2 15h.1',
  record: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2',
  legend: 'M3.5 5.5h3v3h-3zM3.5 12h3v3h-3zM10 7h7M10 13.5h7',
  polygon: 'M5 14.5L3.5 6.5L11 3.5L16.5 8L14 16z',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7a3.5 3.5 0 0 0 0-7zM10 2v1.6M10 16.4V18M2 10h1.6M16.4 10H18M4.3 4.3l1.2 1.2M14.5 14.5l1.2 1.2M15.7 4.3l-1.2 1.2M5.5 14.5l-1.2 1.2',
  moon: 'M15.8 12.3A6.5 6.5 0 0 1 7.7 4.2a6.5 6.5 0 1 0 8.1 8.1z',
  device: 'M3 4.5h14v9H3zM7.5 16.5h5',
  export: 'M10 12.5V3.5M6.5 6.5L10 3l3.5 3.5M4 11.5V16h12v-4.5',
  keyboard: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M6.5 11.7h7',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  up: 'M5.5 12L10 7.5l4.5 4.5',
  start: 'M12 5.5L7.5 10l4.5 4.5',
  end: 'M8 5.5l4.5 4.5L8 14.5',
  calendar: 'M3.5 5h13v11.5h-13zM3.5 8.5h13M7 3v3.5M13 3v3.5',
  clock: 'M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 6v4.2l2.8 1.8',
  place: 'M10 17.5s5-5 5-9a5 5 0 0 0-10 0c0 4 5 9 5 9zM10 7a1.6 1.6 0 1 0 0 3.2A1.6 1.6 0 0 0 10 7z',
  fold: 'M3.5 4h13v12h-13zM8 4v12',
  play: 'M6.5 4.5l9 5.5l-9 5.5z',
  pause: 'M7 5v10M13 5v10',
  window: 'M3 4v12M17 4v12M6 10h8M8.5 7.5L6 10l2.5 2.5M11.5 7.5L14 10l-2.5 2.5',
  compare: 'M3.5 16.5h13M6 16.5V9M9 16.5V6M13 16.5v-5M16 16.5V4',
  table: 'M3 4.5h14v11H3zM3 8.2h14M3 11.8h14M8 4.5v11',
  person: 'M10 3.5a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4zM3.8 17a6.2 6.2 0 0 1 12.4 0',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
} as const;

export type IconName = keyof typeof PATHS;

/** Icons that point somewhere and turn round with the page. */
const DIRECTED: readonly IconName[] = ['start', 'end', 'list', 'fold', 'legend', 'play', 'compare', 'table'];

/** A decorative outline; the control that holds it carries the words. */
export const Icon = memo(function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={DIRECTED.includes(name) ? 'icon icon-directed' : 'icon'}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth={name === 'more' ? 2.6 : 1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
});
