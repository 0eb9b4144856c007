import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { createAdaptorServer } from '@hono/node-server';
import { MOST_HEADER_BYTES } from './limits.ts';
import { Problem, problemDetails, PROBLEMS } from './problem.ts';

/** The port is taken, or may not be used. */
export class PortUnavailable extends Error {}

/** Bytes of an over-long request that are read and thrown away, so that the client gets to read the answer. */
const MOST_DRAINED_BYTES = 32 * 1024 * 1024;
const DRAIN_MILLISECONDS = 10_000;

type FetchCallback = Parameters<typeof createAdaptorServer>[0]['fetch'];

/** An HTTP server for the app. An address or headers beyond the limit, or bad HTTP, get a problem and not a cut line. */
export function createServer(fetch: FetchCallback): Server {
  const server = createAdaptorServer({
    fetch,
    serverOptions: { maxHeaderSize: MOST_HEADER_BYTES, requestTimeout: 30_000, headersTimeout: 15_000 },
  }) as Server;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else answerRaw(socket, error.code === 'HPE_HEADER_OVERFLOW');
  });
  return server;
}

function answerRaw(socket: Duplex, tooLarge: boolean): void {
  const problem = tooLarge
    ? new Problem('request-too-large', `the address and the headers may have ${MOST_HEADER_BYTES} bytes together`)
    : new Problem('bad-parameter', 'the request is not HTTP as it should be');
  const body = JSON.stringify(problemDetails(problem));
  socket.write(
    `HTTP/1.1 ${PROBLEMS[problem.code].status} Bad Request\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  // Closing with unread bytes would reset the connection before the client has read the answer, so what it still sends
  // is read and thrown away, up to a limit in bytes and time.
  let drained = 0;
  const giveUp = setTimeout(() => socket.destroy(), DRAIN_MILLISECONDS);
  giveUp.unref();
  socket.removeAllListeners('data');
  socket.removeAllListeners('end');
  socket.on('data', (chunk: Buffer) => {
    drained += chunk.length;
    if (drained > MOST_DRAINED_BYTES) socket.destroy();
  });
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearTimeout(giveUp));
  socket.resume();
}

/**
 * Listens, and gives the port (which is another than asked for when that was 0).
 *
 * @throws PortUnavailable with what to do
 */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new PortUnavailable(
            `port ${port} on ${host} is in use; stop what runs there, or choose another: PORT=${port + 1} npm start`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(
          new PortUnavailable(`port ${port} may not be used by this user; choose one above 1023: PORT=8787 npm start`),
        );
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(new PortUnavailable(`HOST ${host} is no address of this machine; try HOST=127.0.0.1`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
