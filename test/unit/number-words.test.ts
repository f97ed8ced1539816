import { afterEach, describe, expect, it } from 'vitest';
import { bytesText } from '../../src/renderer/format/file-info.ts';
import { fieldNumber } from '../../src/renderer/format/numbers.ts';
import { durationText } from '../../src/renderer/format/time.ts';
import { evaluate } from '../../src/renderer/ui/arithmetic.ts';
import { Language } from '../../src/shared/domain/language.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { fc } from '../fixtures/property.ts';

describe('numbers with decimals', () => {
  afterEach(() => setLocale('en'));

  it('use the decimal separator of the language', () => {
    expect([bytesText(1_340_000), durationText(840), fieldNumber(0.8)]).toEqual(['1.3 MB', '0.8 s', '0.8']);
    setLocale('de');
    expect([bytesText(1_340_000), durationText(840), fieldNumber(0.8)]).toEqual(['1,3 MB', '0,8 s', '0,8']);
  });

  it('of file sizes distinguish singular and plural bytes', () => {
    expect([bytesText(1), bytesText(820)]).toEqual(['1 byte', '820 bytes']);
    setLocale('de');
    expect([bytesText(1), bytesText(820)]).toEqual(['1 Byte', '820 Byte']);
  });

  it('in a field are not grouped', () => {
    expect(fieldNumber(4_294_967_295)).toBe('4294967295');
    setLocale('de');
    expect(fieldNumber(4_294_967_295)).toBe('4294967295');
  });

  it('in a field are parsed as the same number in every language', () => {
    const values = fc.integer({ min: -10_000_000, max: 10_000_000 }).map((value) => value / 1000);
    fc.assert(
      fc.property(fc.constantFrom(...Language.options), values, (language, value) => {
        setLocale(language);
        expect(evaluate(fieldNumber(value), { language, integer: false })).toBe(value);
      }),
      { seed: 4242 },
    );
  });
});
