import { readFile, rm, stat, utimes } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createDisplayCopies } from '../../src/main/display/display-copies.ts';
import { foreignPicture } from '../fixtures/formats/index.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { oddPicture } from '../fixtures/odd-pictures/index.ts';
import { seededPicture, sha256 } from '../fixtures/seeded-pictures.ts';
import { listed, memoryLog } from '../fixtures/temp-library.ts';

const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;

describe('display copies', () => {
  it('show a picture that the browser can’t, and leave its original unchanged', async () => {
    const rig = await importRig();
    const { bytes } = await foreignPicture('orientation-6.tif');
    await rig.write('scan.tif', bytes);
    await rig.drop(['scan.tif']);
    const [image] = listed(rig.library);
    expect(image).toMatchObject({ mime: 'image/tiff', name: 'scan.tif', sha256: sha256(bytes) });
    const copies = createDisplayCopies({ library: rig.library, imaging: rig.imaging, log: memoryLog() });
    const asked = await Promise.all([1, 2, 3].map(() => copies.fileOf(sha256(bytes))));
    expect(rig.imaging.calls.filter((call) => call === 'convert')).toHaveLength(1);
    const [shown] = asked;
    expect(shown?.mime).toBe('image/png');
    expect(await sharp(shown?.path).metadata()).toMatchObject({ format: 'png', width: 80, height: 120 });
    const original = rig.library.pictureFile(sha256(bytes));
    expect(original?.path).toMatch(/\.tif$/);
    expect(sha256(await readFile(original?.path ?? ''))).toBe(sha256(bytes));
    // A cache: it is recreated if deleted.
    await rm(shown?.path ?? '');
    expect(await sizeOf((await copies.fileOf(sha256(bytes)))?.path ?? '')).toBeGreaterThan(0);
  });

  it.each([
    ['cwebp-ori6.webp', 'image/webp'],
    ['png-exif6.png', 'image/png'],
    ['icc-gray22.png', 'image/png'],
  ] as const)('show %s, which the browser reads but shows differently', async (name, mime) => {
    const { bytes } = await oddPicture(name, mime);
    const rig = await importRig();
    await rig.write(name, bytes);
    await rig.drop([name]);
    const [image] = listed(rig.library);
    const copies = createDisplayCopies({ library: rig.library, imaging: rig.imaging, log: memoryLog() });
    const shown = await copies.fileOf(sha256(bytes));
    expect(shown).toEqual({ path: rig.library.objects.displayPath(sha256(bytes)), mime: 'image/png' });
    const { width, height, orientation } = await sharp(shown?.path).metadata();
    expect({ width, height, orientation }).toEqual({
      width: image?.width,
      height: image?.height,
      orientation: undefined,
    });
    // Edits and exports start from the original file.
    const original = rig.library.pictureFile(sha256(bytes));
    expect(original?.mime).toBe(mime);
    expect(sha256(await readFile(original?.path ?? ''))).toBe(sha256(bytes));
  });

  it('are not made for a JPEG with an orientation, or for an ordinary PNG, WebP or GIF', async () => {
    const rig = await importRig();
    const files = new Map([['ori6.jpg', (await oddPicture('ori6.jpg', 'image/jpeg')).bytes]]);
    for (const format of ['jpeg', 'webp', 'gif', 'avif'] as const)
      files.set(`plain.${format}`, await seededPicture(format, 8));
    const gray = sharp({ create: { width: 40, height: 30, channels: 3, background: '#777' } }).toColorspace(
      'b-w',
    );
    files.set('gray.png', await gray.png().toBuffer());
    for (const [name, bytes] of files) await rig.write(name, bytes);
    await rig.drop([...files.keys()]);
    const copies = createDisplayCopies({ library: rig.library, imaging: rig.imaging, log: memoryLog() });
    for (const bytes of files.values())
      expect(await copies.fileOf(sha256(bytes))).toEqual(rig.library.pictureFile(sha256(bytes)));
    expect(rig.imaging.calls).not.toContain('convert');
  });

  it('are made of no format that the browser shows, and of no bytes that were never found sound', async () => {
    const rig = await importRig();
    const bytes = await seededPicture('png', 7);
    await rig.write('plain.png', bytes);
    await rig.drop(['plain.png']);
    const copies = createDisplayCopies({ library: rig.library, imaging: rig.imaging, log: memoryLog() });
    expect(await copies.fileOf(sha256(bytes))).toEqual(rig.library.pictureFile(sha256(bytes)));
    expect(rig.imaging.calls).not.toContain('convert');
    // In the store, as after a crash, but never decoded: no row, so it isn't shown.
    const strange = (await foreignPicture('lzw.tif')).bytes;
    await rig.write('strange', strange);
    const staged = await rig.library.objects.stage(`${rig.folder}/strange`, { maxBytes: 1e6 });
    await rig.library.objects.commit(staged, 'image/tiff');
    expect(await copies.fileOf(sha256(strange))).toBeNull();
  });

  it('give way to newer ones when together they are too large', async () => {
    const rig = await importRig();
    const names = ['lzw.tif', 'deep.tif', 'gray.tif'];
    for (const name of names) await rig.write(name, (await foreignPicture(name)).bytes);
    await rig.drop(names);
    const hashes = await Promise.all(names.map(async (name) => sha256((await foreignPicture(name)).bytes)));
    const deps = { library: rig.library, imaging: rig.imaging, log: memoryLog() };
    const copies = createDisplayCopies({ ...deps, cacheBytes: 30_000 });
    for (const [place, hash] of hashes.entries()) {
      await copies.fileOf(hash);
      // Spaced apart by their order, because a disk's clock may be coarse.
      const at = new Date(Date.now() - 60_000 * (names.length - place));
      await utimes(rig.library.objects.displayPath(hash), at, at).catch(() => {});
    }
    const sizes = await Promise.all(hashes.map((hash) => sizeOf(rig.library.objects.displayPath(hash))));
    expect(sizes[0]).toBe(0);
    expect(sizes[2]).toBeGreaterThan(0);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30_000);
  });
});
