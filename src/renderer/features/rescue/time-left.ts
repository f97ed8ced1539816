/** Time (ms) after which the time left can be estimated. */
const ESTIMATE_AFTER_MS = 4_000;

/** Progress since a time: what was done in `elapsed` milliseconds, and what remains. */
export interface Pace {
  readonly elapsed: number;
  readonly done: number;
  readonly left: number;
}

/** Returns the time left in seconds, rounded up to tens of seconds or whole minutes, or null if it can’t be estimated yet. */
export function secondsLeft({ elapsed, done, left }: Pace): number | null {
  if (elapsed < ESTIMATE_AFTER_MS || done <= 0) return null;
  const seconds = (elapsed * left) / done / 1000;
  const unit = seconds > 60 ? 60 : 10;
  return Math.max(unit, Math.ceil(seconds / unit) * unit);
}
