import { AxeBuilder } from '@axe-core/playwright';
import { describe, expect, test } from 'vitest';
import { staffedVisits } from '../setup/staffed-visits.ts';

const visits = staffedVisits();
/** The machine may be at other work. */
const SOON = { timeout: 20_000 } as const;
/** The explosions in Kabul of 9 October 2025: both parties stated something, and several sources say so. */
const RECORD = '/?open=incidents/1';

describe('verifying a report', () => {
  test(
    'a reviewer is told what is missing, triages, and both parties are asked at once',
    { timeout: 90_000 },
    async () => {
      const { page, mishaps } = await visits.arriveAs('reviewer', { path: RECORD });
      const act = page.locator('.act', { hasText: 'Triage' });
      await act.locator('summary').click();
      await act.locator('.button.primary').click();
      await expect.poll(() => act.locator('.fault-summary').innerText(), SOON).toContain('2 fields need attention');
      await act.getByLabel(/I have looked for duplicates/).check();
      await act.getByLabel('Reason').fill('Compared with what is near in time and place.');
      await act.locator('.button.primary').click();
      await expect.poll(() => page.locator('.status-chip').innerText(), SOON).toBe('Triaged');
      await expect.poll(() => page.locator('.position-now').allInnerTexts(), SOON).toHaveLength(2);
      for (const party of await page.locator('.positions').first().locator('.position').allInnerTexts())
        expect(party).toContain('An answer is awaited until');
      expect(mishaps).toStrictEqual({ policyViolations: [], foreignRequests: [], errors: [] });
    },
  );

  test('a liaison’s words survive a reload and stand in quotation marks', { timeout: 90_000 }, async () => {
    const visitor = await visits.arriveAs('liaison-pak', { path: RECORD });
    const { page, mishaps } = visitor;
    const form = page.locator('.position-form');
    await page.locator('.position-slot button').click();
    await form.getByLabel('Position *').selectOption('disputes-facts');
    await form.getByLabel('Who speaks').fill('Spokesperson');
    await form.getByLabel('Stated on (day)').fill('2025-11-07');
    await form.getByLabel('Language of these words').selectOption('ur');
    await form.getByLabel('The words of the party').fill('ہم ان حقائق سے اختلاف کرتے ہیں۔');
    await page.reload();
    await visitor.settle();
    await page.locator('.position-slot button').click();
    await expect
      .poll(() => form.getByLabel('The words of the party').inputValue(), SOON)
      .toBe('ہم ان حقائق سے اختلاف کرتے ہیں۔');
    const { violations } = await new AxeBuilder({ page }).include('.position-form').analyze();
    expect(violations.map(({ id }) => id)).toStrictEqual([]);
    await form.getByRole('button', { name: 'Put it on record' }).click();
    await expect.poll(() => page.locator('.position').nth(1).locator('blockquote[lang=ur]').count(), SOON).toBe(1);
    expect(mishaps).toStrictEqual({ policyViolations: [], foreignRequests: [], errors: [] });
  });

  test('how we decide is read without an account, on a phone, in Urdu', { timeout: 60_000 }, async () => {
    const visitor = await visits.arrive({ viewport: { width: 390, height: 844 } });
    const { page, mishaps } = visitor;
    await page.goto(new URL('/how-we-decide?lang=ur', page.url()).href);
    await page.locator('.rules-numbers').waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.dir), SOON).toBe('rtl');
    expect(await visitor.overflow()).toBe(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id }) => id)).toStrictEqual([]);
    expect(mishaps).toStrictEqual({ policyViolations: [], foreignRequests: [], errors: [] });
  });
});
