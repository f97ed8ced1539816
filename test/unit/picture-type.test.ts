import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pictureType } from '../../src/main/import/picture-type.ts';
import { oddPicture, os2Bmp } from '../fixtures/odd-pictures/index.ts';
import * as pictures from '../fixtures/pictures.ts';

const HEAD_BYTES = 4100;
const typeOf = (bytes: Uint8Array) => pictureType(bytes.subarray(0, HEAD_BYTES));
const text = (words: string) => new TextEncoder().encode(words);

/** The start of a file in HEIF's container with these brands and this codec's configuration box. */
function heif(brands: readonly string[], codec?: 'av1C' | 'hvcC'): Uint8Array {
  const [major = '', ...rest] = brands;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(16 + 4 * rest.length);
  const parts = [size, text(`ftyp${major}\0\0\0\0${rest.join('')}`), Buffer.alloc(32)];
  return Buffer.concat(codec ? [...parts, text(codec), Buffer.alloc(32)] : parts);
}

test('detects every format by content', async () => {
  for (const { name, mime, bytes } of await pictures.everyFormat())
    expect([name, await typeOf(bytes)]).toEqual([name, mime]);
});

test('the codec decides, then all brands of the container, not only the first', async () => {
  for (const name of ['avif-major-mif1.avif', 'avif-sequence-msf1.avif'])
    expect(await typeOf((await oddPicture(name, 'image/avif')).bytes)).toBe('image/avif');
  expect(await typeOf(heif(['mif1', 'miaf'], 'av1C'))).toBe('image/avif');
  expect(await typeOf(heif(['heic', 'mif1'], 'av1C'))).toBe('image/avif');
  expect(await typeOf(heif(['msf1', 'avis', 'miaf']))).toBe('image/avif');
  expect(await typeOf(heif(['avif']))).toBe('image/avif');
});

test('an OS/2 bitmap is one, and a text with the same first letters is a text', async () => {
  expect(await typeOf(os2Bmp(pictures.quarterPixels(32, 24), 32, 24))).toBe('image/bmp');
  const notes = await readFile(new URL('../fixtures/odd-pictures/bmw-notes.txt', import.meta.url));
  for (const words of [notes, text('BM'), text('GIF89a is how such files begin\n'.repeat(9))])
    await expect(typeOf(words)).rejects.toMatchObject({
      code: 'not-a-picture',
      value: { reason: 'looks-like', params: { kind: 'text' } },
    });
  // Neither a text nor a bitmap.
  await expect(typeOf(Buffer.concat([text('BM'), Buffer.alloc(100, 0xee)]))).rejects.toMatchObject({
    code: 'not-a-picture',
    value: { reason: 'looks-like', params: { kind: 'unknown' } },
  });
});
