/** A commit that takes this long, in milliseconds, is noticed by the user: the app waits for the disk meanwhile. */
const SLOW_MS = 1000;
/** Commits below this are as fast as those of a usual disk. */
const FAST_MS = 250;
/** How many fast commits in a row show that the disk is no longer slow. */
const FAST_COMMITS = 3;

/** Watches how long the disk takes for each commit. Returns what is to be called with the duration of each, in milliseconds. */
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
