import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { inProject } from '../lib/project.ts';
import type { TrustRow } from './rows.ts';
import type { RowResult } from './run-rows.ts';

const PATH = inProject('docs/trust.md');
const HEAD = `# What is shown, and by what

Each row is a target of the project. \`npm run test:faults\` and \`npm run test:security\` run the tests that show it and write their table
here, \`-- --row NAME\` only that row of it: \`shown\` means that all of the target is measured, \`in part\` that the row says what is not,
\`missing\` that no test shows it yet. The last column says when a row was measured, by which version, at what size, and where.
`;
const NOT_RUN = 'not run yet';

/** Writes the rows that were run into one of the tables of docs/trust.md; the other rows and tables stay as they are. */
export function writeReport(
  title: string,
  rows: readonly TrustRow[],
  results: readonly RowResult[],
  full: boolean,
): void {
  const text = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
  writeFileSync(PATH, mergeReport(text, title, rows, results, measurement(full)));
}

const PROMISES = inProject('SECURITY.md');
const PROMISES_HEADING = '## Promises and their tests\n';

/** Writes the table of promises and the files that test them into SECURITY.md. */
export function writePromises(rows: readonly TrustRow[]): void {
  writeFileSync(PROMISES, promises(readFileSync(PROMISES, 'utf8'), rows));
}

/** The text of SECURITY.md with a table of these rows at its end. */
export function promises(text: string, rows: readonly TrustRow[]): string {
  const [head = '', rest = ''] = text.split(PROMISES_HEADING);
  const introduction = rest.split('\n| ')[0]?.trim() ?? '';
  const lines = rows.map(({ name, target, tests }) => {
    const files = tests.map((file) => `[${file.replace(/^.*\//, '')}](${file})`).join(', ');
    return `| ${name} | ${cell(target)} | ${files} |`;
  });
  const table = ['| promise | what is tested | by |', '|---|---|---|', ...lines].join('\n');
  return `${head}${PROMISES_HEADING}\n${introduction}\n\n${table}\n`;
}

/** The text of the report with the rows that were run in the place of their older ones. */
export function mergeReport(
  text: string,
  title: string,
  rows: readonly Pick<TrustRow, 'name' | 'target'>[],
  results: readonly RowResult[],
  measured: string,
): string {
  const heading = `## ${title}\n`;
  const sections = text.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
  const older = sections.find((section) => section.startsWith(heading))?.split('\n') ?? [];
  const lines = rows.map(({ name, target }) => {
    const result = results.find(({ row }) => row.name === name);
    if (result) return resultLine(result, measured);
    const kept = older.find((line) => line.startsWith(`| ${name} |`));
    return kept ?? `| ${name} | ${cell(target)} | ${NOT_RUN} | missing | |`;
  });
  const table = [
    heading,
    '| row | target | figure | state | measured |',
    '|---|---|---|---|---|',
    ...lines,
  ].join('\n');
  const others = sections.filter((section) => !section.startsWith(heading));
  return `${HEAD}\n${[...others, table]
    .map((section) => section.trim())
    .sort()
    .join('\n\n')}\n`;
}

function resultLine({ row, state, figure, lacks }: RowResult, measured: string): string {
  const shown = `${cell(figure)}${lacks ? `; lacks: ${cell(lacks)}` : ''}`;
  return `| ${row.name} | ${cell(row.target)} | ${shown} | ${state} | ${measured} |`;
}

/** When, by which version, at what size and on what kind of machine the tests ran. */
function measurement(full: boolean): string {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string };
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${process.platform} ${process.arch}, ${cpus().length} processors, ${gigabytes} GB`;
  return `${new Date().toISOString().slice(0, 10)}, ${version}, ${full ? 'full' : 'short'}, ${machine}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** Formats the table for the terminal. */
export function reportLines(results: readonly RowResult[]): string[] {
  const width = Math.max(...results.map(({ row }) => row.name.length));
  return results.map(({ row, state, figure, lacks }) => {
    const rest = lacks ? `; lacks: ${lacks}` : '';
    return `${row.name.padEnd(width)}  ${state.padEnd(8)}${figure}${rest}`;
  });
}
