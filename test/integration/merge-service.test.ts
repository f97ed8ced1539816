import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import { DEFAULT_EXPORT, Recipe } from '@shared/domain/export.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import type { MergedPicture } from '@shared/domain/merge.ts';
import { type Region, WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import sharp from 'sharp';
import { describe, expect, it, vi } from 'vitest';
import { decodeBlame } from '../../src/renderer/imaging/finish/blame.ts';
import { eventually } from '../fixtures/eventually.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { addPhoto, appFolder, type FinishApp, finishApp, PHOTO, runEdit } from '../fixtures/finish-rig.ts';
import { filesBelow } from '../fixtures/temp-library.ts';

const TOP_LEFT: Region = { x: 2, y: 2, width: 20, height: 16 };
const BOTTOM_RIGHT: Region = { x: 36, y: 22, width: 20, height: 16 };
/** Overlaps both of them. */
const MIDDLE: Region = { x: 12, y: 10, width: 34, height: 20 };

/** Edits a region of a picture and puts it back: a picture of the same size that differs only in the region. */
async function branch(app: FinishApp, photo: number, region: Region): Promise<number> {
  const parts = {
    prepare: { ...WHOLE_PICTURE, region },
    finish: { ...DEFAULT_FINISH, mask: { kind: 'all' as const } },
  };
  const isFinished = (entry: EditEntry) => (entry.results[0]?.finished.length ?? 0) > 0;
  const { results } = await runEdit(app, photo, parts, isFinished);
  return results[0]?.finished[0]?.image.id ?? 0;
}

async function pixelsOf(app: FinishApp, imageId: number): Promise<Uint32Array> {
  const [picture] = (await app.services.images.images([imageId])).pictures;
  const file = await app.services.pictures.picture(picture?.sha256 ?? '');
  const data = await sharp(await readFile(file?.path ?? ''))
    .ensureAlpha()
    .raw()
    .toBuffer();
  return new Uint32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
}

/** A reference three-way merge. `both` is the value of conflicts. */
function mergedHere(
  base: Uint32Array,
  left: Uint32Array,
  right: Uint32Array,
  both: Uint32Array,
): Uint32Array {
  return base.map((before, at) => {
    const [one, other] = [left[at] ?? 0, right[at] ?? 0];
    if (one === before) return other;
    if (other === before || one === other) return one;
    return both[at] ?? 0;
  });
}

const mergesOf = (app: FinishApp, id: number): MergedPicture[] => app.services.edits.merges(id);

describe('a merge of two results of one original', () => {
  it('combines both changes without a conflict if they are in different places', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, BOTTOM_RIGHT)];
    const plan = await app.services.merges.plan({ leftId: left, rightId: right });
    expect(plan).toMatchObject({ baseId: photo, ...PHOTO, conflicts: [], alike: 0 });
    expect(plan.fromA).toBeGreaterThan(100);
    expect(plan.fromB).toBeGreaterThan(100);

    const { merge, image } = await app.services.merges.make({ leftId: left, rightId: right, choices: [] });
    expect(image).toMatchObject({
      ...PHOTO,
      parentId: left,
      rootId: photo,
      editId: null,
      mergeOf: [left, right],
    });
    expect(image.name).toBe('photo 1 (merged).png');
    expect(merge).toMatchObject({ baseId: photo, leftId: left, rightId: right });
    const [base, a, b] = await Promise.all([photo, left, right].map((id) => pixelsOf(app, id)));
    if (!base || !a || !b) throw new Error('unreachable');
    expect(await pixelsOf(app, image.id)).toEqual(mergedHere(base, a, b, base));
    expect(mergesOf(app, photo)).toEqual([{ merge, image }]);
    const events = app.events.map(({ event }) => event);
    expect(events).toContain('library.added');
    expect(app.events.findLast(({ event }) => event === 'history.marked')?.payload).toMatchObject({
      merges: true,
    });
    expect(await filesBelow(join(app.userData, 'library/tmp'))).toEqual([]);
  });

  it('uses the chosen pixels where both changed, and nowhere else', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, MIDDLE)];
    const { conflicts } = await app.services.merges.plan({ leftId: left, rightId: right });
    expect(conflicts.length).toBeGreaterThan(0);
    for (const { x, y, width, height } of conflicts) {
      // Within both regions.
      expect(x).toBeGreaterThanOrEqual(MIDDLE.x);
      expect(y).toBeGreaterThanOrEqual(MIDDLE.y);
      expect(x + width).toBeLessThanOrEqual(TOP_LEFT.x + TOP_LEFT.width);
      expect(y + height).toBeLessThanOrEqual(TOP_LEFT.y + TOP_LEFT.height);
    }
    await expect(
      app.services.merges.make({ leftId: left, rightId: right, choices: [] }),
    ).rejects.toMatchObject({ value: { reason: 'merge-choices' } });
    const [base, a, b] = await Promise.all([photo, left, right].map((id) => pixelsOf(app, id)));
    if (!base || !a || !b) throw new Error('unreachable');
    for (const [choice, both] of [
      ['a', a],
      ['b', b],
      ['base', base],
    ] as const) {
      const choices = conflicts.map(() => choice);
      const { image, merge } = await app.services.merges.make({ leftId: left, rightId: right, choices });
      expect(await pixelsOf(app, image.id)).toEqual(mergedHere(base, a, b, both));
      expect(merge.recipe).toEqual({ conflicts, choices });
    }
  });

  it('starts from the nearest common ancestor', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const first = await branch(app, photo, TOP_LEFT);
    const [left, right] = [await branch(app, first, MIDDLE), await branch(app, first, BOTTOM_RIGHT)];
    expect(await app.services.merges.plan({ leftId: left, rightId: right })).toMatchObject({ baseId: first });
    // A merged picture has two parents: both lines count.
    const plan = await app.services.merges.plan({ leftId: left, rightId: right });
    const choices = plan.conflicts.map(() => 'a' as const);
    const { image } = await app.services.merges.make({ leftId: left, rightId: right, choices });
    const beside = await branch(app, right, TOP_LEFT);
    expect(await app.services.merges.plan({ leftId: image.id, rightId: beside })).toMatchObject({
      baseId: right,
    });
  });

  it('is undone to the Trash, redone, and recreated from its recipe with the same bytes', async () => {
    const folder = await appFolder();
    const app = await finishApp(folder);
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, BOTTOM_RIGHT)];
    const { merge, image } = await app.services.merges.make({ leftId: left, rightId: right, choices: [] });
    expect(app.services.commands.undoable().undo).toEqual({ action: 'merge', count: 1 });
    expect(await app.services.commands.undo()).toEqual({ action: 'merge', count: 1 });
    expect(mergesOf(app, photo)).toEqual([]);
    expect((await app.services.images.images([image.id])).pictures[0]?.deletedAt).not.toBeNull();
    expect(await app.services.commands.redo()).toEqual({ action: 'merge', count: 1 });
    expect(mergesOf(app, photo)).toHaveLength(1);

    const again = await app.services.merges.again(merge.id);
    expect(again).toMatchObject({ identical: true, image: { id: image.id, sha256: image.sha256 } });
    await app.services.commands.undo();
    expect(await app.services.merges.again(merge.id)).toMatchObject({
      identical: true,
      image: { id: image.id, deletedAt: null },
    });
    await app.close();

    const reopened = await finishApp(folder);
    expect(mergesOf(reopened, left)).toMatchObject([{ merge, image: { id: image.id } }]);
    expect(await reopened.services.merges.again(merge.id)).toMatchObject({ identical: true });
  });

  it('keeps its place in the tree if it has descendants', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, BOTTOM_RIGHT)];
    const { image } = await app.services.merges.make({ leftId: left, rightId: right, choices: [] });
    const { edit } = await runEdit(app, image.id);
    expect(edit).toMatchObject({ rootId: photo, sourceImageId: image.id });
    await app.services.commands.run({ do: 'remove', target: { ids: [image.id] } });
    expect(mergesOf(app, photo)).toMatchObject([{ image: { id: image.id } }]);
  });

  it('is exported with its three pictures and choices', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, BOTTOM_RIGHT)];
    const { image } = await app.services.merges.make({ leftId: left, rightId: right, choices: [] });
    await app.services.exportMany.pickFolder();
    const options = { ...DEFAULT_EXPORT, template: 'out', recipe: true };
    await app.services.exportMany.start({ ids: [image.id] }, options);
    const path = join(app.userData, '../outside/out.png.json');
    await eventually(() => expect(existsSync(path)).toBe(true));
    const recipe = await eventually(async () => Recipe.parse(JSON.parse(await readFile(path, 'utf8'))));
    const { pictures } = await app.services.images.images([photo, left, right]);
    const [base, one, other] = pictures.map(({ sha256 }) => sha256);
    expect(recipe).toMatchObject({
      edit: null,
      merged: { baseSha256: base, leftSha256: one, rightSha256: other, recipe: { choices: [] } },
    });
  });
});

