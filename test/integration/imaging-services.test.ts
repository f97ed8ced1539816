import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_EXPORT, type ExportFormat, type ExportProgress } from '@shared/domain/export.ts';
import { type ImageRecord, isRaw } from '@shared/domain/image.ts';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createDisplayCopies } from '../../src/main/display/display-copies.ts';
import { createDragOut } from '../../src/main/export/drag-out.ts';
import { createExportMany } from '../../src/main/export/export-many.ts';
import { createExportService } from '../../src/main/export/export-service.ts';
import { countLonger, exportFacts } from '../../src/main/library/images/export-facts.ts';
import type { Library } from '../../src/main/library/library.ts';
import { createPrepareService } from '../../src/main/uploads/prepare-service.ts';
import { eventually } from '../fixtures/eventually.ts';
import { FOREIGN_FOLDER, foreignPicture } from '../fixtures/formats/index.ts';
import { imagingAppForTests } from '../fixtures/imaging-app/harness.ts';
import { imagingPort } from '../fixtures/imaging-app/port.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { silentLog } from '../fixtures/ledger-rig.ts';
import { seededPicture } from '../fixtures/seeded-pictures.ts';
import { sourceCheckOf } from '../fixtures/source-check.ts';
import { listed, tempFolder } from '../fixtures/temp-library.ts';

/**
 * What users do with pictures in formats without a browser decoder: the services on a real library and the
 * real window.
 */
const app = imagingAppForTests();
const imaging = imagingPort(app);

/** A picture in its own library, imported by a drop. */
async function imported(name: string) {
  const { bytes, mime } = await foreignPicture(name);
  const rig = await importRig({ imaging });
  await rig.write(name, bytes);
  expect(await rig.drop([name])).toMatchObject({ added: 1, refused: [] });
  const { library } = rig;
  const [image] = listed(library);
  if (!image) throw new Error('Nothing was imported.');
  expect(image).toMatchObject({ name, mime });
  return { library, image, bytes };
}

function dragOutOf(library: Library, startDrag: (files: readonly string[]) => void) {
  return createDragOut({
    resolve: async (target) => ('ids' in target ? target.ids : []),
    facts: (ids) => exportFacts(library.db, ids),
    pictureFile: library.pictureFile,
    thumb: (sha256) => library.thumbFile(sha256, 256),
    imaging,
    desktop: { startDrag },
    clock: Date.now,
    folder: join(library.folder, 'drag'),
  });
}

/** Fails unless a picture matches an independent decoder, within JPEG and WebP losses. */
async function expectSame(
  file: string | Buffer,
  image: Pick<ImageRecord, 'name' | 'width' | 'height'>,
): Promise<void> {
  const own = join(FOREIGN_FOLDER, 'reference', `${image.name}.png`);
  const read = (source: string | Buffer) =>
    sharp(source).toColorspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [shown, reference] = await Promise.all([
    read(file),
    read(existsSync(own) ? own : join(FOREIGN_FOLDER, 'reference', 'base.png')),
  ]);
  expect([shown.info.width, shown.info.height]).toEqual([image.width, image.height]);
  expect(shown.data.length).toBe(reference.data.length);
  const apart = shown.data.reduce((sum, value, at) => sum + Math.abs(value - (reference.data[at] ?? 0)), 0);
  expect(apart / shown.data.length).toBeLessThan(4);
}

