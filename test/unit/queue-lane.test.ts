import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FIRST_REST_MS, Lane, LONGEST_REST_MS } from '../../src/main/queue/lane.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Milliseconds until a lane that was told to rest calls for work. */
function restOf(lane: Lane, wake: () => number): number {
  const before = wake();
  const from = Date.now();
  while (wake() === before) vi.advanceTimersToNextTimer();
  expect(lane.resting).toBe(false);
  return Date.now() - from;
}

/** A lane; `random` in the middle of its range means no jitter. */
function rig(random: () => number = () => 0.5) {
  let woken = 0;
  const lane = new Lane(puppetEngine(), {
    elapsed: () => performance.now(),
    wake: () => {
      woken += 1;
    },
    blocked: () => {},
    random,
  });
  return { lane, woken: () => woken };
}

it('rests as long as the service asks', () => {
  const { lane, woken } = rig(() => 0);
  lane.rest(1234);
  expect(lane.resting).toBe(true);
  expect(restOf(lane, woken)).toBe(1235);
});

it('rests twice as long each time, up to a limit, and starts short again after a success', () => {
  const { lane, woken } = rig();
  const rests = Array.from({ length: 9 }, () => {
    lane.rest(null);
    return restOf(lane, woken) - 1;
  });
  expect(rests.slice(0, 3)).toEqual([FIRST_REST_MS, 2 * FIRST_REST_MS, 4 * FIRST_REST_MS]);
  expect(rests.at(-1)).toBe(LONGEST_REST_MS);
  lane.wentWell();
  lane.rest(null);
  expect(restOf(lane, woken)).toBe(FIRST_REST_MS + 1);
});

it('is not cut short by a second run that was told less', () => {
  const { lane } = rig();
  lane.rest(10_000);
  lane.rest(10);
  vi.advanceTimersByTime(9_000);
  expect(lane.resting).toBe(true);
});

it('wakes up at once when the reason is gone', () => {
  const { lane, woken } = rig();
  lane.rest(10_000);
  lane.wakeUp();
  expect(lane.resting).toBe(false);
  vi.advanceTimersByTime(20_000);
  expect(woken()).toBe(0);
});

it('is off by a fifth at most, and never comes back sooner than the service asks', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
      fc.option(fc.nat(100_000)),
      fc.nat(9),
      (chance, asked, before) => {
        const { lane, woken } = rig(() => chance);
        for (let i = 0; i < before; i += 1) {
          lane.rest(null);
          restOf(lane, woken);
        }
        lane.rest(asked);
        const rested = restOf(lane, woken) - 1;
        const plain = asked ?? Math.min(FIRST_REST_MS * 2 ** before, LONGEST_REST_MS);
        expect(rested).toBeGreaterThanOrEqual(asked ?? plain * 0.8 - 1);
        expect(rested).toBeLessThanOrEqual(plain * 1.2 + 1);
      },
    ),
  );
});

it('two lanes that were thrown off together come back apart', () => {
  const rests = Array.from({ length: 20 }, () => {
    const { lane, woken } = rig(Math.random);
    lane.rest(null);
    return restOf(lane, woken);
  });
  expect(new Set(rests).size).toBeGreaterThan(10);
});
