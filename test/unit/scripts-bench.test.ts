import { describe, expect, it } from 'vitest';
import { benchTable, limitRow, median, mergeRows, ratioRow, spreadOf } from '../../scripts/lib/bench.ts';

describe('a benchmark row', () => {
  const figure = { name: 'start', unit: 'ms', value: 1500, baseline: 1000 };

  it('compares the ratio with the target, either way', () => {
    expect(ratioRow(figure, 'at most', 1.6)).toMatchObject({
      ratio: 1.5,
      target: 'at most 1.6x',
      pass: true,
    });
    expect(ratioRow(figure, 'at most', 1.4).pass).toBe(false);
    expect(ratioRow(figure, 'at least', 1.4).pass).toBe(true);
    expect(ratioRow(figure, 'at least', 20).pass).toBe(false);
  });

  it('has no baseline with a fixed target', () => {
    const row = limitRow({ name: 'ipc', unit: 'KB', value: 70 }, 'at most', 64);
    expect(row).toEqual({
      name: 'ipc',
      unit: 'KB',
      value: 70,
      baseline: null,
      ratio: null,
      target: 'at most 64 KB',
      pass: false,
    });
  });

  it('is a row of the table', () => {
    const table = benchTable([
      ratioRow(figure, 'at most', 1.4),
      limitRow({ ...figure, value: 1 }, 'at most', 2),
    ]);
    expect(table.split('\n')).toHaveLength(3);
    expect(table).toMatch(/start +1500 ms +1000 ms +1\.50x +at most 1\.4x +FAIL/);
    expect(table).toMatch(/start +1\.00 ms +at most 2 ms +pass/);
  });
});

describe('median', () => {
  it('is the middle, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow('no measurements');
  });
});

describe('the spread', () => {
  it('is the middle half of all runs', () => {
    expect(spreadOf([5, 1, 4, 2, 3])).toEqual({ spread: [2, 4], runs: 5 });
    expect(spreadOf([1])).toEqual({});
    expect(ratioRow({ name: 'x', unit: 'ms', value: 2, baseline: 1 }, 'at most', 3, [1, 2, 3])).toMatchObject(
      {
        spread: [2, 3],
        runs: 3,
      },
    );
  });
});

describe('the rows of several runs', () => {
  it('are those of the last run of each benchmark', () => {
    const row = (name: string, file: string, value: number) => ({
      ...limitRow({ name, unit: 'ms', value }, 'at most', 1),
      file,
    });
    const merged = mergeRows(
      [row('b', 'one', 1), row('c', 'one', 1), row('a', 'two', 1)],
      [row('b', 'one', 2)],
    );
    expect(merged.map(({ name, value }) => [name, value])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });
});
