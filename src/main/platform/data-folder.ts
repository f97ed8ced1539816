import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { app } from 'electron';
import type { Environment } from '../env.ts';
import { probeFolder } from '../folder-probe.ts';
import { startAfterExit } from '../start-after-exit.ts';
import { meaningOfCode } from '../system-codes.ts';
import { makeSpareFolder } from './spare-folder.ts';

/** The folder for all data. */
export interface DataFolder {
  readonly path: string;
  /** The folder isn't writable: the app runs with a temporary empty one, only to report that. */
  readonly refused: boolean;
}

/**
 * Chooses the data folder before the app is ready. An unwritable one would end the app silently, because
 * Chromium can't create its lock file there.
 */
export function openDataFolder(wanted: string | null): DataFolder {
  const path = wanted === null ? app.getPath('userData') : resolve(wanted);
  const refused = !takesFiles(path);
  const used = refused ? spareFolder(path) : path;
  if (refused || wanted !== null) {
    app.setPath('userData', used);
    app.setPath('sessionData', used);
    app.setPath('crashDumps', join(used, 'crashes'));
  }
  return { path, refused };
}

/** Whether a folder accepts new files. A full disk counts as writable, because it is reported later. */
export function takesFiles(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    return meaningOfCode(error) === 'disk-full';
  }
  const refusal = probeFolder(path);
  return refusal === null || meaningOfCode(refusal) === 'disk-full';
}

/** Creates a folder for this run only, with the settings of the unwritable one. */
function spareFolder(refused: string): string {
  const spare = makeSpareFolder();
  try {
    copyFileSync(join(refused, 'settings.json'), join(spare, 'settings.json'));
  } catch {
    // No settings, or unreadable: use the defaults.
  }
  app.on('quit', () => rmSync(spare, { recursive: true, force: true }));
  return spare;
}

/** Ends this process and starts another one, optionally with another data folder or another executable. */
export function restartWith(
  environment: Environment,
  userData: string | null,
  executable = process.execPath,
): void {
  if (userData !== null) process.env.RESEED_USER_DATA = userData;
  if (environment.apiKey === null || !relaunchWithKey(environment.apiKey, executable))
    app.relaunch({ execPath: executable, args: process.argv.slice(1) });
  app.quit();
}

/** Starts the app again once it has ended, with the key in a pipe: every program of this user could read it in the environment. */
function relaunchWithKey(key: string, executable: string): boolean {
  if (process.platform === 'win32') {
    // There no program can read the environment that another one began with.
    process.env.RESEED_API_KEY = key;
    return false;
  }
  return startAfterExit(process.pid, [executable, ...process.argv.slice(1)], key);
}
