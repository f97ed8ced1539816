import { startOfDay } from '@shared/local-day.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DailyCap } from '../../src/main/queue/daily-cap.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-05-04T23:30:00') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A ledger with start times of paid runs. */
function rig(starts: number[], cap: number) {
  let woken = 0;
  const daily = new DailyCap({
    ledger: { paidRunsSince: (_engine, since) => starts.filter((at) => at >= since).length },
    engines: ['1min.ai'],
    clock: Date.now,
    dailyCap: () => cap,
    wake: () => {
      woken += 1;
    },
  });
  return { daily, woken: () => woken };
}

it('counts runs started today and those about to start', () => {
  const { daily } = rig([startOfDay(Date.now()) - 1, startOfDay(Date.now()), Date.now()], 4);
  expect(daily.reached(1)).toBe(false);
  expect(daily.reached(2)).toBe(true);
  daily.stop();
});

it('checks again automatically until there is room, and right after midnight', () => {
  const { daily, woken } = rig([Date.now()], 1);
  expect(daily.reached(0)).toBe(true);
  // Even without requests for hours: every waking checks again.
  for (let minute = 1; minute < 30; minute += 1) {
    vi.advanceTimersByTime(60_000);
    expect(woken()).toBe(minute);
    expect(daily.reached(0)).toBe(true);
  }
  vi.advanceTimersByTime(30_000);
  expect(daily.reached(0)).toBe(true);
  vi.advanceTimersByTime(30_000);
  expect(new Date().getHours()).toBe(0);
  expect(woken()).toBe(30);
  expect(daily.reached(0)).toBe(false);
});

it('keeps one timer, and none once stopped', () => {
  const { daily, woken } = rig([], 0);
  for (let i = 0; i < 5; i += 1) daily.reached(0);
  expect(vi.getTimerCount()).toBe(1);
  daily.stop();
  vi.advanceTimersByTime(3_600_000);
  expect(woken()).toBe(0);
});
