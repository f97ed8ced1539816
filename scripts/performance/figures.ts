import type { BenchRow } from '../lib/bench.ts';

const BEGIN = '<!-- Written by `npm run performance` -->';
const END = '<!-- End of the figures -->';

/** Load per processor above which other work has disturbed a figure. */
const BUSY = 1;

/** How much of its target a row uses: 1 is exactly the target, more is a miss. Null if there is no such share, as of 0. */
export function shareOfTarget({ value, ratio, target }: BenchRow): number | null {
  const [, bound, limit = '', unit] = /^(at most|at least) ([\d.]+)(x?)/.exec(target) ?? [];
  const measured = unit === 'x' ? ratio : value;
  if (bound === undefined || measured === null || Number(limit) === 0) return null;
  return bound === 'at most' ? measured / Number(limit) : Number(limit) / measured;
}

/** Formats a figure with three digits. */
export function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)));
}

/** Returns the table of all rows, with a sentence about those that miss their target. */
export function figures(rows: readonly BenchRow[]): string {
  const missed = rows.filter(({ pass }) => !pass);
  const lines = rows.map((row) => {
    const spread = row.spread ? `${row.spread.map(digits).join(' to ')} (${row.runs} runs)` : '';
    const cells = [
      `\`${row.name}\``,
      `${digits(row.value)} ${row.unit}`,
      spread,
      row.baseline === null ? '' : `${digits(row.baseline)} ${row.unit}`,
      row.ratio === null ? '' : `${row.ratio.toFixed(2)}x`,
      row.target,
      row.pass ? 'met' : '**missed**',
      row.measured?.slice(0, 10) ?? '',
      row.load === undefined ? '' : row.load.toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const verdict =
    missed.length === 0
      ? `All ${rows.length} measured rows meet their targets.`
      : `${missed.length} of ${rows.length} measured rows miss their targets: ${missed.map(({ name }) => `\`${name}\``).join(', ')}.`;
  const disturbed = rows.filter(({ load = 0 }) => load > BUSY).length;
  const trust =
    disturbed === 0
      ? []
      : [
          `${disturbed} of them were measured while other work kept the machine busy (load above ${BUSY}): repeat those before relying on them.`,
        ];
  return [
    [verdict, ...trust].join(' '),
    '',
    '![Each row as a share of its target; bars beyond the line miss it](charts/targets.svg)',
    '',
    '![Each row beside its baseline](charts/baselines.svg)',
    '',
    '| row | figure | middle half of the runs | baseline | ratio | target | | measured | load |',
    '|---|---|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n');
}

/** Replaces the figures of a page, and nothing else. */
export function withFigures(page: string, text: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before < 0 || after < before) throw new Error('the page has no place for the figures');
  return `${page.slice(0, before)}${BEGIN}\n\n${text}\n\n${page.slice(after)}`;
}
