import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { saveMeanwhile } from '../setup/save-meanwhile.ts';
import { staffedVisits } from '../setup/staffed-visits.ts';
import type { Visitor } from './visitor.ts';

const { arriveAs } = staffedVisits();

const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
/** Where forms are used: every direction with every width but the one that all other tests have. */
const SCREENS = [
  ['a phone, from right to left', 'ur', PHONE],
  ['a phone', 'en', PHONE],
  ['a desk, from right to left', 'ur', DESK],
] as const;

/** The control of a field of the open form, by its path in the document: the same in every language. */
function control({ page }: Visitor, path: string): Locator {
  return page.locator(`.form-panel [id$="-${path.replaceAll('.', '-')}"]`);
}

/** Opens the first form of the menu above the list or the record, which on a phone is in the sheet at the foot. */
async function openFirstForm({ page }: Visitor): Promise<void> {
  const sheet = page.locator('.sheet').getByRole('tab').first();
  if ((await sheet.count()) > 0) await sheet.click();
  await page.locator('.forms-bar .menu > button').click();
  await page.locator('.menu-list button').first().click();
  await page.locator('.form-panel .form-head').waitFor();
}

/** Nothing is wider than the screen or the panel, and axe has no serious finding. */
async function expectInOrder(visitor: Visitor): Promise<void> {
  expect(await visitor.overflow()).toBe(0);
  if ((await visitor.page.locator('.form-panel').count()) > 0) expect(await visitor.panelOverflow()).toBe(0);
  expect(await visitor.accessibilityFindings()).toStrictEqual([]);
}

async function positionOf(visitor: Visitor): Promise<[number, number]> {
  return [
    Number(await control(visitor, 'where.longitude').inputValue()),
    Number(await control(visitor, 'where.latitude').inputValue()),
  ];
}

/** Begins to choose a place, once the picker stands and the map has come to rest. */
async function beginPicking(visitor: Visitor): Promise<void> {
  await visitor.page.locator('.form-panel .form-actions [aria-pressed="false"]').click();
  await visitor.page.locator('.place-picker').waitFor();
  await visitor.settle();
}

describe.each(SCREENS)('on %s', (what, language, viewport) => {
  const name = what.replaceAll(/[ ,]+/g, '-');

  test('a report is filled in, its place chosen by click and by key, and filed', async () => {
    const visitor = await arriveAs('monitor', { path: `/?lang=${language}`, viewport });
    const { page } = visitor;
    await openFirstForm(visitor);
    await control(visitor, 'title').fill(`Shots reported, ${what}`);
    await control(visitor, 'type').selectOption('small-arms');
    await control(visitor, 'happened.precision').selectOption('day');
    await control(visitor, 'happened.from').fill('2026-11-20');
    await control(visitor, 'where.precision').selectOption('settlement');

    await beginPicking(visitor);
    await expectInOrder(visitor);
    const [bar, foot] = [
      await page.locator('.place-picker-bar').boundingBox(),
      await page.locator('.map-foot').boundingBox(),
    ];
    // The words about the line are never hidden.
    expect((bar?.y ?? 0) + (bar?.height ?? 0)).toBeLessThanOrEqual(foot?.y ?? 0);
    await visitor.picture(`picker-${name}`);
    const pane = await page.locator('.map-pane canvas').first().boundingBox();
    if (!pane) throw new Error('there is no map');
    const [x, y] = [pane.x + pane.width / 2 + 60, pane.y + pane.height / 3];
    await page.mouse.click(x, y);
    await page.locator('.place-picker').waitFor({ state: 'detached' });
    const clicked = await positionOf(visitor);
    expect(clicked.map(Number.isFinite)).toStrictEqual([true, true]);

    await beginPicking(visitor);
    await page.keyboard.press('ArrowLeft');
    await visitor.settle();
    await page.keyboard.press('Enter');
    await page.locator('.place-picker').waitFor({ state: 'detached' });
    const byKey = await positionOf(visitor);
    // East and north on every screen, whichever way its text runs: the click was right of the middle and above it.
    expect(clicked[0]).toBeGreaterThan(byKey[0]);
    expect(clicked[1]).toBeGreaterThan(byKey[1]);

    await control(visitor, 'where.uncertaintyMetres').fill('3000');
    await page.locator('.form-part').nth(3).getByRole('button').click();
    await control(visitor, 'sources.0.publisher').fill('A clinic at Khost');
    await control(visitor, 'sources.0.kind').selectOption('ngo');
    const [box, tick] = [
      await page.locator('.ticks input:checked').first().boundingBox(),
      await page.locator('.ticks label:has(input:checked) bdi').first().boundingBox(),
    ];
    if (!box || !tick) throw new Error('the new source is ticked');
    const between = language === 'en' ? tick.x - (box.x + box.width) : box.x - (tick.x + tick.width);
    expect(Math.round(between)).toBeLessThanOrEqual(12);
    await expectInOrder(visitor);
    await control(visitor, 'title').scrollIntoViewIfNeeded();
    await visitor.picture(`form-top-${name}`);
    await control(visitor, 'where.longitude').scrollIntoViewIfNeeded();
    await visitor.picture(`form-where-${name}`);
    await control(visitor, 'sources.0.kind').scrollIntoViewIfNeeded();
    await visitor.picture(`form-sources-${name}`);
    await page.locator('.form-foot .primary').click();
    const saved = page.getByText(/DL-2026-\d{7}/).first();
    const isNear = page.locator('.near-view');
    await saved.or(isNear).first().waitFor();
    if (await isNear.isVisible()) {
      await expectInOrder(visitor);
      await visitor.picture(`near-${name}`);
      await page.locator('.near-view .form-foot .button').first().click();
    }
    await saved.waitFor();
    await expectInOrder(visitor);
    await visitor.picture(`saved-${name}`);
    visitor.expectMishaps([]);
    await visitor.leave();
  });

  test('two versions of a record stand in the merge view, and one is chosen', async () => {
    const visitor = await arriveAs('reviewer', { path: `/?lang=${language}&open=incidents/3`, viewport });
    const { page } = visitor;
    await openFirstForm(visitor);
    await control(visitor, 'title').fill(`A title of my own, ${what}`);
    await saveMeanwhile(visitor, 'incidents', 3, { title: `A title of somebody else, ${what}` });
    await control(visitor, 'why.reason').selectOption('coding-error');
    await control(visitor, 'why.explanation').fill('The report names the village.');
    await page.locator('.form-foot .primary').click();
    await page.locator('.merge-view').waitFor();
    await expectInOrder(visitor);
    await visitor.picture(`merge-${name}`);
    await page.locator('.merge-choice input').last().check();
    await page.locator('.form-foot .primary').click();
    await page.locator('.merge-view').waitFor({ state: 'detached' });
    await page.locator('.saved-view').waitFor();
    visitor.expectMishaps([/412/]);
    await visitor.leave();
  });
});
