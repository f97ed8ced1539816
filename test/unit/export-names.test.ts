import {
  createNamer,
  exportFileName,
  NAME_TOKENS,
  type NameFacts,
  targetMime,
} from '@shared/domain/export.ts';
import {
  FILE_NAME_BYTES_MAX,
  fileNameKey,
  numberedName,
  safeFileName,
  shorterName,
  utf8Bytes,
} from '@shared/domain/file-name.ts';
import { ALL_EXTENSIONS, ImageMime } from '@shared/domain/image.ts';
import { describe, expect, it } from 'vitest';
import { fc } from '../fixtures/property.ts';

const FACTS: NameFacts = {
  name: 'chelsea.png',
  seed: 4242,
  prompt: 'make it a watercolor painting',
  model: 'FLUX.2 dev',
  rating: 4,
  createdAt: new Date(2026, 4, 4, 13, 30, 5).getTime(),
  n: 7,
  total: 120,
  mime: 'image/webp',
};
const named = (template: string, facts: Partial<NameFacts> = {}) =>
  exportFileName(template, { ...FACTS, ...facts });

describe('the name of a saved picture', () => {
  it('follows the template, and has the bytes’ extension', () => {
    expect(named('{name}')).toBe('chelsea.webp');
    expect(named('{n} {name} {seed}')).toBe('007 chelsea 4242.webp');
    expect(named('{date} {time} {model} {rating}')).toBe('2026-05-04 13.30.05 FLUX.2 dev 4.webp');
    expect(named('{prompt}')).toBe('make it a watercolor painting.webp');
    expect(named('{NAME}_{Seed}')).toBe('chelsea_4242.webp');
  });
  it('has its extension once, anywhere in the template', () => {
    expect(named('{name}.{ext}')).toBe('chelsea.webp');
    expect(named('{ext} {name}')).toBe('webp chelsea.webp');
    expect(named('{name}', { name: 'IMG_1.JPEG', mime: 'image/jpeg' })).toBe('IMG_1.JPEG');
  });
  it('treats only picture extensions as such', () => {
    expect(named('{name}', { name: '2024.05.12' })).toBe('2024.05.12.webp');
    expect(named('{name}', { name: 'shoot.001' })).toBe('shoot.001.webp');
    expect(named('{name}', { name: 'v1.final' })).toBe('v1.final.webp');
    expect(named('{name}', { name: 'IMG_1.CR2' })).toBe('IMG_1.webp');
    expect(named('{name}', { name: 'a.jfif', mime: 'image/jpeg' })).toBe('a.jfif');
    expect(named('{name}.png')).toBe('chelsea.webp');
    expect(named('web 2.0')).toBe('web 2.0.webp');
  });
  it('numbers before the extension, with any dots', () => {
    expect(numberedName('2024.05.12.png', 2)).toBe('2024.05.12 (2).png');
    expect(numberedName('2024.05.12', 2)).toBe('2024.05.12 (2)');
    expect(numberedName('a.png.json', 3)).toBe('a.png (3).json');
  });
  it('is truncated before its extension', () => {
    expect(shorterName(`${'画'.repeat(100)}.jpeg`, 30)).toBe(`${'画'.repeat(8)}.jpeg`);
    expect(shorterName('short.png', 30)).toBe('short.png');
  });
  it('omits empty tokens with their separators', () => {
    const imported = { seed: null, prompt: null, model: null };
    expect(named('{name} - {seed}', imported)).toBe('chelsea.webp');
    expect(named('{seed} - {name}', imported)).toBe('chelsea.webp');
    expect(named('{name}_{seed}_{n}', imported)).toBe('chelsea_007.webp');
    expect(named('{seed}{prompt}', imported)).toBe('chelsea.webp');
    expect(named('{name}', { name: '_DSC1.png', seed: null })).toBe('_DSC1.webp');
  });
  it('keeps any other text', () => {
    expect(named('{unknown} {name')).toBe('{unknown} {name.webp');
    expect(named('')).toBe('chelsea.webp');
    expect(named('shop')).toBe('shop.webp');
  });
  it('truncates a long prompt between two words', () => {
    const prompt = `${'word '.repeat(30)}end`;
    expect(named('{prompt}', { prompt })).toBe(`${'word '.repeat(12).trim()}.webp`);
  });
  it('avoids Windows device names', () => {
    expect(named('con')).toBe('con_.webp');
    expect(named('{name}', { name: 'NUL.tar.png' })).toBe('NUL_.tar.webp');
    expect(named('COM1')).toBe('COM1_.webp');
    expect(named('console')).toBe('console.webp');
  });
  it('contains no folder and isn’t hidden', () => {
    expect(named('../../etc/passwd')).toBe('_.._etc_passwd.webp');
    expect(named('.{name}')).toBe('chelsea.webp');
    expect(named('a/b\\c:d')).toBe('a_b_c_d.webp');
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom(
    'CON',
    'aux.txt',
    '..',
    '. .',
    ' ',
    '\u202egnp.exe',
    'a'.repeat(400),
    '画'.repeat(200),
    '🌸'.repeat(90),
  ),
);
const anyTemplate = fc
  .array(fc.oneof(anyText, fc.constantFrom(...NAME_TOKENS.map((token) => `{${token}}`))), { maxLength: 8 })
  .map((parts) => parts.join('').slice(0, 200));
const anyFacts: fc.Arbitrary<NameFacts> = fc.record({
  name: anyText,
  seed: fc.option(fc.nat()),
  prompt: fc.option(anyText),
  model: fc.option(fc.constantFrom('FLUX.2 dev', 'Built-in filters')),
  rating: fc.nat(5),
  createdAt: fc.integer({ min: 0, max: 4e12 }),
  n: fc.integer({ min: 1, max: 99_999 }),
  total: fc.constant(99_999),
  mime: fc.constantFrom(...ImageMime.options),
});

/** What makes a name invalid or misleading on some system. */
function isSafe(name: string): boolean {
  return (
    name.length > 0 &&
    utf8Bytes(name) <= FILE_NAME_BYTES_MAX &&
    name.length <= 255 &&
    !/[<>:"/\\|?*\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(name) &&
    !/^[.\s]|[.\s]$/u.test(name) &&
    !/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name) &&
    name === name.normalize('NFC')
  );
}

describe('whatever the template, the names and the prompts', () => {
  it('a name is valid on every system, and keeps its extension', () => {
    fc.assert(
      fc.property(anyTemplate, anyFacts, (template, facts) => {
        const name = exportFileName(template, facts);
        expect(isSafe(name), JSON.stringify(name)).toBe(true);
        expect(ALL_EXTENSIONS).toContain(/\.(\w+)$/.exec(name)?.[1]?.toLowerCase());
      }),
      { numRuns: 2000 },
    );
  });
  it('any text becomes a safe name, and a safe name is unchanged', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const name = safeFileName(text, '');
        expect(isSafe(name), JSON.stringify(name)).toBe(true);
        expect(safeFileName(name, '')).toBe(name);
      }),
      { numRuns: 2000 },
    );
  });
  it('no two files of an export share a name, ignoring case', () => {
    fc.assert(
      fc.property(anyTemplate, fc.array(anyFacts, { maxLength: 40 }), (template, all) => {
        const namer = createNamer(template);
        const names = [...all, ...all].map((facts) => namer(facts));
        expect(new Set(names.map(fileNameKey)).size).toBe(names.length);
        for (const name of names) expect(utf8Bytes(name)).toBeLessThanOrEqual(255);
      }),
      { numRuns: 300 },
    );
  });
});

it('many pictures with one name are numbered quickly', () => {
  const namer = createNamer('shop');
  const start = performance.now();
  const names = Array.from({ length: 20_000 }, () => namer(FACTS));
  expect(names.slice(0, 3)).toEqual(['shop.webp', 'shop (2).webp', 'shop (3).webp']);
  expect(new Set(names).size).toBe(20_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});

it('a picture is encoded only if its format or size changes', () => {
  const png = { mime: 'image/png', width: 400, height: 300 } as const;
  const gif = { ...png, mime: 'image/gif' } as const;
  expect(targetMime(png, { format: 'original', longestEdge: null })).toBeNull();
  expect(targetMime(png, { format: 'original', longestEdge: 400 })).toBeNull();
  expect(targetMime(png, { format: 'original', longestEdge: 200 })).toBe('image/png');
  expect(targetMime(gif, { format: 'original', longestEdge: 200 })).toBe('image/png');
  expect(targetMime(png, { format: 'png', longestEdge: 1000 })).toBeNull();
  expect(targetMime(png, { format: 'jpeg', longestEdge: null })).toBe('image/jpeg');
});
