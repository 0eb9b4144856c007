import { describe, expect, test } from 'vitest';
import { storageInMemory } from '../../../web/record/stored-drafts.ts';
import {
  blankPosition,
  checkPosition,
  createPositionStore,
  wordsOf,
  type PositionAbout,
  type PositionDraft,
} from '../../../web/verification/position-draft.ts';

const [ID, INCIDENT, SOURCE, FORMER] = [1, 2, 3, 4].map((n) => `0190f000-0000-7000-8000-00000000000${n}`) as [
  string,
  string,
  string,
  string,
];
const about: PositionAbout = { incidentId: INCIDENT, party: 'pak', current: { id: FORMER }, synthetic: false };
const filled: PositionDraft = {
  ...blankPosition(ID, false),
  position: 'denies',
  speaker: ' Bilal ',
  zone: 'islamabad',
  said: { day: '2025-11-07', time: '15:30' },
  text: '  “Our side did not begin.”  ',
  language: 'ur',
};

describe('a position', () => {
  test('is sent in the party’s own words, in UTC, in the place of the one that stands', () => {
    const { sent } = checkPosition(filled, about);
    expect(sent).toMatchObject({
      isPublic: true,
      document: {
        party: 'pak',
        speaker: 'Bilal',
        office: null,
        saidAt: '2025-11-07T10:30:00Z',
        verbatim: { text: '“Our side did not begin.”', language: 'ur' },
        supersedesId: FORMER,
      },
    });
  });

  test('may be kept to the party and the mediators; what was said in public may not', () => {
    expect(checkPosition({ ...filled, isPublic: false }, about).sent?.isPublic).toBe(false);
    const inPublic = { ...filled, channel: 'public-statement', sourceIds: [SOURCE], isPublic: false };
    expect(checkPosition(inPublic, about).sent?.isPublic).toBe(true);
  });

  test('read in public needs the source in which it was read', () => {
    expect(checkPosition({ ...filled, channel: 'public-statement' }, about).faults).toStrictEqual([
      { path: 'sourceIds', key: 'form.fault-source-missing' },
    ]);
  });

  test('has at most 600 words, counted as they are typed', () => {
    const long = { ...filled, text: 'ہم '.repeat(601) };
    expect(wordsOf(long)).toBe(601);
    expect(checkPosition(long, about).faults).toStrictEqual([
      { path: 'verbatim.text', key: 'stating.too-many-words', values: { most: 600 } },
    ]);
    expect(checkPosition({ ...long, text: 'ہم '.repeat(600) }, about).faults).toStrictEqual([]);
  });

  test('names what is missing, one fault for a field', () => {
    const { faults } = checkPosition(blankPosition(ID, false), about);
    expect(faults.map(({ path }) => path)).toStrictEqual([
      'position',
      'speaker',
      'saidAt',
      'verbatim.text',
      'verbatim.language',
    ]);
  });
});

describe('an unfinished position', () => {
  test('is kept for one person, one incident and one party alone', () => {
    const keeper = storageInMemory();
    const of = { owner: 'bilal', incidentId: INCIDENT, party: 'pak' } as const;
    createPositionStore(keeper, of).keep(filled);
    expect(createPositionStore(keeper, of).find()).toStrictEqual(filled);
    expect(createPositionStore(keeper, { ...of, owner: 'zarmina' }).find()).toBeNull();
    expect(createPositionStore(keeper, { ...of, party: 'afg' }).find()).toBeNull();
    createPositionStore(keeper, of).forget();
    expect(createPositionStore(keeper, of).find()).toBeNull();
  });

  test('of another form than ours is left alone', () => {
    const keeper = storageInMemory();
    keeper.setItem(`position-draft:1:bilal:${INCIDENT}:pak`, '{"id":"x"}');
    expect(createPositionStore(keeper, { owner: 'bilal', incidentId: INCIDENT, party: 'pak' }).find()).toBeNull();
  });
});
