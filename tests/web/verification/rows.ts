import type { PositionShown, VerificationShown } from '../../../api/verification/shown/contract.ts';

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A position of the Afghan party, formal and open to all, unless told otherwise. */
export function position(number: number, given: Partial<PositionShown> = {}): PositionShown {
  return {
    id: id(number),
    party: 'afg',
    position: 'disputes-facts',
    channel: 'formal-to-mechanism',
    speaker: 'Spokesperson',
    office: 'Ministry',
    saidAt: '2025-11-04T08:30:00Z',
    verbatim: { text: `Words ${number}.`, language: 'ps' },
    translation: null,
    asserts: { occurred: 'not-said', place: null, time: null, attributedTo: null, weapon: null },
    casualtyFigures: [],
    sourceIds: [],
    supersedesId: null,
    recordedAt: '2025-11-04T09:00:00Z',
    superseded: false,
    confidential: false,
    ...given,
  };
}

type Step = VerificationShown['steps'][number];

/** A step by a reviewer that triages a report, unless told otherwise. */
export function step(given: Partial<Step> = {}): Step {
  return {
    move: 'triage',
    axis: 'occurrence',
    from: 'reported',
    to: 'triaged',
    by: 'reviewer',
    with: [],
    at: '2025-11-03T10:00:00Z',
    reason: 'Compared with what is near.',
    ...given,
  };
}
