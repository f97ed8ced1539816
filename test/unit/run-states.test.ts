import { ACTIVE_STATES, canMove, isSettled, RunState, SETTLED_STATES } from '@shared/domain/run.ts';
import { describe, expect, it } from 'vitest';

const every = RunState.options;

describe('the states of a run', () => {
  it('are waiting, active or settled, exactly one of them', () => {
    expect(['queued', ...ACTIVE_STATES, ...SETTLED_STATES].sort()).toEqual([...every].sort());
  });

  it('never lead out of a final state, except out of uncertain', () => {
    for (const from of ['saved', 'failed'] as const)
      expect(every.filter((to) => canMove(from, to))).toEqual([]);
  });

  it('lead from canceled only to a late result, never to another sending', () => {
    expect(every.filter((to) => canMove('cancelled', to))).toEqual(['accepted', 'downloading']);
  });

  it('never lead from uncertain back to the queue or to sending', () => {
    for (const to of ['queued', 'uploading', 'sending'] as const)
      expect(canMove('uncertain', to)).toBe(false);
  });

  it('lead to saved only from downloading', () => {
    expect(every.filter((from) => canMove(from, 'saved'))).toEqual(['downloading']);
  });

  it('lead to sending only from earlier states: nothing is sent twice in one run', () => {
    expect(every.filter((from) => canMove(from, 'sending'))).toEqual(['queued', 'uploading']);
  });

  it('lead to a final state from everywhere', () => {
    for (const from of [...ACTIVE_STATES, 'queued'] as const)
      expect(every.filter((to) => isSettled(to) && canMove(from, to))).toContain('failed');
  });
});
