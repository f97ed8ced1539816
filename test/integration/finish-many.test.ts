import type { EditEntry, LocalParts } from '@shared/domain/edit.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import type { ManyFinishes, ManyFinishesProgress } from '@shared/domain/finish-many.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it } from 'vitest';
import type { Imaging } from '../../src/main/ports.ts';
import { eventually } from '../fixtures/eventually.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import {
  addPhoto,
  appFolder,
  entryWhen,
  type FinishApp,
  finishApp,
  runEdit,
} from '../fixtures/finish-rig.ts';

/** Runs an edit of as many photos, the second one with `parts`; the photos and their raw results. */
async function results(app: FinishApp, count: number, parts: Partial<LocalParts> = {}) {
  const made: { photo: number; raw: number; entry: EditEntry }[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const photo = await addPhoto(app, seed);
    const entry = await runEdit(app, photo, seed === 2 ? parts : {});
    made.push({ photo, raw: entry.results[0]?.image.id ?? 0, entry });
  }
  return made;
}

const progressOf = (app: FinishApp) =>
  app.events
    .filter(({ event }) => event === 'finish.manyProgress')
    .map(({ payload }) => payload as ManyFinishesProgress);

/** Waits until a batch has ended. */
function ended(app: FinishApp, id: number): Promise<ManyFinishesProgress> {
  return eventually(() => {
    const last = progressOf(app).findLast(({ batchId }) => batchId === id);
    if (!last || last.state === 'running') throw new Error(`not yet: ${JSON.stringify(last)}`);
    return last;
  });
}

async function finishAll(app: FinishApp, ids: number[], what: ManyFinishes = { do: 'put-back' }) {
  const { batchId, total } = await app.services.finishMany.start({ ids }, what);
  return { total, progress: await ended(app, batchId) };
}

async function versionsOf(app: FinishApp, entry: EditEntry) {
  const now = await entryWhen(app, entry.edit.id, () => true);
  return now.results[0]?.finished ?? [];
}

describe('putting many results back', () => {
  it('finishes each with its own mask, refuses other pictures by name, and continues', async () => {
    const app = await finishApp(await appFolder());
    const region = { x: 10, y: 5, width: 20, height: 16 };
    const [one, two] = await results(app, 2, { prepare: { ...WHOLE_PICTURE, region } });
    if (!one || !two) throw new Error('no results');
    const { total, progress } = await finishAll(app, [one.raw, one.photo, two.raw]);
    expect(total).toBe(3);
    expect(progress).toMatchObject({ state: 'done', do: 'put-back', done: 3, made: 2, known: 0, failed: 1 });
    expect(progress.failures).toMatchObject([{ name: 'photo 1.png', reason: 'not-a-result' }]);
    const [first, second] = [await versionsOf(app, one.entry), await versionsOf(app, two.entry)];
    for (const [made] of [first, second])
      expect(made?.finish).toMatchObject({ recipe: DEFAULT_FINISH, certificate: { outsideChanged: 0 } });
    // In the first, nearly every pixel changed; in the second, only the region that was sent.
    expect(first[0]?.finish.certificate.inside).toBeGreaterThan(20 * 16);
    expect(second[0]?.finish.certificate.inside).toBeLessThanOrEqual(20 * 16);
    expect(progressOf(app).map(({ done }) => done)).toEqual([1, 2, 3]);

    // A version that exists already is not made again, and Undo does not remove it.
    const again = await finishAll(app, [one.raw, first[0]?.image.id ?? 0]);
    expect(again.progress).toMatchObject({ made: 0, known: 2, failed: 0 });
    expect(app.services.commands.undoable().undo).toEqual({ action: 'put-back', count: 2 });
  });

  it('is one command for Undo and Redo, also after a restart', async () => {
    const folder = await appFolder();
    const app = await finishApp(folder);
    const [one, two] = await results(app, 2);
    if (!one || !two) throw new Error('no results');
    await finishAll(app, [one.raw, two.raw]);
    const ids = (await Promise.all([one, two].map(({ entry }) => versionsOf(app, entry))))
      .flat()
      .map(({ image }) => image.id);
    expect(ids).toHaveLength(2);
    await app.close();

    const later = await finishApp(folder);
    const inTrash = async () => {
      const query = { place: 'trash', search: '', filter: {}, sort: 'time', reversed: false } as const;
      const { pictures } = await later.services.lists.slice({ query, from: 0, count: 10 });
      return pictures.map(({ id }) => id).sort((a, b) => a - b);
    };
    expect(await later.services.commands.undo()).toEqual({ action: 'put-back', count: 2 });
    expect(await inTrash()).toEqual(ids.sort((a, b) => a - b));
    expect(await later.services.commands.redo()).toEqual({ action: 'put-back', count: 2 });
    expect(await inTrash()).toEqual([]);
  });

  it('continues after one that can’t be aligned, and reports why', async () => {
    const real = createFakeImaging();
    let calls = 0;
    const finish: Imaging['finish'] = (...args) => {
      calls += 1;
      if (calls === 1)
        throw new Failure('finish-failed', { reason: 'not-aligned', params: { why: 'no-match' } });
      return real.finish(...args);
    };
    const app = await finishApp(await appFolder(), { imaging: { ...real, finish } });
    const [one, two] = await results(app, 2);
    const { progress } = await finishAll(app, [one?.raw ?? 0, two?.raw ?? 0]);
    expect(progress).toMatchObject({ state: 'done', made: 1, failed: 1 });
    expect(progress.failures).toMatchObject([
      { code: 'finish-failed', reason: 'not-aligned', params: { why: 'no-match' } },
    ]);
  });

  it('keeps the finished ones when stopped, as one command', async () => {
    const real = createFakeImaging();
    let calls = 0;
    const finish: Imaging['finish'] = async (source, result, input, out, options) => {
      calls += 1;
      if (calls === 1) return real.finish(source, result, input, out, options);
      // Until it is stopped.
      return new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      });
    };
    const app = await finishApp(await appFolder(), { imaging: { ...real, finish } });
    const made = await results(app, 3);
    const ids = made.map(({ raw }) => raw);
    const { batchId } = await app.services.finishMany.start({ ids }, { do: 'put-back' });
    await eventually(() => expect(calls).toBe(2));
    app.services.finishMany.cancel(batchId);
    expect(await ended(app, batchId)).toMatchObject({ state: 'cancelled', made: 1, failed: 0 });
    expect(calls).toBe(2);
    expect(app.services.commands.undoable().undo).toEqual({ action: 'put-back', count: 1 });
  });

  it('ends when the library is closed', async () => {
    const real = createFakeImaging();
    let calls = 0;
    const finish: Imaging['finish'] = (_source, _result, _input, _out, options) => {
      calls += 1;
      return new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason));
      });
    };
    const app = await finishApp(await appFolder(), { imaging: { ...real, finish } });
    const made = await results(app, 2);
    await app.services.finishMany.start({ ids: made.map(({ raw }) => raw) }, { do: 'put-back' });
    await eventually(() => expect(calls).toBe(1));
    await app.close();
    expect(progressOf(app).at(-1)).toMatchObject({ state: 'cancelled', made: 0 });
    expect(calls).toBe(1);
  });
});

