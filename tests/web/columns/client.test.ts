import { describe, expect, it } from 'vitest';
import { encodeIds } from '../../../api/explore/arrow.ts';
import { type ColumnsClient, createColumnsClient, type WorkerPort } from '../../../web/columns/client.ts';
import type { FromWorker, ToWorker } from '../../../web/columns/messages.ts';
import type { Answer } from '../../../web/columns/question.ts';
import { createWork } from '../../../web/columns/work.ts';
import { arrowOf, createOutlineIndex, type Versions } from '../../fixtures/columns-written.ts';
import { incident, NO_FILTERS } from '../explore/rows.ts';
import { type Look, questionOf } from './incidents.ts';

const LOOK: Look = {
  filters: { ...NO_FILTERS, extent: [68, 33, 71, 36] },
  zoom: 6,
  list: { sort: 'reference', from: 0, count: 10 },
  selectedId: null,
  bins: 1,
};
const asking = (given: Partial<Look> = {}) => questionOf({ ...LOOK, ...given }, 0);
const outlines = createOutlineIndex();
const bytesOf = (ids: readonly number[], versions: Versions = { version: 'a' }): Uint8Array<ArrayBuffer> =>
  arrowOf(
    ids.map((id) => incident(id)),
    versions,
    outlines,
  ) as Uint8Array<ArrayBuffer>;

/** A worker that acts only when it is told to: one message at a time, as a thread of its own would. */
function slowWorker() {
  const inbox: ToWorker[] = [];
  const page: { hear: (message: FromWorker) => void; lose: () => void } = { hear: () => {}, lose: () => {} };
  const work = createWork((message, handedOver) => page.hear(structuredClone(message, { transfer: handedOver })));
  const port: WorkerPort = {
    post: (message, handedOver) => void inbox.push(structuredClone(message, { transfer: handedOver })),
    listen: (hear, lose) => void Object.assign(page, { hear, lose }),
    terminate: () => void inbox.splice(0),
  };
  const answers: { ids: number[]; number: number; behind: number }[] = [];
  const answered: unknown[] = [];
  const failures: string[] = [];
  const client = createColumnsClient(port, {
    onAnswer: ({ list, number }: Answer, behind, to) => {
      answers.push({ ids: [...list.ids], number, behind });
      answered.push(to);
    },
    onFailed: (reason) => void failures.push(reason),
  });
  /** Acts on all that waits, and on what comes of it. */
  const catchUp = (): void => {
    for (let message = inbox.shift(); message; message = inbox.shift()) work(message);
  };
  return { client, inbox, answers, answered, failures, catchUp, fail: () => page.lose() };
}

async function loaded(ids: readonly number[] = [1, 2, 3]) {
  const worker = slowWorker();
  const loading = worker.client.load(bytesOf(ids));
  worker.catchUp();
  await loading;
  return worker;
}

const askFor = (client: ColumnsClient, from: number): void => client.ask(asking({ list: { ...LOOK.list, from } }));

