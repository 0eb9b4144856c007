import type { AirspaceClaimRecord } from '../../../api/airspace/contract.ts';
import type { CrossingRecord } from '../../../api/crossings/contract.ts';
import type { Statement } from '../../../api/accounts/contract.ts';
import type { IncidentRecord, SourceShown } from '../../../api/incidents/contract.ts';
import type { VerificationShown } from '../../../api/verification/shown/contract.ts';
import { claim, crossing, incident } from '../explore/rows.ts';

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const source = (number: number, publisher: string): SourceShown => ({
  id: id(number),
  kind: 'media',
  publisher,
  article: null,
  publishedOn: '2025-11-06',
  independenceGroup: null,
  reliability: null,
  credibility: null,
});

export const sources = [source(901, 'Daily One'), source(902, 'Daily Two')];

/** A statement of the kind that either party may make; the speaker has no name, so that only the party differs. */
export function statement(number: number, given: Partial<Statement>): Statement {
  return {
    id: id(number),
    speakerKind: 'party',
    party: null,
    speaker: 'Spokesperson',
    channel: 'public-statement',
    position: 'counter-alleges',
    saidOn: '2025-11-06',
    paraphrase: `Stated version ${number}.`,
    verbatim: null,
    sourceIds: [sources[0]?.id ?? ''],
    casualtyFigures: [],
    ...given,
  };
}

const figure = (number: number, ofParty: 'afg' | 'pak', best: number): Statement['casualtyFigures'][number] => ({
  id: id(number),
  outcome: 'killed',
  person: 'military',
  ofParty,
  low: null,
  best,
  high: null,
  note: null,
});

/** A case that nobody has touched. */
export const untouched: VerificationShown = {
  agreement: 'awaited',
  confidence: null,
  attributedTo: null,
  finding: null,
  inconclusiveReason: null,
  reviewOn: null,
  requests: [],
  positions: [],
  signoffs: [],
  steps: [],
};

/** Both parties stated, one of them twice, with figures of either; a hospital stated too. */
export const incidentRecord: IncidentRecord = {
  ...incident(41),
  properties: {
    ...incident(41, { accountsDifferOn: ['initiator'], status: 'contested' }).properties,
    state: 'standing',
    mergedInto: null,
    timeNote: 'The evening, by most sources.',
    whereNote: null,
    attribution: 'disputed',
    compliance: 'not-considered',
    verification: untouched,
    evidence: [],
    statements: [
      statement(1, { party: 'pak', casualtyFigures: [figure(801, 'afg', 58), figure(802, 'pak', 9)] }),
      statement(2, { party: 'afg', casualtyFigures: [figure(803, 'pak', 23)] }),
      statement(3, { party: 'afg', saidOn: '2025-11-05', position: null }),
      statement(4, { speakerKind: 'medical', speaker: 'Hospital', channel: 'reported-by-media', position: null }),
    ],
    sources,
    links: [
      { id: 42, ref: 'DL-2025-000042', title: 'Another incident', kind: 'follows', inverse: true, claimant: null },
    ],
  },
};

export const claimRecord: AirspaceClaimRecord = {
  ...claim(7),
  properties: {
    ...claim(7).properties,
    state: 'standing',
    mergedInto: null,
    whereNote: null,
    statements: [statement(11, { party: 'afg' })],
    sources,
    incident: { id: 41, ref: 'DL-2025-000041', title: 'Incident 41' },
  },
};

export const crossingRecord: CrossingRecord = {
  ...crossing(1),
  properties: {
    ...crossing(1, { nameBySide: { afg: 'Name A', pak: 'Name P' }, areaBySide: { afg: 'Area A', pak: null } })
      .properties,
    state: 'standing',
    typeNote: null,
    whereNote: null,
    sources,
    reports: [
      {
        id: id(701),
        controllingSide: 'pak',
        channel: 'all',
        direction: 'both',
        state: 'closed',
        basis: 'announced',
        statedBy: 'Officials',
        validFrom: '2025-10-11T19:00:00Z',
        validTo: null,
        precision: 'day',
        note: null,
        sourceIds: [sources[0]?.id ?? ''],
        recordState: 'standing',
      },
      {
        id: id(702),
        controllingSide: null,
        channel: 'returnee-spontaneous',
        direction: 'pak-to-afg',
        state: 'restricted',
        basis: 'observed',
        statedBy: 'Observers',
        validFrom: '2025-10-20T19:00:00Z',
        validTo: '2025-10-21T19:00:00Z',
        precision: 'day',
        note: null,
        sourceIds: [sources[1]?.id ?? ''],
        recordState: 'standing',
      },
    ],
  },
};
