import { join } from 'node:path';
import type { Keeper } from '../keeper/keeper.ts';
import type { Log } from '../ports.ts';
import { meaningOf } from '../system-failure.ts';

/** Delay (ms) after opening before the whole database is read: user requests come first. */
const FIRST_CHECK_MS = 90_000;

export interface DatabaseWatch {
  /** Something that was read seemed damaged: checks the database now. */
  suspect(): void;
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
  let current: Promise<void> | null = null;

  async function look(): Promise<void> {
    try {
      const objectsFolder = join(folder, 'objects');
      const { sound } = await keeper.run('check-database', { dbPath, objectsFolder });
      if (sound || stopped) return;
      stopped = true;
      log.error('library database damaged');
      deps.damaged();
    } catch (error) {
      if (meaningOf(error) !== 'interrupted') log.warn('database was not checked', { error: String(error) });
    }
  }

  function suspect(): void {
    if (stopped) return;
    current ??= look().finally(() => {
      current = null;
    });
  }

  const timer = setTimeout(suspect, deps.delayMs ?? FIRST_CHECK_MS);
  timer.unref();
  return {
    suspect,
    async settled() {
      await current;
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
