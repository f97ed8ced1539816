import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { cameraExif } from '../../src/main/finish/camera-exif.ts';
import { pngWithExifOf } from '../../src/main/finish/png-exif.ts';

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a63' } });

/** The writer knows no maker notes: another text gets their tag. */
async function photo(): Promise<Buffer> {
  const bytes = await blank(8, 6)
    .jpeg()
    .withExif({
      IFD0: { Make: 'Canary', Model: 'Camera of a long name', Orientation: '6' },
      IFD2: { ExposureTime: '1/250', LensModel: 'Fifty', DateTimeOriginal: 'secret of the maker' },
      IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' },
    })
    .toBuffer();
  const [little, big] = [bytes.indexOf('03900200', 'hex'), bytes.indexOf('90030002', 'hex')];
  if (little > 0) bytes.writeUInt16LE(0x927c, little);
  else bytes.writeUInt16BE(0x927c, big);
  return bytes;
}

async function finished(camera: Buffer): Promise<{ readonly png: Buffer; readonly plain: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'reseed-exif-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [cameraPath, pngPath] = [join(folder, 'camera'), join(folder, 'finished.png')];
  const plain = await blank(60, 40).png().toBuffer();
  await writeFile(cameraPath, camera);
  await writeFile(pngPath, plain);
  const parts: Uint8Array[] = [];
  for await (const part of pngWithExifOf(pngPath, cameraPath)) parts.push(part);
  return { png: Buffer.concat(parts), plain };
}

describe('the EXIF of a finished picture', () => {
  it('is that of the camera, without orientation, thumbnail and maker notes', async () => {
    const camera = await photo();
    expect(camera.includes('secret of the maker')).toBe(true);
    const { png, plain } = await finished(camera);
    const { exif = Buffer.alloc(0), orientation, width, height } = await sharp(png).metadata();
    expect({ orientation, width, height }).toEqual({ orientation: undefined, width: 60, height: 40 });
    expect(exif.includes('secret of the maker')).toBe(false);
    const tags = ExifReader.load(png);
    expect(tags.Make?.description).toBe('Canary');
    expect(tags.Model?.description).toBe('Camera of a long name');
    expect(tags.ExposureTime?.description).toBe('1/250');
    expect(tags.LensModel?.description).toBe('Fifty');
    expect(tags.GPSLatitude?.description).toBe(ExifReader.load(camera).GPSLatitude?.description);
    for (const name of ['Orientation', 'MakerNote', 'Thumbnail', 'PixelXDimension'])
      expect(tags).not.toHaveProperty(name);
    const [a, b] = await Promise.all([png, plain].map((bytes) => sharp(bytes).raw().toBuffer()));
    expect(a?.equals(b ?? Buffer.alloc(0))).toBe(true);
  });

  it('is left out when the source has none, and for what is no JPEG', async () => {
    for (const camera of [await blank(8, 6).jpeg().toBuffer(), await blank(8, 6).png().toBuffer()]) {
      const { png, plain } = await finished(camera);
      expect(png.equals(plain)).toBe(true);
    }
  });

  it('is read from damaged files without an error', async () => {
    const camera = await photo();
    fc.assert(
      fc.property(
        fc.nat(camera.length - 1),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }),
        (length, changes) => {
          const damaged = Buffer.from(camera.subarray(0, length));
          for (const [at, value] of changes) if (at > 1 && at < length) damaged.writeUInt8(value, at);
          const exif = cameraExif(damaged);
          expect(exif === null || exif.length <= 65_527).toBe(true);
        },
      ),
      { seed: 170, numRuns: 2_000 },
    );
  });
});
