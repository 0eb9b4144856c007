import type { Locator, Page, Response as PageResponse } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../api/auth/contract.ts';
import type { WriteAnswer } from '../../api/record/contract.ts';
import { release } from '../fixtures/filing.ts';
import { signInOver, type SignedInOver } from '../setup/over-http.ts';
import { EVERYBODYS_PASSWORD } from '../setup/staffed.ts';
import { staffedVisits } from '../setup/staffed-visits.ts';
import type { Visitor } from './visitor.ts';

// The journey of DOMAIN.md 5.13, by six people at six screens: Maryam who monitors, Rahima and Rustam who review, Zarmina and
// Bilal who speak for the parties, Cemal in the chair. Bilal reads Urdu, from right to left.

const visits = staffedVisits();
/** Events come once a second, and the machine may be at other work. */
const SOON = { timeout: 60_000 } as const;
const RUSTAM = { email: 'rustam@example.org', password: 'a few words of my own' };

/** The second reviewer; a service for development has one of each role. */
async function inviteRustam(): Promise<void> {
  const adam = await over('administrator');
  const id = crypto.randomUUID();
  const invited = await adam.send('POST', '/api/people', {
    body: { id, email: RUSTAM.email, name: 'Rustam', role: 'reviewer' },
  });
  const { invitation } = (await invited.json()) as { invitation: { token: string } };
  const taken = await adam.send('POST', '/api/invitations/accept', {
    body: { token: invitation.token, password: RUSTAM.password },
  });
  expect([invited.status, taken.status]).toStrictEqual([201, 204]);
}

function over(role: Role, account = { email: `${role}@localhost`, password: EVERYBODYS_PASSWORD }) {
  return signInOver(visits.serviceUrl(), { ...account, role });
}

/** The control of a field, by its path in the document: the same in every language. */
function control(form: Locator, path: string): Locator {
  return form.locator(`[id$="-${path.replaceAll('.', '-')}"]`).first();
}

const SHOTS = {
  title: 'Shots heard near Khost at noon',
  type: 'small-arms',
  longitude: '69.95',
  latitude: '33.35',
};
const DRONE = {
  title: 'A drone reported over Spin Boldak',
  type: 'overflight-uav',
  longitude: '66.40',
  latitude: '31.00',
};
/** Six maps are drawn at once, and none of them is looked at. */
const viewport = { width: 1100, height: 700 };

/** The monitor's way: the form for a new report, and what comes of it. */
async function fileReport({ page }: Visitor, told: typeof SHOTS): Promise<WriteAnswer> {
  await page.locator('.forms-bar .menu > button').click();
  await page.locator('.menu-list button').first().click();
  const form = page.locator('.form-panel');
  await control(form, 'title').fill(told.title);
  await control(form, 'type').selectOption(told.type);
  await control(form, 'happened.precision').selectOption('day');
  await control(form, 'happened.from').fill('2026-11-20');
  await control(form, 'where.precision').selectOption('settlement');
  await control(form, 'where.longitude').fill(told.longitude);
  await control(form, 'where.latitude').fill(told.latitude);
  await control(form, 'where.uncertaintyMetres').fill('3000');
  for (const [index, publisher] of ['A clinic at Khost', 'The Herald'].entries()) {
    await page.getByRole('button', { name: 'Add a source' }).click();
    await control(form, `sources.${index}.publisher`).fill(publisher);
    await control(form, `sources.${index}.kind`).selectOption(index === 0 ? 'ngo' : 'media');
  }
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok(), SOON),
    form.locator('.form-foot .primary').click(),
  ]);
  await page.locator('.saved-view h2:focus').waitFor();
  await page.locator('.saved-view .button').last().click();
  return (await answer.json()) as WriteAnswer;
}

/** The version of each case that the newest answer to an act named. */
const answered = new Map<string, number>();
/** The case that a page asked for last, and its version there. */
const heard = new WeakMap<Page, { id: string; version: number }>();

/** Pages whose act came after one that they had not heard of. */
const refused = new WeakSet<Page>();

