import type { CDPSession } from 'playwright-core';

/** CPU milliseconds that the processes of all pages have taken so far, workers included; drawing has a process of its own. */
export async function rendererCpuMs(browserSession: CDPSession): Promise<number> {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/** Milliseconds that the main thread of a page has been busy so far. The session must have enabled Performance. */
export async function mainThreadMs(pageSession: CDPSession): Promise<number> {
  const { metrics } = await pageSession.send('Performance.getMetrics');
  const { value = NaN } = metrics.find(({ name }) => name === 'TaskDuration') ?? {};
  return value * 1000;
}
