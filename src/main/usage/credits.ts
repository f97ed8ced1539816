import type { CreditReading } from '../library/ledger/usage.ts';

type Counter = Pick<CreditReading, 'startedAt' | 'finishedAt' | 'used' | 'creditLimit'>;

/**
 * Computes what each run cost from the account's counter. Each answer reports the credits used *before* it,
 * so a run cost the increase up to the next answer. Runs are passed newest first. Credits the account spends
 * elsewhere in between are included because the service reports nothing finer. Null if unknown: the newest
 * run, a counter that restarted, another account.
 */
export function createCreditMeter(): (run: Counter) => number | null {
  let later: { readonly used: number; readonly limit: unknown; readonly startedAt: number } | null = null;
  return ({ used, creditLimit: limit, startedAt, finishedAt }) => {
    if (typeof used !== 'number') return null;
    const next = later;
    // Two concurrent runs: the older one was answered last. The lower reading is used.
    const overlaps = next !== null && used > next.used && (finishedAt ?? startedAt) > next.startedAt;
    if (overlaps && limit === next.limit) return null;
    later = { used, limit, startedAt };
    return next === null || limit !== next.limit || used > next.used ? null : next.used - used;
  };
}