describe('matching the colors of many results', () => {
  it('makes a version of each with the colors of one picture, and sends nothing', async () => {
    const app = await finishApp(await appFolder());
    const [one, two] = await results(app, 2);
    if (!one || !two) throw new Error('no results');
    const put = await finishAll(app, [one.raw]);
    expect(put.progress.made).toBe(1);
    const [version] = await versionsOf(app, one.entry);
    const before = app.services.edits.entries([one.entry.edit.id, two.entry.edit.id]).length;
    const ids = [one.photo, version?.image.id ?? 0, two.raw];
    const { total, progress } = await finishAll(app, ids, { do: 'match-colors', to: one.photo });
    // The picture whose colors are taken is not one of them.
    expect(total).toBe(2);
    expect(progress).toMatchObject({ do: 'match-colors', made: 2, failed: 0 });
    const matchTo = one.entry.edit.sourceSha256;
    const [ofVersion] = await versionsOf(app, one.entry);
    const [ofRaw] = await versionsOf(app, two.entry);
    expect(ofVersion?.finish.recipe).toEqual({ ...DEFAULT_FINISH, matchTo });
    expect(ofRaw?.finish.recipe).toMatchObject({ matchTo, mask: { kind: 'all' }, align: false });
    expect(ofVersion?.image.sha256).not.toBe(version?.image.sha256);
    expect(app.services.edits.entries([one.entry.edit.id, two.entry.edit.id])).toHaveLength(before);
    expect(await app.services.commands.undo()).toEqual({ action: 'match-colors', count: 2 });
    const left = (await versionsOf(app, one.entry)).filter(({ image }) => image.deletedAt === null);
    expect(left.map(({ finish }) => finish.recipe)).toEqual([DEFAULT_FINISH]);
  });

  it('refuses originals and missing pictures with a message', async () => {
    const app = await finishApp(await appFolder());
    const [one, two] = await results(app, 2);
    if (!one || !two) throw new Error('no results');
    const { progress } = await finishAll(app, [one.photo], { do: 'match-colors', to: two.photo });
    expect(progress).toMatchObject({ made: 0, failed: 1, failures: [{ reason: 'not-a-result' }] });
    await expect(
      app.services.finishMany.start({ ids: [one.raw] }, { do: 'match-colors', to: 999 }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      app.services.finishes.make({
        imageId: one.raw,
        recipe: { ...DEFAULT_FINISH, matchTo: 'a'.repeat(64) },
      }),
    ).rejects.toMatchObject({ value: { reason: 'colors-picture-gone' } });
  });
});
