import { describe, expect, it } from 'vitest';
import { MAP_BOUNDS } from '../../../web/map/extent.ts';
import { extentOf, fitCamera, metresPerPixel, scaleBarOf } from '../../../web/snapshots/camera.ts';

const KHYBER = { longitude: 71, latitude: 34, zoom: 7 };

describe('the camera of a sheet', () => {
  it('keeps the centre and shows at least what the screen shows', () => {
    const fitted = fitCamera(KHYBER, { width: 1_000, height: 700 }, { width: 700, height: 500 });
    expect(fitted).toMatchObject({
      longitude: expect.closeTo(71, 9),
      latitude: expect.closeTo(34, 9),
      zoom: expect.closeTo(7 + Math.log2(0.7), 9),
    });
    const [screen, paper] = [
      extentOf(KHYBER, { width: 1_000, height: 700 }),
      extentOf(fitted, { width: 700, height: 500 }),
    ];
    expect(paper[0]).toBeLessThanOrEqual(screen[0] + 1e-9);
    expect(paper[3]).toBeGreaterThanOrEqual(screen[3] - 1e-9);
  });

  it('never looks beyond the land that the basemap has', () => {
    for (const camera of [{ longitude: 51, latitude: 21, zoom: 3 }, { longitude: 85, latitude: 42, zoom: 5 }, KHYBER]) {
      const paper = { width: 800, height: 900 };
      const [west, south, east, north] = extentOf(fitCamera(camera, { width: 1_400, height: 300 }, paper), paper);
      expect(west).toBeGreaterThanOrEqual(MAP_BOUNDS[0] - 1e-6);
      expect(south).toBeGreaterThanOrEqual(MAP_BOUNDS[1] - 1e-6);
      expect(east).toBeLessThanOrEqual(MAP_BOUNDS[2] + 1e-6);
      expect(north).toBeLessThanOrEqual(MAP_BOUNDS[3] + 1e-6);
    }
  });
});

describe('the scale of a map', () => {
  it('is 78,184 m a pixel at zoom 0 on the equator, and halves with each zoom', () => {
    expect(metresPerPixel({ longitude: 0, latitude: 0, zoom: 0 })).toBeCloseTo(78_184, 0);
    expect(metresPerPixel({ longitude: 0, latitude: 60, zoom: 1 })).toBeCloseTo(78_184 / 4, 0);
  });

  it.each([
    [5, 200, 200_000],
    [9, 200, 20_000],
    [14, 200, 500],
  ])('has a round bar at zoom %i', (zoom, most, metres) => {
    const bar = scaleBarOf({ longitude: 68, latitude: 32, zoom }, most);
    expect(bar.metres).toBe(metres);
    expect(bar.pixels).toBeLessThanOrEqual(most);
    expect(bar.pixels).toBeGreaterThan(most / 2.6);
  });
});
