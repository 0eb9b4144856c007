import { expect, test } from 'vitest';
import { file, incidentSent } from '../fixtures/filing.ts';
import { HERALD, whereAt } from '../fixtures/records.ts';
import { signInOver } from '../setup/over-http.ts';
import { EVERYBODYS_PASSWORD } from '../setup/staffed.ts';
import { staffedVisits } from '../setup/staffed-visits.ts';

const { arrive, serviceUrl } = staffedVisits();

const TITLE = 'Shots heard near Khost at noon';

/** Files a report as a monitor does, without a screen. */
async function fileReport(): Promise<void> {
  const account = { email: 'monitor@localhost', password: EVERYBODYS_PASSWORD, role: 'monitor' } as const;
  const monitor = await signInOver(serviceUrl(), account);
  const where = whereAt({ type: 'Point', coordinates: [69.95, 33.35] });
  await file(monitor, incidentSent({ title: TITLE, where }), { sources: [HERALD] });
}

test('a reviewer works the board by keys alone, and finds what is theirs on the map', async () => {
  const visitor = await arrive();
  const { page } = visitor;
  await page.keyboard.press('b');
  await page.getByText('The board is for those who have signed in').waitFor();
  await page.keyboard.press('Escape');
  expect(await page.locator('.board').count()).toBe(0);

  await fileReport();
  await visitor.signInAs('reviewer', EVERYBODYS_PASSWORD);
  await page.keyboard.press('b');
  const board = page.locator('.board');
  await board.locator('.board-row').first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('board-title');

  await page.keyboard.press('j');
  // What has a deadline stands before what an import brought.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(
    new RegExp(`^Triage${TITLE}Due by .* UTC.*Waits for: Reviewer · Chair$`),
  );
  await page.keyboard.press('Enter');
  await visitor.address(/open=incidents/);
  await page.locator('#list').getByText(TITLE).first().waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('board-row');
  await visitor.settle();
  await visitor.picture('board-en-1440');
  expect(await visitor.accessibilityFindings()).toStrictEqual([]);

  await page.keyboard.press('j');
  await page.keyboard.press('g');
  // The record opens at what is to be begun with.
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('link grade-open');
  await page.keyboard.press('b');
  await page.keyboard.press('k');
  await page.keyboard.press('a');
  await page.locator('details[data-act=triage][open] > summary:focus').waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('do')).toBeNull();

  await page.keyboard.press('b');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Verification', exact: true }).click();
  const mine = page.getByRole('checkbox', { name: /^Mine/ });
  const count = await visitor.numberOf(mine);
  expect(count).toBeGreaterThan(10);
  await mine.check({ force: true });
  await visitor.address(/mine=yes/);
  await page.locator('.chip.on', { hasText: 'Mine' }).waitFor();
  expect(await page.locator('#list').getByRole('tab').first().textContent()).toMatch(new RegExp(`${count}$`));
  await page.getByRole('checkbox', { name: /^Overdue/ }).check({ force: true });
  await page.locator('#list .notice-title').waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollTop)).toBe(0);
  await visitor.picture('board-filters-1440');
  visitor.expectMishaps([/401/]);
  await visitor.leave();
});

test('the board is read from right to left and on a phone', async () => {
  const visitor = await arrive({
    path: '/?lang=ur',
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  const { page } = visitor;
  await page.locator('.account-button').click();
  await page.locator('input[type=email]').fill('chair@localhost');
  await page.locator('input[type=password]').fill(EVERYBODYS_PASSWORD);
  await page.locator('dialog button[type=submit]').click();
  await page.locator('.account-button[aria-expanded]').waitFor();
  await visitor.settle();
  await page.locator('.account-button').click();
  await page.locator('.account-menu li button').first().click();
  await page.locator('.board-row').first().waitFor();
  await visitor.picture('board-ur-390');
  expect(await visitor.accessibilityFindings()).toStrictEqual([]);
  await page.locator('.board-row').first().click();
  await visitor.address(/open=incidents/);
  await visitor.settle();
  await visitor.picture('board-ur-390-record');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.locator('.board-row').first().waitFor();
  await visitor.settle();
  await visitor.picture('board-ur-1440');
  visitor.expectMishaps([]);
  await visitor.leave();
});
