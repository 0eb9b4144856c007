import { describe, expect, test } from 'vitest';
import type { Queries } from '../../../api/db/database.ts';
import { Tile, TileCache } from '../../../api/tiles/cache.ts';
import { createStates, STALE_MILLISECONDS } from '../../../api/tiles/states.ts';

function tileOf(length: number): Tile {
  return new Tile('public', new Uint8Array(length));
}

describe('tiles in memory', () => {
  test('are made once for a state, by whoever asks first, and anew for the next state', async () => {
    const cache = new TileCache();
    let made = 0;
    const make = () => Promise.resolve(tileOf(++made));
    const sizes = async (...states: number[]) =>
      (await Promise.all(states.map((state) => cache.get('a', state, make)))).map(({ bytes }) => bytes.length);
    expect(await sizes(1, 1)).toStrictEqual([1, 1]);
    expect(await sizes(1)).toStrictEqual([1]);
    expect(await sizes(2)).toStrictEqual([2]);
    // A slow one of an older state does not take its place.
    expect(await sizes(1)).toStrictEqual([3]);
    expect(await sizes(2)).toStrictEqual([2]);
  });

  test('that could not be made are tried again', async () => {
    const cache = new TileCache();
    await expect(cache.get('a', 1, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect((await cache.get('a', 1, () => Promise.resolve(tileOf(5)))).bytes).toHaveLength(5);
  });

  test('are let go of, the one asked for least recently first, once they are too many bytes', async () => {
    const cache = new TileCache(10_000);
    const made: string[] = [];
    const get = (key: string) =>
      cache.get(key, 1, () => {
        made.push(key);
        return Promise.resolve(tileOf(4_000));
      });
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    await get('a');
    await get('b');
    expect(made).toStrictEqual(['a', 'b', 'c', 'b']);
    expect(cache.bytes).toBeLessThanOrEqual(10_000);
  });

  test('count what is kept compressed as well', async () => {
    const cache = new TileCache(10_000);
    const noise = new Uint8Array(3_000).map((_, at) => (at * 7919) % 251);
    const tile = await cache.get('a', 1, () => Promise.resolve(new Tile('public', noise)));
    const before = cache.bytes;
    const [one, other] = [await tile.encoded('gzip'), await tile.encoded('gzip')];
    expect(one).toBe(other);
    await cache.get('a', 1, () => Promise.reject(new Error('made again')));
    expect(cache.bytes).toBe(before + one.length);
  });

  test('have a tag of their content and their viewer', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    const tags = (['public', 'public', 'staff'] as const).map((viewer) => new Tile(viewer, bytes).tag);
    expect([tags[0] === tags[1], tags[0] === tags[2]]).toStrictEqual([true, false]);
  });
});

describe('the state of a collection', () => {
  /** A list of changes in memory: the settled place, and what is found after it. */
  function stage() {
    const list = { asked: 0, place: '10', changes: [] as number[] };
    const one = () => {
      list.asked++;
      return Promise.resolve({ ids: [], isMuch: false, changes: [...list.changes], place: list.place });
    };
    const clock = { now: new Date(0) };
    const queries = { one, all: () => Promise.reject(new Error('unasked')) } as unknown as Queries;
    const stateOf = createStates({ queries, now: () => clock.now });
    const after = (milliseconds: number) => {
      clock.now = new Date(clock.now.getTime() + milliseconds);
      return stateOf('public', 'incidents');
    };
    return { list, after, stateOf };
  }

  test('is looked for once a second at most, whoever asks', async () => {
    const { list, after, stateOf } = stage();
    await after(0);
    await Promise.all([after(STALE_MILLISECONDS - 1), stateOf('public', 'incidents')]);
    expect(list.asked).toBe(1);
    await Promise.all([after(1), stateOf('public', 'incidents')]);
    expect(list.asked).toBe(2);
    await stateOf('staff', 'incidents');
    expect(list.asked).toBe(3);
  });

  test('rises with a change, once for each, however often it is found', async () => {
    const { list, after } = stage();
    const states = [await after(0), await after(STALE_MILLISECONDS)];
    list.changes = [7];
    states.push(await after(STALE_MILLISECONDS), await after(STALE_MILLISECONDS));
    list.changes = [7, 5];
    states.push(await after(STALE_MILLISECONDS));
    list.changes = [];
    states.push(await after(STALE_MILLISECONDS));
    expect(states).toStrictEqual([1, 1, 2, 2, 3, 3]);
  });

  test('is another after a week in which nobody looked: what changed then is no longer on the list', async () => {
    const { after } = stage();
    expect([await after(0), await after(8 * 86_400_000)]).toStrictEqual([1, 2]);
  });
});
