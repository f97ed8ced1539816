/** A backup as the ladder sees it. */
interface Rung {
  readonly name: string;
  /** Grows with each backup. */
  readonly number: number;
  /** In milliseconds since 1970. */
  readonly at: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/**
 * Number of newest backups to keep regardless of their age: after a rebuild, the good one of the same hour
 * must stay.
 */
const LATEST = 6;
/** Number of backups to keep from different hours, days and weeks. */
const LADDER = [
  { keep: 24, lengthMs: HOUR },
  { keep: 14, lengthMs: DAY },
  { keep: 8, lengthMs: 7 * DAY },
] as const;

/**
 * Returns the backups to remove: all except the newest six, and the newest of each of the last 24 hours, 14
 * days and 8 weeks that have one. Periods are counted among the backups instead of back from now, so that a
 * clock change doesn't remove many at once.
 */
export function beyondLadder<T extends Rung>(backups: readonly T[]): T[] {
  const newestFirst = backups.toSorted((a, b) => b.number - a.number);
  const kept = new Set<T>(newestFirst.slice(0, LATEST));
  for (const { keep, lengthMs } of LADDER) {
    const periods = new Set<number>();
    for (const backup of newestFirst) {
      const period = Math.floor(backup.at / lengthMs);
      if (periods.size === keep) break;
      if (periods.has(period)) continue;
      periods.add(period);
      kept.add(backup);
    }
  }
  return newestFirst.filter((backup) => !kept.has(backup));
}
