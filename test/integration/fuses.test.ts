import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createPackage } from '@electron/asar';
import type { AfterPackContext } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../../scripts/lib/run.ts';
import { sandboxArgs } from '../../scripts/lib/sandbox.ts';
import { startXvfb } from '../../scripts/lib/xvfb.ts';
import { afterPack } from '../../scripts/package/after-pack.ts';
import { FUSES, readFuses, wrongFuses } from '../../scripts/package/fuses.ts';
import { electronPath } from '../fixtures/electron-path.ts';

const LINUX = process.platform === 'linux';
/** What the packaged app prints, and what a stranger's code does. */
const OWN = 'the packaged app runs';
const STRANGER = 'a stranger runs';
const say = (text: string) => `require('fs').writeSync(1, ${JSON.stringify(`${text}\n`)});`;
const appOf = (text: string) => ({
  'package.json': JSON.stringify({ name: 'fuses', main: 'main.js' }),
  'main.js': `${say(text)} require('electron').app.exit(0);`,
});

let folder: string;
let display: string;
let stopScreen: (() => Promise<void>) | null = null;
/** The same app twice: as the package hook leaves it, and as Electron comes. */
let packaged: string;
let untouched: string;

async function writeFiles(to: string, files: Readonly<Record<string, string>>): Promise<string> {
  await mkdir(to, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(to, name), text);
  return to;
}

/** Lays an app out as a package: Electron's files, a binary of its own, and the app's archive. */
async function layOut(name: string): Promise<string> {
  const electron = await electronPath();
  const to = join(folder, name);
  await mkdir(join(to, 'resources'), { recursive: true });
  for (const entry of await readdir(dirname(electron)))
    if (!['electron', 'resources'].includes(entry))
      await symlink(join(dirname(electron), entry), join(to, entry));
  await cp(electron, join(to, 'reseed'));
  await createPackage(
    await writeFiles(join(folder, `${name}-source`), appOf(OWN)),
    join(to, 'resources/app.asar'),
  );
  return to;
}

async function start(app: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const data = join(folder, 'data');
  const { out, err } = await capture(
    join(app, 'reseed'),
    [...args, ...sandboxArgs(), `--user-data-dir=${data}`],
    {
      env: { PATH: process.env.PATH, HOME: folder, DISPLAY: display, ...env },
      limit: 20_000,
    },
  );
  return out + err;
}

describe.runIf(LINUX)('the fuses of a package', () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reseed-fuses-'));
    const screen = process.env.DISPLAY ? null : await startXvfb();
    display = screen?.display ?? process.env.DISPLAY ?? '';
    stopScreen = screen?.stop ?? null;
    [packaged, untouched] = [await layOut('packaged'), await layOut('untouched')];
    await afterPack({
      electronPlatformName: 'linux',
      appOutDir: packaged,
      packager: {
        appInfo: { productFilename: 'Reseed' },
        platformSpecificBuildOptions: { executableName: 'reseed' },
      },
    } as unknown as AfterPackContext);
  });
  afterAll(async () => {
    await stopScreen?.();
    await rm(folder, { recursive: true, force: true });
  });

  it('are all set in the binary by the package hook, and read back', async () => {
    const binary = join(packaged, 'reseed');
    const present = (await readFuses(binary)).size;
    expect(await wrongFuses(binary)).toEqual([]);
    expect((await wrongFuses(join(untouched, 'reseed'))).length).toBeGreaterThan(0);
    console.log(
      `fuses: ${present} of ${present} that this Electron has read back as decided, of ${Object.keys(FUSES).length} that there are`,
    );
    if (present < Object.keys(FUSES).length)
      console.log(`lacks: the fuses that the Electron of this machine doesn’t have`);
  });

  it('let nobody run other code by the binary, as Electron itself would', async () => {
    const stranger = await writeFiles(join(folder, 'stranger'), appOf(STRANGER));
    const script = join(stranger, 'required.cjs');
    await writeFile(script, say(STRANGER));
    const tries: readonly { args: readonly string[]; env?: NodeJS.ProcessEnv }[] = [
      { args: ['-e', say(STRANGER)], env: { ELECTRON_RUN_AS_NODE: '1' } },
      { args: [script], env: { ELECTRON_RUN_AS_NODE: '1' } },
      { args: [], env: { NODE_OPTIONS: `--require ${script}` } },
      { args: [stranger] },
    ];
    const own = await Promise.all(tries.map(({ args, env }) => start(packaged, args, env)));
    expect(own.filter((text) => !text.includes(OWN))).toEqual([]);
    expect(own.filter((text) => text.includes(STRANGER))).toEqual([]);
    // The second try works where the fuses are as Electron comes.
    expect(await start(untouched, tries[1]?.args ?? [], tries[1]?.env)).toContain(STRANGER);
  });

  it('let nobody attach a debugger, or plant a folder in the place of the archive', async () => {
    expect(await start(packaged, ['--inspect=0'])).not.toContain('Debugger listening');
    expect(await start(untouched, ['--inspect=0'])).toContain('Debugger listening');
    for (const app of [packaged, untouched]) {
      await rm(join(app, 'resources/app.asar'));
      await writeFiles(join(app, 'resources/app'), appOf(STRANGER));
    }
    expect(await start(packaged, [])).not.toContain(STRANGER);
    expect(await start(untouched, [])).toContain(STRANGER);
  });
});
