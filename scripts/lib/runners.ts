import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { type Outcome, runnerOutcome, total } from './outcome.ts';
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
  /** Whether it is no failure that there was no test to run. */
  readonly mayBeEmpty?: boolean;
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

/** Runner of a project of `playwright.config.ts`. */
const playwright = (project: string): Runner => ({
  name: 'Playwright',
  command: [
    inProject('node_modules/@playwright/test/cli.js'),
    'test',
    '--reporter=list,json',
    `--project=${project}`,
    // The tests that are asked for may all be in the other project.
    '--pass-with-no-tests',
  ],
  reportVariable: 'PLAYWRIGHT_JSON_OUTPUT_NAME',
  read: (report) => playwrightOutcome(report as JSONReport),
  mayBeEmpty: true,
});

/** Runs Node with arguments and returns its exit code. */
export type Execute = (args: readonly string[], env: NodeJS.ProcessEnv) => Promise<number>;

const inTerminal: Execute = (args, env) => run(process.execPath, args, { cwd: root, env, limit: LIMIT });

/** Runs tests and reads the runner's report. */
export async function runTests(
  { name, command, reportVariable, read, mayBeEmpty = false }: Runner,
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
    return runnerOutcome(name, code, report, mayBeEmpty);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

/**
 * Runs end-to-end tests: first those that can share the machine, then the others. The app must be built, and the
 * environment must name an Electron and a screen.
 */
export async function runEndToEnd(
  env: NodeJS.ProcessEnv,
  extra: readonly string[] = [],
  execute?: Execute,
): Promise<Outcome> {
  const usual = await runTests(playwright('usual'), env, extra, execute);
  // Their figures are those of a disk, and not of a file system in memory.
  const alone = await runTests(playwright('alone'), { TMPDIR: tmpdir(), ...env }, extra, execute);
  return runnerOutcome('Playwright', 0, total([usual, alone]));
}
