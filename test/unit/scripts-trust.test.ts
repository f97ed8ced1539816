import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../scripts/lib/outcome.ts';
import { SECURITY, type TrustRow } from '../../scripts/trust/rows.ts';
import { resultFrom } from '../../scripts/trust/run-rows.ts';

const ROW: TrustRow = { name: 'row', target: 'all', tests: ['a.test.ts'], figure: /shown: (.*)/ };
const PASSED: Outcome = { passed: 2, failed: 0, skipped: [], notes: [] };

describe('resultFrom', () => {
  it('shows a row whose tests passed and printed its figure', () => {
    const { state, figure, lacks } = resultFrom(ROW, PASSED, 'shown: 7 of 7\n', null);
    expect({ state, figure, lacks }).toEqual({
      state: 'shown',
      figure: '7 of 7 (2 tests passed)',
      lacks: null,
    });
  });

  it('shows a row only in part whose tests printed no figure', () => {
    const { state, figure, lacks } = resultFrom(ROW, PASSED, 'nothing\n', null);
    expect({ state, figure }).toEqual({ state: 'in part', figure: '2 tests passed' });
    expect(lacks).toBe('the figure, which no test printed');
  });

  it('names what a test could not measure', () => {
    const out = 'shown: 7 of 8\nlacks: the eighth\n';
    expect(resultFrom(ROW, PASSED, out, 'the size of the target').lacks).toBe(
      'the size of the target; the eighth',
    );
  });

  it('has the figures of large sound pictures beside those of hostile ones', () => {
    const row = SECURITY.find(({ name }) => name === 'hostile images');
    if (!row) throw new Error('no such row');
    const out = 'hostile pictures: 9, 0 crashes\nsound pictures of 100 megapixels: 3, 0 crashes\n';
    expect(resultFrom(row, PASSED, out, null).figure).toBe(
      'hostile pictures: 9, 0 crashes; sound pictures of 100 megapixels: 3, 0 crashes (2 tests passed)',
    );
  });
});
