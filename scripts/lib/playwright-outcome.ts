import type { JSONReport, JSONReportSuite, JSONReportTest } from '@playwright/test/reporter';
import { countTests, firstLine, type Outcome, type TestRecord } from './outcome.ts';

function state(test: JSONReportTest): TestRecord['state'] {
  if (test.status === 'skipped') return 'skipped';
  return test.status === 'expected' ? 'passed' : 'failed';
}

function records(suite: JSONReportSuite, above: string): TestRecord[] {
  const here = above ? `${above} > ${suite.title}` : suite.title;
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test) => {
      const reason =
        test.annotations.find(({ type }) => type === 'skip' || type === 'fixme')?.description ??
        firstLine(test.results.find(({ error }) => error)?.error?.message);
      return { name: `${here} > ${spec.title}`, state: state(test), ...(reason ? { reason } : {}) };
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => records(inner, here))];
}

/** Counts Playwright's JSON report. A test that passed only on retry counts as failed. */
export function playwrightOutcome(report: JSONReport): Outcome {
  const tests = report.suites.flatMap((suite) => records(suite, ''));
  return countTests(
    tests,
    report.errors.map((error) => error.message ?? 'an error outside of any test'),
  );
}
