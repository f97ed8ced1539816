import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import { DEFAULT_EXPORT, Recipe } from '@shared/domain/export.ts';
import { DEFAULT_FIND, DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import Database from 'better-sqlite3';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../fixtures/eventually.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import {
  addPhoto,
  appFolder,
  entryWhen,
  type FinishApp,
  finishApp,
  maskWhere,
  once,
  PHOTO,
  runEdit,
} from '../fixtures/finish-rig.ts';
import { filesBelow } from '../fixtures/temp-library.ts';

const REGION = { x: 10, y: 5, width: 20, height: 16 };
const ALL: FinishRecipe = { ...DEFAULT_FINISH, mask: { kind: 'all' } };
const IN_REGION = { prepare: { ...WHOLE_PICTURE, region: REGION }, finish: ALL };

const finishedOf = (entry: EditEntry) => entry.results[0]?.finished ?? [];
const isFinished = (entry: EditEntry) => finishedOf(entry).length > 0;
const hasProblem = (entry: EditEntry) => entry.results[0]?.finishProblem != null;

async function rgbOf(app: FinishApp, sha256: string): Promise<Buffer> {
  const file = await app.services.pictures.picture(sha256);
  return sharp(await readFile(file?.path ?? ''))
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** Number of differing pixels inside and outside the region, counted independently of the app. */
function differences(a: Buffer, b: Buffer) {
  const count = { inside: 0, outside: 0 };
  for (let at = 0; at < a.length / 3; at += 1) {
    if (a.subarray(at * 3, at * 3 + 3).equals(b.subarray(at * 3, at * 3 + 3))) continue;
    const [x, y] = [(at % PHOTO.width) - REGION.x, Math.floor(at / PHOTO.width) - REGION.y];
    count[x >= 0 && y >= 0 && x < REGION.width && y < REGION.height ? 'inside' : 'outside'] += 1;
  }
  return count;
}

function columns(app: FinishApp, sql: string): unknown[] {
  const db = new Database(join(app.userData, 'library/library.db'), { readonly: true });
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}

describe('an edit of a region', () => {
  it('sends only the region, and returns the source with the region changed', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const entry = await runEdit(app, photo, IN_REGION, isFinished);
    const [raw] = entry.results;
    expect(raw?.image).toMatchObject({ width: REGION.width, height: REGION.height });
    const [made] = finishedOf(entry);
    expect(made?.image).toMatchObject({ ...PHOTO, finishOf: raw?.image.id, parentId: photo });
    expect(made?.finish.certificate).toMatchObject({
      outside: 60 * 40 - 20 * 16,
      outsideChanged: 0,
      inside: 20 * 16,
    });
    const source = await rgbOf(app, entry.edit.sourceSha256);
    const counted = differences(source, await rgbOf(app, made?.image.sha256 ?? ''));
    expect(counted).toEqual({ inside: made?.finish.certificate.insideChanged, outside: 0 });
    expect(counted.inside).toBeGreaterThan(100);

    const preview = await app.services.images.uploadPreview(photo, IN_REGION.prepare);
    expect(preview).toMatchObject({ width: 20, height: 16 });
    const { receipt } = app.services.receipt(entry.run.id);
    const { sha256, mime, bytes, width, height } = preview;
    const certificate = made?.finish.certificate;
    expect(receipt).toMatchObject({
      prepared: { sha256, mime, bytes, width, height },
      ...IN_REGION,
      finished: [{ picture: made?.image.sha256, recipe: ALL, mask: made?.finish.maskSha256, certificate }],
    });

    const target = { ids: [made?.image.id ?? 0] };
    await app.services.exportMany.pickFolder();
    await app.services.exportMany.start(target, { ...DEFAULT_EXPORT, template: 'out', recipe: true });
    const path = join(app.userData, '../outside/out.png.json');
    await eventually(() => expect(existsSync(path)).toBe(true));
    const recipe = await eventually(async () => Recipe.parse(JSON.parse(await readFile(path, 'utf8'))));
    expect(recipe.edit).toMatchObject(IN_REGION);
    expect(recipe.finished).toMatchObject({ rawSha256: raw?.image.sha256, recipe: ALL, certificate });
    const added = app.events.filter(({ event }) => event === 'library.added');
    expect(added.at(-1)?.payload).toMatchObject({ images: [{ id: made?.image.id }] });
    expect(await filesBelow(join(app.userData, 'library/tmp'))).toEqual([]);
  });

  it('is repeated by a re-run whose verdict compares the raw results', async () => {
    const app = await finishApp(await appFolder());
    const first = await runEdit(app, await addPhoto(app), IN_REGION, isFinished);
    const rerun = app.services.edits.rerun({ press: crypto.randomUUID(), editId: first.edit.id });
    const second = await entryWhen(app, rerun.edit.id, (e) => isFinished(e) && e.results[0]?.verdict != null);
    expect(second.results[0]?.verdict).toMatchObject({
      kind: 'identical',
      againstImageId: first.results[0]?.image.id,
    });
    expect(finishedOf(second)[0]?.image.sha256).toBe(finishedOf(first)[0]?.image.sha256);
  });

  it('never sends protected areas, and keeps the source there', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const isHidden = (x: number, y: number) => x < 15 && y < 10;
    const protect = await app.services.pictures.takeMask(photo, once(maskWhere(isHidden)));
    const prepare = { ...WHOLE_PICTURE, protect };
    const entry = await runEdit(app, photo, { prepare, finish: ALL }, isFinished);
    const sent = await rgbOf(app, (await app.services.images.uploadPreview(photo, prepare)).sha256);
    const source = await rgbOf(app, entry.edit.sourceSha256);
    const made = await rgbOf(app, finishedOf(entry)[0]?.image.sha256 ?? '');
    for (let at = 0; at < PHOTO.width * PHOTO.height; at += 1) {
      if (!isHidden(at % PHOTO.width, Math.floor(at / PHOTO.width))) continue;
      expect(sent.subarray(at * 3, at * 3 + 3)).toEqual(Buffer.from([128, 128, 128]));
      expect(made.subarray(at * 3, at * 3 + 3)).toEqual(source.subarray(at * 3, at * 3 + 3));
    }
  });
});

