import type { PressId } from '@shared/domain/press.ts';

/** Repeated presses within this time (ms) count as one. */
export const ONE_PRESS_MS = 1_000;

interface RecentPress {
  /** Time of the last press, or of the answer if later. */
  at: number;
  /** Whether the answer is pending. */
  waiting: boolean;
}

export type Presses = ReturnType<typeof createPresses>;

/**
 * Deduplicates presses of controls that can spend money. Each press gets its own id. Repeating it (double
 * click, held key, another menu) counts as the same press until the first was answered and a moment has
 * passed.
 */
export function createPresses(now: () => number = () => performance.now()) {
  const held = new Map<string, RecentPress>();

  /** Whether this repeats the previous press. */
  function isSame(thing: string): boolean {
    const before = held.get(thing);
    return before !== undefined && (before.waiting || now() - before.at < ONE_PRESS_MS);
  }

  return {
    isSame,
    /**
     * Makes the call with a new press. Returns undefined without a call if it repeats the previous press. If
     * `call` returns null, it was refused and nothing was created, so the next press is a new one.
     */
    async once<T>(thing: string, call: (press: PressId) => Promise<T | null>): Promise<T | null | undefined> {
      const before = held.get(thing);
      if (before && isSame(thing)) {
        before.at = now();
        return undefined;
      }
      for (const [other, { at, waiting }] of held)
        if (!waiting && now() - at >= ONE_PRESS_MS) held.delete(other);
      const mine: RecentPress = { at: now(), waiting: true };
      held.set(thing, mine);
      try {
        const answer = await call(crypto.randomUUID());
        if (answer === null) held.delete(thing);
        return answer;
      } finally {
        mine.waiting = false;
        mine.at = now();
      }
    },
  };
}
