import { describe, expect, test } from 'vitest';
import type { ActName } from '../../../api/verification/contract.ts';
import { blankAct, listedActs, makeAct, refusedGuards, type ActFilled } from '../../../web/verification/act.ts';

const REQUEST = '0190f000-0000-7000-8000-000000000001';
const SOURCE = '0190f000-0000-7000-8000-000000000002';
const HASH = 'a'.repeat(64);
const make = (name: ActName, filled: Partial<ActFilled>) => makeAct(name, { ...blankAct(REQUEST), ...filled }, HASH);

describe('an act', () => {
  test('is what the contract takes once nothing is missing', () => {
    expect(make('triage', { reason: ' Compared. ', duplicatesChecked: true }).act).toStrictEqual({
      act: 'triage',
      reason: 'Compared.',
      duplicatesChecked: true,
      urgency: 'ordinary',
      requestId: REQUEST,
    });
    expect(make('sign-off', { vote: 'agree' }).act).toStrictEqual({
      act: 'sign-off',
      vote: 'agree',
      text: '',
      contentHash: HASH,
    });
    expect(make('find-not-substantiated', { reason: 'None.', hasCheck: false, checkNote: 'left' }).act).toStrictEqual({
      act: 'find-not-substantiated',
      reason: 'None.',
      check: null,
    });
  });

  test('names each field that is missing, by its path', () => {
    expect(make('triage', {}).faults).toStrictEqual([
      { path: 'reason', key: 'form.fault-missing' },
      { path: 'duplicatesChecked', key: 'form.fault-missing' },
    ]);
    expect(make('find-not-substantiated', { reason: 'None.' }).faults.map(({ path }) => path)).toStrictEqual([
      'check.kind',
      'check.on',
      'check.note',
    ]);
  });

  test('a reservation and a dissent need words; a grade needs one of its two halves; reopening needs something', () => {
    expect(make('sign-off', { vote: 'dissent', text: ' ' }).faults).toStrictEqual([
      { path: 'text', key: 'form.fault-missing' },
    ]);
    expect(make('grade', { sourceId: SOURCE, reason: 'Its own reporter.' }).faults).toStrictEqual([
      { path: 'reliability', key: 'grade.missing' },
    ]);
    expect(make('grade', { sourceId: SOURCE, reason: 'Its own reporter.', credibility: 3 }).act).not.toBeNull();
    expect(make('reopen', { reason: 'New.' }).faults).toStrictEqual([
      { path: 'errorNotice', key: 'form.fault-missing' },
    ]);
    expect(make('find-inconclusive', { reason: 'None.' }).act).toBeNull();
  });

  test('names the record of a refusal only where access was refused', () => {
    const filled = { reason: 'None.', restrictionId: SOURCE };
    expect(make('find-inconclusive', { ...filled, because: 'access-refused' }).act).toMatchObject({
      restrictionId: SOURCE,
    });
    expect(make('find-inconclusive', { ...filled, because: 'safety' }).act).toMatchObject({ restrictionId: null });
  });
});

describe('a refusal', () => {
  test('names its conditions with the facts that the case tells, and leaves out what is none', () => {
    const errors = ['two-independent-groups', 'positions-asked', 'bad-body'].map((code) => ({ code, detail: '' }));
    const facts = { groups: 1, needed: 2 };
    expect(refusedGuards({ errors }, [{ guard: 'two-independent-groups', holds: true, facts }])).toStrictEqual([
      { guard: 'two-independent-groups', holds: false, facts },
      { guard: 'positions-asked', holds: false, facts: {} },
    ]);
  });
});

test('grades are set beside the sources and not listed', () => {
  const acts = (['triage', 'grade'] as const).map((act) => ({ act, needs: [], given: 0, takes: 1 }));
  expect(listedActs({ acts }).map(({ act }) => act)).toStrictEqual(['triage']);
});
