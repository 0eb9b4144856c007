import { describe, expect, it } from 'vitest';
import { HEADLINES } from '../../../api/crossings/contract.ts';
import { OCCURRENCE_STATUSES } from '../../../api/geo/contract.ts';
import { CATEGORIES } from '../../../api/incidents/contract.ts';
import { claimShapes } from '../../../web/airspace/mark.ts';
import { crossingShapes } from '../../../web/crossings/mark.ts';
import { glyphPaths } from '../../../web/map/glyphs.ts';
import { incidentMarkShapes } from '../../../web/map/marks.ts';
import { arcPath, circlePath, shapesToSvg, type Shape } from '../../../web/map/shapes.ts';
import { statusRingShapes } from '../../../web/map/status-ring.ts';

/** A drawing as somebody sees it who sees no hue: what is light, what is dark, and the figures. */
const inGreyscale = (shapes: readonly Shape[]): string =>
  JSON.stringify(shapes, (key, value: unknown) =>
    key === 'fill' || key === 'stroke' ? (value === 'surface' ? 'light' : 'dark') : value,
  );

describe('marks', () => {
  it('tell the ten statuses apart without colour', () => {
    const drawings = OCCURRENCE_STATUSES.map((status) => inGreyscale(incidentMarkShapes(status, null)));
    expect(new Set(drawings).size).toBe(OCCURRENCE_STATUSES.length);
  });

  it('tell the eight categories apart by their glyphs', () => {
    expect(new Set(CATEGORIES.map((category) => JSON.stringify(glyphPaths[category]))).size).toBe(8);
  });

  it('tell the five headlines of a crossing apart without colour', () => {
    expect(new Set(HEADLINES.map((headline) => inGreyscale(crossingShapes(headline)))).size).toBe(5);
  });

  it('draw an airspace claim as another figure than an incident of the same status', () => {
    for (const status of OCCURRENCE_STATUSES)
      expect(claimShapes(status)).not.toEqual(incidentMarkShapes(status, 'air'));
  });

  it('show that one is selected by a ring in the accent', () => {
    const strokes = (isSelected: boolean): unknown[] =>
      incidentMarkShapes('reported', 'air', isSelected).map(({ stroke }) => stroke);
    expect(strokes(true)).toContain('accent');
    expect(strokes(false)).not.toContain('accent');
  });
});

describe('the same drawing as SVG', () => {
  it('takes its colours from the page, so that it follows the theme', () => {
    const markup = shapesToSvg(incidentMarkShapes('contested', 'persons'), { size: 24, extent: 11 });
    expect(markup).toContain('var(--contested)');
    expect(markup).not.toMatch(/#[0-9a-f]{3,}/i);
    expect(markup).toContain('aria-hidden="true"');
  });

  it('needs no style attribute and no id, which a strict policy or a second copy would break', () => {
    for (const status of OCCURRENCE_STATUSES) {
      expect(shapesToSvg(incidentMarkShapes(status, 'air'), { size: 24, extent: 11 })).not.toMatch(/ (style|id)=/);
    }
  });
});

describe('the status ring', () => {
  const none = Object.fromEntries(OCCURRENCE_STATUSES.map((status) => [status, 0])) as Record<
    (typeof OCCURRENCE_STATUSES)[number],
    number
  >;
  const ring = { radius: 8, width: 4 };

  it('is a whole circle when all share one status', () => {
    expect(statusRingShapes({ ...none, withdrawn: 3 }, ring)).toMatchObject([
      { d: circlePath(8), stroke: 'inconclusive' },
    ]);
  });

  it('has a part for each status that occurs, however small its share, in the order of the statuses', () => {
    const strokes = statusRingShapes({ ...none, contested: 1, reported: 400 }, ring).map(({ stroke }) => stroke);
    expect(strokes).toEqual(['status1', 'contested']);
  });

  it('is nothing for nothing', () => {
    expect(statusRingShapes(none, ring)).toEqual([]);
  });

  it('runs clockwise from the top', () => {
    expect(arcPath(10, 0, 0.25)).toBe('M0 -10A10 10 0 0 1 10 0');
  });
});
