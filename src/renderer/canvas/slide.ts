import { clamp } from './geometry.ts';

/** Duration (ms) of a result's slide-in: the token for position changes. */
const SLIDE_MS = 200;

export interface Slide {
  start(): void;
  stop(): void;
}

/**
 * Moves the slider from the right to the middle, one step per frame. Calls `onEnd` after the last step unless
 * it was stopped.
 */
export function createSlide(onSplit: (split: number) => void, onEnd: () => void): Slide {
  let frame = 0;
  const move = (start: number, time: number): void => {
    const share = clamp((time - start) / SLIDE_MS, 0, 1);
    onSplit(1 - 0.5 * (1 - (1 - share) ** 3));
    if (share < 1) frame = requestAnimationFrame((next) => move(start, next));
    else onEnd();
  };
  return {
    start: () => {
      frame = requestAnimationFrame((time) => move(time, time));
    },
    stop: () => cancelAnimationFrame(frame),
  };
}
