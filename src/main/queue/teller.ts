import type { Obstacles } from '@shared/domain/obstacle.ts';
import type { RunProgress } from '@shared/domain/run.ts';
import type { Emit } from '../bus.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { RunHead } from '../library/ledger/runs.ts';
import type { Log } from '../ports.ts';

/** Tells the windows what becomes of runs. A window that cannot be told, or a damaged row, must not stop a run. */
export interface Teller {
  changed(editId: number): void;
  progressed(progress: RunProgress): void;
  /** What keeps runs waiting is another thing now. */
  obstacles(obstacles: Obstacles): void;
  /** The pictures of a run that was saved just now. */
  saved(run: RunHead): void;
}

export function createTeller({
  ledger,
  emit,
  log,
}: {
  readonly ledger: Ledger;
  readonly emit: Emit;
  readonly log: Log;
}): Teller {
  const safely = (tell: () => void): void => {
    try {
      tell();
    } catch (error) {
      log.warn('a change could not be told', { error: String(error) });
    }
  };
  const changed = (editId: number) => safely(() => emit('run.changed', ledger.entryByEdit(editId)));
  return {
    changed,
    obstacles: (obstacles) => safely(() => emit('queue.obstacles', obstacles)),
    progressed: (progress) => safely(() => emit('run.progress', progress)),
    saved(run) {
      safely(() => {
        const { results, revision } = ledger.entryByEdit(run.editId);
        const images = results
          .filter((result) => result.runId === run.id)
          .map(({ image }) => ({ ...image, revision }));
        emit('library.added', { images });
      });
      changed(run.editId);
      safely(() => emit('run.saved', { runId: run.id }));
    },
  };
}
