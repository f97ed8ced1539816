import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { shadesByProfile, shadesOf } from '../../src/renderer/imaging/gray-profile.ts';

/** A gray profile with only a curve. */
function profile(curve: Buffer, space = 'GRAY'): Uint8Array {
  const bytes = Buffer.alloc(144);
  bytes.write(space, 16, 'latin1');
  bytes.writeUInt32BE(1, 128);
  bytes.write('kTRC', 132, 'latin1');
  bytes.writeUInt32BE(144, 136);
  bytes.writeUInt32BE(curve.length, 140);
  return new Uint8Array(Buffer.concat([bytes, curve]));
}

function curv(...samples: number[]): Buffer {
  const bytes = Buffer.alloc(12 + 2 * samples.length);
  bytes.write('curv', 0, 'latin1');
  bytes.writeUInt32BE(samples.length, 8);
  for (const [i, sample] of samples.entries()) bytes.writeUInt16BE(sample, 12 + 2 * i);
  return bytes;
}

function para(kind: number, ...numbers: number[]): Buffer {
  const bytes = Buffer.alloc(12 + 4 * numbers.length);
  bytes.write('para', 0, 'latin1');
  bytes.writeUInt16BE(kind, 8);
  for (const [i, value] of numbers.entries()) bytes.writeInt32BE(Math.round(value * 65_536), 12 + 4 * i);
  return bytes;
}

const LINEAR_40 = 110;
const SRGB = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

test('reads the shades of every kind of curve', () => {
  expect(shadesOf(profile(curv()))?.[40]).toBe(LINEAR_40);
  expect(shadesOf(profile(curv(256)))?.[40]).toBe(LINEAR_40);
  expect(shadesOf(profile(curv(0, 65_535)))?.[40]).toBe(LINEAR_40);
  expect(shadesOf(profile(para(0, 1)))?.[40]).toBe(LINEAR_40);
  expect(shadesOf(profile(para(1, 1, 1, 0)))?.[40]).toBe(LINEAR_40);
  expect(shadesOf(profile(para(2, 1, 1, 0, 0)))?.[40]).toBe(LINEAR_40);
  expect(shadesOf(profile(para(4, 1, 1, 0, 0, 0, 0, 0)))?.[40]).toBe(LINEAR_40);
  const [black, white] = [0, 255].map((shade) => shadesOf(profile(curv(563)))?.[shade]);
  expect([black, white]).toEqual([0, 255]);
});

test('ignores an sRGB curve and an invalid profile', () => {
  expect(shadesOf(profile(para(3, ...SRGB)))).toBeNull();
  expect(shadesOf(profile(curv(256), 'RGB '))).toBeNull();
  expect(shadesOf(profile(para(9, 1)))).toBeNull();
  expect(shadesOf(profile(curv(256)).subarray(0, 150))).toBeNull();
  expect(shadesOf(new Uint8Array(10))).toBeNull();
});

test('reads the profile only from a gray PNG', async () => {
  const read = async (name: string) =>
    new Uint8Array(await readFile(new URL(`../fixtures/odd-pictures/${name}`, import.meta.url)));
  expect((await shadesByProfile(await read('icc-gray22.png')))?.[40]).toBe(LINEAR_40);
  expect(await shadesByProfile(await read('png-exif6.png'))).toBeNull();
  const cut = (await read('icc-gray22.png')).slice(0, 60);
  expect(await shadesByProfile(cut)).toBeNull();
});