describe('a finish that is asked for', () => {
  it('makes one picture per recipe, also for concurrent requests', async () => {
    const imaging = createFakeImaging();
    const app = await finishApp(await appFolder(), { imaging });
    const entry = await runEdit(app, await addPhoto(app));
    const imageId = entry.results[0]?.image.id ?? 0;
    const ask = (recipe: FinishRecipe, id = imageId) => app.services.finishes.make({ imageId: id, recipe });
    const [a, b] = await Promise.all([ask(ALL), ask(ALL)]);
    expect(b).toEqual(a);
    expect(await ask(ALL, a.image.id)).toEqual(a);
    const half = await ask({ ...ALL, opacity: 0.5 });
    expect(half.image.id).not.toBe(a.image.id);
    expect(half.finish.rawImageId).toBe(imageId);
    expect(imaging.calls.filter((call) => call === 'finish')).toHaveLength(2);
    const now = await entryWhen(app, entry.edit.id, (e) => finishedOf(e).length === 2);
    expect(finishedOf(now).map(({ image }) => image.id)).toEqual([half.image.id, a.image.id]);
  });

  it('is stored as lossless WebP by its recipe, and certified as such', async () => {
    const app = await finishApp(await appFolder());
    const entry = await runEdit(app, await addPhoto(app));
    const imageId = entry.results[0]?.image.id ?? 0;
    const png = await app.services.finishes.make({ imageId, recipe: ALL });
    const webp = await app.services.finishes.make({ imageId, recipe: { ...ALL, format: 'webp' } });
    expect(webp.image.id).not.toBe(png.image.id);
    expect(webp.image).toMatchObject({ mime: 'image/webp', width: PHOTO.width, height: PHOTO.height });
    expect(webp.image.name).toMatch(/\.webp$/);
    expect(webp.finish.recipe.format).toBe('webp');
    expect(webp.finish.certificate).toEqual(png.finish.certificate);
    const path = join(
      app.userData,
      'library/objects',
      webp.image.sha256.slice(0, 2),
      `${webp.image.sha256}.webp`,
    );
    expect((await sharp(await readFile(path)).metadata()).format).toBe('webp');
  });

  it('is refused for a picture without an edit, and for a missing mask', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const make = (imageId: number, recipe = ALL) => app.services.finishes.make({ imageId, recipe });
    await expect(make(photo)).rejects.toMatchObject({ value: { reason: 'not-a-result' } });
    await expect(make(999)).rejects.toMatchObject({ code: 'not-found' });
    const entry = await runEdit(app, photo);
    const mask = { kind: 'drawn', sha256: 'a'.repeat(64) } as const;
    await expect(make(entry.results[0]?.image.id ?? 0, { ...ALL, mask })).rejects.toMatchObject({
      value: { reason: 'mask-missing' },
    });
  });

  it('can be canceled, and leaves nothing behind', async () => {
    let stop = () => {};
    const imaging = createFakeImaging(async (method, _picture, signal) => {
      if (method !== 'finish') return;
      const stopped = new Promise((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      );
      setImmediate(stop);
      await stopped;
    });
    const app = await finishApp(await appFolder(), { imaging });
    const entry = await runEdit(app, await addPhoto(app));
    const imageId = entry.results[0]?.image.id ?? 0;
    stop = () => app.services.finishes.cancel(imageId);
    await expect(app.services.finishes.make({ imageId, recipe: ALL })).rejects.toMatchObject({
      value: { code: 'finish-failed', reason: 'finish-cancelled' },
    });
    expect(columns(app, 'SELECT count(*) FROM finishes')).toEqual([0]);
    expect(await filesBelow(join(app.userData, 'library/tmp'))).toEqual([]);
  });

  it('is not saved if a pixel outside the mask differs in the written file', async () => {
    const real = createFakeImaging();
    const imaging = {
      ...real,
      finish: async (...args: Parameters<typeof real.finish>) => {
        const done = await real.finish(...args);
        const { picturePath } = args[3];
        const { data, info } = await sharp(await readFile(picturePath))
          .raw()
          .toBuffer({ resolveWithObject: true });
        data.writeUInt8(data.readUInt8(0) ^ 1, 0);
        await sharp(data, { raw: info }).png().toFile(picturePath);
        return done;
      },
    };
    const app = await finishApp(await appFolder(), { imaging });
    const entry = await runEdit(app, await addPhoto(app), IN_REGION, hasProblem);
    expect(entry.results[0]).toMatchObject({
      finished: [],
      finishProblem: { code: 'finish-failed', reason: 'certificate-failed', params: { count: 1 } },
    });
    expect(entry.run.state).toBe('saved');
    expect(columns(app, 'SELECT count(*) FROM images')).toEqual([2]);
    expect(await filesBelow(join(app.userData, 'library/tmp'))).toEqual([]);
  });

  it('returns the changed area as a mask for recipes', async () => {
    const app = await finishApp(await appFolder());
    const entry = await runEdit(app, await addPhoto(app), { prepare: IN_REGION.prepare });
    const imageId = entry.results[0]?.image.id ?? 0;
    const found = await app.services.finishes.findMask({ imageId, find: DEFAULT_FIND });
    expect(found.insideShare).toBeGreaterThan(0.01);
    expect(found.insideShare).toBeLessThanOrEqual((20 * 16) / (60 * 40));
    const mask = { kind: 'drawn', sha256: found.sha256 } as const;
    const made = await app.services.finishes.make({ imageId, recipe: { ...ALL, mask } });
    expect(made.finish.maskSha256).toBe(found.sha256);
    expect(made.finish.certificate.inside).toBe(Math.round(found.insideShare * 60 * 40));
  });
});