describe('what cannot be merged', () => {
  it('is refused with its reason, and makes nothing', async () => {
    const app = await finishApp(await appFolder());
    const [photo, other] = [await addPhoto(app), await addPhoto(app, 3)];
    const [left, elsewhere] = [await branch(app, photo, TOP_LEFT), await branch(app, other, TOP_LEFT)];
    const raw = (await runEdit(app, photo, { prepare: { ...WHOLE_PICTURE, region: MIDDLE } })).results[0];
    const refusal = (leftId: number, rightId: number) =>
      app.services.merges.plan({ leftId, rightId }).then(
        () => null,
        (error: { value: { reason?: string } }) => error.value.reason,
      );
    expect(await refusal(left, left)).toBe('merge-same');
    expect(await refusal(left, elsewhere)).toBe('merge-other-original');
    expect(await refusal(photo, other)).toBe('merge-other-original');
    expect(await refusal(photo, left)).toBe('merge-ancestor');
    expect(await refusal(left, raw?.image.id ?? 0)).toBe('merge-size');
    const right = await branch(app, photo, BOTTOM_RIGHT);
    await app.services.commands.run({ do: 'remove', target: { ids: [left] } });
    expect(await refusal(left, right)).toBe('picture-gone');
    expect(mergesOf(app, photo)).toEqual([]);
  });

  it('is nothing to merge if one already has all changes', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const left = await branch(app, photo, TOP_LEFT);
    const { image } = await app.services.finishes.make({
      imageId: left,
      recipe: { ...DEFAULT_FINISH, mask: { kind: 'all' }, opacity: 0 },
    });
    await expect(app.services.merges.plan({ leftId: left, rightId: image.id })).rejects.toMatchObject({
      value: { reason: 'merge-nothing' },
    });
  });

  it('leaves nothing behind when canceled', async () => {
    const imaging = createFakeImaging();
    const begun = Promise.withResolvers<void>();
    const app = await finishApp(await appFolder(), {
      imaging: {
        ...imaging,
        merge: (_base, _a, _b, _choices, _out, { signal } = {}) => {
          begun.resolve();
          return new Promise((_, reject) => {
            signal?.addEventListener('abort', () => reject(signal.reason));
          });
        },
      },
    });
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, BOTTOM_RIGHT)];
    const made = app.services.merges.make({ leftId: left, rightId: right, choices: [] });
    const refused = expect(made).rejects.toMatchObject({ value: { reason: 'merge-cancelled' } });
    await begun.promise;
    app.services.merges.cancel();
    await refused;
    expect(mergesOf(app, photo)).toEqual([]);
    expect(await filesBelow(join(app.userData, 'library/tmp'))).toEqual([]);
    expect(app.services.commands.undoable().undo).toBeNull();
  });
});

