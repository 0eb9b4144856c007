import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../api/auth/contract.ts';
import { sql, type Statement } from '../../api/db/sql.ts';
import { OCCURRENCE_STATUSES } from '../../api/geo/contract.ts';
import { rowsSeen, type Sight } from '../../api/record/rows-seen.ts';
import { type Viewer, VIEWERS } from '../../api/visibility/contract.ts';
import { enTerms } from '../../web/i18n/en-terms.ts';
import { act, file, incidentSent, WHY } from '../fixtures/filing.ts';
import { type OneRecord, openOneRecord } from '../setup/one-record.ts';
import { type SignedInOver, signInOver } from '../setup/over-http.ts';
import { EVERYBODYS_PASSWORD } from '../setup/staffed.ts';
import { visits } from '../setup/visits.ts';
import type { Visitor } from './visitor.ts';

const arrive = visits();
let record: OneRecord;
let url: string;
/** A moment between what was filed first and what was done later. */
let moment: string;

const WINDOW = { from: '2026-01-01', to: '2026-06-30' };

async function personOf(role: Role): Promise<SignedInOver> {
  return signInOver(url, { email: `${role}@localhost`, password: EVERYBODYS_PASSWORD, role });
}

beforeAll(async () => {
  record = await openOneRecord(60);
  url = await record.serve(1_000_000);
  const [afg, pak, monitor] = [await personOf('liaison-afg'), await personOf('liaison-pak'), await personOf('monitor')];
  // Different numbers of each, so that no class sees as many as another.
  for (const [who, times] of [
    [afg, 1],
    [pak, 3],
    [monitor, 5],
  ] as const)
    for (let time = 0; time < times; time++) await file(who, incidentSent({ title: `${who.role} ${time}` }));
  const later = await file(monitor, incidentSent({ title: 'To be withdrawn' }));
  moment = new Date().toISOString();
  // The record writes in milliseconds: what follows is after that one.
  while (new Date().toISOString() === moment);
  await act(monitor, later, 'withdrawal', { why: WHY });
  await file(afg, incidentSent({ title: 'Later' }));
  await file(monitor, incidentSent({ title: 'Later' }));
});
afterAll(() => record.end());

type Counts = Record<string, number>;

const sumOf = (counts: Counts): number => Object.values(counts).reduce((sum, n) => sum + n, 0);

/** How many the database has of each status, in the rows of a class of viewer. */
async function countsOfDatabase(sight: Sight, condition: Statement<unknown> = sql`true`): Promise<Counts> {
  const rows = rowsSeen('incidents', sight, sql`feature::jsonb #>> '{properties,status}' as status`, condition);
  const counted = await record.database.all(sql<{ status: string; n: number }>`
    select status, count(*)::int as n from (${rows}) as seen group by status`);
  const none = Object.fromEntries(OCCURRENCE_STATUSES.map((status) => [status, 0]));
  return { ...none, ...Object.fromEntries(counted.map(({ status, n }) => [status, n])) };
}

/** Every number of incidents on the screen is the sum, or the status's own. */
async function expectOnScreen(visitor: Visitor, expected: Counts): Promise<void> {
  const { page } = visitor;
  const all = sumOf(expected);
  const tab = page.getByRole('tab', { name: /^Incidents/ });
  await tab.filter({ hasText: new RegExp(`\\D${all}$`) }).waitFor();
  await visitor.settle();
  const boxes = page.getByRole('group', { name: 'Verification status' });
  const statuses = await Promise.all(
    OCCURRENCE_STATUSES.map(async (status) => {
      const box = boxes.getByRole('checkbox', { name: enTerms[`status.${status}`] }).first();
      return [status, await visitor.numberOf(box)] as const;
    }),
  );
  const onTimeline = Number(/\d+/.exec((await page.locator('.time-now .count').textContent()) ?? '')?.[0]);
  const layer = await visitor.numberOf(page.getByRole('checkbox', { name: /^Incidents/ }));
  expect({ statuses: Object.fromEntries(statuses), onTimeline, layer }).toStrictEqual({
    statuses: expected,
    onTimeline: all,
    layer: all,
  });
}

describe('every number on the screen is the database’s', () => {
  test.for([
    [null, 'public'],
    ['liaison-afg', 'afg'],
    ['liaison-pak', 'pak'],
    ['mediator', 'mediator'],
    ['monitor', 'staff'],
  ] as const satisfies readonly (readonly [Role | null, Viewer])[])(
    'for whoever is %s, who sees what the class %s sees: now, in a window, and as known at a moment',
    async ([role, viewer]) => {
      const visitor = await arrive(url);
      if (role !== null) await visitor.signInAs(role, EVERYBODYS_PASSWORD);
      const now = await countsOfDatabase({ viewer, asKnownAt: null });
      await expectOnScreen(visitor, now);
      await visitor.goTo(`/?from=${WINDOW.from}&to=${WINDOW.to}`);
      const within = sql`happened_during && tstzrange(${WINDOW.from}::timestamptz, ${'2026-07-01'}::timestamptz)`;
      await expectOnScreen(visitor, await countsOfDatabase({ viewer, asKnownAt: null }, within));
      await visitor.goTo(`/?known=${moment}`);
      await expectOnScreen(visitor, await countsOfDatabase({ viewer, asKnownAt: moment }));
    },
  );

  test('of which each class sees another number', async () => {
    const totals = await Promise.all(
      VIEWERS.map(async (viewer) => sumOf(await countsOfDatabase({ viewer, asKnownAt: null }))),
    );
    expect(new Set(totals).size).toBe(VIEWERS.length);
  });
});
