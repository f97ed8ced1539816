import type { Page } from '@playwright/test';
import { type OneminServer, startOneminServer } from '../../onemin-server/server.ts';
import { test as base, expect, type Running } from './app.ts';

/** A unique key that can be found wherever it should not be. */
export const CANARY = 'canary7Q2mZ9xVt4Lp8Rk1Ws6Yb3Nd5Hf0Gj';

interface PaidFixtures {
  /** A mock of the service on a real server that bills on accept. It must report no violations at the end. */
  readonly api: OneminServer;
}

export const test = base.extend<PaidFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  api: async ({}, use) => {
    const api = await startOneminServer({ key: CANARY });
    await use(api);
    await api.stop();
    expect(api.violations).toEqual([]);
  },
});

export { expect };

/** The environment of an app that uses a server; without a key if `key` is null. */
export function paidEnv(
  api: Pick<OneminServer, 'url' | 'key'>,
  key: string | null = api.key,
): Record<string, string> {
  return {
    RESEED_API_BASE: api.url,
    RESEED_ENGINE: '1min.ai',
    ...(key === null ? {} : { RESEED_API_KEY: key }),
  };
}

/** The Settings window, once it exists. */
export async function settingsWindow({ app }: Pick<Running, 'app'>): Promise<Page> {
  const find = () => app.windows().find((one) => one.url().endsWith('settings.html'));
  await expect.poll(find).toBeTruthy();
  const page = find() as Page;
  await page.locator('html[data-app-state="ready"]').waitFor();
  return page;
}

/** Opens the Settings window at a section. */
export async function openSettings(running: Running, section: string): Promise<Page> {
  await running.page.getByRole('button', { name: 'Settings', exact: true }).click();
  const settings = await settingsWindow(running);
  await settings.getByRole('button', { name: section, exact: true }).click();
  await expect(settings.getByRole('heading', { name: section, level: 1 })).toBeVisible();
  return settings;
}
