import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Collections, Conformance, LandingPage } from '../../../api/features/contract.ts';
import { withService } from '../../setup/service.ts';

/** The newest of the numbered migrations. */
const NEWEST_MIGRATION = globSync('api/db/migrations/*.sql')
  .map((path) => basename(path, '.sql'))
  .sort()
  .at(-1);

describe('a GIS client', () => {
  test('finds everything from the landing page', () =>
    withService(async (service) => {
      const landing = LandingPage.parse(await service.json('/api'));
      expect(landing.links.map(({ rel, href }) => [rel, href])).toStrictEqual([
        ['self', 'http://localhost/api'],
        ['service-desc', 'http://test/api/openapi.json'],
        ['service-doc', 'http://test/api/docs'],
        ['conformance', 'http://test/api/conformance'],
        ['data', 'http://test/api/collections'],
      ]);
      for (const { rel, href } of landing.links.filter((link) => link.rel !== 'self'))
        expect([rel, (await service.get(href)).status]).toStrictEqual([rel, 200]);
    }));

  test('reads the conformance classes that hold', () =>
    withService(async (service) => {
      const { conformsTo } = Conformance.parse(await service.json('/api/conformance'));
      expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core');
      expect(conformsTo).toContain('http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson');
    }));

  test('reads three collections with their extents and item links', () =>
    withService(async (service) => {
      const { collections } = Collections.parse(await service.json('/api/collections'));
      expect(collections.map(({ id }) => id)).toStrictEqual(['incidents', 'airspace-claims', 'crossings']);
      for (const { links, extent, crs } of collections) {
        expect(crs).toStrictEqual(['http://www.opengis.net/def/crs/OGC/1.3/CRS84']);
        expect(extent.spatial.bbox[0]).toHaveLength(4);
        const items = links.find((link) => link.rel === 'items');
        expect(items?.type).toBe('application/geo+json');
        expect((await service.get(items?.href ?? '')).headers.get('content-type')).toBe('application/geo+json');
      }
    }));

  test('reads filters and the limits of a page from the OpenAPI document', () =>
    withService(async (service) => {
      interface Parameter {
        name: string;
        schema: { minimum?: number; maximum?: number; default?: number; items?: { enum: string[] } };
      }
      const document = (await service.json('/api/openapi.json')) as {
        openapi: string;
        paths: Record<string, { get: { parameters: Parameter[] } }>;
      };
      expect(document.openapi).toBe('3.1.0');
      const { parameters } = document.paths['/collections/incidents/items']!.get;
      expect(parameters.map(({ name }) => name)).toStrictEqual([
        'asKnownAt',
        'bbox',
        'datetime',
        'limit',
        'q',
        'after',
        'f',
        'type',
        'status',
        'positions',
        'attribution',
        'compliance',
        'overdue',
        'underReview',
        'mine',
      ]);
      const limit = parameters.find(({ name }) => name === 'limit')?.schema;
      expect([limit?.minimum, limit?.maximum, limit?.default]).toStrictEqual([1, 10_000, 100]);
      expect(parameters.find(({ name }) => name === 'status')?.schema.items?.enum).toContain('jointly-verified');
    }));

  test('is told the kind and versions of the database', () =>
    withService(async (service) => {
      expect(await service.json('/health')).toStrictEqual({
        status: 'ok',
        version: '0.0.0',
        node: process.version,
        database: {
          kind: service.database.kind,
          version: expect.stringMatching(/^\d+\.\d+/) as string,
          postgis: expect.stringMatching(/^3\.\d/) as string,
          migration: NEWEST_MIGRATION,
        },
      });
    }));
});
