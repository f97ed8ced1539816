import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAULTS, SECURITY } from '../../scripts/trust/rows.ts';

const rows = [...FAULTS, ...SECURITY];

describe('the rows of the trust tables', () => {
  it('name tests that exist, or say that there are none', () => {
    expect(rows.flatMap(({ tests }) => tests).filter((file) => !existsSync(file))).toEqual([]);
  });

  it('are all in docs/trust.md, each with its state', () => {
    const report = readFileSync('docs/trust.md', 'utf8');
    for (const { name } of rows)
      expect(report).toMatch(new RegExp(`^\\| ${name} \\|.*\\| (shown|in part|failed|missing) \\|$`, 'm'));
  });
});
