import { describe, expect, it } from 'vitest';
import { diffRequests, diffSummary, diffText } from '../../src/renderer/features/history/request-diff.ts';
import { type DiffPart, diffWords } from '../../src/renderer/features/history/word-diff.ts';
import { fc } from '../fixtures/property.ts';
import { entryOf } from './history-fixtures.ts';

const told = (parts: readonly DiffPart[]) =>
  parts
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'gone' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
const diff = (a: string, b: string) => told(diffWords(a, b));

describe('two prompts', () => {
  it('are compared word by word', () => {
    expect(diff('make it warm', 'make it warm')).toBe('make it warm');
    expect(diff('a red door', 'a blue door')).toBe('a [-red-]{+blue+} door');
    expect(diff('a door', 'a red, wooden door')).toBe('a {+red, wooden +}door');
    expect(diff('warm light on it', 'cold fog on it')).toBe('[-warm light-]{+cold fog+} on it');
    expect(diff('', 'new')).toBe('{+new+}');
    expect(diff('晴れた空', '曇った空')).toContain('空');
    expect(diff("the cat's hat", 'the cat’s hat')).toBe("the [-cat's-]{+cat’s+} hat");
  });

  it('can be reconstructed from their difference', () => {
    const text = fc
      .array(fc.constantFrom('red', 'blue', ' ', '  ', ',', 'door', '空', '\n', 'a-b'), { maxLength: 30 })
      .map((words) => words.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const parts = diffWords(a, b);
        const side = (without: DiffPart['kind']) =>
          parts
            .filter(({ kind }) => kind !== without)
            .map((each) => each.text)
            .join('');
        expect(side('added')).toBe(a);
        expect(side('gone')).toBe(b);
        if (a === b) expect(parts.every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('of maximum length are compared quickly', () => {
    const long = (seed: number) =>
      Array.from({ length: 1600 }, (_, n) => `w${(n * seed) % 97}`)
        .join(' ')
        .slice(0, 8000);
    const start = performance.now();
    diffWords(long(31), long(57));
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});

describe('two requests', () => {
  const a = entryOf({ id: 1, sourceImageId: 9 });
  const request = { ...a.edit.request, prompt: 'edit two 1', seed: 7 };
  const b = {
    ...a,
    edit: {
      ...a.edit,
      id: 2,
      request: { ...request, params: { ...request.params, strength: 0.5, future: 3 } },
    },
  };

  it('show every differing setting with both values', () => {
    expect(diffRequests(a, b).rows).toEqual([
      { label: 'Seed', before: '4242', after: '7' },
      { label: 'Strength', before: '0.8', after: '0.5' },
      { label: 'future', before: 'Not sent', after: '3' },
    ]);
    expect(diffSummary(diffRequests(a, b))).toBe('1 word added, 3 settings changed');
    expect(diffText(a, b)).toBe(
      'Prompt: edit {+two +}1\nSeed: 4242 → 7\nStrength: 0.8 → 0.5\nfuture: Not sent → 3',
    );
  });

  it('that are the same have no difference', () => {
    expect(diffRequests(a, a).rows).toEqual([]);
    expect(diffSummary(diffRequests(a, a))).toBeNull();
  });
});
