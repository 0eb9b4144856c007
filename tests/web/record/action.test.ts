import { expect, test } from 'vitest';
import { ReleaseProposal, Restriction } from '../../../api/record/contract.ts';
import { actionBody, findActionFaults, type ActionFilled } from '../../../web/record/action.ts';
import { closerPlaceClasses } from '../../../web/record/reader-fields.tsx';

const filled: ActionFilled = {
  why: { reason: 'legal', explanation: 'A court asked for it.' },
  intoId: null,
  level: 3,
  placeClass: 'general',
};
const shown = {
  visibility: { level: 2, owner: null, fieldLevels: { where: 4, summary: 3 }, placeClass: 'general', team: [] },
} as const;
const record = { visibility: { ...shown.visibility, team: [] } };

test('an action needs its reason, and a merger the other record', () => {
  const bare = { ...filled, why: { reason: null, explanation: '' } };
  expect(findActionFaults('withdraw', record, bare).map(({ path }) => path)).toStrictEqual([
    'why.reason',
    'why.explanation',
  ]);
  expect(findActionFaults('merge', record, filled)).toStrictEqual([{ path: 'intoId', key: 'form.fault-missing' }]);
  expect(findActionFaults('approve-release', record, bare)).toStrictEqual([]);
});

test('words that are too long are told by their limit', () => {
  const long = { ...filled, why: { reason: 'legal', explanation: 'a'.repeat(601) } } as const;
  expect(findActionFaults('restrict', record, long)).toStrictEqual([
    { path: 'why.explanation', key: 'form.fault-too-long', values: { most: 600 } },
  ]);
});

test('parts that are kept closer than the record stay closer', () => {
  expect(Restriction.parse(actionBody('restrict', record, filled)).fieldLevels).toStrictEqual({ where: 4 });
  const opened = {
    id: '01890000-0000-7000-8000-000000000001',
    ...actionBody('propose-release', record, { ...filled, level: 0 }),
  };
  expect(ReleaseProposal.parse(opened)).toMatchObject({ level: 0, fieldLevels: { where: 4, summary: 3 } });
});

test('how finely the public may know a place is only ever made coarser without a second person', () => {
  expect(closerPlaceClasses('general')).toStrictEqual(['general', 'protected']);
  expect(closerPlaceClasses('protected')).toStrictEqual(['protected']);
  expect(closerPlaceClasses(null)).toStrictEqual(['widely-public', 'general', 'protected']);
});
