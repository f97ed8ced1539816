import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { EngineQueue, MAX_BACKOFF_MS, MIN_BACKOFF_MS } from '../../src/main/queue/engine-queue.ts';
import { fc } from '../fixtures/property.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds until a backed-off queue requests work. */
function restOf(queue: EngineQueue, wake: () => number): number {
  const before = wake();
  const from = Date.now();
  while (wake() === before) vi.advanceTimersToNextTimer();
  expect(queue.isBackingOff).toBe(false);
  return Date.now() - from;
}

/** A queue; `random` in the middle of its range means no jitter. */
function rig(random: () => number = () => 0.5) {
  let woken = 0;
  const queue = new EngineQueue(puppetEngine(), {
    elapsed: () => performance.now(),
    wake: () => {
      woken += 1;
    },
    blocked: () => {},
    random,
  });
  return { lane: queue, woken: () => woken };
}

it('backs off as long as the service asks', () => {
  const { lane: queue, woken } = rig(() => 0);
  queue.backOff(1234);
  expect(queue.isBackingOff).toBe(true);
  expect(restOf(queue, woken)).toBe(1235);
});

it('doubles the backoff up to a limit, and resets it after a success', () => {
  const { lane: queue, woken } = rig();
  const rests = Array.from({ length: 9 }, () => {
    queue.backOff(null);
    return restOf(queue, woken) - 1;
  });
  expect(rests.slice(0, 3)).toEqual([MIN_BACKOFF_MS, 2 * MIN_BACKOFF_MS, 4 * MIN_BACKOFF_MS]);
  expect(rests.at(-1)).toBe(MAX_BACKOFF_MS);
  queue.resetBackoff();
  queue.backOff(null);
  expect(restOf(queue, woken)).toBe(MIN_BACKOFF_MS + 1);
});

it('isn’t shortened by a second run with a shorter delay', () => {
  const { lane: queue } = rig();
  queue.backOff(10_000);
  queue.backOff(10);
  vi.advanceTimersByTime(9_000);
  expect(queue.isBackingOff).toBe(true);
});

it('resumes immediately once the cause is gone', () => {
  const { lane: queue, woken } = rig();
  queue.backOff(10_000);
  queue.clearBackoff();
  expect(queue.isBackingOff).toBe(false);
  vi.advanceTimersByTime(20_000);
  expect(woken()).toBe(0);
});

it('has a jitter of at most a fifth, and never resumes before the service allows', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.option(fc.nat(100_000)),
      fc.nat(9),
      (chance, asked, before) => {
        const { lane: queue, woken } = rig(() => chance);
        for (let i = 0; i < before; i += 1) {
          queue.backOff(null);
          restOf(queue, woken);
        }
        queue.backOff(asked);
        const rested = restOf(queue, woken) - 1;
        const plain = asked ?? Math.min(MIN_BACKOFF_MS * 2 ** before, MAX_BACKOFF_MS);
        expect(rested).toBeGreaterThanOrEqual(asked ?? plain * 0.8 - 1);
        expect(rested).toBeLessThanOrEqual(plain * 1.2 + 1);
      },
    ),
  );
});

it('two queues that failed together resume at different times', () => {
  const rests = Array.from({ length: 20 }, () => {
    const { lane: queue, woken } = rig(Math.random);
    queue.backOff(null);
    return restOf(queue, woken);
  });
  expect(new Set(rests).size).toBeGreaterThan(10);
});
