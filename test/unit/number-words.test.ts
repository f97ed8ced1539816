import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { evaluate } from '../../src/renderer/ui/arithmetic.ts';
import { bytesText } from '../../src/renderer/words/facts.ts';
import { fieldNumber } from '../../src/renderer/words/numbers.ts';
import { durationText } from '../../src/renderer/words/when.ts';
import { Language } from '../../src/shared/domain/language.ts';
import { speak } from '../../src/shared/words/index.ts';

describe('numbers with decimals', () => {
  afterEach(() => speak('en'));

  it('use the decimal separator of the language', () => {
    expect([bytesText(1_340_000), durationText(840), fieldNumber(0.8)]).toEqual(['1.3 MB', '0.8 s', '0.8']);
    speak('de');
    expect([bytesText(1_340_000), durationText(840), fieldNumber(0.8)]).toEqual(['1,3 MB', '0,8 s', '0,8']);
  });

  it('are counted in one or several bytes', () => {
    expect([bytesText(1), bytesText(820)]).toEqual(['1 byte', '820 bytes']);
    speak('de');
    expect([bytesText(1), bytesText(820)]).toEqual(['1 Byte', '820 Byte']);
  });

  it('of a field are not grouped', () => {
    expect(fieldNumber(4_294_967_295)).toBe('4294967295');
    speak('de');
    expect(fieldNumber(4_294_967_295)).toBe('4294967295');
  });

  it('of a field are read back as the same number in every language', () => {
    const values = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => value / 1000);
    fc.assert(
      fc.property(fc.constantFrom(...Language.options), values, (language, value) => {
        speak(language);
        expect(evaluate(fieldNumber(value), { language, integer: false })).toBe(value);
      }),
      { seed: 4242 },
    );
  });
});
