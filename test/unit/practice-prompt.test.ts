import { describe, expect, it } from 'vitest';
import { filtersFor, MAX_FILTERS } from '../../src/renderer/imaging/practice/prompt.ts';
import { FILTER_NAMES, WORDS } from '../../src/renderer/imaging/practice/vocabulary.ts';
import { fc } from '../fixtures/property.ts';

describe('filtersFor', () => {
  it.each<[string, string]>([
    ['Turn this into a watercolor painting', 'watercolor'],
    ['water-colour, please', 'watercolor'],
    ['Mach daraus ein Aquarell', 'watercolor'],
    ['pencil sketch of my cat', 'sketch'],
    ['Bleistiftzeichnung', 'sketch'],
    ['draw it', 'sketch'],
    ['a painting', 'oil'],
    ['Ölgemälde', 'oil'],
    ['sepia', 'sepia'],
    ['SEPIA-TONED', 'sepia'],
    ['black & white', 'black-and-white'],
    ['black and white', 'black-and-white'],
    ['B/W', 'black-and-white'],
    ['schwarz-weiß', 'black-and-white'],
    ['Schwarzweißfoto', 'black-and-white'],
    ['like an old photo', 'vintage'],
    ['blurred', 'blur'],
    ['unscharf', 'blur'],
    ['verschwommen', 'blur'],
    ['sharpen', 'sharpen'],
    ['schärfer', 'sharpen'],
    ['schaerfer bitte', 'sharpen'],
    ['make it warmer', 'warmer'],
    ['wärmer', 'warmer'],
    ['waermere Farben', 'warmer'],
    ['cooler', 'cooler'],
    ['kälter', 'cooler'],
    ['kühle Farben', 'cooler'],
    ['brighter', 'brighter'],
    ['heller', 'brighter'],
    ['aufgehellt', 'brighter'],
    ['darker', 'darker'],
    ['dunkler', 'darker'],
    ['pixelated', 'pixelate'],
    ['verpixelt', 'pixelate'],
    ['posterised', 'posterize'],
    ['comic book', 'comic'],
    ['at night', 'night'],
    ['bei Nacht', 'night'],
    ['it is snowing', 'snow'],
    ['Schneefall', 'snow'],
    ['at sunset', 'sunset'],
    ['Sonnenuntergang', 'sunset'],
    ['neon lights', 'neon'],
    ['add a hat', 'grade'],
    ['', 'grade'],
  ])('%s: %s', (prompt, filter) => {
    expect(filtersFor(prompt)).toEqual([filter]);
  });

  it('keeps the prompt’s order and returns each filter once', () => {
    expect(filtersFor('Warmer watercolor, then vintage and even warmer')).toEqual([
      'warmer',
      'watercolor',
      'vintage',
    ]);
    expect(filtersFor('vintage, black and white, sharper')).toEqual([
      'vintage',
      'black-and-white',
      'sharpen',
    ]);
  });

  it('excludes negated filters and inverts "less"', () => {
    expect(filtersFor('warmer but not dark')).toEqual(['warmer']);
    expect(filtersFor('heller, nicht wärmer')).toEqual(['brighter']);
    expect(filtersFor('less bright')).toEqual(['darker']);
    expect(filtersFor('weniger warm')).toEqual(['cooler']);
  });

  it('doesn’t match parts of a word', () => {
    expect(filtersFor('an assembly line of toilets')).toEqual(['grade']);
    expect(filtersFor('Michelle at the shell station')).toEqual(['grade']);
  });

  it('has words for every filter except the fallback', () => {
    for (const name of FILTER_NAMES) {
      const first = WORDS[name]?.split(', ')[0]?.replace('*', '');
      expect(filtersFor(first ?? 'xyz')).toEqual([name]);
    }
  });

  it('finds one to five different filters in any text, and never throws', () => {
    const phrase = fc.constantFrom(...Object.values(WORDS).flatMap((words) => words.split(', ')));
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(phrase, { maxLength: 12 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(text, (prompt) => {
        const found = filtersFor(prompt);
        expect(found.length).toBeGreaterThanOrEqual(1);
        expect(found.length).toBeLessThanOrEqual(MAX_FILTERS);
        expect(new Set(found).size).toBe(found.length);
        for (const name of found) expect(FILTER_NAMES).toContain(name);
      }),
      { numRuns: 2000 },
    );
  });

  it('parses a prompt of maximum length quickly', () => {
    const started = performance.now();
    filtersFor('make it look like a dream of something '.repeat(205));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
