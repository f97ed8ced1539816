/** One line of bench-results.json. */
export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What `value` is held against, in the same unit; null when the target is an absolute one. */
  readonly baseline: number | null;
  /** value / baseline; null without a baseline. */
  readonly ratio: number | null;
  /** The target in words, such as `at most 1.6x`. */
  readonly target: string;
  readonly pass: boolean;
}

/** What a file of test/bench exports. */
export interface BenchModule {
  readonly run: () => Promise<readonly BenchRow[]>;
}

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Holds a figure against another measured side by side. `limit` is the ratio it may, or must, have. */
export function ratioRow(
  figure: Figure & { readonly baseline: number },
  bound: 'at most' | 'at least',
  limit: number,
): BenchRow {
  const ratio = figure.value / figure.baseline;
  const pass = bound === 'at most' ? ratio <= limit : ratio >= limit;
  return { ...figure, ratio, target: `${bound} ${limit}x`, pass };
}

/** Holds a figure against a fixed limit in its own unit. */
export function limitRow(figure: Figure, bound: 'at most' | 'at least', limit: number): BenchRow {
  const pass = bound === 'at most' ? figure.value <= limit : figure.value >= limit;
  return { ...figure, baseline: null, ratio: null, target: `${bound} ${limit} ${figure.unit}`, pass };
}

/** The middle one of some measurements; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('no measurements');
  const sorted = [...values].sort((a, b) => a - b);
  const high = sorted[Math.floor(sorted.length / 2)] as number;
  const low = sorted[Math.ceil(sorted.length / 2) - 1] as number;
  return (low + high) / 2;
}

const HEAD = ['name', 'value', 'baseline', 'ratio', 'target', ''];

/** The rows as a table for the terminal. */
export function benchTable(rows: readonly BenchRow[]): string {
  const show = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
  const lines = rows.map((row) => [
    row.name,
    `${show(row.value)} ${row.unit}`,
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
