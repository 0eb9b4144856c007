import { gzipSync } from 'node:zlib';
import { launchChromium } from '../setup/chromium.ts';
import { median } from './ground.ts';

// `npm run bench:page -- ADDRESS`: what a first visit to a running service loads, gzipped, and how long it takes to the
// first map and to the map with its records. Chromium without a graphics card, so times are upper bounds.

const ADDRESS = process.argv[2] ?? 'http://127.0.0.1:8787/';
const VISITS = 5;

interface Visit {
  bytesByKind: Record<string, number>;
  firstMapMs: number;
  wholeMs: number;
}

function kindOf(url: string, type: string): string {
  if (/javascript/.test(type)) return 'scripts';
  if (/css/.test(type)) return 'styles';
  if (/font|woff/.test(type)) return 'fonts';
  if (/\/api\//.test(url)) return 'records';
  return /json/.test(type) ? 'basemap' : 'other';
}

async function visit(): Promise<Visit> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const bytesByKind: Record<string, number> = {};
  const counted: Promise<void>[] = [];
  page.on('response', (response) => {
    counted.push(
      response.body().then(
        (body) => {
          const kind = kindOf(response.url(), response.headers()['content-type'] ?? '');
          // Fonts are compressed already.
          bytesByKind[kind] = (bytesByKind[kind] ?? 0) + (kind === 'fonts' ? body.length : gzipSync(body).length);
        },
        () => undefined,
      ),
    );
  });
  const began = performance.now();
  await page.goto(ADDRESS, { waitUntil: 'commit' });
  await page.locator('.map-pane canvas').first().waitFor();
  await page.locator('[data-map]').first().waitFor({ state: 'attached' });
  const firstMapMs = performance.now() - began;
  await page.locator('.list button').first().waitFor();
  await page.locator('[data-map="idle"]').first().waitFor({ state: 'attached' });
  const wholeMs = performance.now() - began;
  await Promise.all(counted);
  await browser.close();
  return { bytesByKind, firstMapMs, wholeMs };
}

const visits: Visit[] = [];
for (let at = 0; at < VISITS; at++) visits.push(await visit());
for (const [kind, bytes] of Object.entries(visits[0]?.bytesByKind ?? {}))
  console.log(`${kind}: ${Math.round(bytes / 1000)} kB gzipped`);
console.log(
  `first map drawn after ${Math.round(median(visits.map(({ firstMapMs }) => firstMapMs)))} ms, with its records and at rest after ${Math.round(median(visits.map(({ wholeMs }) => wholeMs)))} ms (median of ${VISITS} first visits)`,
);
