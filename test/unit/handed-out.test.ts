import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExifReader from 'exifreader';
import sharp from 'sharp';
import { expect, it, onTestFinished } from 'vitest';
import { handedOut } from '../../src/main/export/handed-out.ts';

const WITHOUT_LOCATION = { camera: true, location: false };

async function geotagged() {
  const folder = await mkdtemp(join(tmpdir(), 'reseed-handed-out-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'picture.png');
  await sharp({ create: { width: 8, height: 6, channels: 3, background: 'teal' } })
    .withExif({
      IFD0: { Make: 'Pentacon' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .png()
    .toFile(path);
  return { file: { path, mime: 'image/png' as const }, copy: join(folder, 'copy.png') };
}

it.each([{ finishOf: 1 }, { mergeOf: [1, 2] as [number, number] }])(
  'hands out a copy of %j without its location',
  async (image) => {
    const { file, copy } = await geotagged();
    const placed = await handedOut(image, file, copy, WITHOUT_LOCATION);
    if (!('made' in placed)) throw new Error('no copy was made');
    const tags = ExifReader.load(await readFile(placed.made));
    expect(tags.Make?.description).toBe('Pentacon');
    expect(tags.GPSLatitude).toBeUndefined();
    expect(ExifReader.load(await readFile(file.path)).GPSLatitude).toBeDefined();
  },
);

it('hands out an original unchanged', async () => {
  const { file, copy } = await geotagged();
  expect(await handedOut({}, file, copy, WITHOUT_LOCATION)).toEqual({ path: file.path });
});
