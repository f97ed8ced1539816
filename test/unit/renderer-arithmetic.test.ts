import { describe, expect, it } from 'vitest';
import { evaluate, stepFactor, stepped } from '../../src/renderer/ui/arithmetic.ts';

describe('sums in number fields', () => {
  it.each([
    ['28*2', 56],
    ['(1 + 0,5) / 3', 0.5],
    ['-3 + 10', 7],
    ['2 × 3 ÷ 4', 1.5],
    ['2147483647', 2147483647],
    ['.5', 0.5],
    ['2*(3+4)-1', 13],
  ])('%s is %d', (text, value) => expect(evaluate(text)).toBe(value));

  it.each(['', 'abc', '2*', '(1+2', '1 2', '1/0', 'alert(1)', '2**3', '1e5'])('%j is no number', (text) =>
    expect(evaluate(text)).toBeNull(),
  );
});

describe('steps', () => {
  const strength = { min: 0, max: 1, step: 0.05, integer: false };
  const steps = { min: 1, max: 50, step: 1, integer: true };

  it('leaves no rounding noise', () => expect(stepped(0.25, 1, strength)).toBe(0.3));
  it('takes tenths of a step where there are any', () => expect(stepped(0.8, 0.1, strength)).toBe(0.805));
  it('never goes below one step for whole numbers', () => expect(stepped(28, 0.1, steps)).toBe(29));
  it('stays in the range', () => {
    expect(stepped(45, 10, steps)).toBe(50);
    expect(stepped(2, -10, steps)).toBe(1);
  });
  it('goes ten times as far with Shift and a tenth with Alt', () => {
    expect(stepFactor({ shiftKey: true, altKey: false })).toBe(10);
    expect(stepFactor({ shiftKey: false, altKey: true })).toBe(0.1);
    expect(stepFactor({ shiftKey: false, altKey: false })).toBe(1);
  });
});
