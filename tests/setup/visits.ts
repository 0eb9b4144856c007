import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchChromium } from '../../scripts/setup/chromium.ts';
import { Visitor } from '../e2e/visitor.ts';

type Arrive = (base: string, options?: BrowserContextOptions & { readonly path?: string }) => Promise<Visitor>;

/**
 * A browser for the tests of the file that calls it, and the way to come with it to a service. After each test all who came
 * leave, and nothing may have gone wrong on their screens.
 */
export function visits(): Arrive {
  let browser: Browser;
  let here: Visitor[] = [];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());
  afterEach(async () => {
    const came = here;
    here = [];
    await Promise.all(came.map((visitor) => visitor.leave()));
    for (const visitor of came) visitor.expectMishaps([]);
  });
  return async (base, options) => {
    const visitor = await Visitor.arrive(browser, base, options);
    here.push(visitor);
    return visitor;
  };
}
