import { join } from 'node:path';
import type { Emit } from '../bus.ts';
import { emitLibraryChange } from '../commands/emit-change.ts';
import { identity } from '../library/database/continuity.ts';
import { statement, writeTransaction } from '../library/database/db.ts';
import type { Library } from '../library/library.ts';
import { replaceLost } from '../library/sidecars/replace-lost.ts';
import { takeSidecars } from '../library/sidecars/take-sidecars.ts';
import { foreignOrphans, putBack, strayFiles, withoutRow } from '../library/store/orphans.ts';
import type { Swept } from '../library/store/sweep.ts';
import type { Clock, Imaging, Log } from '../ports.ts';
import type { Troubles } from '../troubles.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';
import { type TakenBack, takeBack } from './take-back.ts';

/** Files in the library's folder without rows, which may have been lost. */
export interface Strays {
  /** Result of a sweep. Reported unless the user was already asked and left them. */
  found(swept: Swept): void;
  /** Imports them: data in sidecars is restored, and the others become imported pictures. */
  take(): Promise<TakenBack>;
  /** Leaves them in place. */
  leave(): void;
  close(): Promise<void>;
}

export function createStrays(deps: {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly emit: Emit;
  readonly troubles: Troubles;
  readonly clock: Clock;
}): Strays {
  const { library, log, troubles, clock, emit } = deps;
  const { db, folder } = library;
  const abort = new AbortController();
  let taking: Promise<TakenBack> | null = null;
  let count = 0;

  async function takeAll(): Promise<TakenBack> {
    const orphans = await foreignOrphans(db, folder);
    const back = orphans.flatMap((file) => putBack(folder, file, log) ?? []);
    const files = [...(await strayFiles(db, folder)), ...back];
    const hashes = files.map(({ sha256 }) => sha256);
    const pause = async () => {
      await yieldToEventLoop();
      abort.signal.throwIfAborted();
    };
    const restored = await takeSidecars(db, join(folder, 'objects'), hashes, { now: clock(), pause });
    const taken = await takeBack(deps, withoutRow(db, files), () => {}, abort.signal);
    replaceLost(db);
    if (restored.pictures > 0) emitLibraryChange(db, emit, { ids: null, lists: true });
    log.info('stray files taken in', {
      fromSidecars: restored.pictures,
      damagedSidecars: restored.refused,
      ...taken,
    });
    count = taken.refused;
    leave();
    return { ...taken, taken: taken.taken + restored.pictures };
  }

  function leave(): void {
    writeTransaction(db, () => statement(db, 'UPDATE identity SET left_alone = ?').run(count));
    troubles.clear('strays');
  }

  return {
    found({ strays }) {
      count = strays;
      if (strays > identity(db).left_alone) troubles.set({ kind: 'strays', count: strays });
      else troubles.clear('strays');
    },
    take() {
      taking ??= takeAll().finally(() => {
        taking = null;
      });
      return taking;
    },
    leave,
    async close() {
      abort.abort();
      await taking?.catch(() => {});
    },
  };
}
