import { memo, useMemo } from 'react';
import { useI18n, type I18n } from '../i18n/index.tsx';
import type { Days } from './days.ts';
import { boxOf, type TimeAxis } from './geometry.ts';
import type { Closure, Mark } from './marks.ts';
import { markDays } from './words.ts';

/** Heights of the rows that the labels of marks and the closures need, CSS pixels. */
export const MARK_ROW = 10;
export const CLOSURE_ROW = 11;

/** From a mark to its words, its number between them, CSS pixels. */
const NUMBER_ROOM = 11;

type MarksProps = {
  readonly marks: readonly Mark[];
  readonly days: Days;
  readonly axis: TimeAxis;
  readonly top: number;
  readonly base: number;
};

const isOn = ({ first, last }: Days, from: number, to: number): boolean => to >= first && from <= last + 1;

/**
 * Readings as dotted lines, or as wide as their start is uncertain; talks as a bracket over their days. Each has its
 * number, which the table explains, and its days where there is room for them.
 */
export const MarksDrawing = memo(function MarksDrawing({ marks, days, axis, top, base }: MarksProps) {
  const i18n = useI18n();
  const isMirrored = i18n.direction === 'rtl';
  const laid = useMemo(() => layMarks(i18n, marks, days, axis), [i18n, marks, days, axis]);
  return (
    <g>
      {laid.map(({ mark, box, start, label }) => {
        const x = Math.round(start) + 0.5;
        return (
          <g key={mark.key} className={`time-mark ${mark.kind}`}>
            {mark.kind === 'reading' ? (
              <rect className="time-mark-range" x={box.x} y={top} width={box.width} height={base - top} />
            ) : null}
            {mark.kind === 'reading' ? (
              <line x1={x} x2={x} y1={top} y2={base} />
            ) : (
              <path d={bracket(box.x, Math.max(3, box.width), top)} />
            )}
            {label === null ? null : (
              <text className="time-mark-number" x={x + (isMirrored ? -2 : 2)} y={top - 3}>
                {i18n.formatNumber(mark.number)}
              </text>
            )}
            {label === null || label === '' ? null : (
              <text x={x + (isMirrored ? -NUMBER_ROOM : NUMBER_ROOM)} y={top - 3}>
                {label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
});

/** Over the days, open downwards. */
function bracket(x: number, width: number, top: number): string {
  return `M${x + 0.5} ${top + 4}v-3.5h${Math.max(1, width - 1)}v3.5`;
}

type LaidMark = {
  readonly mark: Mark;
  readonly box: { readonly x: number; readonly width: number };
  readonly start: number;
  /** Its days where there is room for them, else nothing; null where not even its number has room. */
  readonly label: string | null;
};

/** About the width of a letter of a label, and what a number takes with the gap after it, CSS pixels. */
const LETTER = 5.6;
const NUMBER_ALONE = 9;

function layMarks(i18n: I18n, marks: readonly Mark[], days: Days, axis: TimeAxis): LaidMark[] {
  let free = -Infinity;
  const shown = marks
    .filter((mark) => isOn(days, mark.from, mark.to))
    .sort((a, b) => a.from - b.from || a.number - b.number);
  const laid: LaidMark[] = [];
  shown.forEach((mark, index) => {
    const start = axis.xOf(mark.from);
    // Along the time, whichever way it runs.
    const along = (mark.from - days.first) * Math.abs(axis.xOf(1) - axis.xOf(0));
    const next = shown[index + 1];
    const room = next ? Math.abs(axis.xOf(next.from) - start) : Infinity;
    const words = markDays(i18n, mark);
    const wide = words.length * LETTER + NUMBER_ROOM + 3;
    const text = wide < room ? words : '';
    const label = along >= free ? text : null;
    if (label !== null) free = along + (label === '' ? NUMBER_ALONE : wide);
    laid.push({ mark, box: boxOf(axis, mark.from, mark.to, 0), start, label });
  });
  return laid;
}

type ClosuresProps = {
  readonly closures: readonly Closure[];
  readonly days: Days;
  readonly axis: TimeAxis;
  readonly top: number;
  readonly width: number;
};

/** How far a closure is drawn beyond the day of its report, CSS pixels: dotted, for no end is on record. */
const BEYOND = 16;
const DIAMOND = 4;

/** Closures of crossing points: the day of the newest report, filled; what comes after it is dotted and fades. */
export const ClosuresDrawing = memo(function ClosuresDrawing({ closures, days, axis, top, width }: ClosuresProps) {
  const { t, formatNumber, direction } = useI18n();
  const sign = direction === 'rtl' ? -1 : 1;
  const y = top + CLOSURE_ROW / 2;
  const shown = closures.filter(({ day }) => isOn(days, day, day + 1));
  return (
    <g>
      {shown.map((closure, index) => {
        const x = axis.xOf(closure.day);
        const { x: left, width: dayWidth } = boxOf(axis, closure.day, closure.day + 1, 3);
        const next = shown[index + 1];
        const end = next ? axis.xOf(next.day) : sign > 0 ? width : 0;
        const names = closure.crossings.map(({ feature }) => feature.properties.name);
        const more = names.length > 2 ? ` +${formatNumber(names.length - 2)}` : '';
        const words = `${names.slice(0, 2).join(t('time.list-comma'))}${more} · ${t(`headline.${closure.headline}`)}`;
        const room = Math.abs(end - x) - BEYOND - 10;
        return (
          <g key={`${closure.day}-${closure.headline}`} className={`time-closure ${closure.headline}`}>
            <rect x={left} y={y - 2} width={dayWidth} height={4} />
            <path d={`M${x} ${y - DIAMOND}l${DIAMOND} ${DIAMOND}l${-DIAMOND} ${DIAMOND}l${-DIAMOND} ${-DIAMOND}z`} />
            <line x1={x + sign * (DIAMOND + 2)} x2={x + sign * BEYOND} y1={y} y2={y} />
            {words.length * 5.4 < room ? (
              <text x={x + sign * (BEYOND + 4)} y={y + 3.5} textAnchor="start">
                {words}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
});
