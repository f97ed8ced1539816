import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@shared/errors.ts';
import { isDiskFull } from '../../disk-errors.ts';
import { codeOf } from '../../system-codes.ts';
import { Holder, isAlive, isOnThisMachine, thisProcess } from './lock-holder.ts';

/* `lock.json` in a library's folder: the process that has it open. Two data folders may share a library, by a
   link or on a network disk, and the second process would delete what the first is writing. A holder on
   another machine touches the file to show that it is alive. */

export const LOCK_NAME = 'lock.json';
/** Heartbeat interval in milliseconds. */
const BEAT_MS = 10_000;
/** Time (ms) without a heartbeat after which a holder counts as gone. */
const SILENT_MS = 45_000;
/** Time (ms) to wait for another process that takes the lock over at the same moment. */
const SETTLE_MS = 100;

export interface FolderLock {
  /** Looks whether the lock is still this process's, as after the machine slept. */
  look(): void;
  release(): void;
}

interface Seen {
  readonly token: string;
  readonly touched: number;
  readonly since: number;
}

/** Locks of this process by folder: opening a library again doesn't conflict with itself. */
const held = new Map<string, { token: string; count: number }>();
/** Holders of which it is not known whether they are alive, since they were first seen. */
const seen = new Map<string, Seen>();

/**
 * Locks a library's folder for this process. Throws `library-in-use` when another process has it; one that is dead, or has given no sign for
 * 45 seconds, loses it. `onLost` is called when another process took it over, as from a machine that slept.
 */
export async function lockFolder(
  folder: string,
  onLost: () => void,
  { beatMs = BEAT_MS, silentMs = SILENT_MS }: { readonly beatMs?: number; readonly silentMs?: number } = {},
): Promise<FolderLock> {
  const place = realpathSync(folder);
  const path = join(place, LOCK_NAME);
  const mine = held.get(place);
  if (mine && readHolder(path)?.token === mine.token) mine.count += 1;
  else held.set(place, { token: await acquire(path, silentMs), count: 1 });
  const { token } = held.get(place) ?? { token: '' };
  let lost = false;

  function look(): void {
    if (lost) return;
    const holder = readHolder(path);
    if (holder?.token === token) {
      attempt(() => touch(path));
      return;
    }
    // A missing folder is another problem, reported elsewhere.
    if (holder === null) {
      attempt(() => write(path, token, 'wx'));
      return;
    }
    lost = true;
    onLost();
  }

  const timer = setInterval(look, beatMs);
  timer.unref();
  let released = false;
  return {
    look,
    release() {
      if (released) return;
      released = true;
      clearInterval(timer);
      const entry = held.get(place);
      if (!entry || entry.token !== token) return;
      entry.count -= 1;
      if (entry.count > 0) return;
      held.delete(place);
      if (readHolder(path)?.token === token) attempt(() => rmSync(path, { force: true }));
    },
  };
}

/** Whether this process has a library's folder locked. */
export function holdsFolder(folder: string): boolean {
  return held.has(realpathSync(folder));
}

/** The token under which the file is now this process's. */
async function acquire(path: string, silentMs: number): Promise<string> {
  const token = randomUUID();
  if (write(path, token, 'wx')) return token;
  const holder = readHolder(path);
  if (holder && !isGone(path, holder, silentMs) && !isCopied(path, holder))
    throw new Failure('library-in-use');
  const temp = `${path}.${token}.tmp`;
  if (write(temp, token, 'w')) renameSync(temp, path);
  // Another one may have judged the same at the same moment: the last one has it.
  await sleep(SETTLE_MS);
  const now = readHolder(path);
  if (now && now.token !== token) throw new Failure('library-in-use');
  return token;
}

function isGone(path: string, holder: Holder, silentMs: number): boolean {
  const alive = isAlive(holder);
  if (alive !== 'unknown') return !alive;
  const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const before = seen.get(path);
  if (before?.token === holder.token && before.touched === touched)
    return performance.now() - before.since >= silentMs;
  seen.set(path, { token: holder.token, touched, since: performance.now() });
  // No clock of another machine is wrong by a day.
  return Date.now() - touched > 24 * 3_600_000;
}

/** Whether the lock is a copy: its holder has another folder open, from which this one was copied meanwhile. */
function isCopied(path: string, holder: Holder): boolean {
  const { place, token } = holder;
  const folder = dirname(path);
  if (place === null || place === folder || !isOnThisMachine(holder)) return false;
  if (readHolder(join(place, LOCK_NAME))?.token !== token) return false;
  // One folder may have several paths, as in a mount. Then a new file appears in all of them.
  const probe = `${LOCK_NAME}.${randomUUID()}.tmp`;
  try {
    closeSync(openSync(join(folder, probe), 'wx', 0o600));
    return !existsSync(join(place, probe));
  } catch {
    return false;
  } finally {
    rmSync(join(folder, probe), { force: true });
  }
}

/** Null for a file that is not there, or says nothing: a crash came while it was written. */
function readHolder(path: string): Holder | null {
  try {
    return Holder.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Returns false if the file exists. A full disk may accept the file but not its content: the library can be
 * used without it.
 */
function write(path: string, token: string, flags: 'wx' | 'w'): boolean {
  try {
    const file = openSync(path, flags, 0o600);
    try {
      writeSync(file, `${JSON.stringify(thisProcess(token, dirname(path)))}\n`);
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (isDiskFull(error)) return true;
    throw error;
  }
}

function touch(path: string): void {
  const now = new Date();
  utimesSync(path, now, now);
}

/** Runs `work` and ignores its errors: a disk that refuses now may accept the next heartbeat. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Such as a network disk that isn't reachable yet after the machine slept.
  }
}
