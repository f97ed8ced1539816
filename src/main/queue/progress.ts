import type { RunProgress } from '@shared/domain/run.ts';
import type { Elapsed } from '../ports.ts';

/** Minimum time (ms) between two progress reports of one run: twenty per second. */
export const PROGRESS_GAP_MS = 50;

export interface ProgressMeter {
  /** Reports what changed immediately, or as soon as the interval has passed. The newest value wins. */
  report(runId: number, change: Partial<Omit<RunProgress, 'runId'>>): void;
  /** Drops pending progress of a run that has finished. */
  forget(runId: number): void;
}

/** Throttles the progress of active runs. Progress is never stored. */
export function createProgressMeter(elapsed: Elapsed, pass: (progress: RunProgress) => void): ProgressMeter {
  const runs = new Map<
    number,
    { passedAt: number; last: RunProgress; waiting: RunProgress | null; timer: NodeJS.Timeout | null }
  >();
  return {
    report(runId, change) {
      const now = elapsed();
      const run = runs.get(runId) ?? {
        passedAt: -Infinity,
        last: { runId, step: 0, steps: 1, ahead: 0, preview: 0 },
        waiting: null,
        timer: null,
      };
      runs.set(runId, run);
      const progress = { ...run.last, ...change };
      run.last = progress;
      if (now - run.passedAt >= PROGRESS_GAP_MS) {
        run.passedAt = now;
        run.waiting = null;
        pass(progress);
        return;
      }
      run.waiting = progress;
      run.timer ??= setTimeout(
        () => {
          run.timer = null;
          if (!run.waiting) return;
          run.passedAt = elapsed();
          pass(run.waiting);
          run.waiting = null;
        },
        run.passedAt + PROGRESS_GAP_MS - now,
      );
    },
    forget(runId) {
      const timer = runs.get(runId)?.timer;
      if (timer) clearTimeout(timer);
      runs.delete(runId);
    },
  };
}
