import { describe, expect, it } from 'vitest';
import { cleanName, finishedName, resultName } from '../../src/main/library/names.ts';
import { fc } from '../fixtures/property.ts';

describe('names', () => {
  it('keeps a plain name as it is', () => {
    expect(cleanName('chelsea cat_01.PNG')).toBe('chelsea cat_01.PNG');
  });
  it('drops folders, control characters and direction overrides', () => {
    expect(cleanName('C:\\pictures\\a.png')).toBe('a.png');
    expect(cleanName('../../etc/passwd')).toBe('passwd');
    expect(cleanName('a\u0000b\n\u202egnp.exe')).toBe('abgnp.exe');
    expect(cleanName(' \u0007 ')).toBe('untitled');
  });
  it('composes decomposed Unicode from macOS', () => {
    expect(cleanName('Zu\u0308rich.jpg')).toBe('Zürich.jpg');
  });
  it('shortens any name to 200 units of whole characters, keeping the extension', () => {
    expect(cleanName(`${'x'.repeat(400)}.jpeg`)).toMatch(/^x{195}\.jpeg$/);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (name) => {
        const clean = cleanName(name);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean.length).toBeGreaterThan(0);
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanName(clean)).toBe(clean);
      }),
    );
  });
  it('names each result after its source and edit', () => {
    expect(resultName('chelsea.png', 12, 'image/webp')).toBe('chelsea (edit 12).webp');
    expect(resultName('chelsea (edit 12).webp', 15, 'image/png')).toBe('chelsea (edit 15).png');
    expect(resultName('chelsea.png', 12, 'image/jpeg', 1)).toBe('chelsea (edit 12, 2).jpg');
    expect(resultName('chelsea (edit 12, 2).jpg', 16, 'image/jpeg')).toBe('chelsea (edit 16).jpg');
    expect(resultName('chelsea (edit 12, finished).png', 17, 'image/webp')).toBe('chelsea (edit 17).webp');
    expect(resultName('chelsea (edit 12, 2, finished 3).png', 17, 'image/png')).toBe('chelsea (edit 17).png');
    expect(finishedName('chelsea (edit 12).webp', 'image/png', 0)).toBe('chelsea (edit 12, finished).png');
    expect(finishedName('chelsea (edit 12, 2).webp', 'image/png', 2)).toBe(
      'chelsea (edit 12, 2, finished 3).png',
    );
    expect(finishedName('other.webp', 'image/png', 1)).toBe('other (finished 2).png');
    expect(resultName('2024.05.12', 7, 'image/png')).toBe('2024.05.12 (edit 7).png');
    expect(resultName(`${'x'.repeat(200)}`, 99, 'image/png')).toMatch(/^x{160} \(edit 99\)\.png$/);
  });
});
