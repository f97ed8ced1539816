import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { forgetDraftMasks } from '../../src/main/library/images/masks.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { encodeMask } from '../../src/renderer/mask-png.ts';
import {
  addPhoto,
  appFolder,
  type FinishApp,
  finishApp,
  maskWhere,
  once,
  PHOTO,
  runEdit,
} from '../fixtures/finish-rig.ts';
import { memoryLog } from '../fixtures/temp-library.ts';

const WEEK = 7 * 24 * 3_600_000;
const left = maskWhere((x) => x < 20);
const right = maskWhere((x) => x >= 40);

const take = (app: FinishApp, imageId: number, bytes: Uint8Array) =>
  app.services.pictures.takeMask(imageId, once(bytes));

describe('a mask that was drawn', () => {
  it('is stored by hash and served, and isn’t a picture of the library', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const sha256 = await take(app, photo, left);
    expect(await take(app, photo, left)).toBe(sha256);
    const file = app.services.pictures.mask(sha256);
    expect(file?.mime).toBe('image/png');
    expect(await sharp(file?.path).metadata()).toMatchObject({ ...PHOTO, channels: 1 });
    const { total } = await app.services.lists.slice({
      query: { place: 'library', search: '', filter: {}, sort: 'time', reversed: false },
      from: 0,
      count: 9,
    });
    expect(total).toBe(1);
    const [picture] = app.services.images.images([photo]).pictures;
    expect(app.services.pictures.mask(picture?.sha256 ?? '')).toBeNull();
  });

  it.each([
    ['of another size', encodeMask({ width: 8, height: 8 }, new Uint8Array(64)), { reason: 'mask-size' }],
    ['that is no PNG', Buffer.from('words'), { reason: 'mask-format' }],
    ['that is cut off', left.slice(0, 60), { code: 'picture-damaged' }],
  ])('%s is refused, and nothing of it stays', async (_, bytes, error) => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    await expect(take(app, photo, bytes)).rejects.toMatchObject({ value: error });
    const db = new Database(join(app.userData, 'library/library.db'), { readonly: true });
    expect(db.prepare('SELECT count(*) FROM masks').pluck().get()).toBe(0);
    db.close();
  });

  it('in color is refused', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const color = await sharp({ create: { ...PHOTO, channels: 3, background: '#888' } })
      .png()
      .toBuffer();
    await expect(take(app, photo, color)).rejects.toMatchObject({ value: { reason: 'mask-format' } });
    await expect(take(app, 999, left)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('must exist and have the picture’s size to be used by an edit', async () => {
    const app = await finishApp(await appFolder());
    const [photo, sha256] = [await addPhoto(app), 'a'.repeat(64)];
    for (const parts of [
      { prepare: { ...WHOLE_PICTURE, protect: sha256 } },
      { finish: { ...DEFAULT_FINISH, mask: { kind: 'drawn', sha256 } as const } },
    ])
      await expect(runEdit(app, photo, parts)).rejects.toMatchObject({ value: { reason: 'mask-missing' } });
    const region = { x: 30, y: 0, width: 31, height: 40 };
    await expect(runEdit(app, photo, { prepare: { ...WHOLE_PICTURE, region } })).rejects.toMatchObject({
      value: { reason: 'region-outside' },
    });
  });

  it('is removed a week after a draft was abandoned, and stays if an edit uses it', async () => {
    const folder = await appFolder();
    const app = await finishApp(folder);
    const photo = await addPhoto(app);
    const [draft, used] = [await take(app, photo, left), await take(app, photo, right)];
    await runEdit(app, photo, { prepare: { ...WHOLE_PICTURE, protect: used } });
    const [draftPath = '', usedPath = ''] = [draft, used].map(
      (sha256) => app.services.pictures.mask(sha256)?.path,
    );
    await app.close();
    const library = await openLibrary(app.userData, memoryLog());
    const { db, objects } = library;
    expect(forgetDraftMasks(db, objects, Date.now() + WEEK - 60_000)).toBe(0);
    expect(existsSync(draftPath)).toBe(true);
    expect(forgetDraftMasks(db, objects, Date.now() + WEEK + 60_000)).toBe(1);
    expect([draftPath, usedPath].map((path) => existsSync(path))).toEqual([false, true]);
    const needs = { db, objects, folder: library.folder, clock: Date.now, log: memoryLog() };
    expect(await sweepObjects(needs, new AbortController().signal)).toEqual({ setAside: 0, strays: 0 });
    library.close();
    const again = await finishApp(folder);
    expect(again.services.pictures.mask(draft)).toBeNull();
    expect(await take(again, photo, left)).toBe(draft);
    expect(existsSync(draftPath)).toBe(true);
  });

  it('is deleted permanently with its picture', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const mask = await take(app, photo, left);
    const path = app.services.pictures.mask(mask)?.path ?? '';
    await app.services.commands.run({ do: 'remove', target: { ids: [photo] } });
    expect(await app.services.purge({ ids: [photo] })).toMatchObject({ count: 1 });
    expect(existsSync(path)).toBe(false);
    expect(app.services.pictures.mask(mask)).toBeNull();
  });
});
