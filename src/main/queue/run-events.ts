import type { Obstacles } from '@shared/domain/obstacle.ts';
import type { RunProgress } from '@shared/domain/run.ts';
import type { Emit } from '../bus.ts';
import type { Ledger } from '../library/ledger/ledger.ts';
import type { RunHead } from '../library/ledger/runs.ts';
import type { Log } from '../ports.ts';
import { yieldToEventLoop } from '../yield-to-event-loop.ts';

/** Number of runs emitted before yielding to other work. */
const AT_ONCE = 5;

/** Emits run events to the windows. Failures (closed window, damaged row) are logged and never stop the run. */
export interface RunEvents {
  emitChanged(editId: number): void;
  /**
   * Emits several runs, a few at a time: each is read from the database, and two hundred at once would block
   * everything else. The first are emitted before it returns. Resolves after the last, or once `signal` fired.
   */
  emitMany(editIds: readonly number[], signal: AbortSignal): Promise<void>;
  emitProgress(progress: RunProgress): void;
  /** The obstacles changed. */
  emitObstacles(obstacles: Obstacles): void;
  /** Emits the images of a run that was just saved. */
  emitSaved(run: RunHead): void;
}

export function createRunEvents({
  ledger,
  emit,
  log,
}: {
  readonly ledger: Ledger;
  readonly emit: Emit;
  readonly log: Log;
}): RunEvents {
  const safely = (tell: () => void): void => {
    try {
      tell();
    } catch (error) {
      log.warn('failed to emit run event', { error: String(error) });
    }
  };
  const emitChanged = (editId: number) => safely(() => emit('run.changed', ledger.entryByEdit(editId)));
  return {
    emitChanged,
    async emitMany(editIds, signal) {
      for (const [at, editId] of editIds.entries()) {
        if (at > 0 && at % AT_ONCE === 0) await yieldToEventLoop();
        if (signal.aborted) return;
        emitChanged(editId);
      }
    },
    emitObstacles: (obstacles) => safely(() => emit('queue.obstacles', obstacles)),
    emitProgress: (progress) => safely(() => emit('run.progress', progress)),
    emitSaved(run) {
      safely(() => {
        const { results, revision } = ledger.entryByEdit(run.editId);
        const images = results
          .filter((result) => result.runId === run.id)
          .map(({ image }) => ({ ...image, revision }));
        emit('library.added', { images });
      });
      emitChanged(run.editId);
      safely(() => emit('run.saved', { runId: run.id }));
    },
  };
}
