import { describe, expect, it } from 'vitest';
import { secondsLeft } from '../../src/renderer/features/rescue/time-left.ts';

describe('secondsLeft', () => {
  it.each([
    [{ elapsed: 3_999, done: 50, left: 50 }, null],
    [{ elapsed: 60_000, done: 0, left: 50 }, null],
    [{ elapsed: 10_000, done: 50, left: 50 }, 10],
    [{ elapsed: 10_000, done: 50, left: 51 }, 20],
    [{ elapsed: 10_000, done: 50, left: 0 }, 10],
    [{ elapsed: 60_000, done: 50, left: 50 }, 60],
    [{ elapsed: 61_000, done: 50, left: 50 }, 120],
    [{ elapsed: 60_000, done: 1, left: 99 }, 99 * 60],
  ])('rounds the time left at a pace of %j up to %j', (pace, seconds) => {
    expect(secondsLeft(pace)).toBe(seconds);
  });
});
