import { clamp } from './geometry.ts';

/** Fastest and slowest a picture gives way to the other, in milliseconds: no more than three changes a second (WCAG 2.3.1). */
export const BLINK_FASTEST_MS = 340;
export const BLINK_SLOWEST_MS = 3000;

/** A pace within what is safe. */
export function blinkPace(ms: number): number {
  return clamp(Number.isFinite(ms) ? ms : BLINK_SLOWEST_MS, BLINK_FASTEST_MS, BLINK_SLOWEST_MS);
}

export interface Blink {
  /** Turns at a pace from now on; null stands still. */
  pace(ms: number | null): void;
  /** Shows the other picture at once, unless that would be faster than is safe. */
  step(): void;
  stop(): void;
}

/** Calls `turn` at a pace. However it is asked, two turns are never nearer than the fastest pace. */
export function createBlink(turn: () => void, now: () => number = () => performance.now()): Blink {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let every: number | null = null;
  let last = Number.NEGATIVE_INFINITY;

  const go = () => {
    last = now();
    turn();
    plan();
  };
  const plan = () => {
    clearTimeout(timer);
    if (every === null) return;
    timer = setTimeout(go, Math.max(every - Math.max(now() - last, 0), 0));
  };
  return {
    pace(ms) {
      const starts = every === null && ms !== null;
      every = ms === null ? null : blinkPace(ms);
      // The first picture is seen for a whole turn before the other comes.
      if (starts) last = Math.max(last, now());
      plan();
    },
    step() {
      if (now() - last < BLINK_FASTEST_MS) return;
      go();
    },
    stop: () => clearTimeout(timer),
  };
}
