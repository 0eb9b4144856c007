import { describe, expect, test } from 'vitest';
import { sql } from '../../../api/db/sql.ts';
import { IncidentRecord } from '../../../api/incidents/contract.ts';
import { ImportVerifiesNothing, saveBundle } from '../../../api/ingest/run.ts';
import { readSeeds } from '../../../api/ingest/seeds.ts';
import {
  airspaceClaim,
  bundleOf,
  crossing,
  HERALD,
  incident,
  statement,
  statusReport,
  whereAt,
} from '../../fixtures/records.ts';
import { SEEDS } from '../../setup/record.ts';
import { type TestService, withService } from '../../setup/service.ts';

const HERE = 'bbox=9,49,12,52';

async function fidOf(service: TestService, collection: string, ref: string): Promise<number> {
  const answer = (await service.json(`/api/collections/${collection}/items?q=${ref}`)) as {
    features: { id: number }[];
  };
  return answer.features[0]?.id ?? -1;
}

describe('a bundle of records', () => {
  test('can be written again and again, and changes nothing', () =>
    withService(async ({ database }) => {
      const bundle = bundleOf({
        crossings: [crossing(1)],
        statusReports: [statusReport(1)],
        incidents: [incident(1, { statements: [statement(1, 'afg')] })],
        airspaceClaims: [airspaceClaim(1, { incidentId: incident(1).id })],
      });
      expect(await saveBundle(database, bundle)).toStrictEqual({ written: 5, unchanged: 0, differing: [] });
      expect(await saveBundle(database, bundle)).toStrictEqual({ written: 0, unchanged: 5, differing: [] });
    }));

  test('becomes a new version where its source was revised, and the old one can still be read', () =>
    withService(async (service) => {
      await saveBundle(
        service.database,
        bundleOf({ incidents: [incident(1)] }),
        () => new Date('2026-01-01T00:00:00Z'),
      );
      const revised = bundleOf({ incidents: [incident(1, { title: 'Another title' })] });
      const outcome = await saveBundle(service.database, revised, () => new Date('2026-01-02T00:00:00Z'));
      expect(outcome).toStrictEqual({ written: 1, unchanged: 1, differing: [] });
      const titleAt = async (query: string) => {
        const { features } = (await service.json(`/api/collections/incidents/items?${HERE}${query}`)) as {
          features: { properties: { title: string } }[];
        };
        return features.map(({ properties }) => properties.title);
      };
      expect(await titleAt('')).toStrictEqual(['Another title']);
      expect(await titleAt('&asKnownAt=2026-01-01T12:00:00Z')).toStrictEqual(['Fire reported, number 1']);
      expect(await titleAt('&asKnownAt=2025-12-31T00:00:00Z')).toStrictEqual([]);
    }));

  test('verifies nothing: a finding is refused before anything is written', () =>
    withService(async ({ database }) => {
      const bundle = bundleOf({ incidents: [incident(1), incident(2, { status: 'corroborated' })] });
      await expect(saveBundle(database, bundle)).rejects.toThrow(ImportVerifiesNothing);
      expect(await database.all(sql`select from records where id = ${incident(1).id}`)).toHaveLength(0);
    }));

  test.each([
    [
      'a bow-tie',
      incident(2, {
        where: whereAt({
          type: 'Polygon',
          coordinates: [
            [
              [0, 0],
              [1, 1],
              [1, 0],
              [0, 1],
              [0, 0],
            ],
          ],
        }),
      }),
      'geometry_is_valid',
    ],
    ['a point for an allegation', incident(2, { type: 'sheltering-armed-group' }), 'allegations_are_never_points'],
    ['a taken reference', incident(2, { ref: incident(1).ref }), 'a_reference_names_one_record'],
    [
      'a source that is not there',
      incident(2, { sourceIds: ['00000009-0000-4000-8000-000000000009'] }),
      'no source on record has the id',
    ],
  ])('is written whole or not at all: %s', (_what, bad, constraint) =>
    withService(async ({ database }) => {
      const bundle = bundleOf({ incidents: [incident(1), bad, incident(3)] });
      await expect(saveBundle(database, bundle)).rejects.toThrow(constraint);
      expect(await database.all(sql`select from records where id = ${incident(1).id}`)).toHaveLength(0);
      expect(await database.all(sql`select from incident_projections where id = ${incident(1).id}`)).toHaveLength(0);
    }),
  );

  test('gives an incident whole, with what each stated side by side and no figure added up', () =>
    withService(async (service) => {
      const killed = {
        id: '00000008-0000-4000-8000-000000000001',
        outcome: 'killed',
        person: 'military',
        ofParty: 'pak',
        low: null,
        best: 58,
        high: null,
        note: null,
      } as const;
      const afghan = statement(1, 'afg', { position: 'disputes-attribution', casualtyFigures: [killed] });
      const pakistani = statement(2, 'pak', {
        casualtyFigures: [{ ...killed, id: '00000008-0000-4000-8000-000000000002', best: 23 }],
      });
      const follows = { toId: incident(1).id, kind: 'follows', claimant: null } as const;
      await saveBundle(
        service.database,
        bundleOf({ incidents: [incident(1, { statements: [afghan, pakistani] }), incident(2, { links: [follows] })] }),
      );
      const first = await fidOf(service, 'incidents', incident(1).ref);
      const second = await fidOf(service, 'incidents', incident(2).ref);
      const record = IncidentRecord.parse(await service.json(`/api/collections/incidents/items/${first}`));
      expect(record.properties.statements).toStrictEqual([afghan, pakistani]);
      expect(record.properties.partiesStated).toBe('both');
      expect(record.properties.sources.map(({ id, reliability }) => [id, reliability])).toStrictEqual([
        [HERALD.id, null],
      ]);
      expect(record.properties.links).toStrictEqual([
        { id: second, ref: incident(2).ref, title: incident(2).title, kind: 'follows', inverse: true, claimant: null },
      ]);
      // Numbers of records are counted up and may be anything; whatever else is told has no sum in it.
      const told = { ...record.properties, links: [] };
      expect(JSON.stringify(told)).not.toMatch(/\b81\b/);
    }));

  test('gives a crossing with its reports and the headline that follows from them', () =>
    withService(async (service) => {
      const opened = statusReport(2, {
        channel: 'returnee-spontaneous',
        direction: 'pak-to-afg',
        state: 'restricted',
        validFrom: '2001-10-20T00:00:00Z',
      });
      await saveBundle(
        service.database,
        bundleOf({ crossings: [crossing(1)], statusReports: [statusReport(1), opened] }),
      );
      const fid = await fidOf(service, 'crossings', crossing(1).ref);
      const { properties } = (await service.json(`/api/collections/crossings/items/${fid}`)) as {
        properties: { status: string; statusAsOf: string; reports: { id: string }[] };
      };
      expect([properties.status, properties.statusAsOf]).toStrictEqual(['partly-open', '2001-10-20T00:00:00Z']);
      expect(properties.reports.map((report) => report.id)).toStrictEqual([opened.id, statusReport(1).id]);
    }));
});

describe("the project's own seeds", () => {
  test('are on record once, all of them at "reported"', () =>
    withService(async ({ database }) => {
      const seeds = await readSeeds(SEEDS);
      const total =
        seeds.sources.length +
        seeds.agreements.length +
        seeds.crossings.length +
        seeds.statusReports.length +
        seeds.incidents.length +
        seeds.airspaceClaims.length;
      expect(await saveBundle(database, seeds)).toStrictEqual({ written: 0, unchanged: total, differing: [] });
      const statuses = await database.all(sql<{ status: string }>`
        select distinct status from incident_projections union select distinct status from airspace_claim_projections`);
      expect(statuses).toStrictEqual([{ status: 'reported' }]);
    }));
});
