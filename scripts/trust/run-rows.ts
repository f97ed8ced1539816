import { exitCode, type Outcome, total } from '../lib/outcome.ts';
import { root } from '../lib/project.ts';
import { capture } from '../lib/run.ts';
import { type Execute, type Runner, runEndToEnd, runTests, VITEST } from '../lib/runners.ts';
import { say } from '../lib/script.ts';
import type { TrustRow } from './rows.ts';

const LIMIT = 60 * 60_000;

export interface RowResult {
  readonly row: TrustRow;
  readonly state: 'shown' | 'in part' | 'failed' | 'missing';
  /** The measured figures, in one line. */
  readonly figure: string;
  /** The part of the target that wasn't measured, or null. */
  readonly lacks: string | null;
}

/** Runs the tests of each row in sequence. `full`: at the targets' size. */
export async function runRows(
  rows: readonly TrustRow[],
  options: {
    readonly full: boolean;
    readonly env: NodeJS.ProcessEnv;
    /** Takes each result as soon as it is there: the run may be ended before its last row. */
    readonly onResult: (result: RowResult) => void;
  },
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) {
    const result = await resultOf(row, options);
    options.onResult(result);
    results.push(result);
  }
  return results;
}

async function resultOf(
  row: TrustRow,
  { full, env }: { readonly full: boolean; readonly env: NodeJS.ProcessEnv },
): Promise<RowResult> {
  if (row.tests.length === 0)
    return { row, state: 'missing', figure: row.lacks ?? 'no test yet', lacks: null };
  say(`${row.name}: ${row.tests.join(', ')}`);
  const lacks =
    [row.lacks ?? [], row.full && !full ? 'the size of the target' : []].flat().join('; ') || null;
  return runRow(row, lacks, { ...env, ...(full ? row.full : {}) });
}

async function runRow(row: TrustRow, lacks: string | null, env: NodeJS.ProcessEnv): Promise<RowResult> {
  const parts = [row.tests.filter(isVitest), row.tests.filter((file) => !isVitest(file))];
  const runs = await Promise.all(
    parts.filter((files) => files.length > 0).map((files) => runFiles(files, row, env)),
  );
  const outcome = total(runs.map((run) => run.outcome));
  for (const note of outcome.notes) say(note);
  const out = runs.map((run) => run.out).join('\n');
  return resultFrom(row, outcome, out, lacks);
}

/** Returns what the output of a row's tests shows. `lacks`: what they didn't measure, as far as it is known before. */
export function resultFrom(row: TrustRow, outcome: Outcome, out: string, lacks: string | null): RowResult {
  const figures = row.figure ? figuresIn(out, row.figure) : '';
  const lacking =
    [
      lacks ?? [],
      // What a test could not measure on this machine.
      figuresIn(out, /lacks: (.*)/) || [],
      row.figure && figures === '' ? 'the figure, which no test printed' : [],
    ]
      .flat()
      .join('; ') || null;
  const counts = `${outcome.passed} tests passed${outcome.failed > 0 ? `, ${outcome.failed} failed` : ''}`;
  if (exitCode(outcome) !== 0) return { row, state: 'failed', figure: counts, lacks: lacking };
  return {
    row,
    state: lacking ? 'in part' : 'shown',
    figure: figures === '' ? counts : `${figures} (${counts})`,
    lacks: lacking,
  };
}

/** Every figure that the tests print, in their order. */
function figuresIn(out: string, figure: RegExp): string {
  const all = [...out.matchAll(new RegExp(figure, 'g'))].map((match) => match[1]?.trim() ?? '');
  return [...new Set(all)].join('; ');
}

const isVitest = (file: string) => file.endsWith('.test.ts');

/** Runs test files of one runner and captures their output. */
async function runFiles(
  files: readonly string[],
  { only }: TrustRow,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly outcome: Outcome; readonly out: string }> {
  let printed = '';
  const execute: Execute = async (args, variables) => {
    const { code, out, err } = await capture(process.execPath, args, {
      cwd: root,
      env: variables,
      limit: LIMIT,
    });
    if (code !== 0) say(`${out}\n${err}`.slice(-3000));
    printed += out;
    return code;
  };
  if (!files.every(isVitest)) return { outcome: await runEndToEnd(env, files, execute), out: printed };
  const runner = only ? VITEST_SELECTING : VITEST;
  // Files first: vitest would take one after an option as the option's value.
  const extra = [...files, '--disable-console-intercept', ...(only ? ['-t', only] : [])];
  const outcome = await runTests(runner, env, extra, execute);
  return { outcome, out: printed };
}

/** Ignores tests that weren't selected, which are reported as skipped without a reason. */
const VITEST_SELECTING: Runner = {
  ...VITEST,
  read(report) {
    const outcome = VITEST.read(report);
    const skipped = outcome.notes.filter((note) => note.startsWith('did not run'));
    return {
      ...outcome,
      failed: outcome.failed - skipped.length,
      notes: outcome.notes.filter((note) => !skipped.includes(note)),
    };
  },
};
