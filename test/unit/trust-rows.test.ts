import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS, SECURITY } from '../../scripts/trust/rows.ts';
import { mergeReport, promises } from '../../scripts/trust/write-report.ts';

const rows = [...FAULTS, ...SECURITY];

describe('the rows of the trust tables', () => {
  it('name existing tests, or state that there are none', () => {
    expect(rows.flatMap(({ tests }) => tests).filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each([
    ['Money and data', FAULTS],
    ['Security', SECURITY],
  ])('are all in the table of docs/trust.md with their state, once written: %s', (title, rows) => {
    const [, table] = readFileSync('docs/trust.md', 'utf8').split(`## ${title}\n`);
    if (table === undefined) return;
    for (const { name } of rows)
      expect(table).toMatch(
        new RegExp(`^\\| ${name} \\|.*\\| (shown|in part|failed|missing) \\|.*\\|$`, 'm'),
      );
  });
});

describe('the report', () => {
  const rows = [
    { name: 'one', target: 'a' },
    { name: 'two', target: 'b' },
  ];
  const shown = (name: string, figure: string) => ({
    row: { name, target: 'now', tests: [] },
    state: 'shown' as const,
    figure,
    lacks: null,
  });
  const first = mergeReport('', 'Security', rows, [shown('two', '7 tests passed')], 'today');

  it('marks a row that was not run', () => {
    expect(first).toContain(
      '| one | a | not run yet | missing | |\n| two | now | 7 tests passed | shown | today |',
    );
  });

  it('keeps rows and tables that were not run', () => {
    const both = mergeReport(first, 'Money and data', rows, [], 'later');
    const merged = mergeReport(both, 'Security', rows, [shown('one', '1 | 2')], 'later');
    expect(merged).toContain(
      '| one | now | 1 \\| 2 | shown | later |\n| two | now | 7 tests passed | shown | today |',
    );
    expect(merged.match(/^## .*$/gm)).toEqual(['## Money and data', '## Security']);
    expect(mergeReport(merged, 'Security', rows, [], 'never')).toBe(merged);
  });
});

describe('SECURITY.md', () => {
  it('has each promise with the files that test it', () => {
    const text = readFileSync('SECURITY.md', 'utf8');
    expect(promises(text, SECURITY)).toBe(text);
    expect(text).toContain('(test/e2e/electron-checklist.spec.ts)');
  });
});
