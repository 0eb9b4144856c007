import { mkdirSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { stopwatch } from '../../api/start.ts';
import { startCluster } from '../postgres/cluster.ts';
import { syntheticBundles } from '../synthetic/bundles.ts';
import { launchChromium } from '../setup/chromium.ts';
import { mainThreadMs, rendererCpuMs } from './cpu.ts';
import { loadIncidents, median, SETTINGS } from './ground.ts';
import { withService } from './service.ts';
import { serveSetFilter } from './set-filter.ts';

// `npm run bench:explore [-- COUNT …]`: the page over so many SYNTHETIC incidents in Chromium: seconds and bytes to the first
// map, a brush dragged for ten seconds, and what one change costs the page; beside a map that filters a GeoJSON source, up to
// the number of incidents that one is given. Without a graphics card, so times are upper bounds.

const COUNTS = process.argv.slice(2).map(Number);
const ROUNDS = 5;
const STEPS = 30;
const DRAG_MS = 10_000;
const FRAME_MS = 16;
const LONG_TASK_MS = 50;
/** More than this no map by itself is asked to filter. */
const MOST_FOR_SET_FILTER = 100_000;
const DAY_MS = 86_400_000;
const PICTURES = fileURLToPath(new URL('../../artefacts', import.meta.url));
const LOOKS = {
  light: '',
  dark: '?theme=dark',
  'light-rtl': '?lang=ur',
  'dark-rtl': '?lang=prs&theme=dark',
  near: '?map=70.6,34.2,9',
} as const;
const [FROM, TO] = ['2023-01-01', '2023-12-31'];

declare global {
  interface Window {
    watched: { answers: number; longTasks: number[]; pictures: number };
    /** Resolves once an answer has come since so many, to the newest question, and the map has drawn it. */
    rest: (answers: number) => Promise<void>;
    /** Of the map alone. */
    ready: Promise<unknown>;
    change: (from: number, to: number) => Promise<unknown>;
  }
}

/**
 * In the page: counts the answers of its worker and the pictures of its map, and keeps how long its main thread was busy at a
 * stretch.
 */
function watch(frameMs: number): void {
  const watched: Window['watched'] = { answers: 0, longTasks: [], pictures: 0 };
  window.watched = watched;
  window.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      this.addEventListener('message', ({ data }: MessageEvent<{ kind?: string } | null>) => {
        if (data?.kind === 'answer') watched.answers += 1;
      });
    }
  };
  let hasDrawn = false;
  const gl = WebGL2RenderingContext.prototype;
  const drawElements = Reflect.get(gl, 'drawElements') as (...given: unknown[]) => void;
  Reflect.set(gl, 'drawElements', function draw(this: unknown, ...given: unknown[]): void {
    hasDrawn = true;
    drawElements.apply(this, given);
  });
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (work) =>
    nextFrame((time) => {
      hasDrawn = false;
      work(time);
      if (hasDrawn) watched.pictures += 1;
    });
  new PerformanceObserver((list) => {
    watched.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
  window.rest = async (answers) => {
    const isAtRest = (): boolean =>
      watched.answers > answers &&
      document.documentElement.dataset['counts'] === 'newest' &&
      document.querySelector('[data-map="idle"]') !== null;
    for (let looks = 0; looks < 3; looks = isAtRest() ? looks + 1 : 0) {
      await new Promise((resolve) => {
        setTimeout(resolve, frameMs);
      });
    }
  };
}

interface Visit {
  page: Page;
  pageSession: CDPSession;
  firstMapMs: number;
  columnsBytes: number;
}

/** Comes for the first time, with nothing kept from before. */
async function visit(browser: Browser, address: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch, FRAME_MS);
  const pageSession = await context.newCDPSession(page);
  await pageSession.send('Performance.enable');
  await pageSession.send('Network.enable');
  let [columns, columnsBytes] = ['', 0];
  pageSession.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.includes('/incidents.arrow')) columns = requestId;
  });
  pageSession.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (requestId === columns) columnsBytes = encodedDataLength;
  });
  const began = performance.now();
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('[data-map]').first().waitFor({ state: 'attached' });
  await page.evaluate(() => window.rest(0));
  return { page, pageSession, firstMapMs: performance.now() - began, columnsBytes };
}

/** Moves the window to and fro for ten seconds, a step each frame as a hand does. */
async function drag({ page, pageSession }: Visit): Promise<string[]> {
  const box = await page.locator('.time-slider.window').boundingBox();
  if (box === null) throw new Error('no window on the timeline');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await page.evaluate(() => {
    window.watched.longTasks.length = 0;
    return { ...window.watched };
  });
  const main = await mainThreadMs(pageSession);
  const began = performance.now();
  let moves = 0;
  for (let now = 0; now < DRAG_MS; now = performance.now() - began) {
    const due = Math.floor(now / FRAME_MS) * FRAME_MS + FRAME_MS;
    await page.mouse.move(x + 200 * Math.sin((2 * Math.PI * now) / 4_000), y);
    moves += 1;
    const left = due - (performance.now() - began);
    if (left > 0) await new Promise((resolve) => void setTimeout(resolve, left));
  }
  const mainAfter = await mainThreadMs(pageSession);
  const { answers, longTasks, pictures } = await page.evaluate(() => ({ ...window.watched }));
  await page.mouse.up();
  const changes = answers - before.answers;
  const long = longTasks.filter((duration) => duration > LONG_TASK_MS);
  return [
    `drag: ${moves} moves, ${changes} changes answered, ${((pictures - before.pictures) / changes).toFixed(1)} pictures of the map for each`,
    `main thread ${((mainAfter.busy - main.busy) / changes).toFixed(1)} ms a change, ${((mainAfter.cpu - main.cpu) / changes).toFixed(1)} of them CPU`,
    `${long.length} tasks over ${LONG_TASK_MS} ms${long.length > 0 ? `, the longest ${Math.max(...long)} ms` : ''}`,
  ];
}

