import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Library } from '../../src/main/library/library.ts';
import { createPrepareService, UPLOAD_MAX_PIXELS } from '../../src/main/uploads/prepare-service.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { sourceCheckOf } from '../fixtures/source-check.ts';
import { filesBelow, listed, tempLibrary } from '../fixtures/temp-library.ts';

async function takeIn(library: Library, bytes: Buffer, mime: 'image/jpeg' | 'image/png'): Promise<string> {
  const staged = await library.objects.stage(
    (async function* () {
      yield bytes;
    })(),
    { maxBytes: 1e8 },
  );
  const { width = 1, height = 1 } = await sharp(bytes).metadata();
  await library.objects.commit(staged, mime);
  library.addImports([{ name: 'a', sha256: staged.sha256, mime, bytes: staged.bytes, width, height }]);
  return staged.sha256;
}

async function rig(count: { converted: number }) {
  const library = await tempLibrary();
  const imaging = createFakeImaging((call) => {
    if (call === 'convert') count.converted += 1;
  });
  const service = createPrepareService({
    db: library.db,
    objects: library.objects,
    pictureFile: (sha256) => library.pictureFile(sha256),
    imaging,
    clock: Date.now,
    checkSource: sourceCheckOf(library),
  });
  return { library, service };
}

const photo = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a63' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Canary', Orientation: '6' },
      IFD3: { GPSLatitude: '52/1 31/1 0/1', GPSLatitudeRef: 'N' },
    })
    .toBuffer();

describe('what leaves this machine', () => {
  test('has no metadata, is upright, and has at most 4 megapixels', async () => {
    const count = { converted: 0 };
    const { library, service } = await rig(count);
    const bytes = await photo(3000, 2000);
    expect(Object.keys(ExifReader.load(bytes))).toContain('GPSLatitude');
    const source = await takeIn(library, bytes, 'image/jpeg');
    const prepared = await service.prepare(source);
    const sent = await readFile(prepared.path);
    const { exif, width = 0, height = 0, format } = await sharp(sent).metadata();
    expect({ exif, format }).toEqual({ exif: undefined, format: 'jpeg' });
    expect(sent.includes('Canary')).toBe(false);
    expect(width * height).toBeLessThanOrEqual(UPLOAD_MAX_PIXELS);
    expect(width * height).toBeGreaterThan(UPLOAD_MAX_PIXELS * 0.99);
    expect(prepared).toMatchObject({ width, height, mime: 'image/jpeg', bytes: sent.length });
  });

  test('is made once, stored, and the same after a restart', async () => {
    const count = { converted: 0 };
    const { library, service } = await rig(count);
    const source = await takeIn(library, await photo(300, 200), 'image/jpeg');
    const [first, second] = await Promise.all([service.prepare(source), service.prepare(source)]);
    expect(second).toEqual(first);
    expect(await service.prepare(source)).toEqual(first);
    expect(count.converted).toBe(1);
    expect(library.pictureFile(first.sha256)?.path).toBe(first.path);
    expect(await filesBelow(join(library.folder, 'tmp'))).toEqual([]);
  });

  test('isn’t a new picture in the library', async () => {
    const { library, service } = await rig({ converted: 0 });
    await service.prepare(await takeIn(library, await photo(30, 20), 'image/jpeg'));
    expect(listed(library)).toHaveLength(1);
  });
});
