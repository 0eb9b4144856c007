import type { Locator } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { enTerms } from '../../web/i18n/en-terms.ts';
import { visits } from '../setup/visits.ts';
import { countByApi, duringDays } from './count-by-api.ts';
import type { Visitor } from './visitor.ts';

const arrive = visits();
let visitor: Visitor;
const base = inject('demoUrl');

/** How many incidents the API finds for the filters of the address, and more of a query. */
function countOfAddress(search: string, more: Readonly<Record<string, string>> = {}): Promise<number> {
  const shown = new URLSearchParams(search);
  const query = new URLSearchParams(duringDays(shown.get('from'), shown.get('to')));
  for (const name of ['type', 'q']) if (shown.has(name)) query.set(name, shown.get(name) ?? '');
  const known = shown.get('known');
  if (known !== null) query.set('asKnownAt', known);
  for (const [name, value] of Object.entries(more)) query.set(name, value);
  return countByApi(base, query.toString());
}

const timeline = (): Locator => visitor.page.getByRole('region', { name: 'Timeline' });
const window = (): Locator => timeline().getByRole('slider', { name: 'The whole window' });
const numberIn = (text: string | null, pattern: RegExp): number => Number(pattern.exec(text ?? '')?.[1] ?? '0');

/** Every number of incidents on the screen is the API's: list, timeline, pill, layer, and each status under the others. */
async function expectEverywhere(): Promise<void> {
  await visitor.settle();
  const { page } = visitor;
  const search = new URL(page.url()).search;
  const matched = await countOfAddress(search);
  const pill = await page.locator('.pill').textContent();
  const statuses: [string, number][] = [];
  const byApi: [string, number][] = [];
  for (const status of OCCURRENCE_STATUSES) {
    const name = enTerms[`status.${status}`];
    const box = page.getByRole('group', { name: 'Verification status' }).getByRole('checkbox', { name });
    statuses.push([status, await visitor.numberOf(box.first())]);
    byApi.push([status, await countOfAddress(search, { status })]);
  }
  expect({
    list: numberIn(await page.getByRole('tab', { name: /^Incidents/ }).textContent(), /(\d+)$/),
    timeline: numberIn(await timeline().locator('.time-now .count').textContent(), /^(\d+)/),
    pill: numberIn(pill, /(\d+) in view/) + numberIn(pill, /(\d+) not on the map/),
    layer: await visitor.numberOf(page.getByRole('checkbox', { name: /^Incidents/ })),
    statuses,
  }).toStrictEqual({ list: matched, timeline: matched, pill: matched, layer: matched, statuses: byApi });
}

describe('all numbers of incidents come from one answer, and are those of the API', () => {
  test('with a type, a window drawn on the timeline, and two steps of it', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await expectEverywhere();
    await page.getByRole('checkbox', { name: /^Air / }).check({ force: true });
    await visitor.address(/type=air/);
    await expectEverywhere();
    await visitor.brush(0.2, 0.3, 0.45);
    await visitor.address(/from=.*to=/);
    await expectEverywhere();
    for (let steps = 0; steps < 2; steps++) {
      const before = await window().getAttribute('aria-valuetext');
      const from = new URL(page.url()).searchParams.get('from');
      await timeline().getByRole('button', { name: 'One step on' }).click();
      await expect.poll(() => window().getAttribute('aria-valuetext')).not.toBe(before);
      await page.waitForURL((url) => url.searchParams.get('from') !== from);
      await expectEverywhere();
    }
  });

  test('with words, and as known at a moment of the past', async () => {
    const moment = new Date().toISOString().slice(0, 19);
    visitor = await arrive(base, { path: `/?q=sector+31&known=${moment}Z` });
    await expectEverywhere();
    expect(await countOfAddress('?q=sector+31')).toBeGreaterThan(1);
    await visitor.goTo('/?q=sector+31');
    await expectEverywhere();
    await visitor.goTo('/?known=2020-01-01T00:00:00Z');
    await visitor.page.getByText('Nothing on record at that moment').first().waitFor();
  });

  test('the list and the record walk through the whole order', async () => {
    visitor = await arrive(base, { path: '/?type=air' });
    const { page } = visitor;
    const of = await countOfAddress('?type=air');
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('oldest');
    await visitor.settle();
    const place = (): Promise<string | null | undefined> =>
      page.evaluate(() => document.activeElement?.closest('li')?.getAttribute('aria-posinset'));
    const first = page.getByRole('list', { name: 'Incidents' }).getByRole('button').first();
    await first.focus();
    await page.keyboard.press('j');
    await expect.poll(place, { timeout: 20_000 }).toBe('2');
    await page.keyboard.press('End');
    await expect.poll(place, { timeout: 20_000 }).toBe(String(of));
    await visitor.settle();
    const last = await page.locator('.list-row:focus .reference').textContent();
    await page.keyboard.press('Home');
    await expect.poll(place, { timeout: 20_000 }).toBe('1');
    await page.keyboard.press('Enter');
    const record = page.getByRole('complementary', { name: 'Records and details' });
    await record.getByText(`1 of ${of}`, { exact: true }).waitFor();
    await page.keyboard.press('k');
    await record.getByText(`${of} of ${of}`, { exact: true }).waitFor();
    await record
      .getByText(last ?? '', { exact: true })
      .first()
      .waitFor();
    await page.keyboard.press('j');
    await record.getByText(`1 of ${of}`, { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(place, { timeout: 20_000 }).toBe('1');
  });

  test('the list is filled without that a row is ever drawn over the next', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await page.addInitScript(() => {
      const overlaps: number[] = [];
      Reflect.set(window, 'overlaps', overlaps);
      const look = (): void => {
        const rows = [...document.querySelectorAll('ul.list > li')].map((row) => row.getBoundingClientRect());
        rows.sort((one, other) => one.top - other.top);
        rows.forEach((row, at) => overlaps.push(at === 0 ? 0 : Math.round((rows[at - 1]?.bottom ?? 0) - row.top)));
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await visitor.goTo('/?sort=oldest');
    await page.locator('.list-row:not(.awaited)').first().waitFor();
    const overlaps = await page.evaluate(() => Reflect.get(window, 'overlaps') as number[]);
    expect(overlaps.length).toBeGreaterThan(10);
    expect(Math.max(...overlaps)).toBe(0);
  });
});
