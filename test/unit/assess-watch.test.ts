import { assessWatch, BASELINE_MIN, CONFIRMATIONS } from '@shared/domain/assess-watch.ts';
import { describe, expect, it } from 'vitest';
import { ENDPOINT_KINDS, endpoint, rerun, withOtherColors, withOtherWeights } from '../fixtures/endpoints.ts';
import { fc } from '../fixtures/property.ts';

const TRIALS = 1000;
/** A year of weekly re-runs. */
const YEAR = 52;

const usual = { ssim: 1, changedShare: 0 };
const other = { ssim: 0.4, changedShare: 0.8 };
const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('assessWatch', () => {
  it('reports no change of an endpoint that has not changed, in 1,000 trials of a year', () => {
    let alarms = 0;
    const trial = fc.property(fc.constantFrom(...ENDPOINT_KINDS), fc.nat(), (kind, seed) => {
      const { periods } = assessWatch(rerun(endpoint(kind, seed), YEAR));
      alarms += periods.length;
      expect(periods).toEqual([]);
    });
    fc.assert(trial, { numRuns: TRIALS });
    console.log(`${TRIALS} endpoints without a change, ${YEAR} re-runs each: ${alarms} false alarms`);
  });

  it('finds other weights within 3 re-runs, and dates them by the first', () => {
    const needed: number[] = [];
    const cases = fc.tuple(fc.constantFrom(...ENDPOINT_KINDS), fc.nat(), fc.integer({ min: 3, max: YEAR }));
    const trial = fc.property(cases, ([kind, seed, before]) => {
      const old = endpoint(kind, seed);
      const series = rerun(old, before);
      // A broken picture among the first few hides changes for a while, and the app says so. One just before
      // the change counts as its first.
      fc.pre(assessWatch(series).state === 'steady');
      const planted = rerun(withOtherWeights(old, seed), CONFIRMATIONS);
      const states = planted.map((_, at) => assessWatch([...series, ...planted.slice(0, at + 1)]));
      needed.push(states.findIndex(({ state }) => state === 'different') + 1);
      expect(states.at(-1)).toMatchObject({ state: 'different', periods: [{ from: planted[0], to: null }] });
    });
    fc.assert(trial, { numRuns: TRIALS });
    const found = needed.filter((count) => count > 0 && count <= CONFIRMATIONS).length;
    console.log(`${needed.length} planted changes: ${found} found within ${CONFIRMATIONS} re-runs`);
  });

  it.each(ENDPOINT_KINDS.filter((kind) => kind !== 'go fast'))('finds other colors of %s', (kind) => {
    const old = endpoint(kind, 5);
    const series = [...rerun(old, 10), ...rerun(withOtherColors(old), CONFIRMATIONS)];
    expect(assessWatch(series).state).toBe('different');
  });

  it('is learning until it knows the usual spread', () => {
    expect(assessWatch([])).toEqual({ state: 'learning', periods: [], differing: 0, belowSsim: null });
    expect(assessWatch(times(BASELINE_MIN - 1, other)).state).toBe('learning');
    expect(assessWatch(times(BASELINE_MIN, usual))).toMatchObject({ state: 'steady', belowSsim: 0.92 });
  });

  it('suspects a change until three re-runs in a row confirm it', () => {
    const series = [...times(4, usual), other, other];
    expect(assessWatch(series)).toMatchObject({ state: 'suspect', differing: 2, periods: [] });
    expect(assessWatch([...series, other])).toMatchObject({ state: 'different', differing: 0 });
  });

  it('names the last usual re-run before a change, and the first after it', () => {
    const series = [...times(4, usual), ...times(5, other), ...times(3, usual)].map((measure, day) => ({
      ...measure,
      day,
    }));
    expect(assessWatch(series.slice(0, 9)).periods).toMatchObject([
      { before: { day: 3 }, from: { day: 4 }, to: null },
    ]);
    const { state, periods } = assessWatch(series);
    expect(state).toBe('steady');
    expect(periods).toMatchObject([{ before: { day: 3 }, from: { day: 4 }, to: { day: 9 } }]);
  });

  it('finds a second change after the first one was taken back', () => {
    const series = [...times(4, usual), ...times(3, other), ...times(3, usual), ...times(3, other)];
    expect(assessWatch(series)).toMatchObject({ state: 'different', periods: [{}, { to: null }] });
  });

  it('says that results vary too much to tell a change', () => {
    const varied = [0.9, 0.4, 0.6, 0.5].map((ssim) => ({ ssim, changedShare: 0.7 }));
    expect(assessWatch(varied).state).toBe('unsteady');
  });

  it('is not blinded by one broken picture', () => {
    const broken = { ssim: 0.02, changedShare: 1 };
    const series = [...times(4, usual), broken, ...times(2, usual)];
    expect(assessWatch(series)).toMatchObject({ state: 'steady', differing: 0 });
    expect(assessWatch([...series, ...times(3, other)]).state).toBe('different');
  });
});
