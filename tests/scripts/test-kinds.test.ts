import { expect, test } from 'vitest';
import config from '../../vitest.config.ts';

// Kinds that share an order must have the same number of workers, and that of the pure tests is the machine's: where they
// shared one, nothing at all ran on a machine with more than two processors.
test('each kind of test has an order of its own', () => {
  const { projects = [] } = config.test ?? {};
  const orders = projects.map((project) => {
    if (typeof project !== 'object' || !('test' in project)) throw new Error('a kind of test is told as an object');
    return { kind: project.test?.name, order: project.test?.sequence?.groupOrder };
  });
  expect(orders).toStrictEqual([
    { kind: 'unit', order: 0 },
    { kind: 'embedded', order: 1 },
    { kind: 'server', order: 2 },
    { kind: 'browser', order: 3 },
  ]);
});
