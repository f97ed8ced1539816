/** A commit this long (ms) is noticeable, because the app waits for the disk. */
const SLOW_MS = 1000;
/** Commits below this (ms) are as fast as a normal disk's. */
const FAST_MS = 250;
/** Number of consecutive fast commits after which the disk is no longer slow. */
const FAST_COMMITS = 3;

/** Monitors commit durations. Returns a function to call with each duration in milliseconds. */
export function watchCommits(report: {
  /** Called for each slow commit, with its duration. */
  readonly slow: (seconds: number) => void;
  readonly fast: () => void;
}): (ms: number) => void {
  let isSlow = false;
  let fastInRow = 0;
  return (ms) => {
    if (ms >= SLOW_MS) {
      isSlow = true;
      fastInRow = 0;
      report.slow(Math.round(ms / 1000));
      return;
    }
    fastInRow = ms < FAST_MS ? fastInRow + 1 : 0;
    if (!isSlow || fastInRow < FAST_COMMITS) return;
    isSlow = false;
    report.fast();
  };
}
