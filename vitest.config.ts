import { resolve } from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

/**
 * Files that hold figures of time or memory of a real Electron: one after another, when nothing else runs, or they would
 * measure each other.
 */
const ALONE = [
  'test/integration/electron-http*.test.ts',
  'test/integration/imaging-{foreign,formats,hostile,large,odd,trouble}.test.ts',
  'test/integration/imaging-finish-{large,trouble}.test.ts',
];

export default defineConfig({
  resolve: { alias: { '@shared': resolve('src/shared') } },
  test: {
    globalSetup: 'test/run-folder.ts',
    setupFiles: ['test/fixtures/engine-catalog.ts'],
    // These limits are only for tests that hang. On a busy machine a test takes ten times as long as on a free one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'usual',
          include: [
            'test/unit/**/*.test.{ts,tsx}',
            'test/integration/**/*.test.ts',
            'test/engines/**/*.test.ts',
          ],
          exclude: [...configDefaults.exclude, ...ALONE],
          // Many of these wait rather than compute. Without a number, vitest leaves one of two processors unused.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'alone', include: ALONE, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
