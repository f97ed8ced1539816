import { describe, expect, test } from 'vitest';
import { redactText, redactValue } from '../../src/main/http/redact.ts';
import { fc } from '../fixtures/property.ts';

const key = fc.string({ minLength: 12, maxLength: 80, unit: fc.constantFrom(...'abcdefXYZ0123456789-_.') });
/** Letters not in any key of `key`, so that a match is a leak. */
const around = fc.string({ maxLength: 60, unit: fc.constantFrom(...'ghijklm {}"\',;\n') });

describe('a key', () => {
  const spellings: readonly [string, (text: string) => string][] = [
    ['plain', (text) => text],
    ['URL-encoded', encodeURIComponent],
    ['hex', (text) => Buffer.from(text).toString('hex')],
    ['HEX', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ];
  test.each(spellings)('is removed from any text, %s', (_name, spell) => {
    fc.assert(
      fc.property(key, around, around, (secret, before, after) => {
        const clean = redactText(`${before}${spell(secret)}${after}`, [secret]);
        expect(clean).not.toContain(spell(secret));
        expect(clean).not.toContain(secret);
      }),
      { numRuns: 500 },
    );
  });

  test('is removed from base64 content, at any offset', () => {
    fc.assert(
      fc.property(
        key,
        fc.uint8Array({ maxLength: 9 }),
        fc.uint8Array({ maxLength: 9 }),
        (secret, before, after) => {
          for (const alphabet of ['base64', 'base64url'] as const) {
            const encoded = Buffer.concat([before, Buffer.from(secret), after]).toString(alphabet);
            const clean = redactText(`x=${encoded};`, [secret]);
            // Nothing that decodes to the key's middle is left.
            const middle = Buffer.from(secret.slice(3, -3));
            const pieces = clean.split(/\[key\]|[^A-Za-z0-9+/_-]/);
            for (const piece of pieces) {
              for (let skip = 0; skip < 4; skip += 1)
                expect(Buffer.from(piece.slice(skip), 'base64').includes(middle)).toBe(false);
            }
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('is removed from every depth of a value, including names', () => {
    fc.assert(
      fc.property(key, fc.jsonValue({ maxDepth: 4 }), (secret, rest) => {
        const value = { [`name ${secret}`]: [{ deep: { text: `a ${secret} b`, rest } }] };
        expect(JSON.stringify(redactValue(value, [secret]))).not.toContain(secret);
      }),
    );
  });
});

test('removes the query of any address and keeps its path', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), (url) => {
      const clean = redactText(`see <${url}> now`, []);
      const query = url.split('?')[1];
      if (query) expect(clean).not.toContain(`?${query}`);
      expect(clean).toContain(new URL(url).hostname.slice(0, 1));
    }),
  );
  expect(redactText('https://asset.1min.ai/a/b.webp?X-Amz-Signature=f00&x=1', [])).toBe(
    'https://asset.1min.ai/a/b.webp?[signed]',
  );
  expect(redactText('https://u:pw@host/a', [])).toBe('https://host/a');
});

test('removes a team’s name and keeps the amounts', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z][\w' &-]{3,40}[a-z]$/), (team) => {
      const clean = redactText(
        `The feature requires 15,000 credits, but the ${team} team only has 1,200 credits`,
        [],
      );
      expect(clean).toBe('The feature requires 15,000 credits, but the team only has 1,200 credits');
    }),
  );
  const value = {
    teamUser: { teamName: 'Acme', userName: 'Ada', usedCredit: 5, team: { id: 1, name: 'Acme' } },
  };
  expect(redactValue(value, [])).toEqual({
    teamUser: {
      teamName: '[redacted]',
      userName: '[redacted]',
      usedCredit: 5,
      team: { id: 1, name: '[redacted]' },
    },
  });
});

test('removes a header’s secret even if the key is unknown', () => {
  expect(redactText('API-KEY: abc123', [])).toBe('API-KEY: [key]');
  expect(redactText('{"authorization":"xyz"}', [])).toBe('{"authorization":"[key]"}');
});

test('leaves ordinary text alone, including numbers and storage keys', () => {
  const value = {
    key: 'development/images/2026_edited.webp',
    n: 3,
    ok: true,
    none: null,
    text: 'the blue team won',
  };
  expect(redactValue(value, ['some-long-key'])).toEqual(value);
});

test('truncates endless nesting instead of overflowing the stack', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}"secret-key-1"${']'.repeat(100_000)}`) as unknown;
  expect(JSON.stringify(redactValue(deep, ['secret-key-1']))).toContain('[too deep]');
});