/** Notes what a page is told of cases, and gives back who is before it. */
function heeding(visitor: Visitor): Visitor {
  const { page } = visitor;
  const note = async (response: PageResponse): Promise<void> => {
    const [, id, acts] =
      /\/api\/verification\/incidents\/([^/]+)(\/acts)?$/.exec(new URL(response.url()).pathname) ?? [];
    if (id === undefined || !response.ok()) return;
    const { version } = (await response.json()) as { version: number };
    if (acts) answered.set(id, Math.max(version, answered.get(id) ?? 0));
    else heard.set(page, { id, version });
  };
  page.on('response', (response) => void note(response).catch(() => undefined));
  return visitor;
}

/** Whether another's act has changed the open case since the page heard of it: then the page's own would be refused. */
function isBehind(page: Page): boolean {
  const known = heard.get(page);
  return known !== undefined && known.version < (answered.get(known.id) ?? 0);
}

/**
 * Does an act of the open record: unfolds it, fills it in, sends it and waits until the page says that it was done. Whoever is
 * told that the case has changed meanwhile sends again, as a person does.
 */
async function act({ page }: Visitor, name: string, fill: (form: Locator) => Promise<unknown>): Promise<void> {
  const form = page.locator(`details[data-act="${name}"]`);
  await form.locator('summary').click(SOON);
  await expect.poll(() => isBehind(page), SOON).toBe(false);
  await fill(form);
  const send = async (): Promise<number> => {
    const [answer] = await Promise.all([
      page.waitForResponse(
        (response) => response.request().method() === 'POST' && response.url().endsWith('/acts'),
        SOON,
      ),
      form.locator('.button.primary:not([aria-disabled="true"])').click(SOON),
    ]);
    return answer.status();
  };
  let status = await send();
  while (status === 412) {
    refused.add(page);
    status = await send();
  }
  expect(status).toBe(200);
  await page.locator('.case > .form-kept[role=status]').waitFor(SOON);
}

const giveReason = (form: Locator) => control(form, 'reason').fill('As the sources on record have it.');

/** A reviewer triages the open report, and the chair starts its verification. */
async function begin(reviewer: Visitor, chair: Visitor): Promise<void> {
  await act(reviewer, 'triage', async (form) => {
    await form.locator('input[type=checkbox]').check();
    await giveReason(form);
  });
  await act(chair, 'start', async (form) => {
    await control(form, 'leadId').selectOption({ index: 1 });
    await giveReason(form);
  });
}

/** A liaison states the party's position in the open record. */
async function state({ page }: Visitor, position: string, { text, language }: { text: string; language: string }) {
  await page.locator('.position-slot button').click(SOON);
  const form = page.locator('.position-form');
  await control(form, 'position').selectOption(position);
  await control(form, 'speaker').fill('Spokesperson');
  await control(form, 'saidAt').fill('2026-11-21');
  await control(form, 'verbatim.language').selectOption(language);
  await control(form, 'verbatim.text').fill(text);
  await form.locator('.form-actions .primary').click();
  await page.locator('.position-slot .form-kept').waitFor(SOON);
}

const sign = (visitor: Visitor, vote: string, text = ''): Promise<void> =>
  act(visitor, 'sign-off', async (form) => {
    await control(form, 'vote').selectOption(vote);
    await control(form, 'text').fill(text);
  });

/** Leaves the open record and opens another from the list. */
async function openFromList({ page }: Visitor, title: string): Promise<void> {
  await page.locator('#record-title').click();
  await page.keyboard.press('Escape');
  await page.locator('.list-row', { hasText: title }).click(SOON);
  await page.locator('#record-title', { hasText: title }).waitFor(SOON);
}

const chip = ({ page }: Visitor): Promise<string> => page.locator('.record .status-chip').innerText();
const expectStatus = (visitor: Visitor, status: string): Promise<void> =>
  expect.poll(() => chip(visitor), SOON).toBe(status);

/** Comes to the service signed in; six pages at once are slower than one. */
async function arriveAs(role: Role, options: Parameters<typeof visits.arriveAs>[1]): Promise<Visitor> {
  const visitor = await visits.arriveAs(role, options);
  visitor.page.setDefaultTimeout(SOON.timeout);
  return heeding(visitor);
}

/** A report that both parties and the public may read, by the word of two reviewers. */
async function openReport(report: WriteAnswer): Promise<void> {
  const reviewers: [SignedInOver, SignedInOver] = [await over('reviewer'), await over('reviewer', RUSTAM)];
  await release(reviewers, report, { level: 0 });
}

