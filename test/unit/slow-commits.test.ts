import { describe, expect, it } from 'vitest';
import { watchCommits } from '../../src/main/library/database/slow-commits.ts';

function told(...durations: readonly number[]): (number | 'fast')[] {
  const all: (number | 'fast')[] = [];
  const committed = watchCommits({ slow: (seconds) => all.push(seconds), fast: () => all.push('fast') });
  for (const ms of durations) committed(ms);
  return all;
}

describe('the watch on commits', () => {
  it('tells nothing of a disk that is as fast as most', () => {
    expect(told(1, 5, 200, 900, 999, 3, 3, 3)).toEqual([]);
  });

  it('tells how long a slow disk takes, with the first slow commit', () => {
    expect(told(5, 2100, 5800)).toEqual([2, 6]);
  });

  it('tells that the disk is fast again after three fast commits in a row', () => {
    expect(told(2000, 10, 10, 600, 10, 10)).toEqual([2]);
    expect(told(2000, 10, 10, 10, 10)).toEqual([2, 'fast']);
    expect(told(2000, 10, 10, 10, 2000, 10, 10, 10)).toEqual([2, 'fast', 2, 'fast']);
  });
});
