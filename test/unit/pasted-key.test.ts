import { readPastedKey } from '@shared/domain/pasted-key.ts';
import { describe, expect, it } from 'vitest';
import { fc } from '../fixtures/property.ts';

const KEY = '4f9d0c77aa21b3e8canary';

describe('a pasted key', () => {
  it.each([
    ['quotes', `"${KEY}"`],
    ['single quotes', `'${KEY}'`],
    ['typographic quotes', `“${KEY}”`],
    ['German quotes', `„${KEY}“`],
    ['quotes within quotes', `"'${KEY}'"`],
    ['a back tick', `\`${KEY}\``],
    ['spaces and line breaks around it', ` \t${KEY}\r\n`],
    ['a space that does not break', `\u00a0${KEY}\u00a0`],
    ['zero-width characters', `\u200b${KEY.slice(0, 4)}\u200d${KEY.slice(4)}\ufeff`],
    ['a soft hyphen and a control character', `${KEY.slice(0, 4)}\u00ad\u0007${KEY.slice(4)}`],
    ['the header’s name', `API-KEY: ${KEY}`],
    ['the header’s name in quotes', `"API-KEY": "${KEY}",`],
    ['the variable’s name', `RESEED_API_KEY=${KEY}`],
    ['the variable’s name, quoted', `api_key = '${KEY}';`],
    ['the word Bearer', `Bearer ${KEY}`],
    ['a whole header', `Authorization: Bearer ${KEY}`],
  ])('is read without %s', (_, pasted) => {
    expect(readPastedKey(pasted)).toEqual({ key: KEY, problem: null });
  });

  it.each([
    ['', 'empty', ''],
    ['\u200b\u200b', 'empty', ''],
    ['""', 'empty', ''],
    [`${KEY.slice(0, 4)} ${KEY.slice(4)}`, 'spaces', ''],
    [`${KEY}\n${KEY}`, 'spaces', ''],
    [`${KEY}é`, 'not-a-key', 'é'],
    ['•••••••••••', 'not-a-key', '•'],
    ['x'.repeat(501), 'too-long', ''],
  ])('is rejected with the problem: %j is %s', (pasted, problem, found) => {
    expect(readPastedKey(pasted)).toEqual({ key: null, problem, found });
  });

  it('is unchanged if clean, and cleaning is idempotent', () => {
    const clean = fc.stringMatching(/^[A-Za-z0-9_-]{8,100}$/);
    fc.assert(
      fc.property(clean, (key) => {
        expect(readPastedKey(key)).toEqual({ key, problem: null });
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { key } = readPastedKey(text);
        if (key !== null) expect(readPastedKey(key).key).toBe(key);
      }),
    );
  });
});
