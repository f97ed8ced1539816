import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Log } from '../../ports.ts';
import { identity } from '../database/continuity.ts';
import { type ReadDb, statement, type WriteDb, writeTransaction } from '../database/db.ts';
import { forgetReplaced } from '../database/keep-aside.ts';
import { forgetDraftMasks } from '../images/masks.ts';
import type { ObjectStore } from './objects.ts';
import {
  flatMapInPieces,
  foreignOrphans,
  forgetOldOrphans,
  isStray,
  type StoredFile,
  setAside,
  storedFiles,
  withoutRow,
} from './orphans.ts';
import { isClockPlausible } from './plausible-clock.ts';
import { sweepSidecars } from './sweep-sidecars.ts';
import { sweepThumbs } from './sweep-thumbs.ts';

/** A younger file may be one whose row is being written. */
const AGE_MIN_MS = 3_600_000;
/** A crash leaves a few files behind. More of them, in number or as a share, mean that rows are missing. */
const LEFTOVERS_MAX = 100;
const LEFTOVERS_SHARE_MAX = 0.05;
/** This many are never too large a share: in a library of ten images, one leftover is a tenth. */
const LEFTOVERS_SURE = 3;
/** Pause after each of the 256 folders, so that the app starts without delay. */
const PAUSE_MS = 10;

export interface SweepDeps {
  readonly db: WriteDb;
  readonly objects: ObjectStore;
  /** The library's folder. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether files set aside long enough ago are deleted. Default: yes. */
  readonly mayForget?: boolean;
}

export interface Swept {
  /** Number of files moved to `orphans/`. */
  readonly setAside: number;
  /** Number of files without a row that stay, because their rows may have been lost. */
  readonly strays: number;
}

/**
 * Sweeps in the background, some time after the library was opened. `stop` resolves when the database is no
 * longer read.
 */
export function startSweep(
  deps: SweepDeps,
  onSwept: (swept: Swept) => void = () => {},
  delayMs = 10_000,
): { stop(): Promise<void> } {
  const abort = new AbortController();
  const openedAt = deps.clock();
  // Before anything is written with a clock that may be wrong.
  const mayForget = isClockPlausible(deps.db, openedAt);
  if (!mayForget) deps.log.warn('clock seems wrong; nothing deleted for its age');
  const done = sleep(delayMs, undefined, { signal: abort.signal, ref: false })
    .then(() => mayForget && forgetDraftMasks(deps.db, deps.objects, deps.clock()))
    .then(() => sweepObjects({ ...deps, mayForget }, abort.signal))
    .then(onSwept)
    .then(() => (mayForget ? forgetReplaced(deps.folder, deps.clock()) : undefined))
    .then(() => sweepSidecars(deps, abort.signal))
    .then(() => sweepThumbs({ ...deps, openedAt }, abort.signal))
    .then(() => {})
    .catch((error: unknown) => {
      if (!abort.signal.aborted) deps.log.warn('failed to sweep library', { error: String(error) });
    });
  return {
    async stop() {
      abort.abort();
      await done;
    },
  };
}

/**
 * Sets aside objects without a row, left by a crash between writing the file and its row. A file that may be
 * an image whose row was lost is recorded as a stray instead and never touched: every such file while the
 * history is in doubt (`continuity.ts`), any that is newer than the newest row, and all of them if there are
 * too many to be leftovers.
 */
export async function sweepObjects(deps: SweepDeps, signal: AbortSignal): Promise<Swept> {
  const { db, folder, log } = deps;
  // An empty transaction: the first write starts the session, and with it the doubt.
  writeTransaction(db, () => {});
  if (deps.mayForget !== false) await forgetOldOrphans(db, folder, deps.clock);
  const { files, unknown } = await scan(deps, signal);
  const doubted = identity(db).doubted === 1;
  const newest = newestRow(db);
  const leftovers = doubted ? [] : unknown.filter((file) => isLeftover(deps, file, newest));
  const tooMany =
    leftovers.length > LEFTOVERS_MAX ||
    (leftovers.length > LEFTOVERS_SURE && leftovers.length > files * LEFTOVERS_SHARE_MAX);
  if (tooMany) log.error('too many orphaned objects; sweep skipped', { files: leftovers.length });
  const going = tooMany ? [] : leftovers;
  const aside = new Set(going.filter((file) => moveAside(deps, file)));
  for (const { sha256 } of aside) deps.objects.forgetShown(sha256);
  if (aside.size > 0) log.info('orphaned objects set aside', { files: aside.size });

  const kept = unknown.filter((file) => !aside.has(file));
  const strays =
    doubted || tooMany ? kept : kept.filter((file) => isStray(db, file) || isNewer(file, newest));
  writeTransaction(db, () => {
    const add = statement(db, 'INSERT OR IGNORE INTO strays (sha256) VALUES (?)');
    for (const { sha256 } of strays) add.run(sha256);
    statement(db, 'UPDATE identity SET doubted = 0').run();
  });
  const still = [
    ...(await flatMapInPieces(strays, (piece) => withoutRow(db, piece))),
    ...(await foreignOrphans(db, folder)),
  ];
  if (still.length > 0) log.warn('failed to set aside orphaned objects', { files: still.length });
  return { setAside: aside.size, strays: still.length };
}

/** Returns the number of files in the store, and those without a row. */
async function scan(
  { db, folder, objects }: SweepDeps,
  signal: AbortSignal,
): Promise<{ files: number; unknown: StoredFile[] }> {
  let files = 0;
  const unknown: StoredFile[] = [];
  for (const shelf of await namesIn(join(folder, 'objects'))) {
    signal.throwIfAborted();
    const found = await storedFiles(join(folder, 'objects', shelf));
    signal.throwIfAborted();
    const ours = found.filter(({ sha256 }) => sha256.startsWith(shelf) && shelf.length === 2);
    files += ours.length;
    unknown.push(
      ...withoutRow(db, ours).filter(({ path, sha256 }) => !objects.isHeld(sha256) && isFile(path)),
    );
    await sleep(PAUSE_MS, undefined, { signal, ref: false });
  }
  return { files, unknown };
}

/** Import time of the newest image, or negative infinity if there is none. */
function newestRow(db: ReadDb): number {
  const sql = 'SELECT created_at FROM images ORDER BY id DESC LIMIT 1';
  const at = statement(db, sql).pluck().get();
  return typeof at === 'number' ? at : Number.NEGATIVE_INFINITY;
}

function isLeftover({ db, clock }: SweepDeps, file: StoredFile, newest: number): boolean {
  return clock() - writtenAt(file) >= AGE_MIN_MS && !isNewer(file, newest) && !isStray(db, file);
}

/** Newer than every row: its own may have been the next one, in a lost log. */
function isNewer(file: StoredFile, newest: number): boolean {
  return writtenAt(file) > newest;
}

function writtenAt({ path }: StoredFile): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Sets a file aside unless it may be an image whose row was lost. Returns whether it did. Synchronous on
 * purpose: a concurrent import of the same bytes either touches the file first (too young to be moved) or
 * finds it gone and writes it again.
 */
export function moveAside({ db, objects, folder, clock, log }: SweepDeps, file: StoredFile): boolean {
  try {
    if (identity(db).doubted === 1 || isStray(db, file)) return false;
    if (objects.isHeld(file.sha256) || clock() - writtenAt(file) < AGE_MIN_MS) return false;
    if (withoutRow(db, [file]).length === 0) return false;
    setAside(db, folder, file, clock());
    return true;
  } catch (error) {
    log.warn('failed to set aside orphaned object', { error: String(error) });
    return false;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
