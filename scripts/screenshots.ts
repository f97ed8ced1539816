import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Page } from '@playwright/test';
import { startOneminServer } from '../test/onemin-server/server.ts';
import { prepareElectron } from './electron-runtime/index.ts';
import { buildApp } from './lib/build.ts';
import { launchElectron } from './lib/launch.ts';
import { inProject } from './lib/project.ts';
import { say, script, withCleanup } from './lib/script.ts';
import { hiddenScreenEnv } from './lib/virtual-screen.ts';

const OUT = inProject('docs/screenshots');
const THEMES = ['dark', 'light'] as const;

async function setTheme(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await page.evaluate(
    (wanted) =>
      (
        globalThis as unknown as { reseed: { settings: { set(patch: object): Promise<unknown> } } }
      ).reseed.settings.set({
        theme: wanted,
      }),
    theme,
  );
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

async function shoot(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await setTheme(page, theme);
    // Let transitions of up to 200 ms come to rest.
    await page.waitForTimeout(400);
    await page.screenshot({ path: join(OUT, `${name}-${theme}.png`) });
    say(`docs/screenshots/${name}-${theme}.png`);
  }
}

async function edit(page: Page, prompt: string, seed: number): Promise<void> {
  const pictures = page.getByRole('region', { name: 'Library' }).getByRole('img');
  const before = await pictures.count();
  await page.getByRole('textbox', { name: 'Prompt' }).fill(prompt);
  await page.getByRole('spinbutton', { name: 'Seed' }).fill(String(seed));
  await page.getByRole('button', { name: 'Run edit' }).click();
  await expect(pictures).toHaveCount(before + 1, { timeout: 30_000 });
}

async function tour(app: ElectronApplication, page: Page): Promise<void> {
  await shoot(page, 'empty');
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  const library = page.getByRole('region', { name: 'Library' });
  await expect(library.getByRole('img', { name: 'coffee.png' })).toBeVisible();
  await library.getByRole('img', { name: 'coffee.png' }).click();
  await edit(page, 'oil painting', 11);
  await edit(page, 'vintage photograph, warmer', 4242);
  await library.getByRole('img', { name: 'chelsea.png' }).click();
  await edit(page, 'black and white sketch', 77);
  await edit(page, 'make it a watercolor painting', 4242);
  await page.getByRole('button', { name: 'Re-run', exact: true }).first().click();
  await expect(page.locator('[data-verdict="identical"]').first()).toBeVisible({ timeout: 30_000 });
  await shoot(page, 'workbench');
  await page.getByRole('button', { name: 'More settings' }).click();
  await shoot(page, 'all-settings');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await shoot(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const find = () => app.windows().find((one) => one.url().includes('settings.html'));
  await expect.poll(() => find() !== undefined).toBe(true);
  const settings = find();
  if (settings) await shoot(settings, 'settings');
  await settings?.close();
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 0, y: 0, width: 2560, height: 1440 }),
  );
  await page.getByRole('button', { name: 'More settings' }).click();
  await shoot(page, 'workbench-2560x1440');
}

/** The paid engine against the server that plays the API: what will be sent, and what came back. */
async function paidTour(app: ElectronApplication, page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /sample/i })
    .first()
    .click();
  const library = page.getByRole('region', { name: 'Library' });
  await expect(library.getByRole('img', { name: 'chelsea.png' })).toBeVisible();
  await library.getByRole('img', { name: 'chelsea.png' }).click();
  await edit(page, 'make the cat pink', 4242);
  await page.getByRole('button', { name: 'What will be sent' }).click();
  await shoot(page, 'paid');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const find = () => app.windows().find((one) => one.url().includes('settings.html'));
  await expect.poll(() => find() !== undefined).toBe(true);
  const settings = find();
  if (!settings) return;
  await settings.getByText('1min.ai', { exact: true }).first().click();
  await shoot(settings, 'settings-key');
  await settings.getByText('Usage', { exact: true }).click();
  await shoot(settings, 'settings-usage');
}

// `npm run screenshots`: the pictures of the documentation, taken from the running app in light and dark.
await script(() =>
  withCleanup(async (defer) => {
    const runtime = await prepareElectron();
    const built = await buildApp(runtime);
    if (built !== 0) return built;
    Object.assign(process.env, await hiddenScreenEnv(runtime, defer, '2560x1440x24'));
    mkdirSync(OUT, { recursive: true });
    const server = await startOneminServer();
    defer(() => server.stop());
    const paid = { RESEED_ENGINE: '1min.ai', RESEED_API_BASE: server.url, RESEED_API_KEY: server.key };
    for (const [env, take] of [[{ RESEED_ENGINE: 'practice' }, tour] as const, [paid, paidTour] as const]) {
      const userData = mkdtempSync(join(tmpdir(), 'reseed-screenshots-'));
      defer(async () => rmSync(userData, { recursive: true, force: true }));
      const app = await launchElectron({ userData, env });
      try {
        const page = await app.firstWindow();
        await page.locator('html[data-app-state="ready"]').waitFor();
        await take(app, page);
      } finally {
        await app.close();
      }
    }
    return 0;
  }),
);
