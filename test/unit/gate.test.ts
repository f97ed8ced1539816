import { describe, expect, it } from 'vitest';
import { Gate } from '../../src/main/queue/gate.ts';

const KEY = { code: 'key-refused' } as const;
const gateWith = (...runs: readonly number[]): Gate => {
  const gate = new Gate('1min.ai', () => {});
  for (const run of runs) gate.started(run);
  return gate;
};

describe('a gate', () => {
  it('blocks behind what only the user can remove, until the user acts', () => {
    const gate = gateWith(1);
    gate.block(1, KEY);
    expect(gate.lets(false)).toBe(false);
    gate.tryAgain();
    expect(gate.lets(false)).toBe(true);
    gate.started(1);
    expect(gate.lets(false)).toBe(false);
    gate.passed(1);
    expect(gate.obstacle).toBeNull();
  });

  it('lets one run find out when another, started with the old key, is refused after the new one was stored', () => {
    const gate = gateWith(1, 2);
    gate.block(1, KEY);
    gate.tryAgain();
    gate.block(2, KEY);
    expect(gate.lets(false)).toBe(true);
    gate.started(1);
    gate.passed(1);
    expect(gate.obstacle).toBeNull();
  });

  it('doesn’t take such a late refusal as the answer of the run that went first', () => {
    const gate = gateWith(1, 2);
    gate.block(1, KEY);
    gate.tryAgain();
    gate.started(1);
    gate.block(2, KEY);
    expect(gate.lets(false)).toBe(false);
    gate.passed(1);
    expect(gate.lets(false)).toBe(true);
  });

  it('takes the late refusal of a run that the service had accepted the same way', () => {
    const gate = gateWith(1);
    gate.passed(1);
    gate.tryAgain();
    gate.block(1, KEY);
    expect(gate.lets(false)).toBe(true);
    gate.ended(1);
    gate.started(1);
    gate.block(1, KEY);
    expect(gate.lets(false)).toBe(false);
  });

  it('blocks again when a run that started after the change is refused', () => {
    const gate = gateWith(1, 2);
    gate.block(1, KEY);
    gate.tryAgain();
    gate.started(1);
    gate.block(1, KEY);
    expect(gate.lets(false)).toBe(false);
    // Also when the first to be refused had started before it.
    const late = gateWith(1);
    late.tryAgain();
    late.block(1, KEY);
    expect(late.lets(false)).toBe(true);
    late.started(2);
    late.block(2, KEY);
    expect(late.lets(false)).toBe(false);
  });
});
