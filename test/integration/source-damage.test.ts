import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type EditEntry, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { isSettled } from '@shared/domain/run.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openApp } from '../fixtures/app-rig.ts';
import { eventually } from '../fixtures/eventually.ts';
import { addPhoto, appFolder } from '../fixtures/finish-rig.ts';
import { requestOf } from '../fixtures/ledger-rig.ts';
import { memoryLog } from '../fixtures/temp-library.ts';
import { startOneminServer } from '../onemin-server/server.ts';

const REGION = { region: { x: 2, y: 2, width: 32, height: 24 }, protect: null, pad: null };

/** The main process with a key and a server that bills; the folder of its pictures. */
async function paidApp() {
  const api = await startOneminServer({ ratePerMinute: Number.POSITIVE_INFINITY });
  onTestFinished(() => api.stop());
  const log = memoryLog();
  const app = await openApp({ folder: await appFolder(), log, apiBase: api.url });
  let isOpen = true;
  onTestFinished(async () => {
    if (isOpen) await app.close();
    isOpen = false;
  });
  await app.services.key.set({ engine: '1min.ai', key: api.key, storeAnyway: false });
  const entryOf = (editId: number) => app.services.edits.entries([editId])[0] as EditEntry | undefined;
  const ended = (editId: number) =>
    eventually(() => {
      const entry = entryOf(editId);
      if (!entry || !isSettled(entry.run.state)) throw new Error('not yet');
      return entry;
    });
  return { api, app, log, ended, objects: join(app.userData, 'library/objects') };
}

type Paid = Awaited<ReturnType<typeof paidApp>>;

async function pathOf({ app, objects }: Paid, imageId: number): Promise<string> {
  const sha256 = app.services.images.images([imageId]).pictures[0]?.sha256 ?? '';
  const shelf = join(objects, sha256.slice(0, 2));
  const name = readdirSync(shelf).find((each) => each.startsWith(sha256) && !each.endsWith('.json'));
  return join(shelf, name ?? '');
}

/** Flips one bit in the middle of a file. The file keeps its length. */
function flipBit(path: string): Buffer {
  const whole = readFileSync(path);
  const bytes = Buffer.from(whole);
  const at = bytes.length >> 1;
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  return whole;
}

const runOne = (paid: Paid, sourceImageId: number, engine: EngineId, prepare = WHOLE_PICTURE) =>
  paid.app.services.edits.run({
    press: randomUUID(),
    sourceImageId,
    request: requestOf(engine),
    ...NO_LOCAL_PARTS,
    prepare,
  });

const DAMAGED = {
  state: 'failed',
  charged: 'no',
  error: { code: 'picture-damaged', reason: 'source-damaged' },
};

describe('a source whose file is damaged', () => {
  it.each(['1min.ai', 'practice'] as const)(
    'is reported and never sent or charged, however the edit was requested (%s)',
    async (engine) => {
      const paid = await paidApp();
      const { api, app, ended } = paid;
      const imageId = await addPhoto(app, 3);
      const first = await ended(runOne(paid, imageId, engine).edit.id);
      expect(first.run.state).toBe('saved');
      const other = await addPhoto(app, 4);
      flipBit(await pathOf(paid, imageId));
      const [bills, uploads] = [api.bills.length, api.assets.length];

      const runs = [
        runOne(paid, imageId, engine).edit.id,
        runOne(paid, imageId, engine, REGION).edit.id,
        app.services.edits.rerun({ press: randomUUID(), editId: first.edit.id }).edit.id,
      ];
      const failed = await ended(runs[0] ?? 0);
      runs.push(app.services.edits.retry({ press: randomUUID(), runId: failed.run.id }).edit.id);
      await app.services.runMany({
        press: randomUUID(),
        target: { ids: [imageId, other] },
        request: requestOf(engine, 'sepia', 9),
        seeds: 'same',
        ...NO_LOCAL_PARTS,
        count: 2,
      });
      const all = await eventually(() => {
        const { entries } = app.services.queue.list();
        if (entries.some(({ run }) => !isSettled(run.state))) throw new Error('not yet');
        return entries;
      });
      const damaged = all.filter(
        ({ edit, run }) => edit.sourceImageId === imageId && run.id !== first.run.id,
      );
      // A retry instead of the run that it repeats, one of a region, a re-run, and its part of a batch.
      expect(failed.run).toMatchObject(DAMAGED);
      expect(damaged.map(({ run }) => run)).toEqual(Array(4).fill(expect.objectContaining(DAMAGED)));
      // The sound picture of the batch was edited.
      expect(api.bills.length - bills).toBe(engine === '1min.ai' ? 1 : 0);
      expect(api.assets.length - uploads).toBe(engine === '1min.ai' ? 1 : 0);
      await expect(app.services.images.uploadPreview(imageId, REGION)).rejects.toMatchObject({
        code: 'picture-damaged',
      });
    },
    180_000,
  );

  it('is restored from an intact copy, and edited', async () => {
    const paid = await paidApp();
    const { app, ended, log } = paid;
    const imageId = await addPhoto(app, 3);
    const path = await pathOf(paid, imageId);
    const whole = flipBit(path);
    const aside = join(app.userData, 'library/orphans');
    mkdirSync(aside, { recursive: true });
    writeFileSync(join(aside, basename(path)), whole);
    expect((await ended(runOne(paid, imageId, '1min.ai').edit.id)).run.state).toBe('saved');
    expect(readFileSync(path).equals(whole)).toBe(true);
    expect(log.lines.some((line) => line.includes('damaged picture replaced by its copy'))).toBe(true);
    // One that is gone altogether is fetched too.
    rmSync(path);
    expect((await ended(runOne(paid, imageId, 'practice').edit.id)).run.state).toBe('saved');
    expect(readFileSync(path).equals(whole)).toBe(true);
  });

  it('is repaired by importing the original again, and then edited', async () => {
    const paid = await paidApp();
    const { app, ended } = paid;
    const imageId = await addPhoto(app, 3);
    const path = await pathOf(paid, imageId);
    const whole = flipBit(path);
    const failed = await ended(runOne(paid, imageId, '1min.ai').edit.id);
    expect(failed.run).toMatchObject(DAMAGED);
    expect(await addPhoto(app, 3)).toBe(imageId);
    await eventually(() => expect(readFileSync(path).equals(whole)).toBe(true));
    const again = app.services.edits.retry({ press: randomUUID(), runId: failed.run.id });
    expect((await ended(again.edit.id)).run.state).toBe('saved');
  });

  it('isn’t sent in its earlier prepared form if that file is damaged', async () => {
    const paid = await paidApp();
    const { app, api, ended } = paid;
    const imageId = await addPhoto(app, 3);
    const { sha256 } = await app.services.images.uploadPreview(imageId, WHOLE_PICTURE);
    const path = join(paid.objects, sha256.slice(0, 2), `${sha256}.png`);
    const whole = flipBit(path);
    expect((await ended(runOne(paid, imageId, '1min.ai').edit.id)).run.state).toBe('saved');
    expect(readFileSync(path).equals(whole)).toBe(true);
    expect(api.assets.map((asset) => asset.sha256)).toEqual([sha256]);
  });
});
