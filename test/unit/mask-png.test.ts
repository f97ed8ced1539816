import sharp from 'sharp';
import { expect, it } from 'vitest';
import { decodeMask, encodeMask } from '../../src/renderer/mask-png.ts';

it('writes a gray PNG of 8 bits that an independent decoder reads back byte for byte', async () => {
  const size = { width: 301, height: 203 };
  const mask = Uint8Array.from({ length: size.width * size.height }, (_, at) => (at * 7919) % 256);
  const picture = sharp(encodeMask(size, mask));
  expect(await picture.metadata()).toMatchObject({ ...size, format: 'png', channels: 1, depth: 'uchar' });
  const { data, info } = await picture.toColorspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(1);
  expect(Buffer.compare(data, Buffer.from(mask))).toBe(0);
});

it('reads its own output, and rejects a color picture', async () => {
  const size = { width: 301, height: 203 };
  const mask = Uint8Array.from({ length: size.width * size.height }, (_, at) => (at * 7919) % 256);
  const read = decodeMask(encodeMask(size, mask));
  expect(read.size).toEqual(size);
  expect(Buffer.compare(read.gray, mask)).toBe(0);
  const color = await sharp({ create: { ...size, channels: 3, background: '#204080' } })
    .png()
    .toBuffer();
  expect(() => decodeMask(color)).toThrow(TypeError);
});
