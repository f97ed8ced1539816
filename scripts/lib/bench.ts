/** One row of bench-results.json. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The figure `value` is compared with, in the same unit. Null for an absolute target. */
  readonly baseline: number | null;
  /** value / baseline. Null without a baseline. */
  readonly ratio: number | null;
  /** The target as text, such as `at most 1.6x`. */
  readonly target: string;
  readonly pass: boolean;
  /** The middle half of the figures of all runs, in the row's unit, and their number. */
  readonly spread?: readonly [number, number];
  readonly runs?: number;
  /** The benchmark's file, and when it ran. */
  readonly file?: string;
  readonly measured?: string;
  /** Average number of waiting or running processes per processor before it ran. Above 1, other work disturbed it. */
  readonly load?: number;
}

/** Exports of a file in test/bench. */
export interface BenchModule {
  readonly run: () => Promise<readonly BenchRow[]>;
}

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/**
 * Compares a figure with another one measured side by side. `limit` is the ratio it may, or must, have.
 * `all` are the figures of all runs.
 */
export function ratioRow(
  figure: Figure & { readonly baseline: number },
  bound: 'at most' | 'at least',
  limit: number,
  all?: readonly number[],
): BenchRow {
  const ratio = figure.value / figure.baseline;
  const pass = bound === 'at most' ? ratio <= limit : ratio >= limit;
  return { ...figure, ratio, target: `${bound} ${limit}x`, pass, ...spreadOf(all) };
}

/** Compares a figure with a fixed limit in its own unit. `all` are the figures of all runs. */
export function limitRow(
  figure: Figure,
  bound: 'at most' | 'at least',
  limit: number,
  all?: readonly number[],
): BenchRow {
  const pass = bound === 'at most' ? figure.value <= limit : figure.value >= limit;
  const target = `${bound} ${limit} ${figure.unit}`;
  return { ...figure, baseline: null, ratio: null, target, pass, ...spreadOf(all) };
}

/** Returns the middle half of the figures, and their number. */
export function spreadOf(all?: readonly number[]): Pick<BenchRow, 'spread' | 'runs'> {
  if (!all || all.length < 2) return {};
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] as number;
  return { spread: [at(0.25), at(0.75)], runs: sorted.length };
}

/** Replaces the rows of the benchmarks that ran, and keeps all others. */
export function mergeRows(older: readonly BenchRow[], rows: readonly BenchRow[]): BenchRow[] {
  const files = new Set(rows.map(({ file }) => file));
  return [...older.filter(({ file }) => !files.has(file)), ...rows].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
}

/** Returns the median. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('no measurements');
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)] as number;
  const low = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  return (low + high) / 2;
}

const HEAD = ['name', 'value', 'spread', 'baseline', 'ratio', 'target', ''];

/** Formats the rows as a table for the terminal. */
export function benchTable(rows: readonly BenchRow[]): string {
  const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const lines = rows.map((row) => [
    row.name,
    `${show(row.value)} ${row.unit}`,
    row.spread ? row.spread.map(show).join('-') : '',
    row.baseline === null ? '' : `${show(row.baseline)} ${row.unit}`,
    row.ratio === null ? '' : `${row.ratio.toFixed(2)}x`,
    row.target,
    row.pass ? 'pass' : 'FAIL',
  ]);
  const widths = HEAD.map((head, at) =>
    Math.max(head.length, ...lines.map((line) => (line[at] ?? '').length)),
  );
  return [HEAD, ...lines]
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
