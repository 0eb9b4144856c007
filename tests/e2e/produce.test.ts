import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import { readPng } from '../setup/png.ts';
import { temporaryFolder } from '../setup/process.ts';
import { visits } from '../setup/visits.ts';
import type { Visitor } from './visitor.ts';

const arrive = visits();
let visitor: Visitor;
const folder = temporaryFolder();
afterAll(() => folder.remove());

async function openExport(format: RegExp): Promise<void> {
  const { page } = visitor;
  await page.keyboard.press('e');
  await page.getByRole('dialog').waitFor();
  await page.getByRole('dialog').getByText(format).click();
  // The way up in which the map comes out larger is chosen beforehand; here it is the upright one.
  await page.getByRole('dialog').getByText('Landscape').click();
}

function exportNow(): Promise<{ name: string; path: string }> {
  return visitor.saves(() =>
    visitor.page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click(),
  );
}

describe('an analyst', () => {
  const base = inject('serviceUrl');

  test('draws an area, sees what lies inside, names it, and finds it again at the address', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await page.keyboard.press('d');
    const map = await page.locator('.map-pane canvas').first().boundingBox();
    if (!map) throw new Error('the map has no box');
    const corners = [
      [0.5, 0.25],
      [0.75, 0.25],
      [0.75, 0.5],
      [0.5, 0.5],
    ] as const;
    await page.getByText('Click the first corner on the map.').waitFor();
    for (const [x, y] of corners) await page.mouse.click(map.x + map.width * x, map.y + map.height * y);
    await page.keyboard.press('Enter');
    const card = page.getByRole('region', { name: 'Areas' }).getByRole('listitem').first();
    await card.getByText(/km², perimeter/).waitFor();
    // The measures are the page's own; the counts come with the next answer.
    await card.getByText(/\d+ inside · \d+ possibly inside/).waitFor();
    await card.getByRole('textbox', { name: 'Name of the area' }).fill('East of Kabul');
    const search = await visitor.address(/area=.*East/);
    await visitor.settle();
    await visitor.picture('area-drawn');

    const saved = await visitor.saves(() => page.getByRole('button', { name: 'Save as GeoJSON' }).click());
    const file = JSON.parse(readFileSync(saved.path, 'utf8')) as {
      features: { geometry: { type: string }; properties: { name: string } }[];
    };
    expect(file.features.map(({ geometry, properties }) => [geometry.type, properties.name])).toStrictEqual([
      ['Polygon', 'East of Kabul'],
    ]);

    await visitor.goTo(`/${search}`);
    await page.getByRole('tab', { name: 'Areas 1' }).click();
    expect(await page.getByRole('textbox', { name: 'Name of the area' }).inputValue()).toBe('East of Kabul');
    await page.getByRole('button', { name: 'Delete East of Kabul' }).click();
    await page.getByRole('tab', { name: 'Areas 0' }).waitFor();
    await page.locator('input[type=file]').setInputFiles(saved.path);
    await page.getByRole('tab', { name: 'Areas 1' }).waitFor();
  });

  test('types the corners where there is no mouse', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await page.getByRole('tab', { name: /^Areas/ }).click();
    await page.getByRole('button', { name: 'Type the corners' }).click();
    await page.getByRole('textbox', { name: /Corners, one a line/ }).fill('69 34\n70 34\n70 35\n69 35');
    await page.getByRole('button', { name: 'Finish the area' }).click();
    await page.getByRole('tab', { name: 'Areas 1' }).waitFor();
    await page.getByText(/km², perimeter/).waitFor();
  });

  test('is told where a file or an outline is not as it should be, and keeps what was there', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await page.getByRole('tab', { name: /^Areas/ }).click();
    const bowTie = join(folder.path, 'bow-tie.geojson');
    writeFileSync(
      bowTie,
      JSON.stringify({
        type: 'FeatureCollection',
        features: [
          {
            type: 'Feature',
            properties: {},
            geometry: {
              type: 'Polygon',
              coordinates: [
                [
                  [69, 34],
                  [70, 35],
                  [70, 34],
                  [69, 35],
                  [69, 34],
                ],
              ],
            },
          },
        ],
      }),
    );
    await page.locator('input[type=file]').setInputFiles(bowTie);
    await page.getByText(/Feature 1:.*cross itself at longitude 69\.5, latitude 34\.5/i).waitFor();
    const large = join(folder.path, 'large.geojson');
    writeFileSync(large, ' '.repeat(1_100_000));
    await page.locator('input[type=file]').setInputFiles(large);
    await page.getByText('The file is larger than 1 MB.').waitFor();
    expect(await page.getByRole('tab', { name: 'Areas 0' }).count()).toBe(1);
  });
});

describe('a press officer', () => {
  test('exports the view as PNG, twice the same, with what it shows written into it', async () => {
    visitor = await arrive(inject('serviceUrl'), { path: '/?type=use-of-force' });
    await openExport(/PNG, for screens/);
    const first = await exportNow();
    expect(first.name).toMatch(/^DLM_reported-incidents-along-the-durand-line_A4_\d{8}\.png$/);
    const png = readPng(first.path);
    expect([png.width, png.height]).toStrictEqual([1123, 794]);
    expect(png.texts['Title']).toBe('Reported incidents along the Durand Line');
    expect(JSON.stringify(png.texts)).toContain('Use of force');
    const bytes = readFileSync(first.path);
    await visitor.page.getByText(/^Saved as/).waitFor();
    const second = await exportNow();
    expect(readFileSync(second.path).equals(bytes)).toBe(true);
  });

  test('exports the view as a sharper PNG', async () => {
    visitor = await arrive(inject('serviceUrl'), { path: '/?lang=ur' });
    const { page } = visitor;
    await page.keyboard.press('e');
    await page.getByRole('dialog').waitFor();
    await page.getByRole('radio', { name: /2246/ }).check({ force: true });
    await page.getByRole('radio', { name: 'افقی' }).check({ force: true });
    const file = await visitor.saves(() => page.getByRole('dialog').locator('button.primary').click());
    const png = readPng(file.path);
    expect([png.width, png.height]).toStrictEqual([2246, 1588]);
  });

  test('exports invented records as PDF on A4, marked SYNTHETIC in the name and on the sheet', async () => {
    visitor = await arrive(inject('demoUrl'), { path: '/?status=contested' });
    await openExport(/PDF, A4/);
    const { name, path } = await exportNow();
    expect(name).toMatch(/^DLM_SYNTHETIC-.*_A4_\d{8}\.pdf$/);
    const info = execFileSync('pdfinfo', [path], { encoding: 'utf8' });
    expect(info).toMatch(/Page size:\s+841\.89 x 595\.28 pts \(A4\)/);
    expect(info).toMatch(/Title:\s+SYNTHETIC/);
    execFileSync('pdftoppm', ['-r', '60', '-png', '-singlefile', path, path.replace(/\.pdf$/, '')]);
    const page = readPng(path.replace(/\.pdf$/, '.png'));
    expect(page.width / page.height).toBeCloseTo(841.89 / 595.28, 1);
  });
});
