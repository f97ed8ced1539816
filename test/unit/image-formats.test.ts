import { readFileSync } from 'node:fs';
import { isSameFormat, pictureEnding } from '@shared/domain/file-name.ts';
import { ALL_EXTENSIONS, EXTENSIONS, formatOf, ImageMime, isForeign, isRaw } from '@shared/domain/image.ts';
import { describe, expect, it } from 'vitest';

describe('the table of picture formats', () => {
  it('assigns each extension to one format', () => {
    expect(new Set(ALL_EXTENSIONS).size).toBe(ALL_EXTENSIONS.length);
    expect(Object.keys(EXTENSIONS)).toEqual(ImageMime.options);
  });

  it('calls raw files foreign, and no other format raw', () => {
    const raw = ImageMime.options.filter(isRaw);
    expect(raw.map((mime) => formatOf(mime).name)).toEqual([
      'CR2',
      'CR3',
      'NEF',
      'ARW',
      'DNG',
      'RAF',
      'ORF',
      'RW2',
    ]);
    expect(raw.every(isForeign)).toBe(true);
  });

  it('recognizes every spelling as an extension of its format', () => {
    for (const mime of ImageMime.options)
      for (const extension of [...formatOf(mime).extensions, ...formatOf(mime).spellings]) {
        expect(pictureEnding(`a.${extension}`)).toBe(`.${extension}`);
        expect(isSameFormat(extension.toUpperCase(), EXTENSIONS[mime])).toBe(true);
      }
    expect(isSameFormat('hif', 'heic')).toBe(true);
    expect(isSameFormat('tiff', 'dng')).toBe(false);
  });

  it('matches the types that the package registers', () => {
    const lines = readFileSync('electron-builder.yml', 'utf8').matchAll(
      /\{ ext: (\w+),.* mimeType: ([\w/-]+),/g,
    );
    expect([...lines].map(([, extension, mime]) => [extension, mime])).toEqual(
      ImageMime.options.flatMap((mime) => formatOf(mime).extensions.map((extension) => [extension, mime])),
    );
  });
});
