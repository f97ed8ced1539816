import type { PressId } from '@shared/domain/press.ts';

/** Pushes that follow each other within this time, in milliseconds, are one press. */
export const ONE_PRESS_MS = 1_000;

interface Held {
  /** The last push, or the answer when that came later. */
  at: number;
  /** Whether the answer is still to come. */
  waiting: boolean;
}

export type Presses = ReturnType<typeof createPresses>;

/**
 * The presses of whatever can spend: each gets an id of its own, and pushing again for the same thing (a double click, a key that
 * is held down, the same by another menu) is one press until the first was answered and a moment has passed.
 */
export function createPresses(now: () => number = () => performance.now()) {
  const held = new Map<string, Held>();

  /** Whether a push for this thing belongs to the press before. */
  function isSame(thing: string): boolean {
    const before = held.get(thing);
    return before !== undefined && (before.waiting || now() - before.at < ONE_PRESS_MS);
  }

  return {
    isSame,
    /**
     * Makes the call with a new press; undefined, without a call, when the push belongs to the press before. `call` answers null
     * when it was refused: nothing was made, so the next push is a press of its own.
     */
    async once<T>(thing: string, call: (press: PressId) => Promise<T | null>): Promise<T | null | undefined> {
      const before = held.get(thing);
      if (before && isSame(thing)) {
        before.at = now();
        return undefined;
      }
      for (const [other, { at, waiting }] of held)
        if (!waiting && now() - at >= ONE_PRESS_MS) held.delete(other);
      const mine: Held = { at: now(), waiting: true };
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
