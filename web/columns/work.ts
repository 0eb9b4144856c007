import { readIds } from './arrow.ts';
import { readColumns, readDelta } from './columns.ts';
import { createEngine, type Engine } from './engine.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import type { Outline } from './shapes.ts';

type Send = (message: FromWorker, handedOver: Transferable[]) => void;

/**
 * What the worker does with each message, in the order in which they come. Sets and outlines that arrive before the
 * incidents are kept for them.
 */
export function createWork(send: Send): (message: ToWorker) => void {
  let engine: Engine | null = null;
  let epoch = 0;
  let outlines: readonly Outline[] = [];
  let matching: ArrayLike<number> | null = null;
  let own: readonly number[] | null = null;

  const load = (bytes: Uint8Array): void => {
    engine = null;
    const columns = readColumns(bytes);
    engine = createEngine(columns, outlines);
    engine.setMatching(matching && Array.from(matching));
    engine.setOwn(own);
    send({ kind: 'loaded', version: columns.version, total: columns.count }, []);
  };
  const takeDelta = (bytes: Uint8Array): void => {
    const delta = readDelta(bytes);
    // The service sends the whole where it no longer knows the version.
    if (delta.since === null) return load(bytes);
    const total = engine?.apply(delta) ?? null;
    if (total === null) return send({ kind: 'misfit' }, []);
    send({ kind: 'loaded', version: delta.version, total }, []);
  };
  const act = (message: ToWorker): void => {
    switch (message.kind) {
      case 'load':
        epoch = message.epoch;
        return load(message.bytes);
      case 'delta':
        return takeDelta(message.bytes);
      case 'outlines':
        outlines = message.outlines;
        return engine?.setOutlines(outlines);
      case 'matching':
        matching = message.ids instanceof Uint8Array ? readIds(message.ids) : message.ids;
        return engine?.setMatching(matching && Array.from(matching));
      case 'own':
        own = message.ids;
        return engine?.setOwn(own);
      case 'ask': {
        if (engine === null) throw new Error('no incidents are held');
        const { value, buffers } = copyOf(engine.answer(message.question));
        return send({ kind: 'answer', epoch, answer: value }, buffers);
      }
      case 'ask-once': {
        if (engine === null) throw new Error('no incidents are held');
        const { value, buffers } = copyOf(engine.answerOnce(message.question));
        return send({ kind: 'answer-once', request: message.request, answer: value }, buffers);
      }
      case 'ids-in':
        return send({ kind: 'ids', request: message.request, ids: [...(engine?.idsIn(message.keys) ?? [])] }, []);
    }
  };
  return (message) => {
    try {
      act(message);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (message.kind === 'ask-once') send({ kind: 'failed', of: message.kind, request: message.request, reason }, []);
      else send({ kind: 'failed', of: message.kind, reason }, []);
    }
  };
}

/** The same with typed arrays of its own, and their buffers: what is kept for the next answer stays with the engine. */
export function copyOf<Value>(value: Value): { value: Value; buffers: ArrayBuffer[] } {
  const buffers: ArrayBuffer[] = [];
  const copy = (part: unknown): unknown => {
    if (ArrayBuffer.isView(part)) {
      const own = (part as Float64Array).slice();
      buffers.push(own.buffer);
      return own;
    }
    if (Array.isArray(part)) return part.map(copy);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, copy(inner)]));
  };
  return { value: copy(value) as Value, buffers };
}
