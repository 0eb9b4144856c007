import { memo, useMemo } from 'react';
import { useI18n, type Calendar } from '../i18n/index.tsx';
import type { Days } from './days.ts';
import type { TimeAxis } from './geometry.ts';
import { labelTicks, ticksOf } from './ticks.ts';
import { calendarsOf } from './words.ts';

/** Height of one row of the axis, CSS pixels. */
export const AXIS_ROW = 11.5;

type AxisProps = {
  readonly days: Days;
  readonly axis: TimeAxis;
  readonly width: number;
  readonly top: number;
};

/** Both calendars beneath each other, each with the beginnings of its own months; the reader's own is above. */
export const AxisDrawing = memo(function AxisDrawing(props: AxisProps) {
  const { language } = useI18n();
  return (
    <g>
      <line className="time-base" x1={0} x2={props.width} y1={props.top} y2={props.top} />
      {calendarsOf(language).map((calendar, row) => (
        <AxisRow key={calendar} {...props} calendar={calendar} row={row} />
      ))}
    </g>
  );
});

function AxisRow({ days, axis, width, top, calendar, row }: AxisProps & { calendar: Calendar; row: number }) {
  const i18n = useI18n();
  const isMirrored = i18n.direction === 'rtl';
  const ticks = useMemo(() => {
    return labelTicks(i18n, calendar, ticksOf(calendar, days, width), days, width);
  }, [i18n, calendar, days, width]);
  const y = top + row * AXIS_ROW;
  return (
    <g className={row === 0 ? 'time-axis' : 'time-axis beside'}>
      {ticks.map(({ day, label }) => {
        const x = Math.round(axis.xOf(day)) + 0.5;
        return (
          <g key={day}>
            <line x1={x} x2={x} y1={y} y2={y + (label === null ? 4 : AXIS_ROW - 1)} />
            {label === null ? null : (
              <text x={x + (isMirrored ? -4 : 4)} y={y + AXIS_ROW - 3} textAnchor="start">
                {label}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
