import type { ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { debuggerAddress } from '../../scripts/lib/devtools.ts';
import { type LaunchOptions, spawnElectron } from '../../scripts/lib/launch.ts';
import { settleData } from '../../scripts/lib/settled-data.ts';
import { processTree } from './support/memory.ts';
import { CANARY, expect, test } from './support/paid.ts';
import { heapOf } from './support/secrets.ts';

test.skip(process.platform !== 'linux', 'the environment of processes is read from /proc');

/** Largest range of memory that is read, in bytes. */
const LARGEST = 64 * 1024 * 1024;

/** Starts the app as a shell does, and looks at it once it is ready. */
async function whileRunning(
  options: LaunchOptions,
  look: (child: ChildProcess, address: string) => Promise<void>,
): Promise<void> {
  settleData(options.userData);
  const child = spawnElectron({ ...options, args: ['--remote-debugging-port=0'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await look(child, await debuggerAddress(child));
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
}

/** Which processes of the app expose the key, by kind of process. */
async function shownBy(root: number): Promise<{ kind: string; holdsKey: boolean; remembersKey: boolean }[]> {
  const pids = await processTree(root);
  return Promise.all(
    pids.map(async (pid) => {
      const read = (name: string) => readFile(`/proc/${pid}/${name}`, 'utf8').catch(() => '');
      const [environ, command] = await Promise.all([read('environ'), read('cmdline')]);
      const kind = /--type=([\w-]+)/.exec(command)?.[1] ?? 'main';
      return {
        kind,
        holdsKey: `${environ}${command}`.includes(CANARY),
        remembersKey: await remembers(pid, CANARY),
      };
    }),
  );
}

/**
 * Whether a text is in the writable memory of a process, which includes its initial environment. Skips huge
 * ranges, which are reserved and empty.
 */
async function remembers(pid: number, text: string): Promise<boolean> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
  const memory = await open(`/proc/${pid}/mem`).catch(() => null);
  if (!memory) return false;
  try {
    for (const [, from = '', to = ''] of maps.matchAll(/^(\w+)-(\w+) rw/gm)) {
      const start = Number.parseInt(from, 16);
      const length = Number.parseInt(to, 16) - start;
      if (length > LARGEST) continue;
      const bytes = Buffer.alloc(length);
      await memory.read(bytes, 0, bytes.length, start).catch(() => {});
      if (bytes.includes(text)) return true;
    }
    return false;
  } finally {
    await memory.close();
  }
}

test('a key passed by file descriptor is in no process’s environment or arguments, and only in main’s memory', async ({
  folder,
}) => {
  const options = { userData: join(folder, 'data'), env: { RESEED_API_KEY_FD: '3' }, secret: `${CANARY}\n` };
  await whileRunning(options, async (child, address) => {
    const browser = await chromium.connectOverCDP(`http://${address}`);
    const find = () =>
      browser
        .contexts()[0]
        ?.pages()
        .find((page) => page.url() === 'app://reseed/');
    await expect.poll(find).toBeTruthy();
    const page = find();
    if (!page) throw new Error('There is no page.');
    await page.locator('html[data-app-state="ready"]').waitFor();
    // It arrived, and the page learns no more than its end.
    const { value } = await page.evaluate<{ value: { keys: object[] } }>('reseed.app.start({})');
    expect(value.keys).toContainEqual({
      engine: '1min.ai',
      present: true,
      lastFour: CANARY.slice(-4),
      kept: 'descriptor',
    });
    const shown = await shownBy(child.pid ?? 0);
    expect(shown.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['main', 'zygote', 'renderer']));
    // The main process needs it to send it.
    const holding = shown.filter(
      ({ kind, holdsKey, remembersKey }) => holdsKey || (remembersKey && kind !== 'main'),
    );
    expect(holding).toEqual([]);
    expect(shown[0]).toMatchObject({ kind: 'main', remembersKey: true });
    expect((await heapOf(page)).includes(CANARY)).toBe(false);
    await browser.close();
  });
});

test('the same search finds a key left in the environment', async ({ folder }) => {
  const options = { userData: join(folder, 'data'), env: { RESEED_API_KEY: CANARY } };
  await whileRunning(options, async (child) => {
    await expect
      .poll(async () => (await shownBy(child.pid ?? 0)).map(({ kind }) => kind))
      .toContain('renderer');
    const shown = await shownBy(child.pid ?? 0);
    expect(shown.filter(({ holdsKey }) => holdsKey).map(({ kind }) => kind)).toEqual(['main']);
    const remembering = shown.filter(({ remembersKey }) => remembersKey).map(({ kind }) => kind);
    expect(remembering).toEqual(expect.arrayContaining(['zygote', 'renderer']));
  });
});
