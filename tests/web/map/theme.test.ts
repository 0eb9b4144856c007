import { describe, expect, it } from 'vitest';
import { type Colour, cssVariables, type Theme, themeNames, themes, withOpacity } from '../../../web/map/theme.ts';

type Triple = readonly [number, number, number];

/** Linear light of an sRGB colour (IEC 61966-2-1). */
function linear(colour: Colour): Triple {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const luminance = (colour: Colour): number => {
  const [red, green, blue] = linear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast ratio by WCAG 2.2. */
function contrast(one: Colour, other: Colour): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** Simulation at full severity (Machado, Oliveira and Fernandes, 2009, table 1), row by row, in linear light. */
const SIGHT = {
  normal: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

/** CIELAB under D65, of a colour as it is seen. */
function lab(colour: Colour, sight: keyof typeof SIGHT): Triple {
  const light = linear(colour);
  const row = (at: number): number =>
    Math.min(
      1,
      Math.max(
        0,
        light.reduce((sum, value, index) => sum + (SIGHT[sight][at * 3 + index] ?? 0) * value, 0),
      ),
    );
  const [red, green, blue] = [row(0), row(1), row(2)];
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = f(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = f((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const grounds = ({ paper, surface, land }: Theme): Colour[] => [paper, surface, land];
const leastContrast = (colour: Colour, theme: Theme): number =>
  Math.min(...grounds(theme).map((ground) => contrast(colour, ground)));

describe.each(themeNames)('the %s theme', (name) => {
  const theme = themes[name];

  it('keeps 4.5 : 1 for text on paper, surface and land', () => {
    const text = {
      ink1: theme.ink1,
      ink2: theme.ink2,
      accent: theme.accent,
      label: theme.label,
      labelStrong: theme.labelStrong,
    };
    const faint = Object.entries(text).filter(([, colour]) => leastContrast(colour, theme) < 4.5);
    expect(faint).toEqual([]);
    expect(contrast(theme.accent, theme.accentSoft)).toBeGreaterThanOrEqual(4.5);
  });

  it('keeps 3 : 1 for marks, the line and categories', () => {
    const { status1, status2, status3, status4, contested, inconclusive, line, category } = theme;
    const marks = { status1, status2, status3, status4, contested, inconclusive, line, ...category };
    expect(Object.entries(marks).filter(([, colour]) => leastContrast(colour, theme) < 3)).toEqual([]);
  });

  it('grows stronger with each step of the ramp', () => {
    const { status1, status2, status3, status4 } = theme;
    const steps = [status1, status2, status3, status4].map((colour) => contrast(colour, theme.surface));
    expect(steps).toEqual(steps.toSorted((one, other) => one - other));
  });

  it.each(Object.keys(SIGHT) as (keyof typeof SIGHT)[])('keeps categories apart under %s', (sight) => {
    const colours = Object.entries(theme.category);
    const pairs = colours.flatMap(([one, a], index) =>
      colours.slice(index + 1).map(([other, b]) => ({ one, other, a, b })),
    );
    const near = pairs.filter(({ a, b }) => {
      const [from, to] = [lab(a, sight), lab(b, sight)];
      return Math.hypot(...from.map((value, axis) => value - (to[axis] ?? 0))) < 19;
    });
    expect(near).toEqual([]);
  });

  it('uses no red and no green, which would read as a party or an alarm', () => {
    const { category, ...tokens } = theme;
    const strong = [...Object.values(tokens), ...Object.values(category)].filter((colour) => {
      const [, a, b] = lab(colour, 'normal');
      const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
      return Math.hypot(a, b) > 30 && ((hue > 5 && hue < 45) || (hue > 105 && hue < 185));
    });
    expect(strong).toEqual([]);
  });

  it('names its tokens for the style sheet', () => {
    expect(cssVariables(name)).toMatchObject({
      '--paper': theme.paper,
      '--ink-1': theme.ink1,
      '--status-4': theme.status4,
    });
  });
});

it('gives a colour an opacity', () => {
  expect(withOpacity('#0A0B10', 0.5)).toBe('rgba(10,11,16,0.5)');
});
