import type { CDPSession } from 'playwright-core';

/** CPU milliseconds that the processes of all pages have taken so far, workers included; drawing has a process of its own. */
export async function rendererCpuMs(browserSession: CDPSession): Promise<number> {
  const { processInfo } = await browserSession.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
}

/**
 * Milliseconds that the main thread of a page has been busy so far, and those of them in which a processor worked for it: the
 * others it waited for one, where there are more threads than processors. The session must have enabled Performance.
 */
export async function mainThreadMs(pageSession: CDPSession): Promise<{ busy: number; cpu: number }> {
  const { metrics } = await pageSession.send('Performance.getMetrics');
  const millisecondsOf = (metric: string): number => (metrics.find(({ name }) => name === metric)?.value ?? NaN) * 1000;
  return { busy: millisecondsOf('TaskDuration'), cpu: millisecondsOf('ThreadTime') };
}
