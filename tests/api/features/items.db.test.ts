import { polygonOfBox } from '../../../api/geo/contract.ts';
import { describe, expect, test } from 'vitest';
import { saveBundle } from '../../../api/ingest/run.ts';
import type { IncidentWrite } from '../../../api/incidents/contract.ts';
import { FEATURE_COLLECTIONS } from '../../../api/features/contract.ts';
import { bundleOf, incident, squareAround, whereAt } from '../../fixtures/records.ts';
import { type TestService, withService } from '../../setup/service.ts';

// The project's own seeds are in the database too; the fixtures stand far from them, in 2001 and near 10 E 50 N.
const HERE = 'bbox=9,49,12,52';

async function ask(service: TestService, query: string) {
  return FEATURE_COLLECTIONS.incidents.parse(await service.json(`/api/collections/incidents/items?${query}`));
}

async function titles(service: TestService, query: string): Promise<string[]> {
  return (await ask(service, query)).features.map((feature) => feature.properties.title);
}

function withIncidents(incidents: IncidentWrite[], check: (service: TestService) => Promise<void>): Promise<void> {
  return withService(async (service) => {
    await saveBundle(service.database, bundleOf({ incidents }));
    await check(service);
  });
}

describe('items of the incidents', () => {
  test('give a feature with everything that lists and maps need', () =>
    withIncidents([incident(1, { accountsDifferOn: ['initiator'] })], async (service) => {
      const answer = await ask(service, HERE);
      expect(answer.numberMatched).toBe(1);
      expect(answer.numberReturned).toBe(1);
      expect(answer.features).toStrictEqual([
        {
          type: 'Feature',
          id: expect.any(Number) as number,
          // The public sees the cell of the grid that is as wide as the source was sure.
          geometry: polygonOfBox([10.5, 50.5, 10.6, 50.6]),
          properties: {
            uid: incident(1).id,
            ref: 'DL-2001-000001',
            title: 'Fire reported, number 1',
            summary: null,
            category: 'use-of-force',
            type: 'small-arms',
            status: 'reported',
            happenedFrom: '2001-10-09T00:00:00Z',
            happenedTo: '2001-10-10T00:00:00Z',
            timePrecision: 'day',
            geomRole: 'cell',
            locationPrecision: 'settlement',
            uncertaintyMetres: 11595,
            drawnAs: 'cell-of-the-grid',
            generalised: true,
            timeOfDayWithheld: false,
            placeName: 'Khost',
            otherNames: [],
            district: null,
            province: null,
            partiesStated: 'none',
            accountsDifferOn: ['initiator'],
            attribution: 'not-assessed',
            compliance: 'not-considered',
            positions: { afg: 'not-requested', pak: 'not-requested' },
            overdue: false,
            underReview: false,
            sourceCount: 1,
            synthetic: false,
            recordedAt: expect.any(String) as string,
          },
        },
      ]);
      expect(answer.links.map((link) => link.rel)).toStrictEqual(['self', 'collection']);
    }));

  test('are chosen by box, where an area has to meet the box itself and not only its bounds', () => {
    const triangle = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [10, 50],
          [11, 50],
          [10, 51],
          [10, 50],
        ] as [number, number][],
      ],
    };
    const incidents = [
      incident(1, { title: 'point' }),
      incident(2, { title: 'triangle', where: whereAt(triangle) }),
      incident(3, { title: 'square', where: whereAt(squareAround(10.9, 50.9, 0.1)) }),
      incident(4, { title: 'no place', where: whereAt(null) }),
    ];
    return withIncidents(incidents, async (service) => {
      expect(await titles(service, 'bbox=10.8,50.8,11,51')).toStrictEqual(['square']);
      expect(await titles(service, 'bbox=10,50,10.2,50.2')).toStrictEqual(['triangle']);
      // Boxes without width or height are a point and a line.
      expect(await titles(service, 'bbox=10.1,50.1,10.1,50.1')).toStrictEqual(['triangle']);
      expect(await titles(service, 'bbox=10.85,50.85,10.85,50.95')).toStrictEqual(['square']);
      expect(await titles(service, 'bbox=10.4,50.4,0,10.5,50.5,9')).toStrictEqual(['point', 'triangle']);
      // Across the 180th meridian: from 9 E eastward round the earth to 8 E.
      expect(await titles(service, 'bbox=9,50,8,52&datetime=2001-10-09')).toStrictEqual([
        'point',
        'triangle',
        'square',
      ]);
      expect(await titles(service, 'datetime=2001-10-09')).toContain('no place');
    });
  });

  test.each([
    ['2001-10-09', ['day', 'week']],
    ['2001-10-10T00:00:00Z', ['week']],
    ['2001-10-09T23:59:59.999Z', ['day', 'week']],
    ['2001-10-09T12:00:00+04:30', ['day', 'week']],
    ['2001-10-12/2001-10-20', ['week']],
    ['../2001-10-08', ['week']],
    ['../2001-10-07', []],
    ['2001-10-15/..', []],
    ['/2001-10-09', ['day', 'week']],
    ['2001-10-09/', ['day', 'week']],
    ['0000-01-01T00:00:00Z/2001-10-09T00:00:00Z', ['day', 'week']],
    ['2001-10-14T23:00:00Z/9999-12-31T00:00:00Z', ['week']],
    ['../..', ['day', 'week']],
  ])('are chosen by overlap of their uncertain range with %s', (datetime, expected) => {
    const incidents = [
      incident(1, { title: 'day' }),
      incident(2, {
        title: 'week',
        happened: { from: '2001-10-08T00:00:00Z', to: '2001-10-15T00:00:00Z', precision: 'week' },
      }),
    ];
    return withIncidents(incidents, async (service) => {
      expect(await titles(service, `${HERE}&datetime=${encodeURIComponent(datetime)}`)).toStrictEqual(expected);
    });
  });

  test('are chosen by type, by category and by status', () => {
    const incidents = [
      incident(1, { title: 'fire' }),
      incident(2, { title: 'strike', type: 'air-strike' }),
      incident(3, { title: 'flight', type: 'overflight-uav' }),
      incident(4, { title: 'invented', synthetic: true, status: 'contested', ref: 'SYN-2001-000004' }),
    ];
    return withIncidents(incidents, async (service) => {
      expect(await titles(service, `${HERE}&type=air-strike`)).toStrictEqual(['strike']);
      expect(await titles(service, `${HERE}&type=air,air-strike`)).toStrictEqual(['strike', 'flight']);
      expect(await titles(service, `${HERE}&status=contested`)).toStrictEqual(['invented']);
      expect(await titles(service, `${HERE}&status=contested,reported&type=use-of-force`)).toStrictEqual([
        'fire',
        'strike',
        'invented',
      ]);
    });
  });

  test.each([
    ['margha', ['one']],
    ['MARGHĀ', ['one']],
    ['Marghi', ['one']],
    ['طورخم', ['two']],
    ['number 2', ['two']],
    ['DL-2001-000002', ['two']],
    ['torkham gate', []],
    ['100%', []],
    ['_', null],
  ])('are found by words, whatever the spelling: %s', (q, expected) => {
    const incidents = [
      incident(1, { title: 'one', where: whereAt(null, { placeName: 'Margha', otherNames: ['Marghi', 'Marqi'] }) }),
      incident(2, {
        title: 'two',
        summary: 'This is number 2',
        where: whereAt(null, { placeName: 'Torkham', otherNames: ['تورخم'] }),
      }),
    ];
    return withIncidents(incidents, async (service) => {
      const query = `datetime=2001-10-09&q=${encodeURIComponent(q)}`;
      if (expected === null) expect((await service.get(`/api/collections/incidents/items?${query}`)).status).toBe(400);
      else expect(await titles(service, query)).toStrictEqual(expected);
    });
  });

  test('are walked by next links that keep every parameter, without gaps or repeats while records are added', () => {
    const incidents = Array.from({ length: 25 }, (_, at) => incident(at + 1));
    return withIncidents(incidents, async (service) => {
      const seen: string[] = [];
      let next: string | undefined = `/api/collections/incidents/items?${HERE}&type=small-arms&limit=7`;
      for (let page = 1; next !== undefined; page++) {
        const answer = FEATURE_COLLECTIONS.incidents.parse(await service.json(next));
        seen.push(...answer.features.map((feature) => feature.properties.ref));
        next = answer.links.find((link) => link.rel === 'next')?.href;
        if (next) expect(next).toContain('bbox=9%2C49%2C12%2C52&type=small-arms&limit=7&after=');
        await saveBundle(service.database, bundleOf({ incidents: [incident(100 + page)] }));
        expect(answer.numberMatched).toBe(24 + page);
      }
      const expected = [...incidents.map(({ ref }) => ref), ...[101, 102, 103].map((number) => incident(number).ref)];
      expect(seen).toStrictEqual(expected);
    });
  });

  test('answer 304 to whoever has them already, and 200 again once something changed', () =>
    withIncidents([incident(1)], async (service) => {
      const path = `/api/collections/incidents/items?${HERE}`;
      const first = await service.get(path);
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(/^W\/"[\w-]+"$/);
      const again = await service.get(path, { 'if-none-match': `"other", ${tag}` });
      expect([again.status, await again.text(), again.headers.get('etag')]).toStrictEqual([304, '', tag]);
      await saveBundle(service.database, bundleOf({ incidents: [incident(2)] }));
      expect((await service.get(path, { 'if-none-match': tag })).status).toBe(200);
    }));

  test('come compressed to whoever can read that', () =>
    withIncidents(
      Array.from({ length: 20 }, (_, at) => incident(at + 1)),
      async (service) => {
        const answer = await service.get(`/api/collections/incidents/items?${HERE}`, { 'accept-encoding': 'gzip' });
        expect(answer.headers.get('content-encoding')).toBe('gzip');
        expect(answer.headers.get('content-type')).toBe('application/geo+json');
      },
    ));
});
