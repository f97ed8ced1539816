import { stripVTControlCharacters } from 'node:util';

export interface Skipped {
  readonly name: string;
  readonly reason: string;
}

/** Result of a group of tests. */
export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly Skipped[];
  /** One line per failure: the test and its message, or an error outside any test. */
  readonly notes: readonly string[];
}

export interface TestRecord {
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  /** Why it was skipped, or the first line of the failure. */
  readonly reason?: string;
}

/** Counts tests. A test that was skipped without a reason or never ran counts as failed. */
export function countTests(tests: readonly TestRecord[], errors: readonly string[]): Outcome {
  const skipped: Skipped[] = [];
  const notes = [...errors];
  let passed = 0;
  let failed = errors.length;
  for (const { name, state, reason } of tests) {
    if (state === 'passed') passed += 1;
    else if (state === 'skipped' && reason) skipped.push({ name, reason });
    else {
      failed += 1;
      if (state === 'skipped') notes.push(`did not run, or was skipped without a reason: ${name}`);
      else notes.push(`failed: ${name}${reason ? ` (${reason})` : ''}`);
    }
  }
  return { passed, failed, skipped, notes };
}

/** The first line of an error's message, without the terminal's colors. */
export function firstLine(message: string | undefined): string | undefined {
  return (
    stripVTControlCharacters(message ?? '')
      .split('\n', 1)[0]
      ?.trim() || undefined
  );
}

/** One step that passes or fails, such as the type check. */
export function step(name: string, code: number): Outcome {
  const ok = code === 0;
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [], notes: ok ? [] : [`${name} failed`] };
}

/**
 * Returns a test runner's outcome: its report, unless there is none (it crashed), its exit code is nonzero without a
 * failure in the report, or it ran no test although it had to.
 */
export function runnerOutcome(
  runner: string,
  code: number,
  report: Outcome | undefined,
  mayBeEmpty = false,
): Outcome {
  if (!report)
    return { passed: 0, failed: 1, skipped: [], notes: [`${runner} left no report (code ${code})`] };
  if (report.passed + report.failed === 0 && !mayBeEmpty) {
    return { ...report, failed: 1, notes: [...report.notes, `${runner} ran no test`] };
  }
  if (code === 0 || report.failed > 0) return report;
  return { ...report, failed: 1, notes: [...report.notes, `${runner} ended with code ${code}`] };
}

/** Adds up outcomes. */
export function total(outcomes: readonly Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((sum, one) => sum + one.passed, 0),
    failed: outcomes.reduce((sum, one) => sum + one.failed, 0),
    skipped: outcomes.flatMap((one) => one.skipped),
    notes: outcomes.flatMap((one) => one.notes),
  };
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed, skipped }: Outcome): string {
  const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : '';
  return `${passed} passed, ${failed} failed${tail}`;
}

/** Returns zero only if something ran and nothing failed. */
export function exitCode({ passed, failed }: Outcome): number {
  return failed === 0 && passed > 0 ? 0 : 1;
}
