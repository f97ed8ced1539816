import { promptProblem } from '@shared/domain/edit.ts';
import { LibraryCommand } from '@shared/domain/library-command.ts';
import { describe, expect, it } from 'vitest';
import { isBlank } from '../../src/shared/domain/blank.ts';
import { fc } from '../fixtures/property.ts';

/** Invisible characters, which can make a prompt look empty. */
const INVISIBLE = [
  ' ',
  '\n',
  '\t',
  '\u00a0',
  '\u00ad',
  '\u034f',
  '\u061c',
  '\u115f',
  '\u17b4',
  '\u180e',
  '\u200b',
  '\u200c',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2060',
  '\u2066',
  '\u2800',
  '\u3000',
  '\u3164',
  '\ufe0f',
  '\ufeff',
  '\uffa0',
  '\u{e0020}',
  '\u{e0100}',
  '\u0000',
];

describe('a text of signs that cannot be seen', () => {
  it('is blank in any order and number', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...INVISIBLE)), (signs) => {
        expect(isBlank(signs.join(''))).toBe(true);
      }),
    );
  });

  it('is not blank with one visible character, in any script', () => {
    const visible = fc.constantFrom('a', '?', '7', '改', 'ش', 'א', '🌸', '👩‍👩‍👧', '₿', '́', '\ue000');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...INVISIBLE)), visible, fc.nat(30), (signs, sign, at) => {
        expect(isBlank(signs.toSpliced(at, 0, sign).join(''))).toBe(false);
      }),
    );
  });

  it.each(INVISIBLE)('is rejected as a prompt, and as a preset’s prompt: %j', (sign) => {
    expect(promptProblem(sign.repeat(5))).toEqual({ reason: 'prompt-missing' });
    const saves = (prompt: string) =>
      LibraryCommand.safeParse({
        do: 'save-preset',
        name: 'Night',
        content: { engine: 'practice', model: 'practice-filters', prompt, seed: 7 },
      }).success;
    expect(saves(sign.repeat(5))).toBe(false);
    expect(saves(`${sign}sepia`)).toBe(true);
  });
});
