import type { Log } from '../ports.ts';
import { withLimit } from '../with-limit.ts';

/** Longest time that closing waits for what still works, in milliseconds. */
export const CLOSE_LIMIT_MS = 10_000;

/** Closes all parts at once and waits for them, but not for ever: what hangs is named in the log and left. Never throws. */
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
