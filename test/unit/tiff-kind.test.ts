import { describe, expect, it } from 'vitest';
import { pictureType } from '../../src/main/import/picture-type.ts';
import { foreignPicture, foreignPictures } from '../fixtures/formats/index.ts';
import { tagFile } from '../fixtures/formats/raw-files.ts';

const headOf = (bytes: Buffer) => bytes.subarray(0, 4100);
const directoryOf = (bytes: Buffer) => (bytes[0] === 0x49 ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4));
/** The kind of file that the tags of a directory indicate. */
const typeOf = (...tags: Parameters<typeof tagFile>[0]) => pictureType(headOf(tagFile(tags)));

describe('pictureType', () => {
  it('detects every file of these formats by content', async () => {
    for (const { name, mime, bytes } of await foreignPictures()) {
      // HEIF with an HEVC picture in it is HEIC, whatever its brand.
      const far = /\.(nef|arw|dng)$/.test(name) && directoryOf(bytes) > 4000;
      const expected = mime === 'image/heif' ? 'image/heic' : far ? 'image/tiff' : mime;
      expect([name, await pictureType(headOf(bytes))]).toEqual([name, expected]);
    }
  });

  it('recognizes raw files by maker, or as DNG', async () => {
    const copy = [254, { longs: [1] }] as const;
    const more = [330, { longs: [8] }] as const;
    expect(await typeOf(copy, more, [271, { text: 'NIKON CORPORATION' }])).toBe('image/x-nikon-nef');
    expect(await typeOf(copy, more, [271, { text: 'SONY' }])).toBe('image/x-sony-arw');
    expect(await typeOf(copy, [50_706, { bytes: Buffer.from([1, 4, 0, 0]) }])).toBe('image/x-adobe-dng');
    expect(await typeOf(copy, more, [271, { text: 'PENTAX' }])).toBe('image/tiff');
  });

  it('treats a picture that mentions a camera’s name as a picture', async () => {
    const size = [
      [256, { shorts: [10] }],
      [257, { shorts: [10] }],
    ] as const;
    expect(await typeOf(...size, [271, { text: 'SONY' }])).toBe('image/tiff');
    expect(await typeOf(...size, [271, { text: 'NIKON' }], [330, { longs: [8] }])).toBe('image/tiff');
    // PrintIM, which many programs write, and which the library takes for a mark of Sony's.
    expect(await typeOf(...size, [50_341, { bytes: Buffer.from('PrintIM\0') }])).toBe('image/tiff');
  });

  it('treats a file whose directory is beyond the first bytes as TIFF', async () => {
    const { bytes } = await foreignPicture('nikon.nef');
    const far = Buffer.from(bytes.subarray(0, 4100));
    far.writeUInt32BE(900_000, 4);
    expect(await pictureType(far)).toBe('image/tiff');
  });
});
