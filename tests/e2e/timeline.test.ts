import type { Locator } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { visits } from '../setup/visits.ts';
import { countByApi, duringDays } from './count-by-api.ts';
import type { Visitor } from './visitor.ts';

const arrive = visits();
let visitor: Visitor;
const base = inject('serviceUrl');

/** How many incidents the API finds for days in UTC, both included, and more of a query. */
const countDays = (from: string | null, to: string | null, query = ''): Promise<number> =>
  countByApi(base, `${duringDays(from, to)}${query}`);

const timeline = (): Locator => visitor.page.getByRole('region', { name: 'Timeline' });
const slider = (name: string): Locator => timeline().getByRole('slider', { name });
const WHOLE = 'The whole window';
const START = 'First day of the window';
const END = 'Last day of the window';

/** The days of the window as the address holds them. */
function daysOfAddress(): { from: string | null; to: string | null } {
  const { searchParams } = new URL(visitor.page.url());
  return { from: searchParams.get('from'), to: searchParams.get('to') };
}

/** Head of the timeline and list show so many incidents. */
async function expectCount(count: number): Promise<void> {
  await visitor.page.getByRole('tab', { name: new RegExp(`^Incidents ${count}$`) }).waitFor();
  const words = count === 0 ? 'none shown' : count === 1 ? '1 report on record' : `${count} reports on record`;
  await timeline().getByText(words, { exact: true }).waitFor();
}

/** The cells of the row of a table that begins with a name. */
const cellsOf = (name: string | RegExp): Promise<string[]> =>
  timeline()
    .getByRole('row')
    .filter({ has: visitor.page.getByRole('rowheader', { name, exact: true }) })
    .first()
    .getByRole('cell')
    .allTextContents();

const historyLength = (): Promise<number> => visitor.page.evaluate(() => window.history.length);

