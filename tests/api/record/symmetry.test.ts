import { describe, expect, test } from 'vitest';
import type { AnyDocument, RecordKind } from '../../../api/record/contract.ts';
import type { Facts } from '../../../api/record/facts.ts';
import { actsOn } from '../../../api/record/permissions.ts';
import { projectFacts } from '../../../api/record/replay.ts';
import { AnyRole } from '../../../api/auth/contract.ts';
import { ROLE_RULES, viewerOf } from '../../../api/auth/roles.ts';
import { LEVELS, type Viewer, VIEWERS, type Visibility } from '../../../api/visibility/contract.ts';
import { generateBundle } from '../../../scripts/synthetic/bundles.ts';
import { swapParties } from '../../fixtures/swap.ts';

const OTHER_VIEWER: Record<Viewer, Viewer> = {
  public: 'public',
  afg: 'pak',
  pak: 'afg',
  mediator: 'mediator',
  staff: 'staff',
};
const OTHER_ROLE = (role: AnyRole): AnyRole => swapParties(role) as AnyRole;
const [HEADS, TAILS] = await Promise.all([
  generateBundle({ seed: 5, count: 300 }),
  generateBundle({ seed: 5, count: 300, mirror: true }),
]);

function seen(bundle: typeof HEADS, owner: Visibility['owner'], level: Visibility['level'], viewer: Viewer): unknown[] {
  const visibility: Visibility = { level, owner, fieldLevels: { summary: 3 }, placeClass: 'protected', team: [] };
  const factsOf = (kind: RecordKind, document: AnyDocument): Facts => ({
    id: document.id,
    kind,
    fid: 1,
    version: 1,
    state: 'standing',
    mergedInto: null,
    visibility,
    document,
    made: { change: 'filed', reason: null, explanation: null, actorRole: 'service' },
    recordedAt: '2026-11-24T00:00:00.000Z',
  });
  const sources = new Map(
    bundle.sources.map((source) => [
      source.id,
      { shown: { ...source, reliability: null, credibility: null }, visibility: { ...visibility, level: 0 as const } },
    ]),
  );
  const around = { sources, settlements: [], at: Date.parse('2026-11-24T00:00:00Z') };
  const reports = bundle.statusReports.map((report) => factsOf('status-report', report));
  return [
    ...bundle.incidents.map((document) => projectFacts(factsOf('incident', document), [], viewer, around)),
    ...bundle.airspaceClaims.map((document) => projectFacts(factsOf('airspace-claim', document), [], viewer, around)),
    ...bundle.crossings.map((document) =>
      projectFacts(
        factsOf('crossing', document),
        reports.filter(({ document: report }) => 'crossingId' in report && report.crossingId === document.id),
        viewer,
        around,
      ),
    ),
  ];
}

/** Search texts hold the same words in lower case; the rest is compared word for word. */
describe('with the parties swapped in every record', () => {
  test.each(LEVELS.flatMap((level) => VIEWERS.map((viewer) => [level, viewer] as const)))(
    'at V%i, what %s sees is what the other sees, swapped, in the same order',
    (level, viewer) => {
      const one = seen(HEADS, 'afg', level, viewer);
      const other = seen(TAILS, 'pak', level, OTHER_VIEWER[viewer]);
      expect(swapParties(other)).toStrictEqual(one);
    },
  );
});

describe('what the roles may do', () => {
  test('is the same for the two liaisons', () => {
    expect(ROLE_RULES['liaison-afg'].may).toStrictEqual(ROLE_RULES['liaison-pak'].may);
  });

  test.each(AnyRole.options)('as %s to a record of one party is what the other may do to the other’s', (role) => {
    const actor = (name: AnyRole) => ({
      kind: 'person' as const,
      id: 'x',
      name: 'x',
      role: name,
      viewer: viewerOf(name),
      seenAs: null,
    });
    for (const owner of ['afg', 'pak'] as const) {
      const standing = { kind: 'incident', state: 'standing', submittedBy: 'y', proposal: null } as const;
      expect(actsOn(actor(OTHER_ROLE(role)), { ...standing, owner: owner === 'afg' ? 'pak' : 'afg' })).toStrictEqual(
        actsOn(actor(role), { ...standing, owner }),
      );
    }
  });
});
