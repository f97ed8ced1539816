import type { CreditReading } from '../library/ledger/usage.ts';

type Counter = Pick<CreditReading, 'startedAt' | 'finishedAt' | 'used' | 'creditLimit'>;

/**
 * What each run cost, by the account's own counter. The service tells with each answer how many credits were used up
 * *before* it, so a run cost what the counter grew by until the next answer: runs are given newest first. Credits spent
 * on the account elsewhere in between count as well; nothing better is told.
 * Null where nothing can be said: the newest run, a counter that began anew, another account.
 */
export function createCreditMeter(): (run: Counter) => number | null {
  let later: { readonly used: number; readonly limit: unknown; readonly startedAt: number } | null = null;
  return ({ used, creditLimit: limit, startedAt, finishedAt }) => {
    if (typeof used !== 'number') return null;
    const next = later;
    // Two runs at the same time: the older one was answered last. The lower reading counts on.
    const overlaps = next !== null && used > next.used && (finishedAt ?? startedAt) > next.startedAt;
    if (overlaps && limit === next.limit) return null;
    later = { used, limit, startedAt };
    return next === null || limit !== next.limit || used > next.used ? null : next.used - used;
  };
}