describe('the timeline', () => {
  test('says in a table what it draws, and the numbers are those of the API', async () => {
    visitor = await arrive(base, { path: '/?timeline=table' });
    const all = await countDays(null, null);
    const reported = await countDays(null, null, '&status=reported');
    expect(await cellsOf('All')).toStrictEqual([String(all), String(reported)]);
    const rows = await timeline().locator('tbody td:first-of-type').allTextContents();
    expect(rows.reduce((sum, count) => sum + Number(count), 0)).toBe(all);
    expect((await cellsOf('26 – 27 Feb 2026'))[0]).toBe(String(await countDays('2026-02-26', '2026-02-27')));
    // Every reading stands there with who holds it, and a closure without an end.
    await timeline().getByText('Start of the ceasefire, 11 Oct, as held by: Ariana News').waitFor();
    await timeline()
      .getByText(/Torkham.*: Stated partly open as of .*2025\. No end is on record with it\./)
      .waitFor();
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
  });

  test('a window drawn with the pointer is followed while it is drawn, and written when the hand lets go', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    const entries = await historyLength();
    const box = await timeline().locator('.time-surface').boundingBox();
    if (box === null) throw new Error('no timeline');
    const y = box.y + 30;
    await page.mouse.move(box.x + 0.1 * box.width, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.2 * box.width, y);
    await page.mouse.move(box.x + 0.4 * box.width, y);
    await expect
      .poll(() => slider(WHOLE).getAttribute('aria-valuetext'))
      .toMatch(/^\d+ Oct – \d+ \w+ 2025 \(\d+ days\)$/);
    await expect.poll(() => page.getByRole('tab', { name: /^Incidents 19$/ }).count()).toBe(0);
    expect(daysOfAddress()).toStrictEqual({ from: null, to: null });
    await page.mouse.up();
    await visitor.address(/from=.*to=/);
    const { from, to } = daysOfAddress();
    await expectCount(await countDays(from, to));
    // Taken in its middle it moves and keeps its length.
    const words = (await slider(WHOLE).getAttribute('aria-valuetext')) ?? '';
    await page.mouse.move(box.x + 0.25 * box.width, y);
    await page.mouse.down();
    await page.mouse.move(box.x + 0.35 * box.width, y);
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.get('from') !== from);
    expect(await slider(WHOLE).getAttribute('aria-valuetext')).toContain(/\(.*\)/.exec(words)?.[0]);
    const moved = daysOfAddress();
    await expectCount(await countDays(moved.from, moved.to));
    expect(await historyLength()).toBe(entries);
    await visitor.picture('timeline-light');
  });

  test('what is said while a hand holds the window is of that window; broken off, all is as before', async () => {
    visitor = await arrive(base, { path: '/?from=2025-10-11&to=2025-10-20' });
    const { page } = visitor;
    const said = timeline().locator('.time-now');
    const before = await said.innerText();
    const box = await slider(WHOLE).boundingBox();
    if (box === null) throw new Error('no window');
    const [x, y] = [box.x + box.width / 2, box.y + 30];
    const holdAt = async (pixels: number): Promise<string> => {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + pixels, y, { steps: 4 });
      await expect
        .poll(
          async () => (await said.locator('b').innerText()) === (await slider(WHOLE).getAttribute('aria-valuetext')),
        )
        .toBe(true);
      return said.innerText();
    };
    expect(await holdAt(60)).not.toBe(before);
    await timeline()
      .locator('.time-surface')
      .evaluate((surface) => surface.dispatchEvent(new PointerEvent('pointercancel', { bubbles: true })));
    await expect.poll(() => said.innerText()).toBe(before);
    expect(daysOfAddress()).toStrictEqual({ from: '2025-10-11', to: '2025-10-20' });
    await page.mouse.up();
    const held = await holdAt(-60);
    await page.mouse.up();
    await page.waitForURL((url) => url.searchParams.get('from') !== '2025-10-11');
    expect(await said.innerText()).toBe(held);
    const { from, to } = daysOfAddress();
    await expectCount(await countDays(from, to));
    expect(held).toContain(String(await countDays(from, to)));
  });

  test('a window is moved, narrowed and cleared by keys, and said in words in both calendars', async () => {
    visitor = await arrive(base, { path: '/?from=2025-10-11&to=2025-10-20' });
    const { page } = visitor;
    await slider(WHOLE).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('PageUp');
    await visitor.address(/from=2025-10-22&to=2025-10-31/);
    // However long the words for it are, the map above keeps its height.
    const mapHeight = (): Promise<number> => page.locator('[data-map]').evaluate(({ clientHeight }) => clientHeight);
    const height = await mapHeight();
    await slider(START).focus();
    await page.keyboard.press('ArrowLeft');
    expect(await slider(START).getAttribute('aria-valuetext')).toBe('21 Oct 2025 · 29 Mizan 1404');
    await page.keyboard.press('Home');
    expect(await mapHeight()).toBe(height);
    expect(await slider(START).getAttribute('aria-valuetext')).toBe('open, from the first record');
    await slider(END).focus();
    await page.keyboard.press('PageDown');
    await page.waitForURL((url) => !url.searchParams.has('from') && url.searchParams.get('to') === '2025-10-24');
    await expectCount(await countDays(null, '2025-10-24'));
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.searchParams.has('to'));
    expect(await slider(WHOLE).getAttribute('aria-valuetext')).toBe('All dates on record');
    await expectCount(await countDays(null, null));
  });

  test('plays: two steps on, without motion where none is wanted, and without a step of the history', async () => {
    visitor = await arrive(base, {
      path: '/?from=2025-10-08&to=2025-10-14',
      reducedMotion: 'reduce',
    });
    const { page } = visitor;
    const entries = await historyLength();
    const start = Number(await slider(WHOLE).getAttribute('aria-valuenow'));
    const steps: number[] = [];
    await page.keyboard.press('p');
    await timeline().getByRole('button', { name: 'Pause (p)' }).waitFor();
    await expect
      .poll(
        async () => {
          const step = Number(await slider(WHOLE).getAttribute('aria-valuenow')) - start;
          if (step !== steps.at(-1)) steps.push(step);
          return step;
        },
        { interval: 20, timeout: 10_000 },
      )
      .toBe(14);
    expect(steps).toStrictEqual([0, 7, 14]);
    expect(daysOfAddress()).toStrictEqual({ from: '2025-10-08', to: '2025-10-14' });
    await page.keyboard.press('p');
    await visitor.address(/from=2025-10-22&to=2025-10-28/);
    await expectCount(await countDays('2025-10-22', '2025-10-28'));
    // By hand, and with the end alone moving.
    await timeline().getByRole('button', { name: 'One step back' }).click();
    await visitor.address(/from=2025-10-15&to=2025-10-21/);
    await timeline().getByRole('combobox', { name: 'What moves' }).selectOption('cumulative');
    await timeline().getByRole('button', { name: 'One step on' }).click();
    await visitor.address(/from=2025-10-15&to=2025-10-28.*timeline=cumulative/);
    await expectCount(await countDays('2025-10-15', '2025-10-28'));
    expect(await historyLength()).toBe(entries);
  });

  test('sets a window beside as many days before it, with the numbers of the API', async () => {
    visitor = await arrive(base, { path: '/?from=2025-10-15&to=2025-10-21&theme=dark' });
    const { page } = visitor;
    await timeline().getByRole('button', { name: 'Compare with the days before' }).click();
    await timeline().getByRole('columnheader', { name: '8 – 14 Oct 2025' }).waitFor();
    for (const [name, query] of [
      ['All', ''],
      ['Reported', '&status=reported'],
      ['Use of force', '&type=use-of-force'],
      ['Crossing', '&type=crossing'],
    ] as const) {
      const earlier = await countDays('2025-10-08', '2025-10-14', query);
      const now = await countDays('2025-10-15', '2025-10-21', query);
      expect([name, ...(await cellsOf(name)).slice(0, 2)]).toStrictEqual([name, String(earlier), String(now)]);
    }
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await visitor.picture('timeline-compare-dark');
    // Before the first record there is nothing of which a share could be taken.
    await visitor.goTo('/?from=2025-10-01&to=2025-10-12&timeline=compare');
    expect((await cellsOf('All')).at(-1)).toBe('–');
    await page.getByText(/The earlier days reach back before the first incident report on record/).waitFor();
  });

  test('runs from the right where the page does, and keys go with it', async () => {
    visitor = await arrive(base, { path: '/?lang=ur&from=2025-10-11&to=2025-11-10' });
    const { page } = visitor;
    const [start, , end] = await page.getByRole('slider').all();
    const [earlier, later] = [await start?.boundingBox(), await end?.boundingBox()];
    expect(earlier?.x).toBeGreaterThan(later?.x ?? Infinity);
    await page.locator('.time-slider.window').focus();
    await page.keyboard.press('ArrowLeft');
    await visitor.address(/from=2025-10-12&to=2025-11-11/);
    expect(await page.locator('.time-axis').allTextContents()).toStrictEqual([
      expect.stringContaining('نومبر 2025'),
      expect.stringContaining('عقرب 1404'),
    ]);
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await visitor.picture('timeline-right-to-left');
  });

  test('is a tab of the sheet on a phone, and folds away on a wide screen', async () => {
    visitor = await arrive(base, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await visitor.page.getByRole('tab', { name: 'Timeline' }).click();
    await timeline().locator('.time-surface').waitFor();
    await slider(WHOLE).focus();
    await visitor.page.keyboard.press('ArrowLeft');
    await visitor.address(/from=2026-01-29&to=2026-02-27/);
    await timeline().getByText('4 reports on record', { exact: true }).waitFor();
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await visitor.picture('timeline-phone');
    await visitor.leave();
    visitor = await arrive(base);
    await timeline().getByRole('button', { name: 'Show or fold away the timeline' }).click();
    await visitor.address(/timeline=folded/);
    expect(await slider(WHOLE).count()).toBe(0);
  });
});
