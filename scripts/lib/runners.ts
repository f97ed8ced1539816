import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { type Outcome, runnerOutcome } from './outcome.ts';
import { playwrightOutcome } from './playwright-outcome.ts';
import { inProject, root } from './project.ts';
import { run } from './run.ts';

const LIMIT = 40 * 60_000;

/** Command and report format of a test runner. */
export interface Runner {
  readonly name: string;
  /** Script and arguments for Node. */
  readonly command: readonly string[];
  /** The variable with the path of the report file. */
  readonly reportVariable: string;
  readonly read: (report: unknown) => Outcome;
}

/** Runner of unit and integration tests. */
export const VITEST: Runner = {
  name: 'vitest',
  command: [
    inProject('node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    `--reporter=${inProject('scripts/lib/vitest-reporter.ts')}`,
  ],
  reportVariable: 'RESEED_OUTCOME',
  read: (report) => report as Outcome,
};

/** Runner of end-to-end tests. The app must be built, and the environment must name an Electron and a screen. */
export const PLAYWRIGHT: Runner = {
  name: 'Playwright',
  command: [inProject('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json'],
  reportVariable: 'PLAYWRIGHT_JSON_OUTPUT_NAME',
  read: (report) => playwrightOutcome(report as JSONReport),
};

/** Runs Node with arguments and returns its exit code. */
type Execute = (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;

const inTerminal: Execute = (args, env) => run(process.execPath, args, { cwd: root, env, limit: LIMIT });

/** Runs tests and reads the runner's report. */
export async function runTests(
  { name, command, reportVariable, read }: Runner,
  env: NodeJS.ProcessEnv,
  extra: readonly string[] = [],
  execute: Execute = inTerminal,
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-report-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  // Also if Ctrl+C ends this process.
  process.once('exit', remove);
  try {
    const file = join(folder, 'report.json');
    const code = await execute([...command, ...extra], { ...env, [reportVariable]: file });
    let report: Outcome | undefined;
    try {
      report = read(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      // The runner crashed before writing it. `runnerOutcome` reports that.
    }
    return runnerOutcome(name, code, report);
  } finally {
    process.off('exit', remove);
    remove();
  }
}
