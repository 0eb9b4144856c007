import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface SourceFile {
  path: string;
  text: string;
  /** Imports of our own files, as paths from the top. */
  ours: string[];
  /** Imports of packages and of Node's own modules. */
  packages: string[];
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiers = [...text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  const ours = specifiers.filter((name) => name.startsWith('.')).map((name) => normalize(join(dirname(path), name)));
  return { path, text, ours, packages: specifiers.filter((name) => !name.startsWith('.')) };
}

const files = globSync('{api,web,scripts}/**/*.{ts,tsx}', { cwd: ROOT }).sort().map(readSource);
const api = files.filter(({ path }) => path.startsWith('api/'));
const web = files.filter(({ path }) => path.startsWith('web/'));
const isContract = (path: string) => path.endsWith('/contract.ts');
const sliceOf = (path: string) => path.split('/').slice(0, 2).join('/');

/** What an import breaks, as one line each: an empty list is the whole assertion. */
function breaches(of: SourceFile[], isBreach: (file: SourceFile, target: string) => boolean): string[] {
  return of.flatMap((file) =>
    file.ours.filter((target) => isBreach(file, target)).map((target) => `${file.path} → ${target}`),
  );
}

describe('the direction of imports', () => {
  test('web takes nothing from the API but contracts', () => {
    expect(breaches(web, (_file, target) => target.startsWith('api/') && !isContract(target))).toStrictEqual([]);
    expect(
      breaches(web, (_file, target) => target.startsWith('scripts/') || target.startsWith('tests/')),
    ).toStrictEqual([]);
  });

  test('a contract imports zod and other contracts, nothing else', () => {
    const contracts = api.filter(({ path }) => isContract(path));
    expect(contracts.length).toBeGreaterThan(5);
    expect(breaches(contracts, (_file, target) => !isContract(target))).toStrictEqual([]);
    expect(
      contracts.flatMap(({ path, packages }) =>
        packages.filter((name) => name !== 'zod').map((name) => `${path} → ${name}`),
      ),
    ).toStrictEqual([]);
  });

  test('the API takes nothing from the pages, the scripts or the tests, but for the engine that both have', () => {
    const mayRunEngine = (path: string, target: string) =>
      path === 'api/explore/engine-worker.ts' && target.startsWith('web/columns/');
    expect(
      breaches(
        api,
        ({ path }, target) => !target.startsWith('api/') && !target.endsWith('.json') && !mayRunEngine(path, target),
      ),
    ).toStrictEqual([]);
  });

  test('a slice never uses another slice’s routes or queries', () => {
    // record/ holds the versions of every kind of record.
    const mayCompose = (path: string) => path === 'api/app.ts';
    const isInner = (target: string) => /\/(routes|queries)\.ts$/.test(target) && !target.startsWith('api/record/');
    expect(
      breaches(api, ({ path }, target) => isInner(target) && sliceOf(path) !== sliceOf(target) && !mayCompose(path)),
    ).toStrictEqual([]);
  });

  test('rules know no HTTP, no SQL and do no input or output', () => {
    const RULES =
      /^api\/(crossings\/status|features\/paging|problem|\w+\/project|record\/project-reported|visibility\/(levels|coarsening|time-of-day)|record\/(permissions|hidden|seen|replay)|history\/difference|evidence\/(kinds|likeness|permissions)|verification\/(rules|workflow|facts|derive|guards|apply|show)|log\/(canonical|merkle|note|sequence)|auth\/roles)\.ts$/;
    const rules = api.filter(({ path }) => RULES.test(path));
    const forbidden = /^(pg|kysely|node:(fs|net|http)|@hono\/)/;
    expect(rules).toHaveLength(33);
    expect(
      rules.flatMap(({ path, packages }) =>
        packages.filter((name) => forbidden.test(name)).map((name) => `${path} → ${name}`),
      ),
    ).toStrictEqual([]);
    expect(breaches(rules, (_file, target) => target.startsWith('api/db/'))).toStrictEqual([]);
  });

  test('only record/ reads and writes the base tables, and only one door takes the role of an actor', () => {
    const tables = /\b(from|join|into|update) (records|record_versions)\b/;
    const users = api.filter(({ path, text }) => !path.startsWith('api/record/') && tables.test(text));
    // Whether anything at all is invented is no secret: the whole screen says so.
    expect(users.map(({ path }) => path)).toStrictEqual(['api/service/queries.ts']);
    const doors = api.filter(({ text }) => /durand_actor|set local role/.test(text));
    expect(doors.map(({ path }) => path)).toStrictEqual(['api/db/as-actor.ts']);
  });

  test('only db/ knows the driver', () => {
    const drivers = /^(pg|kysely|@electric-sql\/.*|node-pg-migrate)$/;
    const users = api.filter(
      ({ path, packages }) => !path.startsWith('api/db/') && packages.some((name) => drivers.test(name)),
    );
    expect(users.map(({ path }) => path)).toStrictEqual([]);
  });
});

describe('the shape of the code', () => {
  test('only env.ts reads the environment', () => {
    const readers = api.filter(({ text }) => /process\.env/.test(text)).map(({ path }) => path);
    expect(readers).toStrictEqual(['api/env.ts']);
  });

  test('the map is constructed in one file, and in the example that shows how others may', () => {
    const constructors = web
      .filter(({ text }) => /new (maplibregl\.)?Map\(\s*\{/.test(text) && /maplibre/.test(text))
      .map(({ path }) => path);
    expect(constructors).toStrictEqual(['web/examples/tiles.ts', 'web/map/map.tsx']);
  });

  test('nothing is loaded from another host', () => {
    const urls = web.flatMap(({ path, text }) =>
      [...text.matchAll(/['"`(](https?:\/\/[^'"`)\s]+)/g)].map((match) => `${path}: ${match[1]}`),
    );
    // Names of namespaces, links that a person may follow, and a base to parse relative addresses with.
    const allowed = /w3\.org|^web\/i18n\/.*geonames\.org|: http:\/\/localhost$/;
    expect(urls.filter((line) => !allowed.test(line))).toStrictEqual([]);
  });

  test('styles use inline start and end, never left and right', () => {
    const sheets = globSync('web/**/*.css', { cwd: ROOT });
    const physical =
      /(margin|padding|border)-(left|right)|(^|[\s;{])(left|right)\s*:|text-align:\s*(left|right)|float:\s*(left|right)/;
    const lines = sheets.flatMap((sheet) =>
      readFileSync(join(ROOT, sheet), 'utf8')
        .split('\n')
        .filter((line) => physical.test(line))
        .map((line) => `${sheet}: ${line.trim()}`),
    );
    expect(lines).toStrictEqual([]);
  });

  test('every folder that ARCHITECTURE.md names is there, and every folder of the top two levels is named', () => {
    const text = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
    const named = [...text.matchAll(/^ {6}((?:api|web|scripts|tests|data)\/[\w-]+)\//gm)].map(
      (match) => match[1] ?? '',
    );
    const present = globSync('{api,web,scripts,tests,data}/*', { cwd: ROOT, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
    expect(named.sort()).toStrictEqual(present.sort());
  });

  test('the committed OpenAPI document is what the contracts give', async () => {
    const { OPENAPI_PATH, openApiText } = await import('../scripts/openapi.ts');
    expect(readFileSync(OPENAPI_PATH, 'utf8')).toBe(openApiText());
  });
});
