import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handedOut } from '../../src/main/export/handed-out.ts';
import type { CameraDataChoice } from '../../src/main/finish/camera-exif.ts';
import { webpWithChoice, webpWithExifOf } from '../../src/main/finish/webp-exif.ts';

let folder = '';
let [plainPath, cameraPath, madePath] = ['', '', ''];
let made: Buffer = Buffer.alloc(0);

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

const pixelsOf = (file: Buffer | string) => sharp(file).removeAlpha().raw().toBuffer();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reseed-webp-exif-'));
  [plainPath, cameraPath, madePath] = ['plain', 'camera', 'made'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  // An odd size, and noise, so that a shifted byte would show.
  const noise = Buffer.from(Array.from({ length: 61 * 43 * 3 }, (_, at) => (at * 7919) % 251));
  const picture = sharp(noise, { raw: { width: 61, height: 43, channels: 3 } });
  await picture.clone().webp({ lossless: true }).toFile(plainPath);
  await picture
    .clone()
    .withExif({
      IFD0: { Make: 'Canary', Model: 'Camera of a long name' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 12/1' },
    })
    .jpeg()
    .toFile(cameraPath);
  made = await collect(webpWithExifOf(plainPath, cameraPath));
  await writeFile(madePath, made);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the EXIF of a finished WebP', () => {
  it('is the camera’s, beside the same pixels', async () => {
    expect(await pixelsOf(made)).toEqual(await pixelsOf(plainPath));
    const { width, height, format, size } = await sharp(made).metadata();
    expect({ width, height, format }).toEqual({ width: 61, height: 43, format: 'webp' });
    expect(made.readUInt32LE(4)).toBe((size ?? 0) - 8);
    const tags = ExifReader.load(made);
    expect(tags.Make?.description).toBe('Canary');
    expect(tags.GPSLatitude).toBeDefined();
  });

  it('is nothing if none should be kept, and the file is the plain one', async () => {
    const choice = { camera: false, location: false };
    expect(await collect(webpWithExifOf(plainPath, cameraPath, choice))).toEqual(await readFile(plainPath));
  });

  it('is removed from a copy, without changing pixels', async () => {
    const copy = (choice: CameraDataChoice) => collect(webpWithChoice(madePath, choice));
    expect(await copy({ camera: false, location: false })).toEqual(await readFile(plainPath));
    const withoutPlace = await copy({ camera: true, location: false });
    const tags = ExifReader.load(withoutPlace);
    expect(tags.Model?.description).toBe('Camera of a long name');
    expect(Object.keys(tags).filter((name) => name.startsWith('GPS'))).toEqual([]);
    expect(await pixelsOf(withoutPlace)).toEqual(await pixelsOf(plainPath));
    expect(await copy({ camera: true, location: true })).toEqual(made);
  });

  it('leaves the library only as chosen', async () => {
    const file = { path: madePath, mime: 'image/webp' } as const;
    const choice = { camera: true, location: false };
    const out = await handedOut({ finishOf: 1 }, file, join(folder, 'copy.webp'), choice);
    if (!('made' in out)) throw new Error('handed out as it is');
    const tags = ExifReader.load(await readFile(out.made));
    expect(Object.keys(tags).filter((name) => name.startsWith('GPS'))).toEqual([]);
    expect(tags.Make?.description).toBe('Canary');
  });

  it('is refused for a file without lossless pixels', async () => {
    const lossy = join(folder, 'lossy');
    await sharp(plainPath).webp({ quality: 80 }).toFile(lossy);
    await expect(collect(webpWithExifOf(lossy, cameraPath))).rejects.toMatchObject({ code: 'internal' });
  });
});
