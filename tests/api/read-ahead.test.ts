import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { readAhead } from '../../api/start.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('what a page asks for first is asked for as a browser would, by nobody in particular', async () => {
  const asked: unknown[] = [];
  const url = await serve(({ method, url: path, headers }, answer) => {
    asked.push([method, path, headers['accept-encoding'], headers.cookie]);
    answer.end('columns');
  });
  const said: string[] = [];
  await readAhead(url, (line) => said.push(line), new AbortController().signal);
  expect(asked).toStrictEqual([['GET', '/api/explore/incidents.arrow?for=page', 'br', undefined]]);
  expect(said).toStrictEqual([]);
});

test('a service that stops does not wait for it, and what fails disturbs nobody', async () => {
  const stopping = new AbortController();
  const url = await serve(() => stopping.abort());
  await expect(readAhead(url, () => undefined, stopping.signal)).resolves.toBeUndefined();
  const failing = await serve((_, answer) => answer.destroy());
  await expect(readAhead(failing, () => undefined, new AbortController().signal)).resolves.toBeUndefined();
});
