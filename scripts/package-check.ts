import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { folderSize, packagedApp } from './lib/packaged.ts';
import { inProject } from './lib/project.ts';
import { guardChild, killGroup } from './lib/run.ts';
import { sandboxArgs } from './lib/sandbox.ts';
import { Missing, say, script, withCleanup } from './lib/script.ts';
import { startXvfb } from './lib/xvfb.ts';
import { readFuses, wrongFuses } from './package/fuses.ts';

/** The port that Chromium chose, once it has written it down. */
async function devtoolsPort(userData: string, child: ChildProcess): Promise<string> {
  const file = join(userData, 'DevToolsActivePort');
  const end = Date.now() + 60_000;
  while (Date.now() < end && child.exitCode === null) {
    if (existsSync(file)) return readFileSync(file, 'utf8').split('\n')[0] as string;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the packaged app opened no debugging port (exit code ${child.exitCode})`);
}

async function mainPage(browser: Browser): Promise<Page> {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const pages = browser.contexts().flatMap((context) => context.pages());
    const page = pages.find((one) => one.url() === 'app://reseed/');
    if (page) return page;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the packaged app showed no window');
}

/** Drops a picture, runs one edit with the practice engine, and waits for its result in the library. */
async function oneEdit(page: Page): Promise<void> {
  await page.locator('html[data-app-state="ready"]').waitFor({ timeout: 60_000 });
  const pictures = page.getByRole('region', { name: 'Library' }).getByRole('img');
  await page.getByLabel('Add pictures').first().setInputFiles(inProject('resources/samples/coffee.png'));
  await expect(pictures).toHaveCount(1, { timeout: 30_000 });
  await page.getByRole('textbox', { name: 'Prompt' }).fill('make it a watercolor painting');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('4242');
  await page.getByRole('button', { name: 'Run edit' }).click();
  await expect(pictures).toHaveCount(2, { timeout: 60_000 });
  const drawn = await pictures.first().evaluate(async (img: HTMLImageElement) => {
    await img.decode();
    return img.naturalWidth;
  });
  expect(drawn).toBeGreaterThan(0);
}

/** A server with pages of somebody else's. */
async function startStranger(): Promise<{ url: string; requests: string[]; stop: () => Promise<void> }> {
  const requests: string[] = [];
  const server = createServer((request, answer) => {
    requests.push(request.url ?? '');
    answer.end('<!doctype html>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `http://127.0.0.1:${port}/`, requests, stop };
}

// `npm run package:check`: opens what `npm run package` made and does one edit in it. The fuses forbid
// --inspect, which Playwright's own Electron launch needs, so it is driven over Chromium's debugging port.
await script(() =>
  withCleanup(async (defer) => {
    const { executable, folder } = packagedApp();
    const wrong = await wrongFuses(executable);
    if (wrong.length > 0) throw new Missing(`the fuses are not as they should be: ${wrong.join('; ')}`);
    const userData = mkdtempSync(join(tmpdir(), 'reseed-package-'));
    defer(() => rmSync(userData, { recursive: true, force: true }));
    const stranger = await startStranger();
    defer(stranger.stop);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      RESEED_USER_DATA: userData,
      RESEED_ENGINE: 'practice',
      // Only a developer's app takes its pages from there.
      ELECTRON_RENDERER_URL: stranger.url,
    };
    if (process.platform === 'linux') {
      const screen = await startXvfb();
      defer(screen.stop);
      env.DISPLAY = screen.display;
    }
    const args = ['--remote-debugging-port=0', ...sandboxArgs()];
    const child = spawn(executable, args, { env, stdio: 'ignore', detached: true });
    guardChild(child);
    const ended = new Promise((resolve) => child.once('close', resolve));
    defer(async () => {
      if (child.pid !== undefined) killGroup(child.pid, 'SIGTERM');
      const force = setTimeout(() => child.pid !== undefined && killGroup(child.pid, 'SIGKILL'), 10_000);
      await ended;
      clearTimeout(force);
    });
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await devtoolsPort(userData, child)}`);
    defer(() => browser.close());
    await oneEdit(await mainPage(browser));
    expect(stranger.requests).toEqual([]);
    const fuses = (await readFuses(executable)).size;
    say(
      `the packaged app (${Math.round(folderSize(folder) / 1e6)} MB, ${fuses} fuses read back) did one edit`,
    );
    return 0;
  }),
);
