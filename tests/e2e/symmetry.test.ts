import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Environment } from '../../api/env.ts';
import { saveBundle } from '../../api/ingest/run.ts';
import { type Service, startService } from '../../api/start.ts';
import { buildWeb } from '../../scripts/build-web.ts';
import { syntheticBundles } from '../../scripts/synthetic/bundles.ts';
import { swapWords } from '../fixtures/swap.ts';
import { temporaryFolder } from '../setup/process.ts';
import { saveMeanwhile } from '../setup/save-meanwhile.ts';
import { EVERYBODYS_PASSWORD } from '../setup/staffed.ts';
import { launchChromium } from '../../scripts/setup/chromium.ts';
import { Visitor } from './visitor.ts';

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
      people: 'development',
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

/** Every text on the page in reading order, and what stands in the fields of a form: words, colour, size and weight, and its party's column. */
function textsOf(page: Page): Promise<Seen[]> {
  return page.evaluate(() => {
    const seen: Seen[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const parent = node.parentElement;
      // The list of a closed choice is always the same, both parties in their fixed order; what is chosen is read below.
      if (text === '' || !parent || parent.closest('option') || !parent.checkVisibility()) continue;
      const { color, fontSize, fontWeight, backgroundColor } = getComputedStyle(parent);
      const own = parent.closest('.position');
      const columns = own?.parentElement ? [...own.parentElement.children] : [];
      seen.push({
        text,
        look: [color, backgroundColor, fontSize, fontWeight].join(' '),
        column: own ? columns.indexOf(own) : -1,
      });
    }
    for (const field of document.querySelectorAll('.form-panel :is(input, select, textarea)')) {
      const { color, fontSize, fontWeight, backgroundColor } = getComputedStyle(field);
      const text =
        field instanceof HTMLSelectElement
          ? (field.selectedOptions[0]?.textContent ?? '')
          : field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)
            ? String(field.checked)
            : (field as HTMLInputElement | HTMLTextAreaElement).value;
      seen.push({ text, look: [color, backgroundColor, fontSize, fontWeight].join(' '), column: -1 });
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
  ['another airspace claim', '/?open=airspace-claims/2'],
  ['a crossing point', '/?open=crossings/1'],
  ['another crossing point', '/?open=crossings/2'],
] as const;

describe('with the parties swapped in every record, every screen swaps exactly (DOMAIN.md 10.8)', () => {
  test.each(SCREENS)('%s', async (_what, path) => {
    const shown: Seen[][] = [];
    const pictures: Buffer[] = [];
    const overlays: string[] = [];
    let difference = 255;
    for (const { url } of services) {
      const visitor = await Visitor.arrive(browser, url, { path });
      // A record that is not there would be the same on both sides as well.
      expect(await visitor.page.locator('.record').count()).toBe(path.includes('open=') ? 1 : 0);
      await visitor.page.mouse.move(700, 5);
      shown.push(await textsOf(visitor.page));
      pictures.push(await visitor.stillMap());
      overlays.push(await visitor.page.locator('.map-over').innerHTML());
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
    // Marks, colours and lines of the map know no party at all; what lies over it is the same but for the words.
    expect(difference).toBe(0);
    const [over, otherOver] = overlays;
    expect(over).toContain('<svg');
    expect(swapWords(otherOver ?? '')).toBe(over);
  });
});

/** The two services with somebody at the screen of each, and the party that is the other's on the second. */
async function atBoth(path: string, look: (visitor: Visitor, party: 'afg' | 'pak') => Promise<Seen[][]>) {
  const shown: Seen[][][] = [];
  for (const [at, { url }] of services.entries()) {
    const visitor = await Visitor.arrive(browser, url, { path });
    await visitor.signInAs('reviewer', EVERYBODYS_PASSWORD);
    shown.push(await look(visitor, at === 0 ? 'afg' : 'pak'));
    await visitor.leave();
  }
  const [heads, tails] = shown;
  if (!heads || !tails) throw new Error('two screens are compared');
  return { heads, tails };
}

const field = ({ page }: Visitor, path: string) => page.locator(`.form-panel [id$="-${path.replaceAll('.', '-')}"]`);
const namesAParty = (texts: readonly Seen[]): boolean => texts.some(({ text }) => swapWords(text) !== text);

async function openForm({ page }: Visitor, menu: RegExp, entry: string): Promise<void> {
  await page.locator('.forms-bar').getByRole('button', { name: menu }).click();
  await page.locator('.menu-list').getByRole('button', { name: entry, exact: true }).click();
  await page.locator('.form-panel .form-head').waitFor();
}

describe('with the parties swapped in what somebody types, every form swaps exactly', () => {
  test('an incident with a statement of a party and a figure of its people', async () => {
    const { heads, tails } = await atBoth('/', async (visitor, party) => {
      const { page } = visitor;
      await openForm(visitor, /^File a report/, 'Incident');
      await page.getByRole('button', { name: 'Add a statement' }).click();
      await field(visitor, 'statements.0.speakerKind').selectOption('party');
      await field(visitor, 'statements.0.party').selectOption(party);
      await field(visitor, 'statements.0.position').selectOption('denies');
      await page.getByRole('button', { name: 'Add a figure' }).click();
      await field(visitor, 'statements.0.casualtyFigures.0.ofParty').selectOption(party);
      const filled = await textsOf(page);
      await page.locator('.form-foot .primary').click();
      await page.locator('.form-panel [aria-invalid="true"]').first().waitFor();
      return [filled, await textsOf(page)];
    });
    expect(heads.map(namesAParty)).toStrictEqual([true, true]);
    expect(tails.map(swapped)).toStrictEqual(heads);
  });

  test('an airspace claim, and the view in which two versions of it are merged', async () => {
    const { heads, tails } = await atBoth('/?open=airspace-claims/2', async (visitor, party) => {
      const { page } = visitor;
      const other = party === 'afg' ? 'pak' : 'afg';
      await openForm(visitor, /^Edit/, 'Edit the record');
      await field(visitor, 'title').fill('A title of my own');
      await field(visitor, 'claimant').selectOption(party);
      await field(visitor, 'allegedOperator').selectOption(other);
      const filled = await textsOf(page);
      await saveMeanwhile(visitor, 'airspace-claims', 2, {
        title: 'A title of somebody else',
        claimant: other,
        allegedOperator: party,
      });
      await field(visitor, 'why.reason').selectOption('coding-error');
      await field(visitor, 'why.explanation').fill('The report says so.');
      await page.locator('.form-foot .primary').click();
      await page.locator('.merge-view').waitFor();
      // Of both services the same record in the same state, but for the parties: the list and the map behind are compared above.
      return [filled, (await textsOf(page)).filter(({ text }) => !text.startsWith('New on the map'))];
    });
    expect(heads.map(namesAParty)).toStrictEqual([true, true]);
    expect(tails.map(swapped)).toStrictEqual(heads);
  });

  test('what an administrator sees of people and roles: the same words and looks for either party', async () => {
    const [{ url } = { url: '' }] = services;
    const visitor = await Visitor.arrive(browser, url);
    await visitor.signInAs('administrator', EVERYBODYS_PASSWORD);
    const { page } = visitor;
    const dialogs: [string, () => Promise<void>][] = [
      [
        'People',
        () => page.getByText('liaison-afg@localhost').or(page.getByText('reviewer@localhost')).first().waitFor(),
      ],
      ['Look as', () => page.getByRole('dialog').getByRole('radio').first().waitFor()],
    ];
    for (const [entry, isThere] of dialogs) {
      await visitor.menu('Administrator', entry);
      await isThere();
      const seen = (await textsOf(page)).map(
        ({ text, look }) => `${look} ${text.replaceAll(/liaison-(afg|pak)/g, 'liaison')}`,
      );
      const other = seen.map(swapWords);
      expect(other.toSorted()).toStrictEqual(seen.toSorted());
      expect(other).not.toStrictEqual(seen);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    visitor.expectMishaps([]);
    await visitor.leave();
  });
});
