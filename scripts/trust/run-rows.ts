import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JSONReport } from '@playwright/test/reporter';
import { exitCode, type Outcome, runnerOutcome, total } from '../lib/outcome.ts';
import { playwrightOutcome } from '../lib/playwright-outcome.ts';
import { inProject, root } from '../lib/project.ts';
import { capture } from '../lib/run.ts';
import { say } from '../lib/script.ts';
import type { TrustRow } from './rows.ts';

const LIMIT = 60 * 60_000;

export interface RowResult {
  readonly row: TrustRow;
  readonly state: 'shown' | 'in part' | 'failed' | 'missing';
  /** What was measured, in one line. */
  readonly figure: string;
  /** What of the target was not measured; null when nothing. */
  readonly lacks: string | null;
}

/** Runs the tests of each row, one row after another. `full`: as large as the targets say. */
export async function runRows(
  rows: readonly TrustRow[],
  { full, env }: { readonly full: boolean; readonly env: NodeJS.ProcessEnv },
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    if (row.tests.length === 0) {
      results.push({ row, state: 'missing', figure: row.lacks ?? 'no test yet', lacks: null });
      continue;
    }
    say(`${row.name}: ${row.tests.join(', ')}`);
    const lacks =
      [row.lacks ?? [], row.full && !full ? 'the size of the target' : []].flat().join('; ') || null;
    results.push(await runRow(row, lacks, { ...env, ...(full ? row.full : {}) }));
  }
  return results;
}

async function runRow(row: TrustRow, lacks: string | null, env: NodeJS.ProcessEnv): Promise<RowResult> {
  const folder = mkdtempSync(join(tmpdir(), 'reseed-trust-'));
  try {
    const parts = [row.tests.filter(isVitest), row.tests.filter((file) => !isVitest(file))];
    const runs = await Promise.all(
      parts.map((files, n) =>
        files.length === 0 ? null : runTests(files, row, env, join(folder, `${n}.json`)),
      ),
    );
    const done = runs.filter((run) => run !== null);
    const outcome = total(done.map((run) => run.outcome));
    for (const note of outcome.notes) say(note);
    const found = row.figure?.exec(done.map((run) => run.out).join('\n'))?.[1]?.trim();
    const counts = `${outcome.passed} tests passed${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}`;
    if (exitCode(outcome) !== 0) return { row, state: 'failed', figure: counts, lacks };
    return {
      row,
      state: lacks ? 'in part' : 'shown',
      figure: found ? `${found} (${counts})` : counts,
      lacks,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isVitest = (file: string) => file.endsWith('.test.ts');

async function runTests(
  files: readonly string[],
  { only }: TrustRow,
  env: NodeJS.ProcessEnv,
  report: string,
): Promise<{ readonly outcome: Outcome; readonly out: string }> {
  const vitest = isVitest(files[0] ?? '');
  const args = vitest
    ? [
        inProject('node_modules/vitest/vitest.mjs'),
        'run',
        ...files,
        ...(only ? ['-t', only] : []),
        '--disable-console-intercept',
        '--reporter=default',
        `--reporter=${inProject('scripts/lib/vitest-reporter.ts')}`,
      ]
    : [inProject('node_modules/@playwright/test/cli.js'), 'test', '--reporter=list,json', ...files];
  const more = vitest ? { RESEED_OUTCOME: report } : { PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const { code, out, err } = await capture(process.execPath, args, {
    cwd: root,
    env: { ...env, ...more },
    limit: LIMIT,
  });
  const outcome = vitest ? readVitest(report, only !== undefined) : readPlaywright(report);
  if (code !== 0) say(`${out}\n${err}`.slice(-3000));
  return { outcome: runnerOutcome(vitest ? 'vitest' : 'Playwright', code, outcome), out };
}

function readVitest(path: string, selected: boolean): Outcome | undefined {
  const outcome = readJson<Outcome>(path);
  if (!outcome || !selected) return outcome;
  // Tests that were not selected count as skipped without a reason.
  const skipped = outcome.notes.filter((note) => note.startsWith('did not run'));
  return {
    ...outcome,
    failed: outcome.failed - skipped.length,
    notes: outcome.notes.filter((note) => !skipped.includes(note)),
  };
}

function readPlaywright(path: string): Outcome | undefined {
  const report = readJson<JSONReport>(path);
  return report && playwrightOutcome(report);
}

function readJson<T>(path: string): T | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch {
    return undefined;
  }
}
