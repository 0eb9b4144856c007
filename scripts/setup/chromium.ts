import { type Browser, chromium } from 'playwright-core';
import { findChromium } from './programs.ts';

/** Draws WebGL without a graphics card and never reaches for the network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--ignore-gpu-blocklist',
  // Without a card the page itself is drawn faster by the processor than by what stands in for one.
  '--disable-gpu-rasterization',
];

/** Chromium, for tests and benchmarks alike. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error(
      'missing: Chromium; install with: apt-get install -y --no-install-recommends chromium-headless-shell',
    );
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}
