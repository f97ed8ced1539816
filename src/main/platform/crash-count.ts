/** Number of crashes after which a page isn't reloaded automatically. */
const LIMIT = 3;
/** How long a crash counts, in milliseconds. */
const COUNTS_MS = 60_000;

export interface CrashCount {
  /** Counts a crash. Returns whether there were too many in a short time. */
  crashed(): boolean;
  /** Resets the count, because the user chose to try again. */
  reset(): void;
}

/** Counts the crashes of a page. `elapsed` is a monotonic clock in milliseconds. */
export function countCrashes(elapsed: () => number): CrashCount {
  let times: number[] = [];
  return {
    crashed() {
      const now = elapsed();
      times = [...times.filter((time) => now - time < COUNTS_MS), now];
      return times.length >= LIMIT;
    },
    reset() {
      times = [];
    },
  };
}
