import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Resolves like `work`, or with `late()` if `work` takes longer than `limitMs`. `work` isn't canceled.
 * Rejects if `signal` fires first.
 */
export async function withLimit<T, L>(
  work: Promise<T>,
  limitMs: number,
  late: () => L,
  signal?: AbortSignal,
): Promise<T | L> {
  const decided = new AbortController();
  const signals = signal ? [decided.signal, signal] : [decided.signal];
  const limit = sleep(limitMs, undefined, { signal: AbortSignal.any(signals) }).then(late);
  // Either may reject after the race is decided.
  limit.catch(() => {});
  work.catch(() => {});
  return Promise.race([work, limit]).finally(() => decided.abort());
}
