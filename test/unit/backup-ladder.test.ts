import { describe, expect, it } from 'vitest';
import { beyondLadder } from '../../src/main/backups/ladder.ts';
import { fc } from '../fixtures/property.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 1);

interface Made {
  readonly name: string;
  readonly number: number;
  readonly at: number;
}

/** Makes backups at these times, and after each removes those beyond the ladder. */
function make(times: readonly number[], before: readonly Made[] = []): Made[] {
  let kept = [...before];
  for (const at of times) {
    const number = Math.max(0, ...kept.map((made) => made.number)) + 1;
    kept.push({ name: String(number), number, at });
    const removed = new Set(beyondLadder(kept));
    kept = kept.filter((made) => !removed.has(made));
  }
  return kept;
}

/** Steps of a clock: mostly minutes forward, sometimes far back or ahead. */
const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 3 * HOUR }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: -60 * 365 * DAY, max: 60 * 365 * DAY }) },
  ),
  { minLength: 1, maxLength: 300 },
);
function timesOf(list: readonly number[]): number[] {
  let now = START;
  return list.map((step) => {
    now += step;
    return now;
  });
}

describe('beyondLadder', () => {
  it('always keeps the newest backup, regardless of the clock', () => {
    fc.assert(
      fc.property(steps, (list) => {
        expect(make(timesOf(list)).at(-1)?.at).toBe(timesOf(list).at(-1));
      }),
      { seed: 12 },
    );
  });

  it('keeps the last six, even if they were made within one hour', () => {
    const minutes = [0, 5, 10, 15, 20, 25, 30, 35].map((minute) => START + minute * 60_000);
    expect(make(minutes).map(({ name }) => name)).toEqual(['3', '4', '5', '6', '7', '8']);
  });

  it('never keeps more than 52 backups', () => {
    fc.assert(
      fc.property(steps, (list) => {
        expect(make(timesOf(list)).length).toBeLessThanOrEqual(6 + 24 + 14 + 8);
      }),
      { seed: 12 },
    );
  });

  it('removes at most one backup each of the latest, hours, days and weeks per new one', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: -60 * 365 * DAY, max: 60 * 365 * DAY }), (list, jump) => {
        const before = make(timesOf(list));
        const after = make([START + jump], before);
        expect(after.length).toBeGreaterThanOrEqual(before.length + 1 - 4);
      }),
      { seed: 12 },
    );
  });

  it('keeps a backup of each of the last 24 hours, 14 days and 8 weeks of steady work', () => {
    const times = Array.from({ length: 6 * 24 * 100 }, (_, n) => START + n * (HOUR / 6));
    const kept = make(times);
    const periods = (length: number) => new Set(kept.map(({ at }) => Math.floor(at / length))).size;
    const last = times.at(-1) ?? 0;
    expect(
      new Set(kept.filter(({ at }) => last - at < DAY).map(({ at }) => Math.floor(at / HOUR))).size,
    ).toBe(24);
    expect(periods(DAY)).toBeGreaterThanOrEqual(14);
    expect(periods(7 * DAY)).toBe(8);
  });
});
