import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Language } from '../../src/shared/domain/language.ts';
import { REASON_PARAMS, REASONS, type Reason } from '../../src/shared/error-reasons.ts';
import { AppError, ErrorCode, type ErrorValue, type Explanation } from '../../src/shared/errors.ts';
import { errorMessage, explain } from '../../src/shared/i18n/error-message.ts';
import { setLocale } from '../../src/shared/i18n/index.ts';
import { fc } from '../fixtures/property.ts';

/** Parameter values that are recognizable in a sentence. */
function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodArray)
    return fc.array(fc.stringMatching(/^[a-z]{8}$/), { minLength: 1, maxLength: 3 });
  if (schema instanceof z.ZodString) return fc.stringMatching(/^[a-z]{8}$/);
  return fc.integer({ min: 2, max: 999 });
}

function explanations(reason: Reason): fc.Arbitrary<Explanation> {
  const schemas: Readonly<Record<string, z.ZodType>> = REASON_PARAMS[reason];
  const params = fc.record(
    Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, valuesOf(schema)])),
  );
  return params.map((values) => ({ reason, params: values }) as unknown as Explanation);
}

afterEach(() => setLocale('en'));

describe.each(Language.options)('the sentences of errors in %s', (language) => {
  it.each(ErrorCode.options)('includes the code %s', (code) => {
    setLocale(language);
    expect(errorMessage({ code })).toMatch(/^[\p{Lu}\d].*\.$/u);
  });

  it.each(REASONS)('uses every parameter of the reason %s', (reason) => {
    setLocale(language);
    fc.assert(
      fc.property(explanations(reason), explanations(reason), (one, other) => {
        expect(AppError.safeParse({ code: 'internal', ...one }).success).toBe(true);
        expect(explain(one)).toMatch(/[.!“]$/);
        for (const name of Object.keys(one.params ?? {})) {
          const value = (other.params as Readonly<Record<string, unknown>>)[name];
          const changed = { ...one, params: { ...one.params, [name]: value } } as unknown as Explanation;
          const isSame = JSON.stringify(changed) === JSON.stringify(one);
          expect(explain(changed) === explain(one)).toBe(isSame);
        }
      }),
      { seed: 10, numRuns: 20 },
    );
  });

  it('show the server’s text as a quotation, then the charge, then the advice', () => {
    setLocale(language);
    const words = errorMessage({ code: 'moderated', quote: 'flagged as NSFW' }, 'unknown');
    const order = [
      'flagged as NSFW',
      language === 'en' ? 'may have been charged' : 'Möglicherweise',
      'Prompt',
    ];
    const places = order.map((part) => words.toLowerCase().indexOf(part.toLowerCase()));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
  });
});

describe('an error as data', () => {
  it.each([
    { code: 'internal', reason: 'seed-range' },
    { code: 'internal', reason: 'seed-range', params: { min: 1, max: '2' } },
    { code: 'internal', reason: 'name-taken', params: { name: 'x' } },
    { code: 'internal', params: { name: 'x' } },
    { code: 'internal', message: 'Words.' },
  ])('rejects parameters that don’t match its reason: %j', (value) => {
    expect(AppError.safeParse(value).success).toBe(false);
  });

  it('has no unused reason', () => {
    const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/i18n|locales|error-reasons|old-sentences/.test(name))
      .map((name) => readFileSync(join('src', name), 'utf8'))
      .join('\n');
    const built = /^key-(empty|spaces|too-long)$/;
    expect(REASONS.filter((reason) => !built.test(reason) && !code.includes(`'${reason}'`))).toEqual([]);
  });

  it('shows a newer version’s problem as unknown', () => {
    const value: ErrorValue = { code: 'unknown' };
    expect(errorMessage(value)).toMatch(/unknown problem/);
  });
});
