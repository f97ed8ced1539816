import { encode } from 'fast-png';
import sharp, { type PngOptions } from 'sharp';
import { describe, expect, it } from 'vitest';
import { readGrayPng } from '../../src/renderer/imaging/gray-png.ts';
import { encodeMaskRows } from '../../src/renderer/imaging/png-rows.ts';
import { createRandom } from '../../src/renderer/imaging/practice/random.ts';

const SIZE = { width: 53, height: 41 };

/** Smooth shades, so that encoders choose every filter, with an empty part. */
function shades(seed: number): Uint8Array {
  const random = createRandom(seed, 'gray png');
  return Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, at) => {
    const [x, y] = [at % SIZE.width, Math.floor(at / SIZE.width)];
    return y > 30 ? 0 : Math.round(128 + 90 * Math.sin(x / 7 + seed) * Math.cos(y / 5)) + random.int(3);
  });
}

async function asPng(data: Uint8Array, options: PngOptions): Promise<Uint8Array<ArrayBuffer>> {
  const raw = { ...SIZE, channels: 1 as const };
  return new Uint8Array(await sharp(data, { raw }).toColourspace('b-w').png(options).toBuffer());
}

describe('readGrayPng', () => {
  it('reads what any encoder wrote, with every filter', async () => {
    const data = shades(1);
    for (const adaptiveFiltering of [true, false])
      expect(await readGrayPng(await asPng(data, { adaptiveFiltering }), SIZE)).toEqual({ ...SIZE, data });
    const plain = new Uint8Array(encode({ ...SIZE, data, channels: 1, depth: 8 }));
    expect(await readGrayPng(plain, SIZE)).toEqual({ ...SIZE, data });
  });

  it('reads what masks are written as', async () => {
    const data = shades(2);
    const png = await encodeMaskRows({ ...SIZE, data });
    expect(await readGrayPng(new Uint8Array(await png.arrayBuffer()), SIZE)).toEqual({ ...SIZE, data });
  });

  it('leaves all other files to the browser', async () => {
    const data = shades(3);
    const raw = { ...SIZE, channels: 1 as const };
    const color = await sharp(data, { raw }).toColourspace('srgb').png().toBuffer();
    expect(await readGrayPng(new Uint8Array(color), SIZE)).toBeNull();
    const plain = await asPng(data, {});
    expect(await readGrayPng(plain.slice(0, plain.length - 40), SIZE)).toBeNull();
    expect(await readGrayPng(plain, { ...SIZE, height: SIZE.height - 1 })).toBeNull();
    expect(await readGrayPng(plain, { ...SIZE, height: SIZE.height + 1 })).toBeNull();
    expect(await readGrayPng(await asPng(data, { progressive: true }), SIZE)).toBeNull();
  });
});