describe('a map of who changed what', () => {
  it('names the edit of each pixel and is computed once', async () => {
    const imaging = createFakeImaging();
    const blame = vi.fn(imaging.blame);
    const app = await finishApp(await appFolder(), { imaging: { ...imaging, blame } });
    const photo = await addPhoto(app);
    const first = await branch(app, photo, TOP_LEFT);
    const second = await branch(app, first, MIDDLE);
    const map = await app.services.blames.map(second);
    expect(map).toMatchObject(PHOTO);
    expect(map.steps.map(({ imageId }) => imageId)).toEqual([photo, first, second]);
    const entries = (await app.services.images.images([first, second])).pictures;
    expect(map.steps.map(({ edit }) => edit?.id ?? null)).toEqual([
      null,
      ...entries.map(({ editId }) => editId),
    ]);
    expect(map.steps[1]?.edit?.prompt.length).toBeGreaterThan(0);
    const path = await app.services.pictures.blame(map.key);
    expect(existsSync(path ?? '')).toBe(true);
    expect(await app.services.blames.map(second)).toEqual(map);
    expect(blame).toHaveBeenCalledTimes(1);
    expect(await app.services.pictures.blame('0'.repeat(64))).toBeNull();
  });

  it('follows each pixel of a merge to the edit that it came from, on either side', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const left = await branch(app, photo, TOP_LEFT);
    const right = await branch(app, photo, BOTTOM_RIGHT);
    const { image } = await app.services.merges.make({ leftId: left, rightId: right, choices: [] });
    const map = await app.services.blames.map(image.id);
    expect(map.steps.map(({ imageId }) => imageId)).toEqual([photo, left, right, image.id]);
    const [, ofLeft, ofRight, ofMerge] = map.steps;
    expect(ofLeft?.edit).not.toBeNull();
    expect(ofRight?.edit).not.toBeNull();
    expect(ofMerge).toMatchObject({ edit: null, merged: true });
    const path = await app.services.pictures.blame(map.key);
    const blame = decodeBlame(new Uint8Array(await readFile(path ?? '')), map);
    const [base, a, b] = await Promise.all([photo, left, right].map((id) => pixelsOf(app, id)));
    const wrong = base?.reduce((sum, before, at) => {
      const truth = a?.[at] !== before ? 1 : b?.[at] !== before ? 2 : 0;
      return sum + (blame.stepAt(at % map.width, Math.floor(at / map.width)) === truth ? 0 : 1);
    }, 0);
    expect(wrong).toBe(0);
    expect(blame.shares()[1]).toBeGreaterThan(100);
    expect(blame.shares()[2]).toBeGreaterThan(100);

    // With the sides swapped, the same edits are named for the same pixels.
    const swapped = await app.services.merges.make({ leftId: right, rightId: left, choices: [] });
    const other = await app.services.blames.map(swapped.image.id);
    expect(other.key).not.toBe(map.key);
    expect(other.steps.map(({ imageId }) => imageId)).toEqual([photo, right, left, swapped.image.id]);
  });

  it('blames the merge for pixels of a conflict that were taken from the original', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const [left, right] = [await branch(app, photo, TOP_LEFT), await branch(app, photo, MIDDLE)];
    const { conflicts } = await app.services.merges.plan({ leftId: left, rightId: right });
    const choices = conflicts.map(() => 'base' as const);
    const { image } = await app.services.merges.make({ leftId: left, rightId: right, choices });
    const map = await app.services.blames.map(image.id);
    const path = await app.services.pictures.blame(map.key);
    const blame = decodeBlame(new Uint8Array(await readFile(path ?? '')), map);
    expect(blame.shares()[3]).toBe(conflicts.reduce((sum, { pixels }) => sum + pixels, 0));
  });

  it('starts where the size changed, since every pixel was recreated there', async () => {
    const app = await finishApp(await appFolder());
    const photo = await addPhoto(app);
    const { results } = await runEdit(app, photo, { prepare: { ...WHOLE_PICTURE, region: MIDDLE } });
    const raw = results[0]?.image;
    const map = await app.services.blames.map(raw?.id ?? 0);
    expect(map.steps).toMatchObject([{ imageId: raw?.id, edit: { id: raw?.editId } }]);
  });
});
