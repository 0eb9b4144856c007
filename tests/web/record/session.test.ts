import { expect, test } from 'vitest';
import { abilitiesOf } from '../../../web/record/session.ts';
import type { SessionShown } from '../../../api/auth/contract.ts';

const session: SessionShown = {
  kind: 'person',
  id: 'p1',
  name: 'Amina',
  role: 'monitor',
  viewer: 'staff',
  seenAs: null,
  email: 'amina@example.org',
  twoFactor: true,
  may: ['read', 'file-record'],
};

test('a monitor files at V2, a liaison of either party at V3, both the same', () => {
  expect(abilitiesOf(session)).toStrictEqual({
    personId: 'p1',
    mayFile: true,
    mayWriteAgreements: false,
    usualLevel: 2,
  });
  expect(abilitiesOf({ ...session, role: 'liaison-afg' })).toStrictEqual(
    abilitiesOf({ ...session, role: 'liaison-pak' }),
  );
  expect(abilitiesOf({ ...session, role: 'liaison-pak' }).usualLevel).toBe(3);
});

test('a reader, and an administrator who looks as somebody, write nothing', () => {
  expect(abilitiesOf(null).mayFile).toBe(false);
  expect(abilitiesOf({ ...session, seenAs: 'pak' }).mayFile).toBe(false);
});
