import { describe, expect, it } from 'vitest';
import { textThatFits } from '../../src/renderer/ui/text-limit.ts';

describe('a pasted text', () => {
  it('is taken as it is while it fits', () => {
    expect(textThatFits('a\r\nb', 3, false)).toBeNull();
    expect(textThatFits('', 0, false)).toBeNull();
  });

  it('is cut at the end of the field', () => {
    expect(textThatFits('abcdef', 4, false)).toBe('abcd');
    expect(textThatFits('x'.repeat(1_000_000), 8_000, false)).toHaveLength(8_000);
    expect(textThatFits('abc', 0, false)).toBe('');
    expect(textThatFits('abc', -5, false)).toBe('');
  });

  it('is cut between signs, not within one', () => expect(textThatFits('ab🌸', 3, false)).toBe('ab'));

  it('is one line where the field has one', () => expect(textThatFits('a\r\nb\nc', 3, true)).toBe('a b'));
});
