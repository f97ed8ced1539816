import { describe, expect, it } from 'vitest';
import { match } from '../../src/renderer/features/palette/rank.ts';
import { en } from '../../src/shared/i18n/locales/en/index.ts';
import { fc } from '../fixtures/property.ts';

const best = (query: string, texts: readonly string[]) =>
  texts
    .flatMap((text) => {
      const found = match(query, text);
      return found ? [{ text, score: found.score }] : [];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ text }) => text);
const NAMES = Object.values(en.commands);

describe('what the palette finds', () => {
  it('finds words in any order, by prefix', () => {
    expect(best('run', NAMES)[0]).toBe('Run edit');
    expect(best('pan lib', ['Library panel', 'Library', 'Panel of labels'])).toEqual(['Library panel']);
    expect(best('seed', ['Unseeded', 'New seed'])).toEqual(['New seed', 'Unseeded']);
  });

  it('finds scattered letters only at word starts or consecutive ones', () => {
    expect(best('bfaf', NAMES)).toEqual([]);
    expect(best('kbsh', NAMES)).toEqual([]);
    expect(best('keysho', ['Keyboard shortcuts', 'Monkey shoes'])).toEqual(['Keyboard shortcuts']);
    expect(best('nse', ['New seed', 'Unseen'])).toEqual(['Unseen', 'New seed']);
    expect(best('zz', NAMES)).toEqual([]);
  });

  it('prefers the whole word, then the prefix, then the shorter text', () => {
    expect(best('fit', ['Fitting', 'Fit', 'Outfit'])).toEqual(['Fit', 'Fitting', 'Outfit']);
  });

  it('ignores case and accents', () => {
    expect(best('grosse', ['Oberflächengröße zurücksetzen'])).toHaveLength(1);
    expect(best('ZURÜCK', ['Oberflächengröße zurücksetzen'])).toHaveLength(1);
    expect(match('cafe', 'Café')?.at).toEqual([0, 1, 2, 3]);
  });

  it('returns the matched characters, in order and inside the text', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 12 }),
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        (query, text) => {
          const found = match(query, text);
          for (const [n, at] of (found?.at ?? []).entries()) {
            expect(at).toBeGreaterThanOrEqual(0);
            expect(at).toBeLessThan(text.length);
            if (n > 0) expect(at).toBeGreaterThan(found?.at[n - 1] ?? -1);
          }
        },
      ),
    );
  });

  it('finds every text by its own words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
        expect(match(text, text)).not.toBeNull();
      }),
    );
  });

  it('is fast over long lists', () => {
    const many = Array.from(
      { length: 2_000 },
      (_, n) => `IMG_${n} a very long name of a picture (${n}).jpeg`,
    );
    const times = Array.from({ length: 5 }, () => {
      const begun = performance.now();
      best('aaaaaaab', many);
      best('img 19', many);
      best(`${'a'.repeat(20)}b`, ['a '.repeat(60)]);
      return performance.now() - begun;
    });
    // The best of them: the machine may be busy.
    expect(Math.min(...times)).toBeLessThan(2_000);
  });
});
