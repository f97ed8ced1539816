import { describe, expect, it } from 'vitest';
import { limitRow, ratioRow } from '../../scripts/lib/bench.ts';
import { baselineChart, targetChart } from '../../scripts/performance/charts.ts';
import { figures, shareOfTarget, withFigures } from '../../scripts/performance/figures.ts';

const met = limitRow({ name: 'ipc.bytes', unit: 'KB', value: 32 }, 'at most', 64);
const missed = ratioRow({ name: 'start', unit: 'ms', value: 1800, baseline: 1000 }, 'at most', 1.5);
const least = ratioRow({ name: 'import <a>', unit: 'files/s', value: 15, baseline: 10 }, 'at least', 0.75);

describe('the performance page', () => {
  it('computes the share of a target, either way', () => {
    expect(shareOfTarget(met)).toBe(0.5);
    expect(shareOfTarget(missed)).toBeCloseTo(1.2);
    expect(shareOfTarget(least)).toBe(0.5);
    expect(shareOfTarget({ ...met, target: 'at most 120 ms over bare calls', value: 60 })).toBe(0.5);
    expect(shareOfTarget({ ...met, target: 'at most 0 bills', value: 0 })).toBeNull();
  });

  it('names what misses its target, and what was measured on a busy machine', () => {
    const text = figures([
      met,
      { ...missed, spread: [1700, 1900], runs: 9, load: 3.21, measured: '2026-11-29T10:00' },
    ]);
    expect(text).toContain('1 of 2 measured rows miss their targets: `start`. 1 of them were measured while');
    expect(text).toContain(
      '| `start` | 1800 ms | 1700 to 1900 (9 runs) | 1000 ms | 1.80x | at most 1.5x | **missed** | 2026-11-29 | 3.2 |',
    );
    expect(figures([met])).toMatch(/^All 1 measured rows meet their targets\.\n/);
  });

  it('replaces the figures and nothing else', () => {
    const page = 'a\n<!-- Written by `npm run performance` -->\nold\n<!-- End of the figures -->\nb';
    const once = withFigures(page, 'new');
    expect(once).toBe(
      'a\n<!-- Written by `npm run performance` -->\n\nnew\n\n<!-- End of the figures -->\nb',
    );
    expect(withFigures(once, 'new')).toBe(once);
    expect(() => withFigures('no place', 'new')).toThrow();
  });

  it('draws a bar for each figure, with its text escaped', () => {
    const targets = targetChart([met, missed, least]);
    expect(targets.match(/<rect /g)).toHaveLength(3);
    expect(targets.match(/class="bad"/g)).toHaveLength(1);
    expect(targets).toContain('import &lt;a>');
    expect(baselineChart([met, missed]).match(/<rect /g)).toHaveLength(2);
  });
});
