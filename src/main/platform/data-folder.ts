import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { app } from 'electron';
import { isDiskFull } from '../disk-errors.ts';
import type { Environment } from '../env.ts';
import { probeFolder } from '../folder-probe.ts';
import { makeSpareFolder } from './spare-folder.ts';

/** Where all data is kept. */
export interface DataFolder {
  readonly path: string;
  /** It takes no files: the app runs on an empty folder of its own, and only to say so. */
  readonly refused: boolean;
}

/**
 * Chooses the data folder, before the app is ready. One that takes no files would end the app without a word: Chromium
 * cannot even take its lock there.
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

/** Whether files can be made in a folder. A full disk is none of its business: there is a place to say that later. */
export function takesFiles(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true });
  } catch (error) {
    return isDiskFull(error);
  }
  const refusal = probeFolder(path);
  return refusal === null || isDiskFull(refusal);
}

/** A folder for this run only, with the settings of the one that is refused. */
function spareFolder(refused: string): string {
  const spare = makeSpareFolder();
  try {
    copyFileSync(join(refused, 'settings.json'), join(spare, 'settings.json'));
  } catch {
    // There are none, or they cannot be read: the usual ones will do.
  }
  app.on('quit', () => rmSync(spare, { recursive: true, force: true }));
  return spare;
}

/** What the system's file manager can show of a data folder: the library, or the nearest folder above it that is there. */
export function folderToShow(path: string): string {
  let shown = join(path, 'library', 'library.db');
  while (!existsSync(shown) && dirname(shown) !== shown) shown = dirname(shown);
  return shown;
}

/** Ends this process and starts another one, on another data folder when one is named. */
export function restartWith(environment: Environment, userData: string | null): void {
  if (userData !== null) process.env.RESEED_USER_DATA = userData;
  if (environment.apiKey !== null) process.env.RESEED_API_KEY = environment.apiKey;
  app.relaunch();
  app.quit();
}
