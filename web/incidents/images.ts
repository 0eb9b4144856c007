import { OCCURRENCE_STATUSES, type OccurrenceStatus } from '../../api/geo/contract.ts';
import { CATEGORIES } from '../../api/incidents/contract.ts';
import { LOCALE_OF, type UiLanguage, UI_LANGUAGES } from '../i18n/languages.ts';
import type { StatusCounts } from '../map/tone.ts';
import { CANVAS_FONTS } from '../map/fonts.ts';
import { type ImageDrawer, shapesImage, type StyleImage } from '../map/images.ts';
import { incidentMarkShapes, MARK_EXTENT, SELECTED_EXTENT } from '../map/marks.ts';
import { fillPath, paintShapes, roundedPath } from '../map/shapes.ts';
import { statusRingShapes } from '../map/status-ring.ts';
import { type ThemeName, themeNames, themes, withOpacity } from '../map/theme.ts';

/** CSS pixels per unit of a mark: a disc of 8 units is then 22 pixels wide. */
export const MARK_SCALE = 1.36;

const CARD_HEIGHT = 30;
const RING = { radius: 7.6, width: 4 } as const;
/** From the card's edge to the ring, and from the ring to the figure. */
const CARD_PADDING = 6;
const CARD_GAP = 5;
/** Room round a card for its shadow. */
const SHADOW = 3;
const COUNT_FONT = `600 12.5px ${CANVAS_FONTS}`;
const PILL_FONT = `600 11.5px ${CANVAS_FONTS}`;
const PILL_HEIGHT = 19;

/** The name of a cell's image: everything that is drawn on the card. */
export function cellId(
  theme: ThemeName,
  language: UiLanguage,
  cell: { byStatus: StatusCounts; isSelected: boolean },
): string {
  const counts = OCCURRENCE_STATUSES.map((status) => cell.byStatus[status]).join('-');
  return `cell:${theme}:${language}:${counts}:${cell.isSelected ? 1 : 0}`;
}

/** The name of the image of an area's count. */
export function areaCountId(
  theme: ThemeName,
  language: UiLanguage,
  area: { count: number; isSelected: boolean },
): string {
  return `area-count:${theme}:${language}:${area.count}:${area.isSelected ? 1 : 0}`;
}

const themeNamed = (name: string | undefined): ThemeName | undefined => themeNames.find((known) => known === name);
const languageNamed = (name: string | undefined): UiLanguage | undefined =>
  UI_LANGUAGES.find((known) => known === name);

/** Measures texts; made once, for cards are drawn by the dozen while a hand moves. */
let ruler: CanvasRenderingContext2D | null = null;

function widthOf(text: string, font: string): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) throw new Error('this browser gives no 2D canvas');
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** A card of the surface's colour with a hairline, as the panels have. */
function paintCard(
  context: CanvasRenderingContext2D,
  theme: ThemeName,
  card: { width: number; height: number; radius: number; isSelected: boolean },
): void {
  const { width, height, radius, isSelected } = card;
  const path = new Path2D(roundedPath([0.5, 0.5, width - 1, height - 1], radius));
  context.save();
  context.shadowColor = theme === 'print' ? 'transparent' : withOpacity('#000000', 0.14);
  context.shadowBlur = 3;
  context.shadowOffsetY = 1;
  context.fillStyle = themes[theme].surface;
  fillPath(context, path);
  context.restore();
  context.strokeStyle = isSelected ? themes[theme].accent : withOpacity(themes[theme].ink3, 0.55);
  context.lineWidth = isSelected ? 2 : 1;
  context.stroke(path);
}

function cellImage(theme: ThemeName, language: UiLanguage, counts: StatusCounts, isSelected: boolean): StyleImage {
  const total = OCCURRENCE_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const text = total.toLocaleString(LOCALE_OF[language]);
  const ringSide = 2 * RING.radius + RING.width;
  const width = Math.ceil(CARD_PADDING + ringSide + CARD_GAP + widthOf(text, COUNT_FONT) + CARD_PADDING + 2);
  return {
    width: width + 2 * SHADOW,
    height: CARD_HEIGHT + 2 * SHADOW,
    draw: (context) => {
      context.translate(SHADOW, SHADOW);
      paintCard(context, theme, { width, height: CARD_HEIGHT, radius: 7, isSelected });
      context.fillStyle = themes[theme].ink1;
      context.font = COUNT_FONT;
      context.textBaseline = 'middle';
      context.fillText(text, CARD_PADDING + ringSide + CARD_GAP, CARD_HEIGHT / 2 + 0.5);
      context.translate(CARD_PADDING + ringSide / 2, CARD_HEIGHT / 2);
      paintShapes(context, statusRingShapes(counts, RING), themes[theme]);
    },
  };
}

function areaCountImage(theme: ThemeName, language: UiLanguage, count: number, isSelected: boolean): StyleImage {
  const text = count.toLocaleString(LOCALE_OF[language]);
  const width = Math.max(PILL_HEIGHT, Math.ceil(widthOf(text, PILL_FONT) + 12));
  return {
    width: width + 2 * SHADOW,
    height: PILL_HEIGHT + 2 * SHADOW,
    draw: (context) => {
      context.translate(SHADOW, SHADOW);
      paintCard(context, theme, { width, height: PILL_HEIGHT, radius: PILL_HEIGHT / 2 - 0.5, isSelected });
      context.fillStyle = themes[theme].ink1;
      context.font = PILL_FONT;
      context.textAlign = 'center';
      context.textBaseline = 'middle';
      context.fillText(text, width / 2, PILL_HEIGHT / 2 + 0.5);
    },
  };
}

const drawMark: ImageDrawer = (id) => {
  const [prefix, themeName, statusName, categoryName, selected] = id.split(':');
  const theme = themeNamed(themeName);
  const status = OCCURRENCE_STATUSES.find((known) => known === statusName);
  const category = CATEGORIES.find((known) => known === categoryName);
  if (prefix !== 'mark' || !theme || !status || !category) return null;
  const shapes = incidentMarkShapes(status, category, selected === '1');
  // The box keeps names away, so it is no larger than what is drawn.
  const extent = selected === '1' ? SELECTED_EXTENT : MARK_EXTENT;
  return shapesImage(shapes, themes[theme], { extent, scale: MARK_SCALE });
};

const drawCell: ImageDrawer = (id) => {
  const [prefix, themeName, languageName, counted = '', selected] = id.split(':');
  const [theme, language] = [themeNamed(themeName), languageNamed(languageName)];
  if (prefix !== 'cell' || !theme || !language) return null;
  const figures = counted.split('-').map(Number);
  const counts = Object.fromEntries(OCCURRENCE_STATUSES.map((status, index) => [status, figures[index] ?? 0]));
  return cellImage(theme, language, counts as Record<OccurrenceStatus, number>, selected === '1');
};

const drawAreaCount: ImageDrawer = (id) => {
  const [prefix, themeName, languageName, count, selected] = id.split(':');
  const [theme, language] = [themeNamed(themeName), languageNamed(languageName)];
  if (prefix !== 'area-count' || !theme || !language) return null;
  return areaCountImage(theme, language, Number(count), selected === '1');
};

/** Draws whatever the incident layers name: marks, cells and the counts of areas. */
export const drawIncidentImage: ImageDrawer = (id) => drawMark(id) ?? drawCell(id) ?? drawAreaCount(id);