describe('a result that is to be finished by itself', () => {
  it('is finished after the next start if the app was closed midway', async () => {
    const folder = await appFolder();
    const begun = vi.fn();
    const stuck = createFakeImaging(async (method, _picture, signal) => {
      if (method !== 'finish') return;
      begun();
      await new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    });
    const app = await finishApp(folder, { imaging: stuck });
    const entry = await runEdit(app, await addPhoto(app), IN_REGION);
    await eventually(() => expect(begun).toHaveBeenCalledOnce());
    await app.close();
    expect(columns(app, 'SELECT finish_tries FROM results')).toEqual([0]);
    expect(columns(app, 'SELECT count(*) FROM finishes')).toEqual([0]);
    const again = await finishApp(folder);
    const after = await entryWhen(again, entry.edit.id, isFinished);
    expect(after.results[0]?.finishProblem).toBeNull();
    expect(columns(again, 'SELECT count(*) FROM finishes')).toEqual([1]);
  });

  it('doesn’t start before the app has started', async () => {
    const folder = await appFolder();
    const app = await finishApp(folder);
    const entry = await runEdit(app, await addPhoto(app));
    await app.close();
    const db = new Database(join(app.userData, 'library/library.db'));
    db.prepare('UPDATE edits SET finish = ?').run(JSON.stringify(ALL));
    db.close();
    const again = await finishApp(folder);
    expect(columns(again, 'SELECT finish_tries FROM results')).toEqual([0]);
    await entryWhen(again, entry.edit.id, isFinished);
    expect(columns(again, 'SELECT finish_tries FROM results')).toEqual([1]);
  });

  it('is given up after three interrupted attempts, as its entry shows', async () => {
    const folder = await appFolder();
    const app = await finishApp(folder);
    const entry = await runEdit(app, await addPhoto(app));
    await app.close();
    const db = new Database(join(app.userData, 'library/library.db'));
    db.prepare('UPDATE edits SET finish = ?').run(JSON.stringify(ALL));
    db.exec('UPDATE results SET finish_tries = 3');
    db.close();
    const again = await finishApp(folder);
    const after = await entryWhen(again, entry.edit.id, hasProblem);
    expect(after.results[0]).toMatchObject({
      finished: [],
      finishProblem: { code: 'finish-failed', reason: 'finish-crashed' },
    });
    const imageId = after.results[0]?.image.id ?? 0;
    await again.services.finishes.make({ imageId, recipe: ALL });
    expect((await entryWhen(again, entry.edit.id, isFinished)).results[0]?.finishProblem).toBeNull();
  });

  it('stays raw if it can’t be aligned, and its entry shows why', async () => {
    const imaging = createFakeImaging((method) => {
      if (method === 'finish')
        throw new Failure('finish-failed', { reason: 'not-aligned', params: { why: 'no-match' } });
    });
    const app = await finishApp(await appFolder(), { imaging });
    const entry = await runEdit(app, await addPhoto(app), IN_REGION, hasProblem);
    expect(entry.results[0]?.finishProblem).toEqual({
      code: 'finish-failed',
      reason: 'not-aligned',
      params: { why: 'no-match' },
    });
    expect(entry.run).toMatchObject({ state: 'saved', error: null });
    expect(imaging.calls.filter((call) => call === 'finish')).toHaveLength(1);
  });
});
