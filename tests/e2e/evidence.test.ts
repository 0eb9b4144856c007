import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { staffedVisits } from '../setup/staffed-visits.ts';
import type { Visitor } from './visitor.ts';

const visits = staffedVisits();
/** The machine may be at other work. */
const SOON = { timeout: 20_000 } as const;
const RECORD = '/?open=incidents/2';
const TITLE = 'Crater beside the mill at Barmal';

/** A photograph with what a camera writes into it. */
function photograph(): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#b9a98a"/><circle cx="320" cy="260" r="140" fill="#4a4036"/></svg>`;
  return sharp(Buffer.from(drawing))
    .withExif({ IFD0: { Model: 'Camera of a witness', Copyright: 'A witness' } })
    .jpeg()
    .toBuffer();
}

/** The working copy as the page has it: the bytes of the picture that is shown. */
function pictureShown({ page }: Visitor): Promise<{ width: number; alt: string; holdsCamera: boolean; size: number }> {
  return page.locator('.evidence-picture').evaluate(async (image) => {
    if (!(image instanceof HTMLImageElement)) throw new Error('no picture');
    await image.decode();
    const bytes = await (await fetch(image.src)).text();
    return {
      width: image.naturalWidth,
      alt: image.alt,
      holdsCamera: bytes.includes('Camera of a witness'),
      size: bytes.length,
    };
  });
}

describe('evidence', () => {
  test('a picture is attached, covered by its warning, uncovered from the keyboard, and read in Urdu', async () => {
    const bytes = await photograph();
    expect(bytes.includes('Camera of a witness')).toBe(true);
    const visitor = await visits.arriveAs('monitor', { path: RECORD });
    const { page } = visitor;
    const files: string[] = [];
    page.on('request', (request) => {
      if (/\/api\/evidence\/[^/]+\/file/.test(request.url())) files.push(request.url());
    });

    await page.getByText('Attach a file', { exact: true }).click();
    const form = page.locator('.evidence-form');
    await form.getByLabel(/^File/).setInputFiles({
      name: 'crater.jpg',
      mimeType: 'image/jpeg',
      buffer: bytes,
    });
    await form.getByLabel('What it shows').fill(TITLE);
    await form.getByLabel('Content warning').selectOption('graphic-violence');
    await form.getByLabel('Original address').fill('https://example.org/crater');
    await form.getByLabel(/^Goes back to/).fill('Mill keeper');
    await form.getByLabel(/^Technical/).selectOption('pass');
    await form.getByLabel('Day').fill('2025-10-09');
    await form.getByRole('button', { name: 'Attach' }).click();
    await form.getByText('Type a time from 00:00 to 23:59.').waitFor();
    await form.getByLabel('Time', { exact: true }).fill('2150');
    await visitor.picture('evidence-form');
    await form.getByRole('button', { name: 'Attach' }).click();
    await expect.poll(() => form.getByRole('status').innerText(), SOON).toBe('The file was attached.');

    const item = page.locator('.evidence-item', { hasText: TITLE });
    await item.locator('.evidence-cover').waitFor();
    expect(await item.locator('img').count()).toBe(0);
    expect(files).toStrictEqual([]);
    await item.scrollIntoViewIfNeeded();
    await visitor.picture('evidence-covered');
    expect(await item.innerText()).toContain('technical passed');

    const cover = item.getByRole('button', { name: `Show the picture: ${TITLE}` });
    await cover.focus();
    await page.keyboard.press('Enter');
    const shown = await pictureShown(visitor);
    expect(shown).toStrictEqual({ width: 640, alt: TITLE, holdsCamera: false, size: shown.size });
    expect(shown.size).toBeGreaterThan(1_000);
    expect(await cover.getAttribute('aria-pressed')).toBe('true');
    await item.getByText('Custody and likeness').click();
    await item.getByText('Received', { exact: true }).waitFor();
    await item.scrollIntoViewIfNeeded();
    await visitor.picture('evidence-shown');
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await cover.focus();
    await page.keyboard.press('Space');
    await item.locator('.evidence-cover').waitFor();
    visitor.expectMishaps([]);

    await page.setViewportSize({ width: 390, height: 844 });
    await visitor.goTo(`${RECORD}&lang=ur`);
    await item.locator('.evidence-cover').waitFor();
    await expect.poll(() => page.evaluate(() => document.documentElement.dir), SOON).toBe('rtl');
    await item.locator('.history summary').click();
    await item.locator('.evidence-custody li').first().waitFor();
    await item.locator('button').click();
    expect(await pictureShown(visitor)).toStrictEqual(shown);
    await item.scrollIntoViewIfNeeded();
    await visitor.picture('evidence-phone-urdu');
    expect(await visitor.overflow()).toBe(0);
    await page.locator('.evidence > .history > summary').click();
    await form.scrollIntoViewIfNeeded();
    await visitor.picture('evidence-form-phone-urdu');
    expect(await visitor.overflow()).toBe(0);
    const wider = await page
      .locator('.evidence')
      .evaluate((section) =>
        [section, ...section.querySelectorAll('*')]
          .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
          .map((one) => one.className || one.tagName),
      );
    expect(wider).toStrictEqual([]);
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    visitor.expectMishaps([]);
    await visitor.leave();
  });
});
