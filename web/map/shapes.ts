import type { CssVariable, Theme } from './theme.ts';

/** Colours a drawing may use, by the name of their token. */
export type Token = Extract<
  keyof Theme,
  | 'paper'
  | 'surface'
  | 'ink1'
  | 'ink2'
  | 'ink3'
  | 'rule'
  | 'accent'
  | 'accentSoft'
  | 'status1'
  | 'status2'
  | 'status3'
  | 'status4'
  | 'contested'
  | 'inconclusive'
  | 'land'
  | 'water'
  | 'line'
>;

/** A box in the drawing's own units, outside which a shape is not drawn: `[left, top, width, height]`. */
export type Clip = readonly [left: number, top: number, width: number, height: number];

/**
 * One path of a drawing. The same list is painted on a canvas for the map and written as SVG for the legend and the
 * list, so that both always look alike. Units are CSS pixels at scale 1, the origin is the middle.
 */
export type Shape = {
  readonly d: string;
  readonly fill?: Token;
  readonly stroke?: Token;
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly opacity?: number;
  readonly clip?: Clip;
};

const VARIABLES: Readonly<Record<Token, CssVariable>> = {
  paper: '--paper',
  surface: '--surface',
  ink1: '--ink-1',
  ink2: '--ink-2',
  ink3: '--ink-3',
  rule: '--rule',
  accent: '--accent',
  accentSoft: '--accent-soft',
  status1: '--status-1',
  status2: '--status-2',
  status3: '--status-3',
  status4: '--status-4',
  contested: '--contested',
  inconclusive: '--inconclusive',
  land: '--land',
  water: '--water',
  line: '--line',
};

const round = (value: number): number => Math.round(value * 100) / 100;

/** A circle about the origin as path data. */
export function circlePath(radius: number): string {
  const r = round(radius);
  return `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
}

/** A rectangle with round corners as path data, from its left top corner. */
export function roundedPath([left, top, width, height]: Clip, radius: number): string {
  const [w, h] = [round(width - 2 * radius), round(height - 2 * radius)];
  const corner = (dx: number, dy: number): string => `a${radius} ${radius} 0 0 1 ${dx} ${dy}`;
  return (
    `M${round(left + radius)} ${round(top)}h${w}${corner(radius, radius)}v${h}${corner(-radius, radius)}` +
    `h${-w}${corner(-radius, -radius)}v${-h}${corner(radius, -radius)}Z`
  );
}

/** The stretch of a ring between two turns, 0 at the top and 1 once round, clockwise; less than a whole turn; to be stroked. */
export function arcPath(radius: number, from: number, to: number): string {
  const at = (turn: number): string =>
    `${round(radius * Math.sin(turn * 2 * Math.PI))} ${round(-radius * Math.cos(turn * 2 * Math.PI))}`;
  return `M${at(from)}A${round(radius)} ${round(radius)} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
}

function attributesOf({ d, fill, stroke, width, dash, opacity }: Shape): string {
  const parts = [`d="${d}"`, `fill="${fill ? `var(${VARIABLES[fill]})` : 'none'}"`];
  if (stroke) parts.push(`stroke="var(${VARIABLES[stroke]})"`, `stroke-width="${width ?? 1}"`);
  if (stroke) parts.push('stroke-linecap="round"', 'stroke-linejoin="round"');
  if (dash) parts.push(`stroke-dasharray="${dash.join(' ')}"`);
  if (opacity !== undefined) parts.push(`opacity="${opacity}"`);
  return parts.join(' ');
}

function markupOf(shape: Shape): string {
  const path = `<path ${attributesOf(shape)}/>`;
  if (!shape.clip) return path;
  // An inner svg clips to its box without an id, which would have to be unique on the page.
  const [left, top, width, height] = shape.clip;
  return `<svg x="${left}" y="${top}" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}">${path}</svg>`;
}

/**
 * The drawing as an SVG element. Colours are the page's custom properties, so it follows the theme by itself. It is
 * hidden from screen readers: the text beside it says the same.
 */
export function shapesToSvg(shapes: readonly Shape[], options: { size: number; extent: number }): string {
  const { size, extent } = options;
  const box = `${-extent} ${-extent} ${2 * extent} ${2 * extent}`;
  const inner = shapes.map(markupOf).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="${box}" aria-hidden="true" focusable="false">${inner}</svg>`;
}

/** Fills a path by the non-zero rule, as SVG does. */
export function fillPath(context: CanvasRenderingContext2D, path: Path2D): void {
  context.fill(path);
}

/** Paints the drawing on a canvas whose origin has been moved to the drawing's middle and scaled to its units. */
export function paintShapes(context: CanvasRenderingContext2D, shapes: readonly Shape[], theme: Theme): void {
  for (const { d, fill, stroke, width, dash, opacity, clip } of shapes) {
    context.save();
    if (clip) {
      context.beginPath();
      context.rect(...clip);
      context.clip();
    }
    context.globalAlpha = opacity ?? 1;
    const path = new Path2D(d);
    if (fill) {
      context.fillStyle = theme[fill];
      fillPath(context, path);
    }
    if (stroke) {
      context.strokeStyle = theme[stroke];
      context.lineWidth = width ?? 1;
      context.lineCap = 'round';
      context.lineJoin = 'round';
      context.setLineDash([...(dash ?? [])]);
      context.stroke(path);
    }
    context.restore();
  }
}
