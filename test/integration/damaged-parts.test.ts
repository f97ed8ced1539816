import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EditEntry } from '@shared/domain/edit.ts';
import { DEFAULT_FIND, DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { describe, expect, it } from 'vitest';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import {
  addPhoto,
  appFolder,
  type FinishApp,
  finishApp,
  maskWhere,
  once,
  runEdit,
} from '../fixtures/finish-rig.ts';

const ALL: FinishRecipe = { ...DEFAULT_FINISH, mask: { kind: 'all' } };

function pathOf(app: FinishApp, sha256: string): string {
  const shelf = join(app.userData, 'library/objects', sha256.slice(0, 2));
  const name = readdirSync(shelf).find((each) => each.startsWith(sha256) && !each.endsWith('.json'));
  return join(shelf, name ?? '');
}

/** Flips one bit in the middle of a file for the duration of `work`. */
async function whileDamaged(path: string, work: () => Promise<unknown>): Promise<void> {
  const whole = readFileSync(path);
  const bytes = Buffer.from(whole);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await work();
  writeFileSync(path, whole);
}

const sourceDamaged = { value: { code: 'picture-damaged', reason: 'source-damaged' } };
const partDamaged = { value: { code: 'picture-damaged', reason: 'part-damaged' } };

describe('a finish', () => {
  it('is refused while its source, result, mask or color picture is damaged, and made once they are intact', async () => {
    const imaging = createFakeImaging();
    const app = await finishApp(await appFolder(), { imaging });
    const photo = await addPhoto(app);
    const drawn = await app.services.pictures.takeMask(photo, once(maskWhere((x) => x < 30)));
    const protect = await app.services.pictures.takeMask(photo, once(maskWhere((_, y) => y < 10)));
    const entry = await runEdit(app, photo, { prepare: { ...WHOLE_PICTURE, protect } });
    const { image } = entry.results[0] ?? { image: null };
    const imageId = image?.id ?? 0;
    const other = await addPhoto(app, 2);
    const colors = app.services.images.images([other]).pictures[0]?.sha256 ?? '';
    const recipe: FinishRecipe = { ...ALL, mask: { kind: 'drawn', sha256: drawn }, matchTo: colors };
    const make = () => app.services.finishes.make({ imageId, recipe });
    const find = () => app.services.finishes.findMask({ imageId, find: DEFAULT_FIND });

    const source = pathOf(app, entry.edit.sourceSha256);
    await whileDamaged(source, async () => {
      await expect(make()).rejects.toMatchObject(sourceDamaged);
      await expect(find()).rejects.toMatchObject(sourceDamaged);
    });
    const result = pathOf(app, image?.sha256 ?? '');
    await whileDamaged(result, async () => {
      await expect(make()).rejects.toMatchObject(partDamaged);
      await expect(find()).rejects.toMatchObject(partDamaged);
    });
    for (const part of [drawn, protect, colors])
      await whileDamaged(pathOf(app, part), () => expect(make()).rejects.toMatchObject(partDamaged));
    expect(imaging.calls.filter((call) => call === 'finish' || call === 'findMask')).toEqual([]);
    expect((await make()).finish.rawImageId).toBe(imageId);
  });

  it('is made after its damaged source was restored from an intact copy', async () => {
    const app = await finishApp(await appFolder());
    const entry = await runEdit(app, await addPhoto(app));
    const path = pathOf(app, entry.edit.sourceSha256);
    const aside = join(app.userData, 'library/orphans');
    mkdirSync(aside, { recursive: true });
    writeFileSync(join(aside, basename(path)), readFileSync(path));
    const imageId = entry.results[0]?.image.id ?? 0;
    await whileDamaged(path, () => app.services.finishes.make({ imageId, recipe: ALL }));
    expect(app.log.lines.some((line) => line.includes('damaged picture replaced by its copy'))).toBe(true);
  });
});

describe('a merge', () => {
  it('is refused while one of its three pictures is damaged', async () => {
    const imaging = createFakeImaging();
    const app = await finishApp(await appFolder(), { imaging });
    const photo = await addPhoto(app);
    const isFinished = (entry: EditEntry) => (entry.results[0]?.finished.length ?? 0) > 0;
    const branch = async (x: number, y: number) => {
      const prepare = { ...WHOLE_PICTURE, region: { x, y, width: 20, height: 16 } };
      const entry = await runEdit(app, photo, { prepare, finish: ALL }, isFinished);
      return entry.results[0]?.finished[0]?.image.id ?? 0;
    };
    const [leftId, rightId] = [await branch(2, 2), await branch(36, 22)];
    const parents = { leftId, rightId };
    const { pictures } = app.services.images.images([photo, leftId, rightId]);
    expect(pictures).toHaveLength(3);
    for (const { sha256 } of pictures)
      await whileDamaged(pathOf(app, sha256), () =>
        expect(app.services.merges.plan(parents)).rejects.toMatchObject(partDamaged),
      );
    await app.services.merges.plan(parents);
    // Comparing is cached, so that making must check again.
    await whileDamaged(pathOf(app, pictures[0]?.sha256 ?? ''), () =>
      expect(app.services.merges.make({ ...parents, choices: [] })).rejects.toMatchObject(partDamaged),
    );
    expect(imaging.calls.filter((call) => call === 'merge')).toEqual([]);
    await app.services.merges.make({ ...parents, choices: [] });
  });
});