interface Costs {
  cpuMs: number;
  mainMs: number;
  wallMs: number;
}

/** What one change costs the processes of the page, over some changes, each drawn before the next. */
async function costOf(
  browser: Browser,
  { page, pageSession }: Pick<Visit, 'page' | 'pageSession'>,
  change: () => Promise<void>,
): Promise<Costs> {
  const session = await browser.newBrowserCDPSession();
  await change();
  const [cpu, main, began] = [await rendererCpuMs(session), await mainThreadMs(pageSession), performance.now()];
  for (let step = 0; step < STEPS; step++) await change();
  const wall = performance.now() - began;
  const [cpuAfter, mainAfter] = [await rendererCpuMs(session), await mainThreadMs(pageSession)];
  await session.detach();
  await page.context().close();
  return { cpuMs: (cpuAfter - cpu) / STEPS, mainMs: (mainAfter.cpu - main.cpu) / STEPS, wallMs: wall / STEPS };
}

/** The window moved by a day with the keyboard. */
async function step({ page }: Visit): Promise<void> {
  const before = await page.evaluate(() => window.watched.answers);
  await page.keyboard.press('ArrowRight');
  await page.evaluate((answers) => window.rest(answers), before);
}

function say(name: string, rounds: readonly Costs[]): number {
  const of = (read: (costs: Costs) => number): number => median(rounds.map(read));
  const cpuMs = of((round) => round.cpuMs);
  console.log(
    `  ${name}: ${cpuMs.toFixed(1)} ms of CPU a change, ${of((round) => round.mainMs).toFixed(1)} of them on the main thread, drawn after ${of((round) => round.wallMs).toFixed(0)} ms (median of ${ROUNDS}, ${STEPS} changes each)`,
  );
  return cpuMs;
}

/** Pictures to be looked at: is what is dense readable, and what is sparse not empty? */
async function takePictures(browser: Browser, base: string, count: number): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, query] of Object.entries(LOOKS)) {
    const { page } = await visit(browser, `${base}/${query}`);
    await page.screenshot({ path: join(PICTURES, `explore-${count}-${name}.png`) });
    await page.context().close();
  }
}

async function benchPage(browser: Browser, base: string, count: number): Promise<number> {
  const address = `${base}/?from=${FROM}&to=${TO}`;
  const first = await visit(browser, address);
  console.log(
    `  first visit of all: map after ${(first.firstMapMs / 1000).toFixed(1)} s, the service reading and packing`,
  );
  await first.page.context().close();
  await takePictures(browser, base, count);
  const [firstMaps, costs]: [number[], Costs[]] = [[], []];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const seen = await visit(browser, address);
    firstMaps.push(seen.firstMapMs);
    bytes = seen.columnsBytes;
    for (const line of await drag(seen)) console.log(`  ${line}`);
    await seen.page.locator('.time-slider.window').focus();
    costs.push(await costOf(browser, seen, () => step(seen)));
  }
  console.log(
    `  first map after ${(median(firstMaps) / 1000).toFixed(2)} s (median of ${ROUNDS} first visits); columns ${(bytes / 1e6).toFixed(2)} MB on the wire`,
  );
  return say('the page', costs);
}

async function geojsonOf(count: number): Promise<string> {
  const features: string[] = [];
  for await (const { incidents } of syntheticBundles({ seed: 1, count, bench: true }))
    for (const { where, happened, status } of incidents) {
      const properties = { from: Date.parse(happened.from), to: Date.parse(happened.to), status };
      features.push(JSON.stringify({ type: 'Feature', geometry: where.geometry, properties }));
    }
  return `{"type":"FeatureCollection","features":[${features.join(',')}]}`;
}

async function benchSetFilter(browser: Browser, count: number): Promise<number> {
  const { address, stop } = await serveSetFilter(await geojsonOf(count));
  const rounds: Costs[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const pageSession = await context.newCDPSession(page);
    await pageSession.send('Performance.enable');
    await page.goto(address);
    await page.waitForFunction(() => window.ready);
    await page.evaluate(() => window.ready.then(() => undefined));
    let day = Date.parse(FROM);
    const length = Date.parse(TO) + DAY_MS - day;
    const change = async (): Promise<void> => {
      day += DAY_MS;
      await page.evaluate(([from = 0, to = 0]) => window.change(from, to).then(() => undefined), [day, day + length]);
    };
    rounds.push(await costOf(browser, { page, pageSession }, change));
  }
  stop();
  return say('setFilter on a GeoJSON source', rounds);
}

for (const count of COUNTS.length > 0 ? COUNTS : [10_000, 100_000, 1_000_000]) {
  const cluster = await startCluster(SETTINGS);
  const since = stopwatch();
  try {
    const { url } = await loadIncidents(cluster, count);
    await withService(
      url,
      async (base) => {
        const browser = await launchChromium();
        console.log(`${count} incidents (${since()}), ${cpus().length} processors, load ${loadavg().join(' ')}`);
        const ours = await benchPage(browser, base, count);
        if (count <= MOST_FOR_SET_FILTER) {
          const other = await benchSetFilter(browser, count);
          console.log(`  setFilter takes ${(other / ours).toFixed(1)} times the CPU of the page; load ${loadavg()[0]}`);
        }
        await browser.close();
      },
      { pages: true },
    );
  } finally {
    await cluster.stop();
  }
}
