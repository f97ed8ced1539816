import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/** Files that hold figures of speed: one after another, when nothing else runs, or they would measure each other. */
const TIMED = [
  'test/integration/imaging-trouble.test.ts',
  'test/integration/imaging-work.test.ts',
  'test/integration/organise-large.test.ts',
  'test/unit/practice-speed.test.ts',
];

export default defineConfig({
  resolve: { alias: { '@shared': resolve('src/shared') } },
  test: {
    globalSetup: 'test/run-folder.ts',
    testTimeout: 20_000,
    hookTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'usual',
          include: ['test/unit/**/*.test.{ts,tsx}', 'test/integration/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...TIMED],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'timed', include: TIMED, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
