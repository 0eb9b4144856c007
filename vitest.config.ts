import { defineConfig } from 'vitest/config';

// Four kinds of test: pure ones; those on a database, run on the embedded one and on a server with the same answers; and
// those in a real browser. The name of a file says which it is. They run one kind after the other: kinds that share an order
// must have the same number of workers, and that of the pure ones is the machine's.
const DATABASE_TESTS = 'tests/api/**/*.db.test.ts';
const BROWSER_TESTS = 'tests/e2e/**/*.test.ts';

export default defineConfig({
  test: {
    reporters: ['default', './tests/setup/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [DATABASE_TESTS, BROWSER_TESTS],
          sequence: { groupOrder: 0 },
          maxWorkers: '100%',
        },
      },
      {
        test: {
          name: 'embedded',
          sequence: { groupOrder: 1 },
          include: [DATABASE_TESTS],
          globalSetup: './tests/setup/embedded.ts',
          // One database for all files: opening it takes seconds and a gigabyte.
          isolate: false,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'server',
          sequence: { groupOrder: 2 },
          include: [DATABASE_TESTS],
          globalSetup: './tests/setup/server.ts',
          isolate: false,
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser',
          sequence: { groupOrder: 3 },
          include: [BROWSER_TESTS],
          globalSetup: './tests/setup/browser.ts',
          fileParallelism: false,
          // What is waited for comes within a frame or two, which on a loaded machine are seconds.
          expect: { poll: { timeout: 15_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
