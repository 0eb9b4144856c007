import { describe, expect, test } from 'vitest';
import { staffedVisits } from '../setup/staffed-visits.ts';
import type { Visitor } from './visitor.ts';

const { arrive, arriveAs } = staffedVisits();

/** A field of the open form by the beginning of its label. */
const text = ({ page }: Visitor, name: string) =>
  page
    .locator('#list')
    .getByRole('textbox', { name: new RegExp(`^${name}`) })
    .first();
const choice = ({ page }: Visitor, name: string) =>
  page
    .locator('#list')
    .getByRole('combobox', { name: new RegExp(`^${name}`) })
    .first();

/** Fills in a report of one day at a place, up to where it is saved. */
async function fillIn(visitor: Visitor, title: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('button', { name: 'File a report' }).click();
  await page.getByRole('button', { name: 'Incident', exact: true }).click();
  await text(visitor, 'Title').fill(title);
  await choice(visitor, 'Type').selectOption('small-arms');
  await choice(visitor, 'How finely it is known').selectOption('day');
  await page.locator('#list').getByLabel(/^Day/).first().fill('2026-11-20');
  await choice(visitor, 'How finely the place is known').selectOption('settlement');
  await text(visitor, 'Longitude').fill('69.95');
  await text(visitor, 'Latitude').fill('33.35');
  await text(visitor, 'Radius').fill('3000');
  await page.getByRole('button', { name: 'Add a source' }).click();
  await choice(visitor, 'Kind').selectOption('ngo');
  await text(visitor, 'Publisher').fill('A clinic at Khost');
}

describe('a monitor', () => {
  test('files a report, is shown faults at their fields, keeps a draft over a reload, and finds it on the map', async () => {
    const visitor = await arriveAs('monitor');
    const { page } = visitor;
    await fillIn(visitor, '');
    await page.getByRole('button', { name: 'File the incident' }).click();
    await page.getByText('1 field needs attention').waitFor();
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await visitor.picture('form-faults');
    await text(visitor, 'Title').fill('Shots reported near Khost');
    await page.reload();
    await visitor.settle();
    await page.getByRole('button', { name: 'File a report' }).click();
    await page.getByRole('button', { name: /Shots reported near Khost, left on/ }).click();
    await page.getByRole('button', { name: 'File the incident' }).click();
    const anyway = page.getByRole('button', { name: 'This is another event: file it anyway' });
    const saved = page.getByText(/DL-2026-\d{7} was filed/);
    await anyway.or(saved).first().waitFor();
    if (await anyway.isVisible()) await anyway.click();
    await saved.waitFor();
    await page.getByText('It can be read by: V2: mediators and staff.').waitFor();
    await page.getByRole('button', { name: 'Open the record' }).click();
    await page.getByRole('heading', { name: 'Shots reported near Khost' }).waitFor();
    await visitor.settle();
    await visitor.picture('filed');
    visitor.expectMishaps([]);
    await visitor.leave();
  });

  test('is shown what may be the same event before filing it twice', async () => {
    const first = await arriveAs('monitor');
    await fillIn(first, 'Mortar fire reported at the mill');
    await first.page.getByRole('button', { name: 'File the incident' }).click();
    const anyway = first.page.getByRole('button', { name: 'This is another event: file it anyway' });
    const saved = first.page.getByText(/was filed/);
    await anyway.or(saved).first().waitFor();
    if (await anyway.isVisible()) await anyway.click();
    await saved.waitFor();
    await first.page.getByRole('button', { name: 'File another' }).click();
    await first.leave();
    const second = await arriveAs('analyst');
    await fillIn(second, 'Mortar fire at the mill');
    await second.page.getByRole('button', { name: 'File the incident' }).click();
    await second.page.getByText('Is this on record already?').waitFor();
    await second.page.getByText('Mortar fire reported at the mill').first().waitFor();
    await second.picture('near-duplicates');
    expect(await second.accessibilityFindings()).toStrictEqual([]);
    second.expectMishaps([]);
    await second.leave();
  });
});

