import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { file, incidentSent } from '../fixtures/filing.ts';
import { type OneRecord, openOneRecord } from '../setup/one-record.ts';
import { signInOver } from '../setup/over-http.ts';
import { readPng } from '../setup/png.ts';
import { EVERYBODYS_PASSWORD } from '../setup/staffed.ts';
import { encodeArea } from '../../web/view-area.ts';
import { launchChromium } from '../../scripts/setup/chromium.ts';
import { Visitor } from './visitor.ts';

/** One record, served twice: to pages that hold all incidents, and to pages that ask the service about them. */
const MODES = { held: 1_000_000, asked: 0 } as const;
type Mode = keyof typeof MODES;
const NAMES = Object.keys(MODES) as Mode[];
type Both<Value> = Record<Mode, Value>;

let browser: Browser;
let record: OneRecord;
let urls: Both<string>;
let pair: Pair;

async function startBoth<Value>(start: (mode: Mode) => Promise<Value>): Promise<Both<Value>> {
  const [held, asked] = await Promise.all([start('held'), start('asked')]);
  return { held, asked };
}

beforeAll(async () => {
  browser = await launchChromium();
  record = await openOneRecord(80);
  urls = await startBoth((mode) => record.serve(MODES[mode]));
});
afterEach(() => pair.leave());
afterAll(async () => {
  await browser.close();
  await record.end();
});

/** Two people who do the same at the two services. */
class Pair {
  readonly visitors: Both<Visitor>;
  #address = '';

  private constructor(visitors: Both<Visitor>) {
    this.visitors = visitors;
  }

  static async arrive(path: string): Promise<Pair> {
    return new Pair(await startBoth((mode) => Visitor.arrive(browser, urls[mode], { path })));
  }

  async each(act: (visitor: Visitor) => Promise<unknown>): Promise<void> {
    await Promise.all(NAMES.map((mode) => act(this.visitors[mode])));
  }

  /** Both do the same, and it is written in the address: then every word and number on both screens is the same. */
  async step(what: string, act: (visitor: Visitor) => Promise<unknown>): Promise<void> {
    const before = this.#address;
    await this.each(async (visitor) => {
      await act(visitor);
      await visitor.page.waitForURL((url) => url.search !== before);
    });
    await this.expectSame(what);
  }

  async expectSame(what: string): Promise<string> {
    await this.each((visitor) => visitor.settle());
    const [held, asked] = await Promise.all(NAMES.map((mode) => screenOf(this.visitors[mode])));
    expect({ what, screen: asked }).toStrictEqual({ what, screen: held });
    this.#address = new URL(this.visitors.held.page.url()).search;
    return held ?? '';
  }

  /** The maps are the same to the last colour. */
  async expectSameMap(): Promise<void> {
    const [held, asked] = await Promise.all(NAMES.map((mode) => this.visitors[mode].stillMap()));
    if (!held || !asked) throw new Error('no map');
    expect(await this.visitors.held.largestDifference(held, asked)).toBe(0);
  }

  /** Nothing went wrong, and each page got its numbers in its own way. */
  async leave(): Promise<void> {
    const { held, asked } = this.visitors;
    const hasAsked = await Promise.all(NAMES.map((mode) => hasAskedForCounts(this.visitors[mode])));
    await this.each((visitor) => visitor.leave());
    expect(hasAsked).toStrictEqual([false, true]);
    const nothing = { policyViolations: [], foreignRequests: [], errors: [] };
    expect([held.mishaps, asked.mishaps]).toStrictEqual([nothing, nothing]);
  }
}

/** Every text on the screen, what its sliders say and its address. */
function screenOf({ page }: Visitor): Promise<string> {
  return page.evaluate(() => {
    const said = [...document.querySelectorAll('[aria-valuetext]')].map((one) => one.getAttribute('aria-valuetext'));
    return [location.search, ...said, document.body.innerText].join('\n');
  });
}

function hasAskedForCounts({ page }: Visitor): Promise<boolean> {
  return page.evaluate(() =>
    performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/explore/counts')),
  );
}

const tick = (name: RegExp) => (visitor: Visitor) =>
  visitor.page.getByRole('checkbox', { name }).first().check({ force: true });

