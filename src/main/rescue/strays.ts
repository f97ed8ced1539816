import type { Emit } from '../bus.ts';
import { identity } from '../library/database/continuity.ts';
import { statement, writeTransaction } from '../library/database/db.ts';
import type { Library } from '../library/library.ts';
import { foreignOrphans, putBack, strayFiles } from '../library/store/orphans.ts';
import type { Swept } from '../library/store/sweep.ts';
import type { Imaging, Log } from '../ports.ts';
import type { Troubles } from '../troubles.ts';
import { type TakenBack, takeBack } from './take-back.ts';

/** Files in the library's folder that it does not know, since their rows may have been lost. */
export interface Strays {
  /** What a sweep found; told unless it was asked before and they were left. */
  found(swept: Swept): void;
  /** Takes them in as pictures. */
  take(): Promise<TakenBack>;
  /** They stay where they are. */
  leave(): void;
  close(): Promise<void>;
}

export function createStrays(deps: {
  readonly library: Library;
  readonly imaging: Imaging;
  readonly log: Log;
  readonly emit: Emit;
  readonly troubles: Troubles;
}): Strays {
  const { library, log, troubles } = deps;
  const { db, folder } = library;
  const abort = new AbortController();
  let taking: Promise<TakenBack> | null = null;
  let count = 0;

  async function takeAll(): Promise<TakenBack> {
    const orphans = await foreignOrphans(db, folder);
    const back = orphans.flatMap((file) => putBack(folder, file, log) ?? []);
    const files = [...(await strayFiles(db, folder)), ...back];
    const taken = await takeBack(deps, files, () => {}, abort.signal);
    count = taken.refused;
    leave();
    return taken;
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
