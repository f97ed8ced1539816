import { clamp } from './geometry.ts';

/**
 * Shortest and longest duration of a picture in a blink, in milliseconds: at most three changes per second
 * (WCAG 2.3.1).
 */
export const BLINK_FASTEST_MS = 340;
export const BLINK_SLOWEST_MS = 3000;

/** Limits a pace to the safe range. */
export function blinkPace(ms: number): number {
  return clamp(Number.isFinite(ms) ? ms : BLINK_SLOWEST_MS, BLINK_FASTEST_MS, BLINK_SLOWEST_MS);
}

export interface Blink {
  /** Sets the pace (ms). Null pauses. */
  pace(ms: number | null): void;
  /** Shows the other picture immediately, unless that would exceed the safe pace. */
  step(): void;
  stop(): void;
}

/** Calls `turn` at a pace. Two turns are never closer than the fastest pace. */
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
      // The first picture is visible for a full turn before the other one.
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
