import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { inProject } from '../lib/project.ts';
import type { RowResult } from './run-rows.ts';

const PATH = inProject('docs/trust.md');
const HEAD = `# What is shown, and by what

Each row is a target of the project. \`npm run test:faults\` and \`npm run test:security\` run the tests that show it and write their table
here: \`shown\` means that all of the target is measured, \`in part\` that the row says what is not, \`missing\` that no test shows it yet.
`;

/** Writes one of the two tables in docs/trust.md and leaves the other unchanged. */
export function writeReport(
  title: string,
  command: string,
  results: readonly RowResult[],
  full: boolean,
): void {
  const text = existsSync(PATH) ? readFileSync(PATH, 'utf8') : '';
  const others = sections(text).filter((section) => !section.startsWith(`## ${title}\n`));
  const all = [...others, section(title, command, results, full)].sort();
  writeFileSync(PATH, `${HEAD}\n${all.map((each) => each.trim()).join('\n\n')}\n`);
}

function sections(text: string): string[] {
  return text.split(/^(?=## )/m).filter((part) => part.startsWith('## '));
}

function section(title: string, command: string, results: readonly RowResult[], full: boolean): string {
  const { version } = JSON.parse(readFileSync(inProject('package.json'), 'utf8')) as { version: string };
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const machine = `${process.platform} ${process.arch}, ${cpus().length} processors, ${gigabytes} GB`;
  const how = full ? 'in full' : 'in their short form';
  const rows = results.map(
    ({ row, state, figure, lacks }) =>
      `| ${row.name} | ${cell(row.target)} | ${cell(figure)}${lacks ? `; lacks: ${cell(lacks)}` : ''} | ${state} |`,
  );
  return [
    `## ${title}`,
    '',
    `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, Reseed ${version}, ${machine}; the tests ran ${how}.`,
    '',
    '| row | target | figure | |',
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
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
