import { Duplex } from 'node:stream';
import type { Asker, Gate } from './gate.ts';

const SSL_REQUEST = 80877103;
const CANCEL_REQUEST = 80877102;
const STARTUP_HEADER_BYTES = 8;
const MESSAGE_HEADER_BYTES = 5;
/** The messages after which the server answers: Sync, Query, CopyDone, CopyFail, Flush. */
const ENDS_BATCH = new Set(['S', 'Q', 'c', 'f', 'H']);
const TERMINATE = 'X';

/**
 * The transport of one `pg` client onto the gate, in place of a socket: `new pg.Pool({ stream: () => new GateStream(…) })`
 * runs plain `pg` on the embedded database, without TCP. Messages are gathered into batches up to Sync.
 */
export class GateStream extends Duplex {
  readonly #gate: Gate;
  readonly #asker: Asker;
  #unread: Buffer = Buffer.alloc(0);
  #batch: Buffer[] = [];
  #started = false;
  #sent: Promise<void> = Promise.resolve();

  constructor(gate: Gate, asker: Asker) {
    super();
    this.#gate = gate;
    this.#asker = asker;
  }

  // What `pg` calls on a socket.
  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  override _read(): void {
    // Answers are pushed as they come.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#unread = this.#unread.length === 0 ? chunk : Buffer.concat([this.#unread, chunk]);
    while (this.#takeMessage());
    done();
  }

  override _final(done: () => void): void {
    const left = this.#sent.then(() => this.#gate.drop(this.#asker)).catch(() => undefined);
    void left.then(() => {
      this.push(null);
      done();
    });
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    void this.#gate.drop(this.#asker).catch(() => undefined);
    done(error);
  }

  #takeMessage(): boolean {
    return this.#started ? this.#takeTyped() : this.#takeStartup();
  }

  #takeStartup(): boolean {
    if (this.#unread.length < STARTUP_HEADER_BYTES) return false;
    const length = this.#unread.readInt32BE(0);
    const code = this.#unread.readInt32BE(4);
    if (this.#unread.length < length) return false;
    const message = this.#cut(length);
    if (code === SSL_REQUEST) this.push(Buffer.from('N'));
    else if (code === CANCEL_REQUEST) this.push(null);
    else {
      this.#started = true;
      this.#send(message);
    }
    return true;
  }

  #takeTyped(): boolean {
    if (this.#unread.length < MESSAGE_HEADER_BYTES) return false;
    const length = 1 + this.#unread.readInt32BE(1);
    if (this.#unread.length < length) return false;
    const message = this.#cut(length);
    const type = String.fromCharCode(message[0] ?? 0);
    if (type === TERMINATE) {
      this.end();
      return false;
    }
    this.#batch.push(message);
    if (ENDS_BATCH.has(type)) {
      this.#send(Buffer.concat(this.#batch));
      this.#batch = [];
    }
    return true;
  }

  #cut(length: number): Buffer {
    const message = Buffer.from(this.#unread.subarray(0, length));
    this.#unread = this.#unread.subarray(length);
    return message;
  }

  #send(batch: Buffer): void {
    this.#sent = this.#sent
      .then(() => this.#gate.run(this.#asker, batch))
      .then(
        (answer) => void (this.destroyed || this.push(answer)),
        (error: unknown) => void this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
  }
}
