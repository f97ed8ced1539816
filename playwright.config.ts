import { defineConfig } from '@playwright/test';

// Run by `npm run e2e`, which brings the Electron, the built app and the screen.
export default defineConfig({
  testDir: 'test/e2e',
  globalSetup: './test/run-folder.ts',
  outputDir: 'test-results',
  // Each test starts an app of several processes; side by side they would disturb each other's timings.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 90_000,
  globalTimeout: 35 * 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
});
