import { copyFile, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { THUMB_SIZES } from '@shared/domain/image.ts';
import { Failure } from '@shared/errors.ts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createThumbs } from '../../src/main/import/thumbs.ts';
import { realDisk } from '../../src/main/library/store/disk.ts';
import { errorMessage } from '../../src/shared/i18n/error-message.ts';
import { eventually } from '../fixtures/eventually.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { largeTiff } from '../fixtures/large-pictures.ts';
import { TINY_WEBP } from '../fixtures/ledger-rig.ts';
import { seededBmp, seededPicture, sha256 } from '../fixtures/seeded-pictures.ts';
import { filesBelow, listed } from '../fixtures/temp-library.ts';

describe('a drop', () => {
  it('of three good files and a bad one imports three and reports the fourth', async () => {
    const rig = await importRig();
    await rig.write('notes.png', '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n');
    await rig.write('a.png', await seededPicture('png', 1));
    await rig.write('b.jpg', await seededPicture('jpeg', 2, 600, 400));
    await rig.write('c.webp', await seededPicture('webp', 3, 2000, 100));
    const last = await rig.drop(['notes.png', 'a.png', 'b.jpg', 'c.webp']);
    expect(last).toMatchObject({ state: 'done', done: 4, total: 4, added: 3, duplicates: 0 });
    expect(last.refused).toEqual([
      {
        name: 'notes.png',
        code: 'not-a-picture',
        reason: 'looks-like',
        params: { kind: 'pdf' },
      },
    ]);
    expect(rig.names()).toEqual(['a.png', 'b.jpg', 'c.webp']);
    // The first file of the drop was refused, so the second counts as the first picture.
    expect(rig.library.picture(last.firstImageId ?? 0).name).toBe('a.png');
    const wide = listed(rig.library, 'c.webp')[0];
    expect(wide).toMatchObject({ width: 2000, height: 100, mime: 'image/webp', origin: 'import' });
    for (const size of THUMB_SIZES) {
      const thumb = await rig.library.thumbFile(wide?.sha256 ?? '', size);
      expect((await sharp(thumb?.path ?? '').metadata()).width).toBe(size);
    }
    const added = rig.events.filter(({ event }) => event === 'library.added');
    expect(added.flatMap(({ payload }) => ('images' in payload ? payload.images : []))).toHaveLength(3);
    await rig.expectClean(3);
  });

  it('imports every format, by content instead of name', async () => {
    const rig = await importRig();
    const formats = ['png', 'jpeg', 'webp', 'avif', 'gif'] as const;
    for (const [seed, format] of formats.entries())
      await rig.write(`${format}.txt`, await seededPicture(format, seed + 1));
    await rig.write('bmp.txt', seededBmp(9));
    const last = await rig.drop([...formats.map((format) => `${format}.txt`), 'bmp.txt']);
    expect(last).toMatchObject({ added: 6, refused: [] });
    const mimes = listed(rig.library).map(({ mime }) => mime);
    expect(mimes.sort()).toEqual([
      'image/avif',
      'image/bmp',
      'image/gif',
      'image/jpeg',
      'image/png',
      'image/webp',
    ]);
    await rig.expectClean(6);
  });

  it('emits the first picture as soon as the page can show it, before its larger thumbnail', async () => {
    const gate = Promise.withResolvers<void>();
    let calls = 0;
    const rig = await importRig({
      hook: () => {
        calls += 1;
        // The first call decodes the file with the small thumbnail.
        return calls === 1 ? undefined : gate.promise;
      },
    });
    await rig.write('a.png', await seededPicture('png', 1));
    const { importId } = rig.service.startPaths([join(rig.folder, 'a.png')]);
    await eventually(() => {
      const told = rig.events
        .filter(({ event }) => event === 'import.progress')
        .map(({ payload }) => payload);
      expect(told).toContainEqual(expect.objectContaining({ state: 'running', firstImageId: 1 }));
    });
    gate.resolve();
    await rig.over(importId);
    await rig.expectClean(1);
  });

  it('imports a file by path that is larger than the service’s limit', async () => {
    const rig = await importRig();
    const scan = largeTiff(3600, 2500);
    expect(scan.bytes.length).toBeGreaterThan(50 * 1024 * 1024);
    await rig.write('scan.tif', scan.bytes);
    expect(await rig.drop(['scan.tif'])).toMatchObject({ added: 1, refused: [] });
  });

  it('refuses each bad file with its reason, and leaves nothing of it', async () => {
    const rig = await importRig();
    const jpeg = await seededPicture('jpeg', 4, 800, 600);
    await rig.write('truncated.jpg', jpeg.subarray(0, jpeg.length / 2));
    await rig.write('empty.png', '');
    await rig.write('large.png', '');
    await truncate(join(rig.folder, 'large.png'), 513 * 1024 * 1024);
    await rig.write('drawing.svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>');
    await rig.write('readme.jpg', 'just words');
    await rig.write('noise.gif', Buffer.from([0, 1, 2, 3, 250, 251, 252, 0]));
    await rig.write('page.png', '<!doctype html><title>404</title>');
    const last = await rig.drop([
      'truncated.jpg',
      'empty.png',
      'large.png',
      'drawing.svg',
      'readme.jpg',
      'noise.gif',
      'page.png',
      'gone.png',
    ]);
    const said = Object.fromEntries(
      last.refused.map((refusal) => [refusal.name, `${refusal.code}: ${errorMessage(refusal)}`]),
    );
    expect(said).toEqual({
      'truncated.jpg': 'picture-damaged: The picture is damaged or incomplete.',
      'empty.png': 'file-empty: The file is empty.',
      'large.png': 'file-too-large: The file is larger than 512 MB.',
      'drawing.svg': expect.stringContaining('(an SVG drawing)'),
      'readme.jpg': expect.stringContaining('(a text file)'),
      'noise.gif': expect.stringContaining('(unknown file type)'),
      'page.png': expect.stringContaining('(a web page)'),
      'gone.png': 'file-unreadable: The file no longer exists.',
    });
    expect(last).toMatchObject({ done: 8, added: 0, firstImageId: null });
    await rig.expectClean(0);
  });

  it.each([
    ['picture-too-large', new Failure('picture-too-large')],
    ['picture-timeout', new Failure('picture-timeout')],
    ['imaging-crashed', new Failure('imaging-crashed')],
    ['internal', new TypeError('a bug')],
  ] as const)('continues when the decoder answers %s for one file', async (code, error) => {
    const bad = await seededPicture('png', 1);
    const rig = await importRig({
      hook: async (_, { path }) => {
        if ((await readFile(path)).equals(bad)) throw error;
      },
    });
    await rig.write('bad.png', bad);
    await rig.write('good.png', await seededPicture('png', 2));
    const last = await rig.drop(['bad.png', 'good.png']);
    expect(last.refused.map((refusal) => refusal.code)).toEqual([code]);
    expect(rig.names()).toEqual(['good.png']);
    await rig.expectClean(1);
  });

  it('of 200 files emits events in batches, and ends with all of them', async () => {
    const rig = await importRig();
    const names = [...Array(200).keys()].map((n) => `photo ${n}.png`);
    for (const [n, name] of names.entries()) await rig.write(name, await seededPicture('png', n + 1));
    const started = performance.now();
    const last = await rig.drop(names);
    const seconds = (performance.now() - started) / 1000;
    expect(last).toMatchObject({ state: 'done', done: 200, total: 200, added: 200, refused: [] });
    expect(rig.library.picture(last.firstImageId ?? 0).name).toBe('photo 0.png');
    const progress = rig.events.filter(({ event }) => event === 'import.progress');
    expect(progress.length).toBeLessThanOrEqual(seconds * 10 + 3);
    const added = rig.events.filter(({ event }) => event === 'library.added');
    expect(added.length).toBeLessThanOrEqual(seconds * 20 + 3);
    await rig.expectClean(200);
  });

  it('starts the next file while a row waits to share its transaction', async () => {
    const rig = await importRig();
    rig.imaging.inspect = async (_, thumbs) => {
      for (const { path } of thumbs) await writeFile(path, TINY_WEBP);
      return { width: 40, height: 30 };
    };
    const names = [...Array(150).keys()].map((n) => `${n}.png`);
    for (const [n, name] of names.entries()) await rig.write(name, await seededPicture('png', n + 1));
    await rig.drop(names);
    const batches = rig.events.flatMap(({ event, payload }) =>
      event === 'library.added' && 'images' in payload ? [payload.images.length] : [],
    );
    // If the row were part of the file's slot, no batch could have more than the four slots.
    expect(Math.max(...batches)).toBeGreaterThan(4);
    await rig.expectClean(150);
  });

  it('shows its first picture before its larger thumbnail is made, and lets the others start', async () => {
    const larger = Promise.withResolvers<void>();
    let inspected = 0;
    const rig = await importRig({
      hook: async () => {
        inspected += 1;
        if (inspected === 2) await larger.promise;
      },
    });
    for (const n of [1, 2, 3]) await rig.write(`${n}.png`, await seededPicture('png', n));
    const over = rig.drop(['1.png', '2.png', '3.png']);
    await expect.poll(() => rig.names()).toEqual(['1.png', '2.png', '3.png']);
    const first = listed(rig.library, '1.png')[0];
    expect(await rig.library.thumbFile(first?.sha256 ?? '', 256)).not.toBeNull();
    expect(await rig.library.thumbFile(first?.sha256 ?? '', 1024)).toBeNull();
    larger.resolve();
    expect(await over).toMatchObject({ added: 3 });
    await rig.expectClean(3);
  });

  it('keeps its first picture if the larger thumbnail can’t be made', async () => {
    let inspected = 0;
    const rig = await importRig({
      hook: () => {
        inspected += 1;
        if (inspected === 2) throw new Failure('imaging-crashed');
      },
    });
    await rig.write('a.png', await seededPicture('png', 1));
    expect(await rig.drop(['a.png'])).toMatchObject({ added: 1, refused: [] });
    expect(rig.names()).toEqual(['a.png']);
    expect(await filesBelow(rig.library.objects.stagingDir)).toEqual([]);
  });

  it('descends into folders, follows links to files, and skips hidden files', async () => {
    const rig = await importRig();
    const deep = join('album', ...Array(12).fill('inner'));
    await mkdir(join(rig.folder, deep), { recursive: true });
    await mkdir(join(rig.folder, 'album', '.thumbnails'));
    await rig.write(join(deep, 'deep.png'), await seededPicture('png', 1));
    await rig.write(join('album', 'top.png'), await seededPicture('png', 2));
    await rig.write(join('album', 'notes.txt'), 'words');
    await rig.write(join('album', '.DS_Store'), 'hidden');
    await rig.write(join('album', '.thumbnails', 'x.png'), await seededPicture('png', 3));
    await rig.write('outside.png', await seededPicture('png', 4));
    await symlink(join(rig.folder, 'outside.png'), join(rig.folder, 'album', 'out.png'));
    await symlink(join(rig.folder, 'album'), join(rig.folder, 'album', 'again'));
    await mkdir(join(rig.folder, 'nothing'));
    const last = await rig.drop(['nothing', 'album']);
    expect(last).toMatchObject({
      done: 5,
      total: 5,
      added: 3,
      leftOut: { count: 2, names: ['.DS_Store', '.thumbnails'] },
      emptyFolders: { count: 1, names: ['nothing'] },
    });
    expect(last.refused.map(({ name }) => name).sort()).toEqual(['again', 'notes.txt']);
    expect(rig.names()).toEqual(['deep.png', 'out.png', 'top.png']);
    await rig.expectClean(3);
  });
});

describe('a picture that is known', () => {
  it('under the same name is a duplicate; under another name it is a second picture of the same bytes', async () => {
    const rig = await importRig();
    const bytes = await seededPicture('png', 1);
    await rig.write('a.png', bytes);
    await rig.write('copy.png', bytes);
    await rig.drop(['a.png']);
    const before = rig.imaging.calls.length;
    const again = await rig.drop(['a.png', 'copy.png']);
    expect(again).toMatchObject({ added: 1, duplicates: 1, done: 2, firstImageId: 1 });
    expect(rig.imaging.calls).toHaveLength(before);
    expect(rig.names()).toEqual(['a.png', 'copy.png']);
    await rig.expectClean(1);
  });

  it('is imported once if one drop has it twice', async () => {
    const rig = await importRig();
    const bytes = await seededPicture('png', 1);
    for (const folder of ['one', 'two', 'three']) {
      await mkdir(join(rig.folder, folder));
      await rig.write(join(folder, 'same.png'), bytes);
    }
    const last = await rig.drop(['one', 'two', 'three']);
    expect(last).toMatchObject({ added: 1, duplicates: 2, done: 3 });
    // Once, or once per thumbnail size if the first of the three was not overtaken.
    expect(rig.imaging.calls.length).toBeLessThanOrEqual(THUMB_SIZES.length);
    await rig.expectClean(1);
  });

  it('is restored with its id if it was removed', async () => {
    const rig = await importRig();
    await rig.write('a.png', await seededPicture('png', 1));
    await rig.drop(['a.png']);
    rig.library.remove([1]);
    const last = await rig.drop(['a.png']);
    expect(last).toMatchObject({ added: 1, duplicates: 0, firstImageId: 1 });
    expect(rig.names()).toEqual(['a.png']);
    expect(rig.events.filter(({ event }) => event === 'library.added').at(-1)).toMatchObject({
      event: 'library.added',
      payload: { images: [rig.library.picture(1)] },
    });
    await rig.expectClean(1);
  });

  it('is decoded again if its thumbnails are missing, and its file is restored if missing', async () => {
    const rig = await importRig();
    await rig.write('a.png', await seededPicture('png', 1));
    await rig.drop(['a.png']);
    await rm(join(rig.library.folder, 'thumbs'), { recursive: true });
    await rm(rig.library.pictureFile(rig.library.picture(1).sha256)?.path ?? '');
    await copyFile(join(rig.folder, 'a.png'), join(rig.folder, 'b.png'));
    const before = rig.imaging.calls.length;
    await rig.drop(['b.png']);
    expect(rig.imaging.calls).toHaveLength(before + 2);
    await rig.expectClean(1);
  });
});

describe('cancel', () => {
  it('midway keeps what was done and drops the rest', async () => {
    let inspected = 0;
    const rig = await importRig({
      hook: async (_method, _picture, signal) => {
        inspected += 1;
        // The first picture of a drop is decoded twice.
        if (inspected > 6) await untilAborted(signal);
      },
    });
    const names = [...Array(40).keys()].map((n) => `photo ${n}.png`);
    for (const [n, name] of names.entries()) await rig.write(name, await seededPicture('png', n + 1));
    const { importId } = rig.service.startPaths(names.map((name) => join(rig.folder, name)));
    await expect.poll(() => rig.names().length).toBe(5);
    const asked = performance.now();
    rig.service.cancel(importId);
    const last = await rig.over(importId);
    expect(performance.now() - asked).toBeLessThan(5_000);
    expect(last).toMatchObject({ state: 'cancelled', done: 5, total: 40, added: 5, refused: [] });
    expect(rig.names()).toHaveLength(5);
    await rig.expectClean(5);
    // Others are unaffected.
    inspected = -100;
    expect(await rig.drop(['photo 39.png'])).toMatchObject({ state: 'done', added: 1 });
  });

  it('while the first picture waits for its larger thumbnail keeps it', async () => {
    let inspected = 0;
    const rig = await importRig({
      hook: async (_method, _picture, signal) => {
        inspected += 1;
        if (inspected === 2) await untilAborted(signal);
      },
    });
    await rig.write('a.png', await seededPicture('png', 1));
    const { importId } = rig.service.startPaths([join(rig.folder, 'a.png')]);
    await expect.poll(() => rig.names().length).toBe(1);
    rig.service.cancel(importId);
    expect(await rig.over(importId)).toMatchObject({ state: 'cancelled', added: 1 });
    expect(await filesBelow(rig.library.objects.stagingDir)).toEqual([]);
  });

  it('of one drop does not wait for another', async () => {
    const rig = await importRig({ hook: (_method, _picture, signal) => untilAborted(signal) });
    for (let n = 0; n < 8; n += 1) await rig.write(`${n}.png`, await seededPicture('png', n + 1));
    const path = (n: number) => join(rig.folder, `${n}.png`);
    const first = rig.service.startPaths([0, 1, 2, 3, 4].map(path));
    const second = rig.service.startPaths([5, 6, 7].map(path));
    rig.service.cancel(second.importId);
    expect(await rig.over(second.importId)).toMatchObject({ state: 'cancelled', done: 0, total: 3 });
    await rig.service.close();
    expect(await rig.over(first.importId)).toMatchObject({ state: 'cancelled', added: 0 });
    await rig.expectClean(0);
  });
});

describe('when the disk fails', () => {
  it('a full disk is reported file by file, and leaves no partial files', async () => {
    let room = 3;
    const rig = await importRig({
      disk: {
        ...realDisk,
        write: async (file, chunk) => {
          room -= 1;
          if (room < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
          await realDisk.write(file, chunk);
        },
      },
    });
    const names = [...Array(6).keys()].map((n) => `${n}.png`);
    for (const [n, name] of names.entries()) await rig.write(name, await seededPicture('png', n + 1));
    const last = await rig.drop(names);
    expect(last).toMatchObject({ state: 'done', done: 6, added: 3 });
    expect(new Set(last.refused.map((refusal) => `${refusal.code}: ${errorMessage(refusal)}`))).toEqual(
      new Set(['disk-full: The disk is full. Free up space and try again.']),
    );
    await rig.expectClean(3);
  });

  it.each(['syncFile', 'rename', 'syncFolder'] as const)(
    'no row is written before its file is on disk (%s fails)',
    async (step) => {
      let failing = false;
      const fail = () => {
        throw Object.assign(new Error('input/output error'), { code: 'EIO' });
      };
      const rig = await importRig({
        disk: {
          ...realDisk,
          syncFile: async (path) => (failing && step === 'syncFile' ? fail() : realDisk.syncFile(path)),
          syncFolder: async (path) =>
            failing && step === 'syncFolder' && path.includes('objects') ? fail() : realDisk.syncFolder(path),
          rename: async (from, to) =>
            failing && step === 'rename' && to.includes('objects') ? fail() : realDisk.rename(from, to),
        },
      });
      await rig.write('a.png', await seededPicture('png', 1));
      failing = true;
      expect((await rig.drop(['a.png'])).refused).toMatchObject([{ name: 'a.png', code: 'disk-failed' }]);
      expect(rig.names()).toEqual([]);
      expect(rig.library.blob(sha256(await seededPicture('png', 1)))).toBeNull();
      await rig.expectClean(0);
      failing = false;
      expect(await rig.drop(['a.png'])).toMatchObject({ added: 1 });
      await rig.expectClean(1);
    },
  );
});

describe('when the database takes no row', () => {
  it.each([
    ['has no room', 'disk-full', 'max_page_count', (pages: number) => pages],
    ['takes nothing', 'library-read-only', 'query_only', () => 1],
  ] as const)('because it %s, the reason is reported and no file stays', async (_, code, pragma, value) => {
    const rig = await importRig();
    await rig.write('before.png', await seededPicture('png', 99));
    await rig.drop(['before.png']);
    const { db } = rig.library;
    db.exec('VACUUM');
    db.pragma(`${pragma} = ${value(db.pragma('page_count', { simple: true }) as number)}`);
    // Long names fill the existing pages.
    const names = [...Array(60).keys()].map((n) => `${'n'.repeat(180)}${n}.png`);
    for (const [n, name] of names.entries()) await rig.write(name, await seededPicture('png', n + 1));
    const last = await rig.drop(names);
    expect(new Set(last.refused.map((refusal) => refusal.code))).toEqual(new Set([code]));
    await rig.expectClean(1 + last.added);

    db.pragma(pragma === 'query_only' ? 'query_only = 0' : 'max_page_count = 1000000');
    expect(await rig.drop(names)).toMatchObject({ refused: [] });
    await rig.expectClean(61);
  });
});

it.each([
  ['EROFS', 'library-read-only'],
  ['EPERM', 'library-read-only'],
  ['ENOSPC', 'disk-full'],
] as const)('a thumbnail the disk refuses with %s is reported, and made later', async (code, meaning) => {
  let refuses = false;
  const rig = await importRig({
    disk: {
      ...realDisk,
      rename: async (from, to) => {
        if (refuses) throw Object.assign(new Error(code), { code });
        await realDisk.rename(from, to);
      },
    },
  });
  const bytes = await seededPicture('png', 1);
  await rig.write('a.png', bytes);
  await rig.drop(['a.png']);
  await rm(join(rig.library.folder, 'thumbs'), { recursive: true });
  const thumbs = createThumbs(rig.library, rig.imaging);
  refuses = true;
  await expect(thumbs.ensureThumb(sha256(bytes), 256)).rejects.toMatchObject({ code: meaning });
  refuses = false;
  expect(await thumbs.ensureThumb(sha256(bytes), 256)).toEqual({
    path: rig.library.objects.thumbPath(sha256(bytes), 256, 'image/webp'),
    mime: 'image/webp',
  });
  await rig.expectClean(1);
});

it('a file without a row survives a failed import of the same bytes', async () => {
  const rig = await importRig();
  const bytes = await seededPicture('png', 1);
  await rig.write('a.png', bytes);
  const { objects, db } = rig.library;
  const path = objects.objectPath(sha256(bytes), 'image/png');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  db.pragma('query_only = 1');
  expect((await rig.drop(['a.png'])).refused).toHaveLength(1);
  expect(await readFile(path)).toEqual(bytes);
});

/** A decoder that never answers but respects the abort. */
function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    // The abort may have come before the call.
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

it('an invalid path is reported with its reason, and its neighbors are imported', async () => {
  const rig = await importRig();
  await rig.write('good.png', await seededPicture('png', 1));
  await symlink('loop.png', join(rig.folder, 'loop.png'));
  const long = `${'n'.repeat(296)}.png`;
  const last = await rig.drop(['loop.png', long, join('good.png', 'inside.png'), 'missing.png', 'good.png']);
  expect(last).toMatchObject({ state: 'done', added: 1 });
  // Each is processed separately, so the order is random. Names are truncated to 200 characters.
  const refused = Object.fromEntries(last.refused.map((refusal) => [refusal.name, errorMessage(refusal)]));
  expect(refused).toEqual({
    'loop.png': 'This is a link that leads back to itself.',
    [`${'n'.repeat(196)}.png`]: 'The name is too long for this disk.',
    'inside.png': 'The path leads through a file instead of a folder.',
    'missing.png': 'The file no longer exists.',
  });
  expect(rig.names()).toEqual(['good.png']);
});
