import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { cacheDir, fillAtomically } from '../lib/cache.ts';
import { inProject, installedVersion } from '../lib/project.ts';
import { capture } from '../lib/run.ts';
import { Missing, say } from '../lib/script.ts';
import { installBuildTools } from '../lib/system.ts';
import { findNodeDir } from './node-headers.ts';
import { isStamped, stamp } from './stamp.ts';

const NAME = 'better_sqlite3.node';
const HEADER = join(import.meta.dirname, 'napi9.h');
const PACKAGE = inProject('node_modules/better-sqlite3');
const RELEASE = join(PACKAGE, 'build', 'Release');
/** Marks our binary in node_modules, so that one compiled by someone else is left alone. */
const MARK = join(RELEASE, 'made-for-napi-9');

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * better-sqlite3's own binaries need Node-API 10 and Electron 33 has 9, so it is compiled with a header that
 * replaces the one missing function. The result is cached and copied into node_modules, where better-sqlite3
 * prefers it. It also works in every later Node and Electron.
 */
export async function placeNapi9Sqlite(electron: string): Promise<void> {
  const version = installedVersion('better-sqlite3');
  const key = `${version}-${process.arch}-${sha256(HEADER).slice(0, 12)}`;
  const dest = join(cacheDir(), `better-sqlite3-${key}`);
  const good = (): boolean => isStamped(dest, key);
  if (!good()) {
    say(`compiling better-sqlite3 ${version} for Node-API 9 (about two minutes, once for this user)`);
    await fillAtomically(dest, good, async (tmp) => {
      await compile(tmp, electron);
      stamp(tmp, key);
    });
  }
  place(join(dest, NAME));
}

/** Restores better-sqlite3's own binaries, for the Electron that package.json names. */
export function restoreOwnSqlite(): void {
  if (existsSync(MARK)) rmSync(join(PACKAGE, 'build'), { recursive: true });
}

function place(built: string): void {
  const target = join(RELEASE, NAME);
  if (existsSync(target) && sha256(target) === sha256(built)) return;
  mkdirSync(RELEASE, { recursive: true });
  // Renamed into place: a running Electron has the old file mapped, and overwriting it would crash the
  // process.
  const tmp = `${target}.${process.pid}.tmp`;
  copyFileSync(built, tmp);
  renameSync(tmp, target);
  writeFileSync(MARK, '');
}

async function compile(dest: string, electron: string): Promise<void> {
  await installBuildTools();
  const nodeDir = await findNodeDir();
  if (!nodeDir) {
    throw new Missing(
      "Node's C headers are missing: install a Node that has them (the tarball of nodejs.org or NodeSource's package), or name its folder in npm_config_nodedir.",
    );
  }
  const work = join(dest, 'work');
  const copy = join(work, 'better-sqlite3');
  const skip = new Set(['build', 'prebuilds']);
  cpSync(PACKAGE, copy, { recursive: true, filter: (path) => !skip.has(relative(PACKAGE, path)) });
  cpSync(inProject('node_modules/node-addon-api'), join(copy, 'node_modules/node-addon-api'), {
    recursive: true,
  });
  const gyp = join(copy, 'binding.gyp');
  writeFileSync(gyp, readFileSync(gyp, 'utf8').replaceAll('NAPI_VERSION=10', 'NAPI_VERSION=9'));
  const nodeGyp = inProject('node_modules/node-gyp/bin/node-gyp.js');
  const args = [nodeGyp, 'rebuild', '--release', '--force_build=1', '--jobs=max', `--nodedir=${nodeDir}`];
  const built = await capture(process.execPath, args, {
    cwd: copy,
    limit: 20 * 60_000,
    env: {
      ...process.env,
      // binding.gyp calls `node` by name.
      PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}`,
      CXXFLAGS: `-include ${HEADER} -DNAPI_VERSION=9`,
    },
  });
  const binary = join(copy, 'build', 'Release', NAME);
  if (built.code !== 0 || !existsSync(binary)) {
    throw new Missing(`better-sqlite3 did not compile:\n${`${built.out}\n${built.err}`.trim().slice(-4000)}`);
  }
  copyFileSync(binary, join(dest, NAME));
  await tryOut(electron, copy);
  rmSync(work, { recursive: true });
}

/** Opens a database with the new binary in the Electron that will use it. */
async function tryOut(electron: string, folder: string): Promise<void> {
  const code = `const D = require(${JSON.stringify(folder)}); process.stdout.write(String(new D(':memory:').prepare('select 6 * 7').pluck().get()));`;
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { out, err } = await capture(electron, ['-e', code], { env, limit: 30_000 });
  if (out !== '42') throw new Missing(`the compiled better-sqlite3 does not work in Electron: ${err.trim()}`);
}
