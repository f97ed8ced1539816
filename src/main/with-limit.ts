import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Resolves as `work` does, or with `late()` when `work` takes longer than `limitMs`. Nothing cancels `work`. Rejects when `signal` fires
 * first.
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
  // Either may reject after the other has decided.
  limit.catch(() => {});
  work.catch(() => {});
  return Promise.race([work, limit]).finally(() => decided.abort());
}