describe('the page and its worker', () => {
  it('hand the bytes over and tell what was loaded', async () => {
    const worker = slowWorker();
    const bytes = bytesOf([1, 2, 3]);
    const loading = worker.client.load(bytes);
    expect(bytes.byteLength).toBe(0);
    worker.catchUp();
    expect(await loading).toEqual({ version: 'a', total: 3 });
  });

  it('give each answer with the question that it is to, as it was asked', async () => {
    const worker = await loaded();
    const [first, second] = [asking({}), asking({})];
    worker.client.ask(first);
    worker.client.ask(second);
    worker.catchUp();
    expect(worker.answered).toHaveLength(2);
    expect(worker.answered[0]).toBe(first);
    expect(worker.answered[1]).toBe(second);
  });

  it('ask nothing before something is held, and then the newest question alone', async () => {
    const worker = slowWorker();
    const loading = worker.client.load(bytesOf([1, 2, 3]));
    askFor(worker.client, 0);
    askFor(worker.client, 1);
    worker.catchUp();
    await loading;
    worker.catchUp();
    expect(worker.answers.map(({ ids }) => ids)).toEqual([[2, 3]]);
  });

  it('have one question on the way; of those that come meanwhile the newest is asked next', async () => {
    const worker = await loaded();
    for (const from of [0, 1, 2]) askFor(worker.client, from);
    expect(worker.inbox.map(({ kind }) => kind)).toEqual(['ask']);
    worker.catchUp();
    expect(worker.answers.map(({ ids, behind }) => ({ ids, behind }))).toEqual([
      { ids: [1, 2, 3], behind: 2 },
      { ids: [3], behind: 0 },
    ]);
  });

  it('drop an answer that was worked out on incidents since replaced', async () => {
    const worker = await loaded();
    askFor(worker.client, 0);
    const loading = worker.client.load(bytesOf([7, 8]));
    worker.catchUp();
    await loading;
    expect(worker.answers.map(({ ids }) => ids)).toEqual([[7, 8]]);
  });

  it('ask again when a delta, a text or whose they are changes the answer', async () => {
    const worker = await loaded();
    worker.client.ask({ ...asking(), filters: { ...asking().filters, mine: true } });
    worker.catchUp();
    const delta = worker.client.delta(bytesOf([4], { version: 'b', since: 'a', removed: [1] }));
    worker.catchUp();
    expect(await delta).toEqual({ version: 'b', total: 3 });
    worker.client.setMatching(encodeIds([2, 4]));
    worker.catchUp();
    worker.client.setOwn([3, 4]);
    worker.catchUp();
    worker.client.setMatching(null);
    worker.catchUp();
    expect(worker.answers.map(({ ids }) => ids)).toEqual([[1, 2, 3], [2, 3, 4], [2, 4], [4], [3, 4]]);
  });

  it('say that a delta does not fit, and take the whole that comes in place of one', async () => {
    const worker = await loaded();
    const misfit = worker.client.delta(bytesOf([4], { version: 'c', since: 'b' }));
    const whole = worker.client.delta(bytesOf([5], { version: 'd' }));
    worker.catchUp();
    expect([await misfit, await whole]).toEqual([null, { version: 'd', total: 1 }]);
  });

  it('keep what was told before the incidents came', async () => {
    const worker = slowWorker();
    worker.client.setMatching([2]);
    const loading = worker.client.load(bytesOf([1, 2, 3]));
    worker.client.ask(asking());
    worker.catchUp();
    await loading;
    worker.catchUp();
    expect(worker.answers.map(({ ids }) => ids)).toEqual([[2]]);
  });

  it('tell the incidents at a place of the map', async () => {
    const worker = await loaded();
    worker.client.ask(asking());
    worker.catchUp();
    const ids = worker.client.idsIn(['no such place']);
    worker.catchUp();
    expect(await ids).toEqual([]);
  });

  it('say what went wrong, and go on', async () => {
    const worker = await loaded();
    worker.client.ask({ ...asking(), histogram: { fromMs: 1, toMs: 0, bins: 3 } });
    worker.client.ask(asking());
    worker.catchUp();
    expect(worker.failures).toEqual(['no histogram of 3 bins']);
    expect(worker.answers.map(({ ids }) => ids)).toEqual([[1, 2, 3]]);
    const broken = worker.client.load(new Uint8Array([1, 2, 3]));
    worker.catchUp();
    await expect(broken).rejects.toThrow(worker.failures[1]);
  });

  it('answer a question apart, whatever is asked before and after it, and count nothing by it', async () => {
    const worker = await loaded();
    askFor(worker.client, 0);
    const apart = [2, 1].map((from) => worker.client.askOnce(asking({ list: { ...LOOK.list, from } })));
    askFor(worker.client, 2);
    worker.catchUp();
    expect((await Promise.all(apart)).map(({ list }) => [...list.ids])).toEqual([[3], [2, 3]]);
    expect(worker.answers.map(({ ids, behind }) => ({ ids, behind }))).toEqual([
      { ids: [1, 2, 3], behind: 1 },
      { ids: [3], behind: 0 },
    ]);
  });

  it('say of a question apart alone that it cannot be answered', async () => {
    const worker = await loaded();
    const apart = worker.client.askOnce({ ...asking(), histogram: { fromMs: 1, toMs: 0, bins: 3 } });
    worker.catchUp();
    await expect(apart).rejects.toThrow('no histogram of 3 bins');
    expect(worker.failures).toEqual([]);
    const early = slowWorker();
    const nothing = early.client.askOnce(asking());
    early.catchUp();
    await expect(nothing).rejects.toThrow('no incidents are held');
    const left = worker.client.askOnce(asking());
    worker.fail();
    await expect(left).rejects.toThrow('the worker has failed');
  });

  it('do not wait for ever for a worker that is gone', async () => {
    const worker = slowWorker();
    const loading = worker.client.load(bytesOf([1]));
    worker.fail();
    await expect(loading).rejects.toThrow('the worker has failed');
    expect(worker.failures).toEqual(['the worker has failed']);
  });
});
