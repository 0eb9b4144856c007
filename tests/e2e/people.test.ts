import { describe, expect, test } from 'vitest';
import { codeOfStep, stepAt } from '../../api/auth/totp.ts';
import { bytesOfBase32 } from '../fixtures/base32.ts';
import { EVERYBODYS_PASSWORD } from '../setup/staffed.ts';
import { staffedVisits } from '../setup/staffed-visits.ts';

const { arrive } = staffedVisits();

/** The kinds of record whose level of detail tells who is looking: the place of the first incident in words. */
const KABUL = '/?open=incidents/1';

describe('somebody with an account', () => {
  test('is refused in words with a wrong password, signs in, sees more, and signs out', async () => {
    const visitor = await arrive({ path: KABUL });
    const { page } = visitor;
    await page.getByText('Place generalised').waitFor();
    await visitor.signIn('reviewer@localhost', 'not the password');
    await page.getByText('The e-mail address or the password is wrong.').waitFor();
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    await visitor.picture('sign-in-refused');
    await page.getByLabel('Password', { exact: true }).fill(EVERYBODYS_PASSWORD);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Your account: Reviewer' }).waitFor();
    await page.getByText('Place generalised').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Your account: Reviewer' }).click();
    await page.getByText('You see what is open to mediators.').waitFor();
    await visitor.picture('signed-in');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByText('Place generalised').waitFor();
    visitor.expectMishaps([/401/]);
    await visitor.leave();
  });

  test('sets up the second step and comes in with it, once for each code', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.signIn('analyst@localhost', EVERYBODYS_PASSWORD);
    await visitor.menu('Analyst', 'Two-step sign-in');
    await page.getByLabel('Your password, to show that it is you', { exact: true }).fill(EVERYBODYS_PASSWORD);
    await page.getByRole('button', { name: 'Set up the second step' }).click();
    await page.getByText('Or type this secret').waitFor();
    const shown = await page.getByLabel('Or type this secret').inputValue();
    await visitor.picture('two-factor-set-up');
    const codeAhead = (steps: number) => codeOfStep(bytesOfBase32(shown), stepAt(Date.now()) + steps);
    await page.getByRole('dialog').getByLabel('Six-digit code of your authenticator').fill(codeAhead(-1));
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByText('The second step is on.').first().waitFor();
    await page.keyboard.press('Escape');
    await visitor.menu('Analyst', 'Sign out');
    await visitor.signIn('analyst@localhost', EVERYBODYS_PASSWORD);
    const code = codeAhead(0);
    await page.getByLabel('Six-digit code of your authenticator').fill(code);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Your account: Analyst' }).waitFor();
    await visitor.menu('Analyst', 'Sign out');
    // The very same code again, within its half minute.
    await visitor.signIn('analyst@localhost', EVERYBODYS_PASSWORD);
    await page.getByLabel('Six-digit code of your authenticator').fill(code);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The code is wrong, was used already or came too late.').waitFor();
    visitor.expectMishaps([/401/]);
    await visitor.leave();
  });
});

describe('an administrator', () => {
  test('invites somebody, who chooses a password by the link and comes in', async () => {
    const visitor = await arrive();
    const { page } = visitor;
    await visitor.signIn('administrator@localhost', EVERYBODYS_PASSWORD);
    await visitor.menu('Administrator', 'People');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Zarmina');
    await page.getByLabel('E-mail address').fill('zarmina@example.org');
    await page.getByLabel('Role', { exact: true }).selectOption('monitor');
    await page.getByRole('button', { name: 'Make the link' }).click();
    const link = await page.getByLabel('Link for Zarmina').inputValue();
    expect(link).toContain('?invitation=');
    await visitor.picture('people-invited');
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);

    const guest = await arrive({ path: new URL(link).pathname + new URL(link).search });
    expect(guest.page.url()).not.toContain('invitation');
    await guest.page.getByLabel('New password', { exact: true }).fill('a few words of my own');
    await guest.page.getByRole('button', { name: 'Save the password' }).click();
    await guest.page.getByText('The password is saved.').waitFor();
    await guest.page.getByLabel('E-mail address').fill('zarmina@example.org');
    await guest.page.getByLabel('Password', { exact: true }).fill('a few words of my own');
    await guest.page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await guest.page.getByRole('button', { name: 'Your account: Zarmina' }).waitFor();
    visitor.expectMishaps([]);
    guest.expectMishaps([]);
    await Promise.all([visitor.leave(), guest.leave()]);
  });

  test('looks at the map as mediators do, is told so all the while, and writes nothing', async () => {
    const visitor = await arrive({ path: KABUL });
    const { page } = visitor;
    await visitor.signIn('administrator@localhost', EVERYBODYS_PASSWORD);
    await page.getByText('Place generalised').waitFor();
    await visitor.menu('Administrator', 'Look as');
    await page.getByLabel('mediators', { exact: true }).check();
    await page.getByRole('button', { name: 'Begin' }).click();
    await page.getByText('Seen as: mediators. Read-only, logged.').waitFor();
    await page.getByText('Place generalised').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Seen as: mediators. Read-only, logged.').waitFor();
    await visitor.settle();
    await visitor.picture('seen-as');
    expect(await page.getByRole('button', { name: 'File a report' }).count()).toBe(0);
    await page.getByRole('button', { name: 'End', exact: true }).click();
    await page.getByText('Place generalised').waitFor();
    visitor.expectMishaps([]);
    await visitor.leave();
  });

  test('finds the same in a language that runs from right to left, on a phone', async () => {
    const visitor = await arrive({
      path: '/?lang=ur',
      viewport: { width: 390, height: 844 },
    });
    const { page } = visitor;
    await visitor.signIn('administrator@localhost', EVERYBODYS_PASSWORD);
    await page.locator('.account-button[aria-expanded]').click();
    await page.locator('.account-menu').waitFor();
    await visitor.picture('menu-phone-urdu');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(await visitor.accessibilityFindings()).toStrictEqual([]);
    visitor.expectMishaps([]);
    await visitor.leave();
  });
});
