/** The three themes that the screen, the map and an export share. */
export const themeNames = ['light', 'dark', 'print'] as const;
export type ThemeName = (typeof themeNames)[number];

/** A colour as `#RRGGBB`; transparency is given where it is used, never hidden in the token. */
export type Colour = `#${string}`;

/** What one theme must name. Marks keep 3:1 and text 4.5:1 against paper, surface and land; a test measures both. */
export type Theme = {
  readonly paper: Colour;
  readonly surface: Colour;
  readonly ink1: Colour;
  readonly ink2: Colour;
  /** Decoration only: too pale for text. */
  readonly ink3: Colour;
  readonly rule: Colour;
  readonly accent: Colour;
  readonly accentSoft: Colour;
  /** The ramp of growing certainty: reported, under verification, corroborated, jointly verified. */
  readonly status1: Colour;
  readonly status2: Colour;
  readonly status3: Colour;
  readonly status4: Colour;
  readonly contested: Colour;
  /** Inconclusive, not substantiated and withdrawn share it; their shapes differ. */
  readonly inconclusive: Colour;
  readonly land: Colour;
  readonly water: Colour;
  /** The Durand Line and the Line of Control: neutral grey in every theme. */
  readonly line: Colour;
  /** Hairlines of provinces and of other countries: felt more than seen, so outside the 3:1 rule. */
  readonly hairline: Colour;
  readonly label: Colour;
  readonly labelStrong: Colour;
  readonly category: CategoryPalette;
};

/**
 * One colour a category, for charts and lists. The least difference of any two, in CIELAB, stays above 19 for normal
 * sight, protanopia, deuteranopia and tritanopia (simulated after Machado, Oliveira and Fernandes, 2009). No red and no
 * green, so that none reads as a party or as an alarm. The glyph carries the meaning; the colour only helps.
 */
export type CategoryPalette = {
  readonly 'use-of-force': Colour;
  readonly air: Colour;
  readonly posture: Colour;
  readonly crossing: Colour;
  readonly persons: Colour;
  readonly 'allegation-only': Colour;
  readonly mechanism: Colour;
  readonly confidence: Colour;
};

/** Every colour of the product. Light values are those of the design's table. */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    paper: '#F6F6F3',
    surface: '#FFFFFF',
    ink1: '#1C1E24',
    ink2: '#5A5F6B',
    ink3: '#8B909C',
    rule: '#E1E2E6',
    accent: '#4A4EC2',
    accentSoft: '#ECECFB',
    status1: '#6F73D9',
    status2: '#5A5ECB',
    status3: '#4A4EC2',
    status4: '#2D2C86',
    contested: '#B3611B',
    inconclusive: '#7D828E',
    land: '#F3F1EC',
    water: '#E4EAEF',
    line: '#6E6C68',
    hairline: '#D5D1C7',
    label: '#6B6862',
    labelStrong: '#4D4B46',
    category: {
      'use-of-force': '#702486',
      air: '#1388DB',
      posture: '#482401',
      crossing: '#292D43',
      persons: '#C75DA3',
      'allegation-only': '#827A6A',
      mechanism: '#0F676F',
      confidence: '#876616',
    },
  },
  dark: {
    paper: '#14161B',
    surface: '#1C1F26',
    ink1: '#ECEEF2',
    ink2: '#A9AFBC',
    ink3: '#6C7280',
    rule: '#31353F',
    accent: '#A2A6F7',
    accentSoft: '#2A2C52',
    status1: '#7B80E0',
    status2: '#8F94EE',
    status3: '#A2A6F7',
    status4: '#CFD1FF',
    contested: '#E39A55',
    inconclusive: '#9BA1AE',
    land: '#22252C',
    water: '#171A20',
    line: '#A9A69F',
    hairline: '#3A3E47',
    label: '#A09D96',
    labelStrong: '#C9C6BF',
    category: {
      'use-of-force': '#9364AF',
      air: '#35AFFB',
      posture: '#9E693D',
      crossing: '#707687',
      persons: '#FD8FC8',
      'allegation-only': '#E6E1D1',
      mechanism: '#54E9FD',
      confidence: '#FCCC67',
    },
  },
  print: {
    paper: '#FFFFFF',
    surface: '#FFFFFF',
    ink1: '#111318',
    ink2: '#454953',
    ink3: '#777C87',
    rule: '#C9CBD1',
    accent: '#3A3EA8',
    accentSoft: '#EDEDF8',
    status1: '#6065CE',
    status2: '#5054BE',
    status3: '#4145AE',
    status4: '#24236E',
    contested: '#9C5213',
    inconclusive: '#6A6F7A',
    land: '#FAF9F6',
    water: '#E9EEF2',
    line: '#55534F',
    hairline: '#CFCBC1',
    label: '#55534E',
    labelStrong: '#37352F',
    category: {
      'use-of-force': '#702486',
      air: '#1388DB',
      posture: '#482401',
      crossing: '#292D43',
      persons: '#C75DA3',
      'allegation-only': '#827A6A',
      mechanism: '#0F676F',
      confidence: '#876616',
    },
  },
};

/** The names under which the screen's style sheet reads the tokens. */
export type CssVariable =
  | '--paper'
  | '--surface'
  | '--ink-1'
  | '--ink-2'
  | '--ink-3'
  | '--rule'
  | '--accent'
  | '--accent-soft'
  | '--status-1'
  | '--status-2'
  | '--status-3'
  | '--status-4'
  | '--contested'
  | '--inconclusive'
  | '--land'
  | '--water'
  | '--line';

/**
 * The custom properties of one theme, to be set with `style.setProperty` on the root element: that works under a content
 * security policy without `unsafe-inline`, which a style attribute in the markup would not.
 */
export function cssVariables(name: ThemeName): Readonly<Record<CssVariable, Colour>> {
  const theme = themes[name];
  return {
    '--paper': theme.paper,
    '--surface': theme.surface,
    '--ink-1': theme.ink1,
    '--ink-2': theme.ink2,
    '--ink-3': theme.ink3,
    '--rule': theme.rule,
    '--accent': theme.accent,
    '--accent-soft': theme.accentSoft,
    '--status-1': theme.status1,
    '--status-2': theme.status2,
    '--status-3': theme.status3,
    '--status-4': theme.status4,
    '--contested': theme.contested,
    '--inconclusive': theme.inconclusive,
    '--land': theme.land,
    '--water': theme.water,
    '--line': theme.line,
  };
}

/** `#RRGGBB` with an opacity between 0 and 1, as a CSS colour. */
export function withOpacity(colour: Colour, opacity: number): string {
  const channel = (at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${opacity})`;
}
