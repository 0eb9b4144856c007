import { describe, expect, test } from 'vitest';
import {
  idAt,
  indexOf,
  NO_ORDER,
  neighbour,
  partAround,
  stepsAround,
  wholeSteps,
  wholeOrder,
  type Order,
} from '../../../web/explore/order.ts';

/** A thousand records, of which those from 200 on are at hand; 7205 is open and stands at 205. */
const order: Order = {
  count: 1_000,
  part: { from: 200, ids: Float64Array.from({ length: 100 }, (_, at) => 7_200 + at) },
  walk: { of: 9_999, position: 640, previous: 1, next: 2 },
};

describe('an order of which a part is at hand', () => {
  test('tells a record by its place, and a place by its record, inside the part and for the one that is open', () => {
    expect([199, 200, 299, 300].map((at) => idAt(order, at))).toStrictEqual([null, 7_200, 7_299, null]);
    expect([7_205, 9_999, 5].map((id) => indexOf(order, id))).toStrictEqual([205, 640, -1]);
  });

  test('walks by what the worker told of the open record, and by the part before it has told', () => {
    expect([neighbour(order, 9_999, 1), neighbour(order, 9_999, -1)]).toStrictEqual([2, 1]);
    expect([neighbour(order, 7_205, 1), neighbour(order, 7_205, -1)]).toStrictEqual([7_206, 7_204]);
    expect(neighbour(order, 7_299, 1)).toBeNull();
    expect(neighbour(NO_ORDER, 1, 1)).toBeNull();
  });

  test('goes round the ends where all is at hand, and to the first from what is not among them', () => {
    const whole = wholeOrder([4, 5, 6]);
    expect([neighbour(whole, 6, 1), neighbour(whole, 4, -1), neighbour(whole, 99, 1)]).toStrictEqual([4, 6, 4]);
  });
});

describe('the part of the list that is asked for', () => {
  test('reaches beyond what is seen, and stays the same while little is scrolled', () => {
    expect(partAround(0, 9)).toStrictEqual({ from: 0, count: 150 });
    expect(partAround(0, 20)).toStrictEqual(partAround(30, 40));
    expect(partAround(500, 512)).toStrictEqual({ from: 400, count: 250 });
  });

  test('is the same while no other step of it comes into sight', () => {
    expect(wholeSteps(0, 9)).toStrictEqual({ first: 0, last: 49 });
    expect(wholeSteps(7, 49)).toStrictEqual(wholeSteps(0, 9));
    expect(wholeSteps(45, 51)).toStrictEqual({ first: 0, last: 99 });
    expect(stepsAround(order, 210, 290)).toStrictEqual(stepsAround(order, 200, 299));
  });

  test('is read in steps, each of them at most 50 ids; none of what is not at hand', () => {
    expect(stepsAround(order, 245, 251).map((ids) => [ids[0], ids.at(-1), ids.length])).toStrictEqual([
      [7_200, 7_249, 50],
      [7_250, 7_299, 50],
    ]);
    expect(stepsAround(order, 300, 320)).toStrictEqual([]);
    expect(stepsAround({ ...order, part: { from: 210, ids: [1, 2] } }, 190, 215)).toStrictEqual([[1, 2]]);
  });
});