describe.each(['plain.heic', 'lzw.tif', 'lossless.jxl', 'canon.cr3'])('%s in the library', (name) => {
  test('is prepared for the service as displayed', async () => {
    const { library, image } = await imported(name);
    const { objects, db, pictureFile } = library;
    const service = createPrepareService({
      db,
      objects,
      pictureFile,
      imaging,
      clock: Date.now,
      checkSource: sourceCheckOf(library),
    });
    const prepared = await service.prepare(image.sha256);
    const format = isRaw(image.mime) ? 'jpeg' : 'png';
    expect(prepared).toMatchObject({ mime: `image/${format}`, width: image.width, height: image.height });
    expect((await sharp(prepared.path).metadata()).format).toBe(format);
    await expectSame(prepared.path, image);
  });

  test('is copied to the clipboard as a PNG, and leaves no file', async () => {
    const { library, image } = await imported(name);
    const pngs: Buffer[] = [];
    const service = createExportService({
      image: library.picture,
      pictureFile: library.pictureFile,
      tempPath: () => library.objects.tempPath('png'),
      discard: library.objects.discard,
      entering: async () => {},
      imaging,
      desktop: {
        pickSaveFile: async () => null,
        copyPng: async (path) => void pngs.push(await readFile(path)),
        reveal: () => {},
      },
    });
    await service.copy(image.id);
    const [png = Buffer.alloc(0)] = pngs;
    expect((await sharp(png).metadata()).format).toBe('png');
    await expectSame(png, image);
    expect(await readdir(library.objects.stagingDir)).toEqual([]);
  });

  test('is exported in each format', async () => {
    const { library, image, bytes } = await imported(name);
    const folder = tempFolder();
    let next = Promise.withResolvers<ExportProgress>();
    const service = createExportMany({
      facts: (ids) => exportFacts(library.db, ids),
      pictureFile: library.pictureFile,
      imaging,
      resolve: async (target) => ('ids' in target ? target.ids : []),
      countLonger: (ids, edge, mime) => countLonger(library.db, ids, edge, mime),
      log: silentLog,
      desktop: { pickFolder: async () => folder, reveal: () => {} },
      emit: (progress) => {
        if (progress.state !== 'running') next.resolve(progress);
      },
      library: library.folder,
      entering: async () => {},
      path: join(tempFolder(), 'export.json'),
    });
    onTestFinished(() => service.close());
    await service.pickFolder();
    const stem = name.slice(0, name.lastIndexOf('.'));
    for (const [format, file] of [
      ['original', name],
      ['png', `${stem}.png`],
      ['jpeg', `${stem}.jpg`],
      ['webp', `${stem}.webp`],
    ] as const satisfies readonly (readonly [ExportFormat, string])[]) {
      next = Promise.withResolvers<ExportProgress>();
      await service.start({ ids: [image.id] }, { ...DEFAULT_EXPORT, format });
      expect(await next.promise).toMatchObject({ state: 'done', saved: 1, failed: 0 });
      const path = join(folder, file);
      if (format === 'original') expect(await readFile(path)).toEqual(bytes);
      else {
        expect((await sharp(path).metadata()).format).toBe(format);
        await expectSame(path, image);
      }
    }
  });

  test('is dragged out as its own bytes with its own name', async () => {
    const { library, image, bytes } = await imported(name);
    const dragged: string[] = [];
    const drag = dragOutOf(library, (files) => void dragged.push(...files));
    expect(await drag.start({ ids: [image.id] })).toEqual({ count: 1 });
    expect(dragged.map((path) => path.slice(path.lastIndexOf('/') + 1))).toEqual([name]);
    expect(await readFile(dragged[0] ?? '')).toEqual(bytes);
    // The drag image is made from the thumbnail, which isn't a foreign format.
    const { width, height } = image;
    expect(await sharp((await library.thumbFile(image.sha256, 256))?.path ?? '').metadata()).toMatchObject({
      format: 'webp',
      width,
      height,
    });
  });

  test('is compared as its display copy', async () => {
    const { library, image } = await imported(name);
    const original = library.pictureFile(image.sha256);
    const shown = await createDisplayCopies({ library, imaging, log: silentLog }).fileOf(image.sha256);
    if (!original || !shown) throw new Error('There is no file.');
    expect(shown.mime).toBe('image/png');
    expect(await imaging.compare(original, shown, { findShift: true })).toMatchObject({
      identical: true,
      sameSize: true,
    });
    await expectSame(shown.path, image);
  });
});

test.each(['jpeg', 'png'] as const)('the drag image of a %s is drawn from its thumbnail', async (format) => {
  const rig = await importRig({ imaging });
  await rig.write('a', await seededPicture(format, 1, 300, 200));
  await rig.drop(['a']);
  const { library } = rig;
  const [image] = listed(library);
  if (!image) throw new Error('Nothing was imported.');
  await dragOutOf(library, () => {}).start({ ids: [image.id] });
  // A drag doesn't wait for it.
  await eventually(async () => {
    const icon = await sharp(join(library.folder, 'drag', `${image.sha256}.png`)).metadata();
    expect(icon).toMatchObject({ format: 'png', width: 96, height: 64 });
  });
});
