import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, inject, test } from 'vitest';
import { visits } from '../setup/visits.ts';
import { countByApi } from './count-by-api.ts';
import type { Visitor } from './visitor.ts';

const BASEMAP = fileURLToPath(new URL('../../data/basemap/basemap.json', import.meta.url));

const arrive = visits();
let visitor: Visitor;

/** List, map and status counts agree with each other and with the API. */
async function expectAgreement(base: string, query: string): Promise<void> {
  const expected = await countByApi(base, query);
  const { page } = visitor;
  await page.getByRole('tab', { name: new RegExp(`^Incidents ${expected}$`) }).waitFor();
  const pill = (await page.locator('main').getByRole('status').first().textContent()) ?? '';
  const [inView, notOnMap] = [/(\d+) in view/.exec(pill)?.[1] ?? '0', /(\d+) not on the map/.exec(pill)?.[1] ?? '0'];
  expect(Number(inView) + Number(notOnMap)).toBe(expected);
  const statuses = await page.getByRole('group', { name: 'Verification status' }).getByRole('checkbox').all();
  const counts = await Promise.all(statuses.map((box) => visitor.numberOf(box)));
  const isChosen = await Promise.all(statuses.map((box) => box.isChecked()));
  const counted = counts.filter((_count, at) => isChosen[at] || !isChosen.includes(true));
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(expected);
}

describe('a mediator', () => {
  const base = inject('serviceUrl');

  test('sees the reported incidents, airspace claims and crossing points, without any other host', async () => {
    visitor = await arrive(base);
    await expectAgreement(base, '');
    await visitor.page.getByRole('tab', { name: 'Airspace 4' }).waitFor();
    await visitor.page.getByRole('tab', { name: 'Crossings 12' }).waitFor();
    await visitor.picture('desktop-light');
  });

  test('opens a record and reads what each party stated, in equal columns', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await page.getByRole('combobox', { name: 'Sort' }).selectOption('oldest');
    await page.getByRole('button', { name: /^Explosions? reported in Kabul, 9 October 2025/ }).click();
    const record = page.getByRole('complementary', { name: 'Records and details' });
    await record.getByRole('heading', { level: 2, name: /Kabul/ }).waitFor();
    expect(await visitor.address(/open=incidents(%2F|\/)\d+/)).toContain('open=incidents');
    for (const clock of ['UTC', 'Kabul +04:30', 'Islamabad +05:00'])
      expect(await record.textContent()).toContain(clock);
    const [afghan, pakistani] = [
      record.getByRole('heading', { name: 'Afghan party' }),
      record.getByRole('heading', { name: 'Pakistani party' }),
    ];
    const [one, other] = [await afghan.locator('..').boundingBox(), await pakistani.locator('..').boundingBox()];
    expect(one?.width).toBeCloseTo(other?.width ?? 0, 0);
    expect(one?.y).toBe(other?.y);
    await visitor.picture('record-light');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: /Incidents/ }).waitFor();
  });

  test('sends a colleague the address of exactly that view', async () => {
    visitor = await arrive(base);
    const { page } = visitor;
    await page.getByRole('checkbox', { name: /^Use of force/ }).check({ force: true });
    await page.getByRole('button', { name: /^since 15 Oct/ }).click();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await visitor.settle();
    const search = await visitor.address(/map=.*type=use-of-force|type=use-of-force.*map=/);
    // The address keeps the camera to four decimals, so the first look at it may differ by less than a pixel.
    await visitor.goTo(`/${search}`);
    const seen = await page.getByRole('list', { name: 'Incidents' }).innerText();
    const picture = await visitor.stillMap();
    visitor = await arrive(base, { path: `/${search}` });
    expect(await visitor.page.getByRole('list', { name: 'Incidents' }).innerText()).toBe(seen);
    expect(new URL(visitor.page.url()).search).toBe(search);
    expect(await visitor.largestDifference(await visitor.stillMap(), picture)).toBe(0);
  });
});

describe('a reviewer', () => {
  const base = inject('serviceUrl');
  const demo = inject('demoUrl');

  test('filters by date, and map, list and counts agree', async () => {
    visitor = await arrive(base);
    await visitor.page.getByRole('button', { name: /^since 15 Oct/ }).click();
    await visitor.settle();
    await expectAgreement(base, 'datetime=2025-10-15/..');
    await visitor.page.getByRole('button', { name: '7 days' }).click();
    await visitor.page.getByText('No record under these filters').waitFor();
    await visitor.picture('empty-window');
    await visitor.page.getByRole('button', { name: /Show the 30 days up to/ }).click();
    await visitor.page.getByRole('list', { name: 'Incidents' }).waitFor();
  });

  test('filters by type and by status, and map, list and counts agree', async () => {
    visitor = await arrive(demo);
    const { page } = visitor;
    await expectAgreement(demo, '');
    await page.getByRole('checkbox', { name: /^Air / }).check({ force: true });
    await visitor.settle();
    await expectAgreement(demo, 'type=air');
    await page.getByRole('checkbox', { name: /^Contested/ }).check({ force: true });
    await page.getByRole('checkbox', { name: /^Reported/ }).check({ force: true });
    await visitor.settle();
    await expectAgreement(demo, 'type=air&status=contested,reported');
    await visitor.picture('demo-filtered');
    await page.getByRole('button', { name: /^Remove the filter “Air”/ }).click();
    await visitor.settle();
    await expectAgreement(demo, 'status=contested,reported');
    await page.getByRole('button', { name: 'Clear all' }).first().click();
    await visitor.settle();
    await expectAgreement(demo, '');
  });

  test('is told on every screen that invented records are SYNTHETIC', async () => {
    visitor = await arrive(demo);
    const { page } = visitor;
    await page.getByText('SYNTHETIC data: records so marked are invented').first().waitFor();
    await visitor.picture('demo-light');
    const rows = page.getByRole('list', { name: 'Incidents' }).getByRole('button');
    for (const row of await rows.all()) expect(await row.textContent()).toContain('SYNTHETIC');
    await rows.first().click();
    const record = page.getByRole('complementary', { name: 'Records and details' });
    await record.getByRole('heading', { level: 2, name: /SYNTHETIC/ }).waitFor();
  });
});

