import { describe, expect, it } from 'vitest';
import { textThatFits } from '../../src/renderer/ui/text-limit.ts';

describe('a pasted text', () => {
  it('is unchanged if it fits', () => {
    expect(textThatFits('a\r\nb', 3, false)).toBeNull();
    expect(textThatFits('', 0, false)).toBeNull();
  });

  it('is truncated at the field’s limit', () => {
    expect(textThatFits('abcdef', 4, false)).toBe('abcd');
    expect(textThatFits('x'.repeat(1_000_000), 8_000, false)).toHaveLength(8_000);
    expect(textThatFits('abc', 0, false)).toBe('');
    expect(textThatFits('abc', -5, false)).toBe('');
  });

  it('is truncated between characters', () => expect(textThatFits('ab🌸', 3, false)).toBe('ab'));

  it('is one line in a single-line field', () => expect(textThatFits('a\r\nb\nc', 3, true)).toBe('a b'));
});
