/** Crashes after which a page is not loaded again by itself. */
const LIMIT = 3;
/** How long a crash counts, in milliseconds. */
const COUNTS_MS = 60_000;

export interface CrashCount {
  /** Counts a crash; whether there were too many in a short time. */
  crashed(): boolean;
  /** Starts anew: somebody decided to try again. */
  reset(): void;
}

/** Counts the crashes of a page. `elapsed` is a clock that nobody can set, in milliseconds. */
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