describe('somebody without a mouse', () => {
  test('walks through the list, opens, searches and closes by keys alone', async () => {
    visitor = await arrive(inject('serviceUrl'));
    const { page } = visitor;
    const focused = page.locator('.list button:focus');
    await page.keyboard.press('j');
    await focused.waitFor();
    const first = await focused.textContent();
    await page.keyboard.press('j');
    await expect.poll(() => focused.textContent()).not.toBe(first);
    await page.keyboard.press('Enter');
    await visitor.address(/open=incidents/);
    await page.keyboard.press('Escape');
    await page.waitForURL((url) => !url.search.includes('open='));
    // The list has the focus again, where the walk stood.
    await focused.waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('marghi');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: /^Incidents [12]$/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('meets no serious finding of axe: list, record, dialogs, dark, right to left, phone', async () => {
    const base = inject('serviceUrl');
    visitor = await arrive(base);
    const findings: Record<string, string[]> = { list: await visitor.accessibilityFindings() };
    await visitor.page.keyboard.press('?');
    await visitor.page.getByRole('dialog').waitFor();
    findings['keys'] = await visitor.accessibilityFindings();
    await visitor.page.keyboard.press('Escape');
    for (const [name, path] of [
      ['record', '/?open=incidents/1'],
      ['dark', '/?theme=dark'],
      ['dark record', '/?theme=dark&open=incidents/1'],
      ['right to left', '/?lang=ur&open=incidents/1'],
      ['crossing', '/?open=crossings/1'],
      ['airspace', '/?open=airspace-claims/1'],
      ['area', '/?area=a1~e9x4.7bzk.5yc.0.0.5yc~Watch'],
    ] as const) {
      await visitor.goTo(path);
      findings[name] = await visitor.accessibilityFindings();
    }
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await visitor.goTo('/');
    findings['phone'] = await visitor.accessibilityFindings();
    expect(findings).toStrictEqual(Object.fromEntries(Object.keys(findings).map((name) => [name, []])));
  });
});

describe('the document of the API', () => {
  test('is served by the service alone and obeys the same policy', async () => {
    visitor = await arrive(inject('serviceUrl'));
    await visitor.page.goto(`${inject('serviceUrl')}/api/docs`);
    await visitor.page.getByText('/collections/incidents/items', { exact: true }).first().waitFor();
    await visitor.picture('api-docs');
  });
});

describe('every screen', () => {
  test('turns round for languages that are written from right to left', async () => {
    visitor = await arrive(inject('serviceUrl'), { path: '/?lang=ur&open=incidents/1' });
    const { page } = visitor;
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    const filters = await page.locator('.filters-panel').boundingBox();
    const details = await page.getByRole('complementary').boundingBox();
    expect(filters?.x).toBeGreaterThan(details?.x ?? Infinity);
    await visitor.picture('record-right-to-left');
  });

  test('shapes every name in Dari, Pashto and Urdu on the map as the page itself does', async () => {
    visitor = await arrive(inject('serviceUrl'));
    const basemap = JSON.parse(readFileSync(BASEMAP, 'utf8')) as {
      features: { properties: Record<string, unknown> }[];
    };
    const names = basemap.features
      .flatMap(({ properties }) => ['prs', 'ps', 'ur'].map((language) => properties[language]))
      .filter((name) => typeof name === 'string');
    expect(names.length).toBeGreaterThan(200);
    const differing = await visitor.page.evaluate((all) => {
      const font = '400 40px "Monitor Naskh"';
      const context = document.createElement('canvas').getContext('2d');
      const span = document.body.appendChild(document.createElement('span'));
      span.dir = 'rtl';
      span.style.cssText = `position:absolute;white-space:pre;font:${font}`;
      if (!context || !document.fonts.check(font)) return ['no font'];
      context.font = font;
      const widthInPage = (text: string): number => {
        span.textContent = text;
        return span.getBoundingClientRect().width;
      };
      return all.filter((name) => {
        const asPage = Math.abs(context.measureText(name).width - widthInPage(name)) < 0.5;
        // The letters that MapLibre leaves apart: kept apart by a non-joiner they are of another width than joined.
        const apart = Array.from(name).join('\u200c');
        const isJoined = !/[ټځڅښڼېۍګ]/.test(name) || Math.abs(widthInPage(apart) - widthInPage(name)) > 0.5;
        return !asPage || !isJoined;
      });
    }, names);
    expect(differing).toStrictEqual([]);
  });

  test('is dark where that is asked for', async () => {
    visitor = await arrive(inject('demoUrl'), { path: '/?theme=dark' });
    await visitor.picture('demo-dark');
    const background = await visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const [red = 255] = (/\d+/.exec(background) ?? []).map(Number);
    expect(red).toBeLessThan(64);
  });

  test('fits a phone: the map fills it, and filters, list and record share a sheet', async () => {
    visitor = await arrive(inject('serviceUrl'), {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const { page } = visitor;
    await visitor.picture('phone-map');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await visitor.goTo('/?open=incidents/1');
    await page.getByRole('heading', { level: 2, name: /Kabul/ }).waitFor();
    await visitor.picture('phone-record');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});