describe('two reviewers who edit one record', () => {
  test('see both versions side by side, and an open page follows what they save', async () => {
    const path = '/?open=incidents/2';
    const [one, other, onlooker] = [
      await arriveAs('reviewer', { path }),
      await arriveAs('chair', { path }),
      await arrive({ path }),
    ];
    for (const { page } of [one, other]) {
      await page.getByRole('button', { name: /^Edit/ }).click();
      await page.getByRole('button', { name: 'Edit the record' }).click();
      await page.getByRole('button', { name: 'Save the changes' }).waitFor();
    }
    const change = async (visitor: Visitor, title: string, summary: string): Promise<void> => {
      await text(visitor, 'Title').fill(title);
      await text(visitor, 'Summary').fill(summary);
      await choice(visitor, 'Reason').selectOption('coding-error');
      await text(visitor, 'In words').fill('The report names the village.');
      await visitor.page.getByRole('button', { name: 'Save the changes' }).click();
    };
    await change(one, 'Strike reported in Barmal, first title', 'A summary of the first.');
    await one.page.getByText('The changes were saved as version 2').waitFor();
    await onlooker.page.getByRole('heading', { name: 'Strike reported in Barmal, first title' }).waitFor();
    await change(other, 'Strike reported in Barmal, second title', 'A summary of the second.');
    await other.page.getByText('Somebody else saved this record meanwhile').waitFor();
    await other.page.getByText('Strike reported in Barmal, first title').first().waitFor();
    await other.picture('edit-conflict');
    expect(await other.accessibilityFindings()).toStrictEqual([]);
    await other.page.getByLabel('Keep yours of Title').check();
    await other.page.getByLabel(/Keep what is on record of Summary/).check();
    await other.page.getByRole('button', { name: 'Save with these choices' }).click();
    await other.page.getByText('The changes were saved as version 3').waitFor();
    await onlooker.page.getByRole('heading', { name: 'Strike reported in Barmal, second title' }).waitFor();
    await onlooker.page.getByText('A summary of the first.').waitFor();
    one.expectMishaps([]);
    other.expectMishaps([/412/]);
    onlooker.expectMishaps([]);

    await onlooker.page.getByText('History', { exact: true }).click();
    await onlooker.page.getByText('Corrected by').first().waitFor();
    await onlooker.page.getByText('The record had been coded wrongly').first().waitFor();
    await onlooker.picture('history');
    // The words of the reason are for those who may read the record itself.
    expect(await onlooker.page.getByText('The report names the village.').count()).toBe(0);
    await onlooker.page.getByRole('button', { name: 'Show the record as it was then' }).last().click();
    await onlooker.page.getByText(/As known on .*: later corrections are not shown/).waitFor();
    await onlooker.address(/known=/);
    await onlooker.settle();
    await onlooker.picture('as-known-then');
    expect(await onlooker.page.getByRole('heading', { name: 'second title' }).count()).toBe(0);
    await onlooker.page
      .getByRole('button', { name: /back to now/i })
      .first()
      .click();
    await onlooker.page.getByRole('heading', { name: 'Strike reported in Barmal, second title' }).waitFor();
    onlooker.expectMishaps([]);
    await Promise.all([one.leave(), other.leave(), onlooker.leave()]);
  });
});

describe('from right to left', () => {
  test('a past moment keeps to the width of a phone, and one to come is refused in words', async () => {
    const visitor = await arriveAs('monitor', { path: '/?lang=ur', viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    await visitor.goTo('/?lang=ur&known=2025-11-24T00:00:00Z');
    await visitor.picture('known-phone-urdu');
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await visitor.goTo('/?lang=ur&known=2999-01-01T00:00:00Z');
    const refusal = page.getByText(/2999/);
    await refusal.waitFor();
    await page.waitForURL((url) => !url.searchParams.has('known'));
    await visitor.picture('known-to-come-phone-urdu');
    expect(await visitor.overflow()).toBe(0);
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await page.locator('.known-banner .link-button').click();
    expect(await refusal.count()).toBe(0);
    visitor.expectMishaps([]);
    await visitor.leave();
  });
});
