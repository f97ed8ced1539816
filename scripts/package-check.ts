import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listPackage, statFile } from '@electron/asar';
import { chromium, expect, type Page } from '@playwright/test';
import { devtoolsPort, libraryPictures, mainPage, runEdit, waitUntilReady } from './lib/drive-packaged.ts';
import { folderSize, packagedApp } from './lib/packaged.ts';
import { inProject } from './lib/project.ts';
import { guardChild, killGroup } from './lib/run.ts';
import { sandboxArgs } from './lib/sandbox.ts';
import { Missing, say, script, withCleanup } from './lib/script.ts';
import { startXvfb } from './lib/xvfb.ts';
import { contentProblems, type PackedFile } from './package/contents.ts';
import { readFuses, wrongFuses } from './package/fuses.ts';

/** Maximum size (MB) that the app may add to a bare Electron, whose `resources` are empty. */
const PACKAGE_SIZE_MB = 25;

/** The files of an archive, with their sizes. */
function packedFiles(archive: string): PackedFile[] {
  return listPackage(archive, { isPack: false }).flatMap((entry) => {
    const path = entry.slice(1).replaceAll('\\', '/');
    const file = statFile(archive, entry.slice(1));
    return 'size' in file ? [{ path, bytes: file.size }] : [];
  });
}

/** Adds a picture and edits it. */
async function oneEdit(page: Page): Promise<void> {
  await waitUntilReady(page);
  await page.getByLabel('Add pictures').first().setInputFiles(inProject('resources/samples/coffee.png'));
  await expect(libraryPictures(page)).toHaveCount(1, { timeout: 30_000 });
  await runEdit(page);
}

/** Starts a server with a foreign page. */
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

// `npm run package:check`: opens the output of `npm run package` and runs one edit in it. The fuses forbid
// --inspect, which Playwright's own Electron launch needs, so the app is driven over Chromium's debugging
// port.
await script(() =>
  withCleanup(async (defer) => {
    const { executable, folder, resources } = packagedApp();
    const wrong = await wrongFuses(executable);
    if (wrong.length > 0) throw new Missing(`the fuses are not as they should be: ${wrong.join('; ')}`);
    const archive = join(resources, 'app.asar');
    const problems = contentProblems(packedFiles(archive));
    if (problems.length > 0) throw new Missing(`the package: ${problems.join('; ')}`);
    const userData = mkdtempSync(join(tmpdir(), 'reseed-package-'));
    defer(() => rmSync(userData, { recursive: true, force: true }));
    const stranger = await startStranger();
    defer(stranger.stop);
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      RESEED_USER_DATA: userData,
      RESEED_ENGINE: 'practice',
      // Only a development build loads its pages from there.
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
    const port = await devtoolsPort(userData, () => child.exitCode !== null);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    defer(() => browser.close());
    await oneEdit(await mainPage(browser));
    expect(stranger.requests).toEqual([]);
    const fuses = (await readFuses(executable)).size;
    const own = folderSize(resources) / 1e6;
    if (own > PACKAGE_SIZE_MB)
      throw new Missing(`package.size: ${own.toFixed(1)} MB, more than ${PACKAGE_SIZE_MB}`);
    say(`package.size: ${own.toFixed(1)} MB beside Electron, of at most ${PACKAGE_SIZE_MB}`);
    say(
      `the packaged app (${Math.round(folderSize(folder) / 1e6)} MB, ${fuses} fuses read back) did one edit`,
    );
    return 0;
  }),
);