describe('all numbers of the screen are the same, whether the page or the service works them out', () => {
  test('under filters, in a window and beside the days before it', async () => {
    pair = await Pair.arrive('/');
    expect(await pair.expectSame('all')).toContain('SYNTHETIC');
    await pair.expectSameMap();
    await pair.step('a type', tick(/^Air /));
    await pair.step('a status', tick(/^Reported/));
    await pair.step('a window', (visitor) => visitor.brush(0.2, 0.5, 0.85));
    await pair.step('the days before', ({ page }) =>
      page.getByRole('button', { name: 'Compare with the days before' }).click(),
    );
  });

  test('in another order, along the records, near by and for words', async () => {
    pair = await Pair.arrive('/?type=air');
    await pair.expectSame('of a type');
    await pair.step('an order', ({ page }) => page.getByRole('combobox', { name: 'Sort' }).selectOption('oldest'));
    await pair.step('a record', ({ page }) =>
      page.getByRole('list', { name: 'Incidents' }).getByRole('button').first().click(),
    );
    await pair.step('the next record', ({ page }) => page.keyboard.press('j'));
    await pair.step('the list', ({ page }) => page.keyboard.press('Escape'));
    await pair.step('the timeline as a table', (visitor) => visitor.goTo('/?timeline=table&sort=type'));
    await pair.step('near by', (visitor) => visitor.goTo('/?map=70.6,34.2,8.5&inview=yes&sort=status'));
    await pair.step('nearer', ({ page }) => page.getByRole('button', { name: 'Zoom in' }).click());
    await pair.expectSameMap();
    await pair.step('words', async ({ page }) => {
      await page.keyboard.press('/');
      await page.keyboard.type('sector');
      await page.keyboard.press('Enter');
    });
  });

  test('of what lies in an area of concern, and on a sheet that is saved', async () => {
    const ring = [
      [68, 31],
      [71, 31],
      [71, 34.5],
      [68, 34.5],
      [68, 31],
    ] as const;
    pair = await Pair.arrive(`/?type=air&area=${encodeURIComponent(encodeArea({ id: 'a1', name: 'Watch', ring }))}`);
    await pair.each(({ page }) => page.getByRole('tab', { name: /^Areas/ }).click());
    expect(await pair.expectSame('the area')).toMatch(/\d inside · \d possibly inside/);
    await pair.each(async ({ page }) => {
      await page.keyboard.press('e');
      await page
        .getByRole('dialog')
        .getByText(/PNG, for screens/)
        .click();
      await page.getByRole('dialog').locator('button.primary:enabled').waitFor();
    });
    await pair.expectSame('what is to be saved');
    const sheets = await Promise.all(
      NAMES.map(async (mode) => {
        const visitor = pair.visitors[mode];
        const { path } = await visitor.saves(() => visitor.page.getByRole('dialog').locator('button.primary').click());
        return JSON.stringify(readPng(path).texts).replaceAll(urls[mode], '');
      }),
    );
    expect(sheets[0]).toContain('SYNTHETIC');
    expect(sheets[1]).toBe(sheets[0]);
  });

  test('as known at a moment, after a write, and for somebody who signs in', async () => {
    const moment = `${new Date().toISOString().slice(0, 19)}Z`;
    pair = await Pair.arrive('/');
    const before = await pair.expectSame('of everybody');
    await pair.each((visitor) => visitor.signInAs('monitor', EVERYBODYS_PASSWORD));
    const mine = await pair.expectSame('of a monitor');
    expect(mine).not.toBe(before);
    const monitor = await signInOver(urls.asked, {
      email: 'monitor@localhost',
      password: EVERYBODYS_PASSWORD,
      role: 'monitor',
    });
    await file(monitor, incidentSent({ title: 'Zerzura: fire' }));
    const numberOf = (text: string): number => Number(/Incidents\s+(\d+)/.exec(text)?.[1] ?? NaN);
    await pair.each(({ page }) => page.getByRole('tab', { name: `Incidents ${numberOf(mine) + 1}` }).waitFor());
    await pair.expectSame('what was just filed');
    await pair.step('mine', (visitor) => visitor.goTo('/?mine=yes'));
    await pair.step('as it was known', (visitor) => visitor.goTo(`/?known=${moment}`));
  });
});
