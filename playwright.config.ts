import { defineConfig } from '@playwright/test';

// Run by `npm run e2e`, which brings the Electron, the built app and the screen.
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/run-folder.ts',
  globalTeardown: './test/e2e/support/print-messages.ts',
  outputDir: 'test-results',
  // Each test starts an app of several processes; side by side they would disturb each other's timings.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  // These limits are only for tests that hang. On a busy machine a test takes ten times as long as on a free one.
  timeout: 240_000,
  globalTimeout: 35 * 60_000,
  expect: { timeout: 60_000 },
  reporter: [['list']],
});
