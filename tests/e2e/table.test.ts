import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { visits } from '../setup/visits.ts';

const arrive = visits();
const base = inject('demoUrl');

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Table of incidents' });
const cells = (page: Page, row: number): Promise<string[]> =>
  grid(page).locator(`[data-row="${row}"]`).getByRole('gridcell').allInnerTexts();
const heads = (page: Page): Promise<string[]> => grid(page).getByRole('columnheader').allInnerTexts();

interface Item {
  id: number;
  properties: { ref: string; title: string };
}
/** The first incidents in the order of a query. */
async function firstOf(query: string): Promise<Item[]> {
  const answer = await fetch(`${base}/api/collections/incidents/items?limit=2000&${query}`);
  return ((await answer.json()) as { features: Item[] }).features;
}

describe('the incidents as a table', () => {
  test('in the columns and the order that are chosen, as the list and the API have them', async () => {
    const { page, ...visitor } = await open('/');
    await page.getByRole('button', { name: 'Table', exact: true }).click();
    await expect.poll(() => cells(page, 0).then((texts) => texts.length)).toBe(7);
    await page.getByRole('button', { name: 'Columns' }).click();
    for (const name of ['When', 'Verification status', 'Type', 'Where', 'Positions'])
      await page.getByRole('checkbox', { name, exact: true }).uncheck();
    await page.keyboard.press('Escape');
    await expect.poll(() => heads(page)).toStrictEqual(['Title', 'Reference']);
    await grid(page).getByRole('button', { name: 'Reference' }).click();
    await page.waitForURL(/sort=reference.*table=title,reference/);
    await expect
      .poll(() => grid(page).getByRole('columnheader', { name: 'Reference' }).getAttribute('aria-sort'))
      .toBe('ascending');
    await visitor.settle();
    const items = (await firstOf('')).sort((one, other) => (one.properties.ref < other.properties.ref ? -1 : 1));
    expect(await grid(page).getAttribute('aria-rowcount')).toBe(String(items.length + 1));
    for (const row of [0, 1, 5]) {
      const { title = '', ref = '' } = items[row]?.properties ?? {};
      await expect.poll(() => cells(page, row)).toStrictEqual([title, `${ref}\nSYNTHETIC`]);
    }
  });

  test('walked over by keys: rows, cells, the last and back; Enter opens, and the row is the one on the map', async () => {
    const { page } = await open('/?table=title,reference&sort=reference');
    await grid(page).locator('[data-row="0"]').getByRole('gridcell').first().focus();
    const focused = () =>
      page.evaluate(() => {
        const cell = document.activeElement;
        const row = cell?.closest('[data-row]');
        return row && cell ? [Number(row.getAttribute('data-row')), [...row.children].indexOf(cell)] : null;
      });
    const last = Number(await grid(page).getAttribute('aria-rowcount')) - 2;
    for (const [key, place] of [
      ['ArrowDown', [1, 0]],
      ['ArrowRight', [1, 1]],
      ['PageDown', [11, 1]],
      ['End', [last, 1]],
      ['ArrowDown', [last, 1]],
      ['Home', [0, 1]],
      ['ArrowLeft', [0, 0]],
      ['ArrowDown', [1, 0]],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(focused).toStrictEqual(place);
    }
    const [title = ''] = await cells(page, 1);
    await page.keyboard.press('Enter');
    await page.locator('.record h2', { hasText: title }).waitFor();
    await expect.poll(() => grid(page).locator('[aria-selected="true"]').getAttribute('data-row')).toBe('1');
    await page.keyboard.press('j');
    await expect.poll(() => grid(page).locator('[aria-selected="true"]').getAttribute('data-row')).toBe('2');
    await grid(page).locator('[data-row="4"]').getByRole('gridcell').first().click();
    await page.locator('.record h2', { hasText: (await cells(page, 4))[0] ?? '' }).waitFor();
    // What was clicked in the table keeps the focus there.
    await expect.poll(focused).toStrictEqual([4, 0]);
  });

  test('from right to left the arrows follow the page; on a phone the table stands in the sheet', async () => {
    const { page } = await open('/?table=title,reference&lang=ur', { viewport: { width: 390, height: 844 } });
    await page.locator('.sheet button').first().click();
    const rows = page.getByRole('grid').locator('[data-row="0"]').getByRole('gridcell');
    await rows.first().focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => rows.nth(1).evaluate((cell) => cell === document.activeElement)).toBe(true);
    expect(await page.locator('.sheet-panel').getByRole('grid').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

async function open(path: string, options: Parameters<typeof arrive>[1] = {}) {
  const visitor = await arrive(base, { ...options, path });
  return { page: visitor.page, settle: () => visitor.settle() };
}
