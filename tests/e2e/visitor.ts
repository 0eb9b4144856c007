import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, type Download, type Locator, type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Screenshots are kept here, to be looked at. */
const ARTEFACTS = fileURLToPath(new URL('../../artefacts', import.meta.url));
/** Files saved so far, by whichever visitor. */
let saved = 0;

/** What went wrong in a page while a test looked elsewhere. Every test ends by asserting that it is empty. */
export interface Mishaps {
  policyViolations: string[];
  foreignRequests: string[];
  errors: string[];
}

/** Somebody at a screen: the only file that knows the browser library's words for what people do. */
export class Visitor {
  readonly page: Page;
  readonly mishaps: Mishaps;
  readonly #base: string;

  private constructor(page: Page, base: string, mishaps: Mishaps) {
    this.page = page;
    this.#base = base;
    this.mishaps = mishaps;
  }

  /** Comes to an address of the service, on a screen of 1440 × 900 unless told otherwise, and waits for map and list. */
  static async arrive(
    browser: Browser,
    base: string,
    { path = '/', ...options }: BrowserContextOptions & { path?: string } = {},
  ): Promise<Visitor> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      acceptDownloads: true,
      ...options,
    });
    const page = await context.newPage();
    const mishaps: Mishaps = { policyViolations: [], foreignRequests: [], errors: [] };
    await page.exposeFunction('noteViolation', (text: string) => mishaps.policyViolations.push(text));
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const note: unknown = Reflect.get(window, 'noteViolation');
        if (typeof note === 'function') note(`${event.violatedDirective}: ${event.blockedURI}`);
      });
    });
    page.on('request', (request) => {
      const isOurs = request.url().startsWith(base) || /^(data|blob):/.test(request.url());
      if (!isOurs) mishaps.foreignRequests.push(request.url());
    });
    page.on('pageerror', (error) => mishaps.errors.push(error.message));
    page.on('console', (message) => {
      // Chromium's remark on drawing without a graphics card is no fault of the page.
      const isRemark = /GPU stall|WebGL.*performance|software/i.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !isRemark) mishaps.errors.push(message.text());
    });
    const visitor = new Visitor(page, base, mishaps);
    await visitor.goTo(path);
    return visitor;
  }

  /** Goes to an address and waits until the records are listed and the map has come to rest. */
  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.#base}${path}`);
    await this.page.locator('.map-pane canvas').first().waitFor();
    await this.settle();
  }

  /** Waits until nothing is being loaded or drawn any more. */
  async settle(): Promise<void> {
    await expect.poll(() => this.page.locator('.skeleton').count(), { timeout: 20_000 }).toBe(0);
    await this.page.locator(':root:not([data-counts="awaited"])').waitFor({ state: 'attached' });
    await expect.poll(() => this.page.locator('.list-row.awaited').count(), { timeout: 20_000 }).toBe(0);
    await this.page.locator('[data-map="idle"]').first().waitFor({ state: 'attached' });
  }

  /** The query string of the address, once the view has been written there. */
  async address(pattern: RegExp): Promise<string> {
    await this.page.waitForURL(pattern);
    return new URL(this.page.url()).search;
  }

  /** Keeps a picture of the screen. */
  async picture(name: string): Promise<void> {
    mkdirSync(ARTEFACTS, { recursive: true });
    await this.page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
  }

  /**
   * The map's picture once it no longer changes: two looks in a row are the same. Without what lies over it: the browser
   * draws the edges of that a level lighter or darker from one visit to the next.
   */
  async stillMap(): Promise<Buffer> {
    const { page } = this;
    const show = (isShown: boolean): Promise<void> =>
      page.locator('.map-over').evaluate(
        (over: HTMLElement, display) => {
          over.style.display = display;
        },
        isShown ? '' : 'none',
      );
    const look = () => page.locator('.map-pane canvas').first().screenshot();
    await show(false);
    let before = await look();
    for (let looks = 0; looks < 20; looks++) {
      const now = await look();
      if (now.equals(before)) {
        await show(true);
        return now;
      }
      before = now;
    }
    throw new Error('the map does not come to rest');
  }

  /** Drags along the timeline, from the first of these shares of its width over the others; the hand lets go at the last. */
  async brush(...shares: readonly number[]): Promise<void> {
    const { page } = this;
    const box = await page.locator('.time-surface').boundingBox();
    if (box === null) throw new Error('no timeline');
    for (const [at, share] of shares.entries()) {
      await page.mouse.move(box.x + share * box.width, box.y + 30);
      if (at === 0) await page.mouse.down();
    }
    await page.mouse.up();
  }

  /** The largest difference between two pictures in any pixel and channel, from 0 to 255; 255 where their sizes differ. */
  async largestDifference(one: Buffer, other: Buffer): Promise<number> {
    return this.page.evaluate(
      async (sources) => {
        const [first, second] = await Promise.all(
          sources.map(async (source) => {
            const image = new Image();
            image.src = source;
            await image.decode();
            const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
            context?.drawImage(image, 0, 0);
            return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
          }),
        );
        if (!first || first.length !== second?.length) return 255;
        return first.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (second[at] ?? 0))), 0);
      },
      [one, other].map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
    );
  }

  /** Does something that ends in a saved file; gives its name and a path to read it from. */
  async saves(act: () => Promise<void>): Promise<{ name: string; path: string }> {
    const [download]: [Download, void] = await Promise.all([
      this.page.waitForEvent('download', { timeout: 90_000 }),
      act(),
    ]);
    mkdirSync(ARTEFACTS, { recursive: true });
    // Two visitors may save a file of one name in the same moment.
    saved += 1;
    const path = join(ARTEFACTS, `${saved}-${download.suggestedFilename()}`);
    await download.saveAs(path);
    return { name: download.suggestedFilename(), path };
  }

  /** Opens the sign-in dialog and gives an address and a password, in whichever language the page is. */
  async signIn(email: string, password: string): Promise<void> {
    await this.page.locator('.account-button').click();
    await this.page.locator('input[name="username"]').fill(email);
    await this.page.locator('input[name="password"]').fill(password);
    await this.page.getByRole('dialog').locator('.auth-send').click();
  }

  /** Signs in with the account that a service of the tests has for a role, and waits for what that role sees. */
  async signInAs(role: string, password: string): Promise<void> {
    await this.signIn(`${role}@localhost`, password);
    await this.page.locator('.account-button[aria-expanded]').waitFor();
    await this.settle();
  }

  /** How far the page is wider than the screen, in CSS pixels: it should be 0. */
  async overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }

  /** How far the content of an open form is wider than its panel, in CSS pixels. */
  async panelOverflow(): Promise<number> {
    return this.page.locator('.form-panel').evaluate((panel) => panel.scrollWidth - panel.clientWidth);
  }

  /** Chooses an entry of somebody's menu. */
  async menu(name: string, entry: string): Promise<void> {
    await this.page.getByRole('button', { name: `Your account: ${name}` }).click();
    await this.page.locator('.account-menu').getByRole('button', { name: entry }).click();
  }

  /** Asserts that nothing went wrong but for refusals that a test asks for, by their status. */
  expectMishaps(refusals: readonly RegExp[]): void {
    const { policyViolations, foreignRequests, errors } = this.mishaps;
    const unexpected = errors.filter((line) => !refusals.some((refusal) => refusal.test(line)));
    expect({ policyViolations, foreignRequests, unexpected }).toStrictEqual({
      policyViolations: [],
      foreignRequests: [],
      unexpected: [],
    });
  }

  /** Serious findings of axe on the page as it stands. */
  async accessibilityFindings(): Promise<string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  }

  /** The count that a filter's value shows: the number at the end of its name. */
  async numberOf(box: Locator): Promise<number> {
    const name = await box.evaluate((input) => {
      const labelled =
        input instanceof HTMLInputElement ? [...(input.labels ?? [])].map((label) => label.textContent).join(' ') : '';
      return labelled || (input.getAttribute('aria-label') ?? '');
    });
    return Number((/([\d,]+)\s*$/.exec(name.trim())?.[1] ?? 'NaN').replaceAll(',', ''));
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}
