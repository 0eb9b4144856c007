import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Environment } from '../../api/env.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { type Service, startService } from '../../api/start.ts';
import { buildWeb } from '../../scripts/build-web.ts';
import { syntheticBundles } from '../../scripts/synthetic/bundles.ts';
import { swapWords } from '../fixtures/swap.ts';
import { temporaryFolder } from '../setup/process.ts';
import { launchChromium, Visitor } from './visitor.ts';

/** Few enough to be quick, enough for every kind of record and each party's part in it. */
const INCIDENTS = 60;

/** A text on the screen, with what the eye sees of it. */
interface Seen {
  text: string;
  look: string;
  /** Which of the two columns of the parties it stands in; -1 outside them. */
  column: number;
}

let browser: Browser;
const folders = [temporaryFolder(), temporaryFolder()] as const;
let services: Service[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  const start = (mirror: boolean, folder: string): Promise<Service> =>
    startService({
      environment: Environment.parse({ PORT: '0', RATE_LIMIT_PER_MINUTE: '0', DATA_FOLDER: folder }),
      say: () => undefined,
      webFolder: buildWeb(() => undefined),
      people: 'nobody',
      seed: async (database) => {
        const at = new Date('2026-11-24T00:00:00Z');
        for await (const bundle of syntheticBundles({ seed: 5, count: INCIDENTS, mirror }))
          await saveBundle(database, bundle, () => at);
      },
    });
  services = [await start(false, folders[0].path), await start(true, folders[1].path)];
}, 240_000);

afterAll(async () => {
  await browser.close();
  await Promise.all(services.map((service) => service.stop()));
  folders.forEach((folder) => folder.remove());
});

/** Every text on the page in reading order: words, colour, size and weight, and its party's column. */
function textsOf(page: Page): Promise<Seen[]> {
  return page.evaluate(() => {
    const seen: Seen[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      if (text === '' || !parent || !parent.checkVisibility()) continue;
      const { color, fontSize, fontWeight, backgroundColor } = getComputedStyle(parent);
      const own = parent.closest('.position');
      const columns = own?.parentElement ? [...own.parentElement.children] : [];
      seen.push({
        text,
        look: [color, backgroundColor, fontSize, fontWeight].join(' '),
        column: own ? columns.indexOf(own) : -1,
      });
    }
    return seen;
  });
}

/** The party's columns and all that stands around them. */
function parted(texts: readonly Seen[]): { rest: Seen[]; columns: Omit<Seen, 'column'>[][] } {
  const inColumn = (at: number) =>
    texts.filter(({ column }) => column === at).map(({ text, look }) => ({ text, look }));
  return { rest: texts.filter(({ column }) => column === -1), columns: [inColumn(0), inColumn(1)] };
}

function swapped<One extends { text: string }>(texts: readonly One[]): One[] {
  return texts.map((one) => ({ ...one, text: swapWords(one.text) }));
}

const SCREENS = [
  ['the map and the list', '/'],
  ['a filtered list', '/?positions=differ&sort=oldest'],
  ['an incident', '/?open=incidents/2'],
  ['another incident', '/?open=incidents/7'],
  ['a third incident', '/?open=incidents/11'],
  ['an airspace claim', '/?open=airspace-claims/1'],
  ['another airspace claim', '/?open=airspace-claims/3'],
  ['a crossing point', '/?open=crossings/1'],
  ['another crossing point', '/?open=crossings/2'],
] as const;

describe('with the parties swapped in every record, every screen swaps exactly (DOMAIN.md 10.8)', () => {
  test.each(SCREENS)('%s', async (_what, path) => {
    const shown: Seen[][] = [];
    const pictures: Buffer[] = [];
    let difference = 255;
    for (const { url } of services) {
      const visitor = await Visitor.arrive(browser, url, { path });
      await visitor.page.mouse.move(700, 5);
      shown.push(await textsOf(visitor.page));
      pictures.push(await visitor.stillMap());
      const [one, other] = pictures;
      if (one && other) difference = await visitor.largestDifference(one, other);
      await visitor.leave();
    }
    const [heads, tails] = shown.map(parted);
    if (!heads || !tails) throw new Error('two screens are compared');
    expect(heads.rest.length).toBeGreaterThan(30);
    expect(swapped(tails.rest)).toStrictEqual(heads.rest);
    // The order of the columns is fixed (DOMAIN.md 10.5), so what stands in them changes places.
    expect(swapped(tails.columns[1] ?? [])).toStrictEqual(heads.columns[0]);
    expect(swapped(tails.columns[0] ?? [])).toStrictEqual(heads.columns[1]);
    // Marks, colours and lines of the map know no party at all. One level of 255 is what two runs of the same page differ by.
    expect(difference).toBeLessThanOrEqual(1);
  });
});
