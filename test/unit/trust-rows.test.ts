import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS, SECURITY } from '../../scripts/trust/rows.ts';

const rows = [...FAULTS, ...SECURITY];

describe('the rows of the trust tables', () => {
  it('name tests that exist, or say that there are none', () => {
    expect(rows.flatMap(({ tests }) => tests).filter((file) => !existsSync(file))).toEqual([]);
  });

  it.each([
    ['Money and data', FAULTS],
    ['Security', SECURITY],
  ])('are all in the table of docs/trust.md, each with its state, once it was written: %s', (title, rows) => {
    const [, table] = readFileSync('docs/trust.md', 'utf8').split(`## ${title}\n`);
    if (table === undefined) return;
    for (const { name } of rows)
      expect(table).toMatch(new RegExp(`^\\| ${name} \\|.*\\| (shown|in part|failed|missing) \\|$`, 'm'));
  });
});
