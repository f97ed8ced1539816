import type { JSONReport } from '@playwright/test/reporter';
import { describe, expect, it } from 'vitest';
import { countTests, exitCode, runnerOutcome, step, summaryLine, total } from '../../scripts/lib/outcome.ts';
import { playwrightOutcome } from '../../scripts/lib/playwright-outcome.ts';

const good = countTests([{ name: 'a', state: 'passed' }], []);

describe('the last line of npm test', () => {
  it('adds up groups and mentions skipped ones only if there are any', () => {
    expect(summaryLine(total([good, step('types', 0)]))).toBe('2 passed, 0 failed');
    const skipping = countTests([{ name: 'b', state: 'skipped', reason: 'no camera' }], []);
    expect(summaryLine(total([good, skipping, step('types', 2)]))).toBe('1 passed, 1 failed, 1 skipped');
  });

  it('is a failure if anything failed or nothing ran', () => {
    expect(exitCode(good)).toBe(0);
    expect(exitCode(total([good, step('types', 2)]))).toBe(1);
    expect(exitCode(total([]))).toBe(1);
  });
});

describe('what counts as a failure', () => {
  it('a test skipped without a reason, and an error outside any test', () => {
    const outcome = countTests([{ name: 'c', state: 'skipped' }], ['a.test.ts: cannot be loaded']);
    expect(outcome).toMatchObject({ passed: 0, failed: 2, skipped: [] });
    expect(outcome.notes).toHaveLength(2);
  });

  it('a runner that crashed, ran nothing, or failed with passing tests', () => {
    expect(runnerOutcome('vitest', -1, undefined).failed).toBe(1);
    expect(runnerOutcome('vitest', 0, countTests([], [])).failed).toBe(1);
    expect(runnerOutcome('vitest', 1, good)).toMatchObject({ passed: 1, failed: 1 });
    expect(runnerOutcome('vitest', 0, good)).toBe(good);
    expect(runnerOutcome('a part of them', 0, countTests([], []), true).failed).toBe(0);
    expect(runnerOutcome('a part of them', 1, countTests([], []), true).failed).toBe(1);
  });
});

describe('countTests', () => {
  it('lists each failed test with its message', () => {
    const { notes } = countTests(
      [{ name: 'd.test.ts > d', state: 'failed', reason: 'expected 1 to be 2' }],
      [],
    );
    expect(notes).toEqual(['failed: d.test.ts > d (expected 1 to be 2)']);
  });
});

describe('playwrightOutcome', () => {
  const test = (status: string, annotations: object[] = [], results: object[] = []) => ({
    status,
    annotations,
    results,
  });
  const spec = (title: string, ...tests: object[]) => ({ title, tests });

  it('reads nested suites and counts flaky and interrupted tests as failed', () => {
    const report = {
      suites: [
        {
          title: 'x.spec.ts',
          specs: [
            spec('one', test('expected')),
            spec('two', test('flaky')),
            spec(
              'three',
              test('unexpected', [], [{ error: { message: '\u001b[31mno button\u001b[0m\nat x' } }]),
            ),
          ],
          suites: [
            {
              title: 'inner',
              specs: [
                spec('four', test('skipped', [{ type: 'skip', description: 'no tray here' }])),
                spec('five', test('skipped')),
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'worker died' }],
    } as unknown as JSONReport;
    const outcome = playwrightOutcome(report);
    expect(outcome).toMatchObject({ passed: 1, failed: 4 });
    expect(outcome.skipped).toEqual([{ name: 'x.spec.ts > inner > four', reason: 'no tray here' }]);
    expect(outcome.notes).toEqual([
      'worker died',
      'failed: x.spec.ts > two',
      'failed: x.spec.ts > three (no button)',
      'did not run, or was skipped without a reason: x.spec.ts > inner > five',
    ]);
  });
});
