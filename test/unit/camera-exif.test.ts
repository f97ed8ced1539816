import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type CameraDataChoice, cameraExif } from '../../src/main/finish/camera-exif.ts';
import { bytesOfBuffer } from '../../src/main/finish/exif-source.ts';
import { pngWithChoice, pngWithExifOf } from '../../src/main/finish/png-exif.ts';
import { raf } from '../fixtures/formats/raw-files.ts';
import { fc } from '../fixtures/property.ts';

const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a63' } });

/** The writer doesn't support maker notes: another text gets their tag. */
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

async function finished(
  camera: Buffer,
  choice?: CameraDataChoice,
): Promise<{ readonly png: Buffer; readonly plain: Buffer }> {
  const folder = await mkdtemp(join(tmpdir(), 'reseed-exif-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [cameraPath, pngPath] = [join(folder, 'camera'), join(folder, 'finished.png')];
  const plain = await blank(60, 40).png().toBuffer();
  await writeFile(cameraPath, camera);
  await writeFile(pngPath, plain);
  const parts: Uint8Array[] = [];
  for await (const part of pngWithExifOf(pngPath, cameraPath, choice)) parts.push(part);
  return { png: Buffer.concat(parts), plain };
}

describe('the EXIF of a finished picture', () => {
  it('is the camera’s, without orientation, thumbnail and maker notes', async () => {
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

  it('is absent if the source has none, and for a picture without a camera', async () => {
    for (const camera of [await blank(8, 6).jpeg().toBuffer(), await blank(8, 6).png().toBuffer()]) {
      const { png, plain } = await finished(camera);
      expect(png.equals(plain)).toBe(true);
    }
  });

  it('is read from damaged files without an error', async () => {
    const camera = await photo();
    await fc.assert(
      fc.asyncProperty(
        fc.nat(camera.length - 1),
        fc.array(fc.tuple(fc.nat(600), fc.nat(255)), { maxLength: 8 }),
        async (length, changes) => {
          const damaged = Buffer.from(camera.subarray(0, length));
          for (const [at, value] of changes) if (at > 1 && at < length) damaged.writeUInt8(value, at);
          const exif = await cameraExif(bytesOfBuffer(damaged));
          expect(exif === null || exif.length <= 65_527).toBe(true);
        },
      ),
      { seed: 170, numRuns: 2_000 },
    );
  });
});

const FORMATS = join(import.meta.dirname, '../fixtures/formats');
const CAMERA_FILES = [
  'plain.heic',
  'none.tif',
  'big-endian.tif',
  'nikon.nef',
  'sony.arw',
  'phone.dng',
  'olympus.orf',
];

describe('the EXIF of other formats', () => {
  const exif = {
    IFD0: { Make: 'Canary', Model: 'Camera of a long name' },
    IFD2: { ExposureTime: '1/250' },
    IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' },
  };

  it.each(CAMERA_FILES)('is that of %s, without fields about its own pixels', async (name) => {
    const { png } = await finished(await readFile(join(FORMATS, 'camera-data', name)));
    const tags = ExifReader.load(png);
    expect(tags.Make?.description).toBe('Canary');
    expect(tags.Model?.description).toBe('Camera of a long name');
    expect(tags.ExposureTime?.description).toBe('1/250');
    expect(tags.ISOSpeedRatings?.description ?? tags.ISOSpeedRatings?.value).toBe(400);
    expect(tags.DateTimeOriginal?.description).toBe('2024:05:06 07:08:09');
    expect(Number(tags.GPSLatitude?.description)).toBeCloseTo(52.5166, 3);
    for (const own of ['Orientation', 'StripOffsets', 'TileOffsets', 'SubIFDs', 'MakerNote'])
      expect(tags).not.toHaveProperty(own);
    expect((await sharp(png).metadata()).width).toBe(60);
  });

  it('is what a PNG, a WebP and an AVIF contain', async () => {
    const camera = () => blank(8, 6).withExif(exif);
    for (const bytes of [
      await camera().png().toBuffer(),
      await camera().webp().toBuffer(),
      await camera().avif().toBuffer(),
    ]) {
      const tags = ExifReader.load((await finished(bytes)).png);
      expect(tags.Make?.description).toBe('Canary');
      expect(tags.ExposureTime?.description).toBe('1/250');
      expect(tags).not.toHaveProperty('ImageWidth');
    }
  });

  it('is found in the tables of Canon and Panasonic, and in the preview of Fujifilm', async () => {
    const makes = { 'canon.cr2': 'Canon', 'canon.cr3': 'Canon', 'panasonic.rw2': 'Panasonic' };
    for (const [name, make] of Object.entries(makes)) {
      const { png } = await finished(await readFile(join(FORMATS, 'files', name)));
      expect(ExifReader.load(png).Make?.description).toBe(make);
    }
    const preview = await blank(8, 6).jpeg().withExif(exif).toBuffer();
    const { png } = await finished(raf({ preview, thumbnail: preview, orientation: 1 }));
    expect(ExifReader.load(png).Model?.description).toBe('Camera of a long name');
  });

  it('is read from damaged files without an error', async () => {
    for (const name of [...CAMERA_FILES.map((each) => `camera-data/${each}`), 'files/canon.cr3']) {
      const camera = await readFile(join(FORMATS, name));
      await fc.assert(
        fc.asyncProperty(
          fc.nat(camera.length - 1),
          fc.array(fc.tuple(fc.nat(3_000), fc.nat(255)), { maxLength: 8 }),
          async (length, changes) => {
            const damaged = Buffer.from(camera.subarray(0, length));
            for (const [at, value] of changes) if (at > 11 && at < length) damaged.writeUInt8(value, at);
            const made = await cameraExif(bytesOfBuffer(damaged));
            expect(made === null || made.length <= 65_527).toBe(true);
          },
        ),
        { seed: 171, numRuns: 200 },
      );
    }
  });
});

describe('what a finished picture keeps of it', () => {
  const camera = join(FORMATS, 'camera-data/plain.heic');
  const tagsFor = async (choice: CameraDataChoice) => {
    const { png } = await finished(await readFile(camera), choice);
    return png.includes('eXIf') ? ExifReader.load(png) : null;
  };

  it('is nothing, or everything except the location, as chosen', async () => {
    expect(await tagsFor({ camera: false, location: true })).toBeNull();
    const tags = await tagsFor({ camera: true, location: false });
    expect(tags?.Make?.description).toBe('Canary');
    expect(Object.keys(tags ?? {}).filter((name) => name.startsWith('GPS'))).toEqual([]);
  });

  it('is removed from a copy the same way, without changing pixels', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reseed-exif-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'finished.png');
    const { png, plain } = await finished(await readFile(camera));
    await writeFile(path, png);
    const copy = async (choice: CameraDataChoice) => {
      const parts: Uint8Array[] = [];
      for await (const part of pngWithChoice(path, choice)) parts.push(part);
      return Buffer.concat(parts);
    };
    expect((await copy({ camera: false, location: false })).equals(plain)).toBe(true);
    const tags = ExifReader.load(await copy({ camera: true, location: false }));
    expect(tags.Model?.description).toBe('Camera of a long name');
    expect(Object.keys(tags).filter((name) => name.startsWith('GPS'))).toEqual([]);
    expect((await copy({ camera: true, location: true })).equals(png)).toBe(true);
  });
});
