import { statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import type { Keeper } from '../keeper/keeper.ts';
import type { Log } from '../ports.ts';
import { meaningOf } from '../system-failure.ts';

/** Delay (ms) after opening before the whole database is read: user requests come first. */
const FIRST_CHECK_MS = 90_000;
/** Largest database that is checked while the app closes. The keeper can't be ended in the middle of it. */
const CLOSING_BYTES_MAX = 16 * 2 ** 20;

export interface DatabaseWatch {
  /** Something that was read seemed damaged: checks the database now. */
  suspect(): void;
  /**
   * Whether the database was found intact since it was opened. Checks it first if that hasn't happened yet. Throws
   * `interrupted` if it could not be checked.
   */
  isSound(): Promise<boolean>;
  /** Resolves when no check is under way. */
  settled(): Promise<void>;
  stop(): void;
}

/**
 * Has the keeper read the database once after the start, and whenever damage is suspected. `damaged` is
 * called once if there is any, because continuing with a damaged database would overwrite recoverable data.
 */
export function watchDatabase(deps: {
  readonly keeper: Keeper;
  readonly dbPath: string;
  /** The library's folder. */
  readonly folder: string;
  readonly log: Log;
  readonly damaged: () => void;
  readonly delayMs?: number;
}): DatabaseWatch {
  const { keeper, dbPath, folder, log } = deps;
  let stopped = false;
  let verdict: 'unknown' | 'sound' | 'damaged' = 'unknown';
  let current: Promise<void> | null = null;

  async function look(): Promise<void> {
    try {
      const objectsFolder = join(folder, 'objects');
      const { sound } = await keeper.run('check-database', { dbPath, objectsFolder });
      // One that was damaged stays so, whatever a later check reads.
      if (verdict !== 'damaged') verdict = sound ? 'sound' : 'damaged';
      if (sound) return;
      log.error('library database damaged');
      if (stopped) return;
      stopped = true;
      deps.damaged();
    } catch (error) {
      if (meaningOf(error) !== 'interrupted') log.warn('database was not checked', { error: String(error) });
    }
  }

  function check(): Promise<void> {
    current ??= look().finally(() => {
      current = null;
    });
    return current;
  }

  function suspect(): void {
    if (!stopped) void check();
  }

  const isTooLargeNow = () =>
    stopped && (statSync(dbPath, { throwIfNoEntry: false })?.size ?? 0) > CLOSING_BYTES_MAX;

  // Not again if a sidecar has needed the check before.
  const timer = setTimeout(() => {
    if (verdict === 'unknown') suspect();
  }, deps.delayMs ?? FIRST_CHECK_MS);
  timer.unref();
  return {
    suspect,
    async isSound() {
      if (current !== null || (verdict === 'unknown' && !isTooLargeNow())) await check();
      if (verdict === 'unknown') throw new Failure('interrupted');
      return verdict === 'sound';
    },
    async settled() {
      await current;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
