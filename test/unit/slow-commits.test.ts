import { describe, expect, it } from 'vitest';
import { watchCommits } from '../../src/main/library/database/slow-commits.ts';

function told(...durations: readonly number[]): (number | 'fast')[] {
  const all: (number | 'fast')[] = [];
  const committed = watchCommits({ slow: (seconds) => all.push(seconds), fast: () => all.push('fast') });
  for (const ms of durations) committed(ms);
  return all;
}

describe('the watch on commits', () => {
  it('reports nothing on a disk of ordinary speed', () => {
    expect(told(1, 5, 200, 900, 999, 3, 3, 3)).toEqual([]);
  });

  it('reports a slow disk’s duration with the first slow commit', () => {
    expect(told(5, 2100, 5800)).toEqual([2, 6]);
  });

  it('reports a fast disk again after three fast commits in a row', () => {
    expect(told(2000, 10, 10, 600, 10, 10)).toEqual([2]);
    expect(told(2000, 10, 10, 10, 10)).toEqual([2, 'fast']);
    expect(told(2000, 10, 10, 10, 2000, 10, 10, 10)).toEqual([2, 'fast', 2, 'fast']);
  });
});
