import { defineConfig } from '@playwright/test';

/** Files that hold figures of speed: one after another, when nothing else runs. */
const ALONE = ['drop-200', 'drop-many', 'slow-disk'].map((name) => `**/${name}.spec.ts`);

// Run by `npm run e2e`, which brings the Electron, the built app and the screen, and runs one project after the other.
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/run-folder.ts',
  globalTeardown: './test/e2e/support/print-messages.ts',
  outputDir: 'test-results',
  projects: [
    // Most of these wait rather than compute. Each test has its own folder and ports, and each worker its own screen.
    { name: 'usual', testIgnore: ALONE, workers: 2 },
    { name: 'alone', testMatch: ALONE, workers: 1 },
  ],
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // These limits are only for tests that hang. On a busy machine a test takes ten times as long as on a free one.
  timeout: 240_000,
  globalTimeout: 35 * 60_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
