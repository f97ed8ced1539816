import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgressMeter } from '../../src/main/queue/progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('reports at most twenty steps a second, and always the last one', () => {
  const passed: { step: number; at: number }[] = [];
  const meter = createProgressMeter(
    () => performance.now(),
    ({ step }) => passed.push({ step, at: Date.now() }),
  );
  for (let step = 1; step <= 1000; step += 1) {
    meter.report(1, { step, steps: 1000 });
    vi.advanceTimersByTime(1);
  }
  vi.advanceTimersByTime(100);
  expect(passed.length).toBeGreaterThan(15);
  expect(passed.length).toBeLessThanOrEqual(21);
  expect(passed.at(-1)?.step).toBe(1000);
  for (const [index, { at }] of passed.entries())
    if (index > 0) expect(at - (passed[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(50);
});

it('separates runs, and reports nothing for an ended one', () => {
  const passed: number[] = [];
  const meter = createProgressMeter(
    () => performance.now(),
    ({ runId }) => passed.push(runId),
  );
  meter.report(1, { step: 1, steps: 9 });
  meter.report(2, { step: 1, steps: 9 });
  meter.report(1, { step: 2, steps: 9 });
  meter.forget(1);
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual([1, 2]);
});