async function expectNoMishaps(visitors: readonly Visitor[]): Promise<void> {
  for (const visitor of visitors) visitor.expectMishaps(refused.has(visitor.page) ? [/412/] : []);
  await Promise.all(visitors.map((visitor) => visitor.leave()));
}

describe('six people', () => {
  test('bring a report to a joint finding, and another to contested', { timeout: 420_000 }, async () => {
    await inviteRustam();
    const maryam = await arriveAs('monitor', { viewport });
    const report = await fileReport(maryam, SHOTS);
    const disputed = await fileReport(maryam, DRONE);
    await openReport(report);
    await openReport(disputed);
    const path = `/?open=incidents/${report.fid}`;
    const [rahima, cemal, zarmina] = [
      await arriveAs('reviewer', { path, viewport }),
      await arriveAs('chair', { path, viewport }),
      await arriveAs('liaison-afg', { path, viewport }),
    ];
    const bilal = await arriveAs('liaison-pak', { path: `${path}&lang=ur`, viewport });
    const rustam = heeding(await visits.arrive({ path, viewport }));
    await rustam.signIn(RUSTAM.email, RUSTAM.password);

    await begin(rahima, cemal);
    // Both were asked at the same moment; each answers in their own language.
    await state(zarmina, 'acknowledges-in-part', { text: 'در آن روز تیراندازی شد.', language: 'prs' });
    await state(bilal, 'neither-confirms-nor-denies', { text: 'ہم تحقیق کر رہے ہیں۔', language: 'ur' });

    await rahima.page.locator('.grade-open').first().click();
    const grade = rahima.page.locator('.grade-form');
    await control(grade, 'reliability').selectOption('B');
    await control(grade, 'credibility').selectOption('2');
    await giveReason(grade);
    await grade.locator('.primary').click();
    await grade.waitFor({ state: 'detached' });
    await act(rahima, 'corroborate', giveReason);
    await expectStatus(rahima, 'Under verification');
    const second = rustam.page.locator('details[data-act="corroborate"] summary');
    await expect.poll(() => second.innerText(), SOON).toContain('1 of 2 have given their word');
    await act(rustam, 'corroborate', giveReason);
    await expectStatus(cemal, 'Corroborated');

    await sign(zarmina, 'agree');
    await sign(bilal, 'agree-with-reservation', 'تعداد پر ہمارا اتفاق نہیں۔');
    await expectStatus(cemal, 'Corroborated');
    await sign(cemal, 'agree');
    for (const one of [rahima, rustam, cemal, zarmina]) await expectStatus(one, 'Jointly verified');
    await expectStatus(bilal, 'مشترکہ طور پر تصدیق شدہ');

    const reader = await visits.arrive({ path });
    await expectStatus(reader, 'Jointly verified');
    expect(await reader.page.locator('.positions').first().locator('blockquote').allInnerTexts()).toStrictEqual([
      'در آن روز تیراندازی شد.',
      'ہم تحقیق کر رہے ہیں۔',
    ]);
    expect(await reader.page.locator('.signatures blockquote').allInnerTexts()).toStrictEqual([
      'تعداد پر ہمارا اتفاق نہیں۔',
    ]);
    const widths = await reader.page
      .locator('.positions')
      .first()
      .locator('.position')
      .evaluateAll((columns) => columns.map((column) => Math.round(column.getBoundingClientRect().width)));
    expect(new Set(widths).size).toBe(1);
    await reader.picture('journey-reader-en-1440');
    expect(await reader.accessibilityFindings()).toStrictEqual([]);

    for (const one of [rahima, cemal, bilal]) await openFromList(one, DRONE.title);
    await begin(rahima, cemal);
    await state(bilal, 'denies', { text: 'اس دن کوئی پرواز نہیں ہوئی۔', language: 'ur' });
    await act(cemal, 'contest', giveReason);
    await expectStatus(cemal, 'Contested');
    const phone = await visits.arrive({
      path: `/?open=incidents/${disputed.fid}&lang=ur`,
      viewport: { width: 390, height: 844 },
    });
    await expect.poll(() => phone.page.locator('.record .position blockquote').count(), SOON).toBe(1);
    expect(await phone.overflow()).toBe(0);
    await phone.picture('journey-reader-ur-390');
    expect(await phone.accessibilityFindings()).toStrictEqual([]);
    await expectNoMishaps([maryam, rahima, rustam, zarmina, bilal, cemal, reader, phone]);
  });
});
