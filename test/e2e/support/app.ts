import { cp, lstat, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { launchElectron } from '../../../scripts/lib/launch.ts';
import { settleData } from '../../../scripts/lib/settled-data.ts';
import { startXvfb } from '../../../scripts/lib/xvfb.ts';
import { keepMessages, largestMessages, tooLarge, WATCHES_MESSAGES, watchMessages } from './messages.ts';
import { Workbench } from './workbench.ts';

/** A running app with its own data folder. */
export interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly bench: Workbench;
  readonly userData: string;
  /** Closes it like a user; the data stays. */
  close(): Promise<void>;
  /** Resolves with the exit code once it has ended; call it before that. */
  ended(): Promise<number | null>;
  /** Kills it like a power cut (SIGKILL to the main process, which takes the others with it). */
  kill(): Promise<void>;
}

interface StartOptions {
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
  /** Shows the first steps. Default: they are done. */
  readonly firstStart?: boolean;
  /** State to wait for. `problem`: it shows why the library isn't open. */
  readonly until?: 'ready' | 'problem';
  /** Another folder than the test's own. The caller removes it. */
  readonly userData?: string;
}

interface Fixtures {
  /**
   * A temporary folder for this test, removed afterwards. If the test fails, its content is among the
   * results.
   */
  readonly folder: string;
  /** Starts the built app on `folder`. Consecutive starts share the library. */
  readonly start: (options?: StartOptions) => Promise<Running>;
  /** Everything the page reported: console errors, refused requests, policy violations. */
  readonly complaints: string[];
  /** Complaints that a test causes itself. They may arrive after its last step, so emptying the list is not enough. */
  readonly tolerated: RegExp[];
}

interface WorkerFixtures {
  /** A screen of this worker's own, since all windows of a screen share the focus and the clipboard. */
  readonly ownScreen: string | undefined;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  ownScreen: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
    async ({}, use, { parallelIndex }) => {
      // The first worker has the screen of the run.
      const screen = parallelIndex > 0 && process.platform === 'linux' ? await startXvfb() : null;
      if (screen) process.env.DISPLAY = screen.display;
      await use(screen?.display);
      await screen?.stop();
    },
    { scope: 'worker', auto: true },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern
  folder: async ({}, use, info) => {
    const folder = await mkdtemp(join(tmpdir(), 'reseed-e2e-'));
    await use(folder);
    try {
      if (info.status !== info.expectedStatus) await keepFiles(folder, info.outputPath('folder'));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  tolerated: async ({}, use) => {
    await use([]);
  },
  complaints: async ({ tolerated }, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints.filter((line) => !tolerated.some((pattern) => pattern.test(line)))).toEqual([]);
  },
  start: async ({ folder, complaints }, use, info) => {
    const running: Running[] = [];
    const large: string[] = [];
    const countMessages = async (app: ElectronApplication) => {
      const largest = WATCHES_MESSAGES ? await largestMessages(app) : null;
      if (largest === null) return;
      large.push(...tooLarge(largest));
      await keepMessages(info.project.outputDir, largest);
    };
    await use(async (options = {}) => {
      const userData = options.userData ?? join(folder, 'data');
      if (!options.firstStart) settleData(userData);
      const app = await launchElectron({ userData, env: options.env ?? {}, args: options.args ?? [] });
      if (WATCHES_MESSAGES) await watchMessages(app);
      const page = await app.firstWindow();
      page.on('console', (message) => {
        if (message.type() === 'error' || /Content Security Policy/.test(message.text()))
          complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.locator(`html[data-app-state="${options.until ?? 'ready'}"]`).waitFor();
      const one: Running = {
        app,
        page,
        userData,
        bench: new Workbench(page),
        async close() {
          running.splice(running.indexOf(one), 1);
          await countMessages(app);
          await close(app);
        },
        async ended() {
          const child = app.process();
          const code =
            child.exitCode ?? (await new Promise<number | null>((gone) => child.once('exit', gone)));
          running.splice(running.indexOf(one), 1);
          return code;
        },
        async kill() {
          running.splice(running.indexOf(one), 1);
          const child = app.process();
          const gone = new Promise((resolve) => child.once('exit', resolve));
          child.kill('SIGKILL');
          await gone;
        },
      };
      running.push(one);
      return one;
    });
    for (const [index, { app, page, userData }] of [...running].entries()) {
      if (info.status !== info.expectedStatus && !page.isClosed()) {
        // A crashed page has no screenshot.
        const body = await page.screenshot().catch(() => null);
        if (body) await info.attach(`window-${index}.png`, { body, contentType: 'image/png' });
        const log = await readFile(join(userData, 'logs/reseed.log'), 'utf8').catch(() => '');
        await info.attach(`reseed-${index}.log`, { body: log.slice(-20_000), contentType: 'text/plain' });
      }
      await countMessages(app);
      await close(app);
    }
    expect(large).toEqual([]);
  },
});

export { expect };

/** Copies a folder's content except sockets and pipes. */
async function keepFiles(from: string, to: string): Promise<void> {
  const filter = async (path: string) => {
    const found = await lstat(path);
    return found.isFile() || found.isDirectory();
  };
  await cp(from, to, { recursive: true, filter });
}

/** Closes the app, by force after ten seconds. */
async function close(app: ElectronApplication): Promise<void> {
  const child = app.process();
  const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await app.close().catch(() => {});
  clearTimeout(force);
}

/** Answers the next file dialogs with this path. */
export async function answerDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [filePath] });
  }, path);
}

/** A file for a drop without a path, as from a browser: name and bytes. */
export async function asBytes(path: string): Promise<{ name: string; base64: string; type: string }> {
  const type = `image/${extname(path).slice(1).replace('jpg', 'jpeg')}`;
  return { name: basename(path), base64: (await readFile(path)).toString('base64'), type };
}

/** All files below a folder, relative, sorted. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

/** Only the pictures in an object store, without the sidecars, which the keeper writes later. */
export async function originalsBelow(objects: string): Promise<string[]> {
  return (await filesBelow(objects)).filter((name) => !/\.json(\.tmp)?$/.test(name));
}

export { SAMPLES, sample } from './samples.ts';
