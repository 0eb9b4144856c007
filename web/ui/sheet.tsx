import { useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** The three heights at which the sheet rests. */
export const SHEET_STOPS = ['peek', 'half', 'full'] as const;
export type SheetStop = (typeof SHEET_STOPS)[number];

/** Share of the page's height at each stop; at `peek` only the handle and the tabs are seen. */
const SHARES: Readonly<Record<SheetStop, number>> = { peek: 0, half: 0.5, full: 0.9 };
const PEEK_PIXELS = 62;
/** A slower release rests at the nearest stop, a faster one goes on to the next. */
const FLICK_PIXELS_A_MS = 0.5;

type SheetProps = {
  readonly label: string;
  readonly stop: SheetStop;
  readonly onStop: (stop: SheetStop) => void;
  readonly enlargeLabel: string;
  readonly reduceLabel: string;
  /** What stays in sight at every stop. */
  readonly head: ReactNode;
  readonly children: ReactNode;
};

function heightAt(stop: SheetStop): number {
  return Math.max(PEEK_PIXELS, SHARES[stop] * window.innerHeight);
}

/** The stop at which a drag that ended at a height, with a speed upwards in pixels a millisecond, comes to rest. */
export function restingStop(height: number, speed: number, pageHeight: number): SheetStop {
  const heights = SHEET_STOPS.map((stop) => Math.max(PEEK_PIXELS, SHARES[stop] * pageHeight));
  const nearest = heights.reduce(
    (best, at, index) => (Math.abs(at - height) < Math.abs((heights[best] ?? 0) - height) ? index : best),
    0,
  );
  if (Math.abs(speed) < FLICK_PIXELS_A_MS) return SHEET_STOPS[nearest] ?? 'half';
  const beyond = speed > 0 ? heights.findIndex((at) => at > height) : heights.findLastIndex((at) => at < height);
  return SHEET_STOPS[beyond === -1 ? nearest : beyond] ?? 'half';
}

/** A sheet at the foot of a small screen: dragged by its handle, or moved from stop to stop by two buttons. */
export function Sheet({ label, stop, onStop, enlargeLabel, reduceLabel, head, children }: SheetProps) {
  const [dragged, setDragged] = useState<number | null>(null);
  const drag = useRef({ fromY: 0, fromHeight: 0, lastY: 0, lastAt: 0, speed: 0 });
  const index = SHEET_STOPS.indexOf(stop);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.target instanceof Element && event.target.closest('button') !== null) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      fromY: event.clientY,
      fromHeight: heightAt(stop),
      lastY: event.clientY,
      lastAt: event.timeStamp,
      speed: 0,
    };
    setDragged(heightAt(stop));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (dragged === null) return;
    const { fromY, fromHeight, lastY, lastAt } = drag.current;
    const elapsed = Math.max(1, event.timeStamp - lastAt);
    drag.current = {
      ...drag.current,
      lastY: event.clientY,
      lastAt: event.timeStamp,
      speed: (lastY - event.clientY) / elapsed,
    };
    setDragged(Math.max(PEEK_PIXELS, Math.min(heightAt('full'), fromHeight + fromY - event.clientY)));
  };
  const onPointerUp = (): void => {
    if (dragged === null) return;
    onStop(restingStop(dragged, drag.current.speed, window.innerHeight));
    setDragged(null);
  };

  return (
    <section
      className={`sheet sheet-${stop}`}
      aria-label={label}
      data-dragging={dragged === null ? undefined : true}
      style={dragged === null ? undefined : { blockSize: `${dragged}px` }}
    >
      <div
        className="sheet-handle"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <span className="sheet-grip" aria-hidden="true" />
        {head}
        <span className="spacer" />
        <button
          type="button"
          className="icon-button small"
          aria-label={reduceLabel}
          disabled={index === 0}
          onClick={() => onStop(SHEET_STOPS[index - 1] ?? stop)}
        >
          <Icon name="down" size={16} />
        </button>
        <button
          type="button"
          className="icon-button small"
          aria-label={enlargeLabel}
          disabled={index === SHEET_STOPS.length - 1}
          onClick={() => onStop(SHEET_STOPS[index + 1] ?? stop)}
        >
          <Icon name="up" size={16} />
        </button>
      </div>
      <div className="sheet-body" inert={stop === 'peek' && dragged === null}>
        {children}
      </div>
    </section>
  );
}
