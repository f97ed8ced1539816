import type { Log } from '../ports.ts';
import { withLimit } from '../with-limit.ts';

/** Time limit (ms) for closing all parts. */
export const CLOSE_LIMIT_MS = 10_000;

/**
 * Closes all parts concurrently within the time limit. Parts that hang are logged and abandoned. Never
 * throws.
 */
export async function closeAll(
  parts: Readonly<Record<string, () => Promise<unknown>>>,
  log: Log,
  limitMs = CLOSE_LIMIT_MS,
): Promise<void> {
  const open = new Set(Object.keys(parts));
  const closing = Object.entries(parts).map(async ([name, close]) => {
    try {
      await close();
    } catch (error) {
      log.error('failed to close service', { part: name, error: String(error) });
    }
    open.delete(name);
  });
  await withLimit(Promise.all(closing), limitMs, () =>
    log.error('closing timed out; hung services skipped', { parts: [...open] }),
  );
}
