import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { type Outcome, runnerOutcome } from './outcome.ts';
import { playwrightOutcome } from './playwright-outcome.ts';
import { inProject, root } from './project.ts';
import { runNode } from './run.ts';

const LIMIT = 40 * 60_000;

async function withReport<T>(
  body: (file: string) => Promise<number>,
  read: (report: T) => Outcome,
  runner: string,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-report-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also when Ctrl+C ends this process.
  process.once('exit', remove);
  try {
    const file = join(folder, 'report.json');
    const code = await body(file);
    let report: Outcome | undefined;
    try {
      report = read(JSON.parse(readFileSync(file, 'utf8')) as T);
    } catch {
      // The runner broke off before it could write; `runnerOutcome` says so.
    }
    return runnerOutcome(runner, code, report);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/** Runs unit and integration tests. */
export function runVitest(env: NodeJS.ProcessEnv): Promise<Outcome> {
  const reporter = inProject('scripts/lib/vitest-reporter.ts');
  const args = ['run', '--reporter=default', `--reporter=${reporter}`];
  return withReport<Outcome>(
    (file) =>
      runNode(inProject('node_modules/vitest/vitest.mjs'), args, {
        cwd: root,
        env: { ...env, RESEED_OUTCOME: file },
        limit: LIMIT,
      }),
    (report) => report,
    'vitest',
  );
}

/** Runs end-to-end tests; the app must be built and `env` must name an Electron and a screen. */
export function runPlaywright(env: NodeJS.ProcessEnv, extra: readonly string[] = []): Promise<Outcome> {
  const args = ['test', '--reporter=list,json', ...extra];
  return withReport<JSONReport>(
    (file) =>
      runNode(inProject('node_modules/@playwright/test/cli.js'), args, {
        cwd: root,
        env: { ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file },
        limit: LIMIT,
      }),
    playwrightOutcome,
    'Playwright',
  );
}
