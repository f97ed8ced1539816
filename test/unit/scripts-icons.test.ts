import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { ICON_SIZES, renderIcon, renderIcons } from '../../scripts/package/icons.ts';

const resources = resolve(import.meta.dirname, '../../resources');
const svg = readFileSync(join(resources, 'icon.svg'), 'utf8');

const pixels = (png: Buffer) => sharp(png).ensureAlpha().raw().toBuffer();

/** The PNGs inside a file, found by their first and last bytes. */
function pngsIn(file: Buffer): Buffer[] {
  const found: Buffer[] = [];
  let at = file.indexOf('\x89PNG', 0, 'latin1');
  while (at !== -1) {
    const end = file.indexOf('IEND', at, 'latin1') + 8;
    found.push(file.subarray(at, end));
    at = file.indexOf('\x89PNG', end, 'latin1');
  }
  return found;
}

async function largestDifference(a: Buffer, b: Buffer): Promise<number> {
  const [one, other] = [await pixels(a), await pixels(b)];
  expect(one.length).toBe(other.length);
  return one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other[index] as number))), 0);
}

let rendered: Map<string, Buffer>;
beforeAll(async () => {
  rendered = await renderIcons(svg);
});

it('all icons match the drawing', async () => {
  for (const [path, bytes] of rendered) {
    const expected = pngsIn(bytes);
    const kept = pngsIn(readFileSync(join(resources, path)));
    expect(kept.length, path).toBe(expected.length);
    for (const [index, png] of kept.entries())
      expect(await largestDifference(png, expected[index] as Buffer), path).toBeLessThanOrEqual(2);
  }
});

it('each PNG has the size in its name', async () => {
  for (const size of ICON_SIZES) {
    const { width, height } = await sharp(rendered.get(`icons/${size}x${size}.png`)).metadata();
    expect([width, height]).toEqual([size, size]);
  }
});

it('small sizes omit the thin lines', async () => {
  const [small, large] = [
    await renderIcon(svg, 32),
    await sharp(await renderIcon(svg, 512))
      .resize(32)
      .toBuffer(),
  ];
  expect(await largestDifference(small, large)).toBeGreaterThan(60);
});

it('the Windows icon’s table has the offset of each size', () => {
  const file = rendered.get('icon.ico') as Buffer;
  const count = file.readUInt16LE(4);
  expect([file.readUInt16LE(0), file.readUInt16LE(2), count]).toEqual([0, 1, pngsIn(file).length]);
  for (let index = 0; index < count; index += 1) {
    const at = 6 + 16 * index;
    const png = file.subarray(file.readUInt32LE(at + 12)).subarray(0, file.readUInt32LE(at + 8));
    expect(png.readUInt32BE(16)).toBe(file.readUInt8(at) || 256);
  }
});

it('the Apple icon’s lengths add up', () => {
  const file = rendered.get('icon.icns') as Buffer;
  expect(file.toString('latin1', 0, 4)).toBe('icns');
  expect(file.readUInt32BE(4)).toBe(file.length);
  let at = 8;
  while (at < file.length) at += file.readUInt32BE(at + 4);
  expect(at).toBe(file.length);
});
