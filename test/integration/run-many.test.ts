import { randomUUID } from 'node:crypto';
import {
  type EditEntry,
  type LocalParts,
  NO_LOCAL_PARTS,
  RUN_MANY_MAX,
  type SeedChoice,
} from '@shared/domain/edit.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunMany } from '../../src/main/edits/run-many.ts';
import { answerCall } from '../fixtures/answer-call.ts';
import { eventually } from '../fixtures/eventually.ts';
import { openRig, type Rig, type RigOptions, requestOf, tempFolder } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let open: Rig | null = null;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  await open?.close();
  open = null;
  await folder.remove();
});

/** A library with `pictures` pictures; `run` is a confirmed click on all of them. */
async function rigWith(pictures: number, options: Omit<RigOptions, 'engines'> = {}) {
  const engines = [puppetEngine(), puppetEngine({ repeatable: true })];
  const rig = await openRig(folder.path, { engines, ...options });
  open = rig;
  const ids: number[] = [];
  for (let n = 0; n < pictures; n += 1) ids.push(await rig.addSource(`picture ${n}.png`));
  let seed = 100;
  const many = createRunMany({
    ledger: rig.ledger,
    queue: rig.queue,
    engines,
    clock: () => 1,
    hasKey: options.hasKey ?? (() => true),
    dailyCap: options.dailyCap ?? (() => 50),
    rollSeed: () => seed++,
    resolve: async (target) => ('ids' in target ? target.ids : ids),
  });
  const run = (engine: EngineId, seeds: SeedChoice = 'same', count = ids.length) =>
    many({
      press: randomUUID(),
      target: { ids },
      request: requestOf(engine, 'sepia', 7),
      seeds,
      ...NO_LOCAL_PARTS,
      count,
    });
  const edits = () =>
    rig.library.db
      .prepare('SELECT source_image_id AS source, seed, request FROM edits ORDER BY id')
      .all() as {
      source: number;
      seed: number;
      request: string;
    }[];
  return { rig, ids, run, many, edits };
}

describe('one edit on many pictures', () => {
  it('is one edit each, all saved and queued in picture order', async () => {
    const { rig, ids, run, edits } = await rigWith(5);
    const { runIds } = await run('practice');
    expect(runIds).toHaveLength(5);
    expect(edits().map(({ source, seed }) => [source, seed])).toEqual(ids.map((id) => [id, 7]));
    expect(new Set(edits().map(({ request }) => request)).size).toBe(1);
    const waiting = rig.queue.list().entries.map(({ edit }) => edit.sourceImageId);
    expect(waiting).toEqual(ids);
    const told = rig.told.filter(({ event }) => event === 'run.changed');
    expect(told).toHaveLength(5);
  });

  it('has a separate seed per picture, stored in its request, if chosen', async () => {
    const { run, edits } = await rigWith(3);
    await run('practice', 'new');
    expect(edits().map(({ seed }) => seed)).toEqual([100, 101, 102]);
    expect(edits().map(({ request }) => JSON.parse(request).seed)).toEqual([100, 101, 102]);
  });

  it('is emitted a few runs at a time, to keep the process responsive', async () => {
    const { rig, run } = await rigWith(60, { paused: true });
    const all = () => rig.told.filter(({ event }) => event === 'run.changed');
    const toldByTurn = [0];
    let watching = true;
    const watch = () => {
      toldByTurn.push(all().length);
      if (watching) setImmediate(watch);
    };
    setImmediate(watch);
    expect((await run('practice')).runIds).toHaveLength(60);
    await eventually(() => expect(all()).toHaveLength(60));
    watching = false;
    const told = toldByTurn.map((count, turn) => count - (toldByTurn[turn - 1] ?? 0));
    expect(Math.max(...told)).toBeLessThanOrEqual(10);
    expect(new Set(all().map(({ payload }) => (payload as EditEntry).run.id)).size).toBe(60);
  });

  it('skips pictures removed in the meantime, and fails if none is left', async () => {
    const { rig, ids, run, edits } = await rigWith(3);
    rig.library.remove([ids[1] ?? 0]);
    expect((await run('practice')).runIds).toHaveLength(2);
    rig.library.remove(ids);
    await expect(run('practice')).rejects.toMatchObject({ code: 'not-found' });
    expect(edits()).toHaveLength(2);
  });

  it('never runs on more pictures than the user confirmed', async () => {
    const { run, edits } = await rigWith(3);
    await expect(run('1min.ai', 'same', 2)).rejects.toMatchObject({ code: 'bad-request' });
    expect(edits()).toEqual([]);
  });

  it('is refused as a whole if the daily cap has no room for all, with the numbers', async () => {
    let cap = 5;
    const { rig, ids, run, edits } = await rigWith(3, { dailyCap: () => cap });
    for (let n = 0; n < 3; n += 1)
      rig.edits.run({ sourceImageId: ids[0] ?? 0, request: requestOf('1min.ai') });
    await expect(run('1min.ai')).rejects.toMatchObject({
      code: 'daily-cap',
      value: { code: 'daily-cap', reason: 'over-cap', params: { runs: 3, left: 2 } },
    });
    expect(edits()).toHaveLength(3);
    // Free ones don't count.
    await run('practice');
    expect(edits()).toHaveLength(6);
    cap = 6;
    await run('1min.ai');
    expect(edits()).toHaveLength(9);
    await expect(run('1min.ai')).rejects.toMatchObject({ code: 'daily-cap' });
  });

  it('refuses regions and drawn masks, which belong to one picture', async () => {
    const { ids, rig, many } = await rigWith(2);
    const sha256 = 'a'.repeat(64);
    const ask = (parts: Partial<LocalParts>) => ({
      press: randomUUID(),
      target: { ids },
      request: requestOf('practice'),
      seeds: 'same' as const,
      count: 2,
      ...NO_LOCAL_PARTS,
      ...parts,
    });
    for (const parts of [
      { prepare: { ...WHOLE_PICTURE, region: { x: 0, y: 0, width: 1, height: 1 } } },
      { prepare: { ...WHOLE_PICTURE, protect: sha256 } },
      { finish: { ...DEFAULT_FINISH, mask: { kind: 'drawn', sha256 } } },
    ] as const)
      await expect(many(ask(parts))).rejects.toMatchObject({
        code: 'bad-request',
        value: { reason: 'not-for-many' },
      });
    const { runIds } = await many(ask({ finish: DEFAULT_FINISH }));
    const finishes = runIds.map((id) => rig.ledger.editById(rig.ledger.runById(id).editId).finish);
    expect(finishes).toEqual([DEFAULT_FINISH, DEFAULT_FINISH]);
  });

  it('requires a key, valid values, and a limited number of pictures', async () => {
    const { ids, rig, run, edits } = await rigWith(2, { hasKey: () => false });
    await expect(run('1min.ai')).rejects.toMatchObject({ code: 'missing-key' });
    const many = createRunMany({
      ledger: rig.ledger,
      queue: rig.queue,
      engines: [puppetEngine({ repeatable: true })],
      clock: () => 1,
      hasKey: () => true,
      dailyCap: () => 9,
      rollSeed: () => 1,
      resolve: async () => Array.from({ length: RUN_MANY_MAX + 1 }, () => ids[0] ?? 0),
    });
    const request = requestOf('practice');
    await expect(
      many({
        press: randomUUID(),
        target: { ids },
        request,
        seeds: 'same',
        ...NO_LOCAL_PARTS,
        count: RUN_MANY_MAX + 1,
      }),
    ).rejects.toMatchObject({ code: 'bad-request', message: expect.stringContaining('200') });
    const asks = (wrong: object) =>
      answerCall(
        'edit.runMany',
        {
          press: randomUUID(),
          target: { ids },
          request: { ...request, ...wrong },
          seeds: 'same',
          ...NO_LOCAL_PARTS,
          count: 9,
        },
        many,
      );
    expect(await asks({ params: { ...request.params, steps: 99 } })).toMatchObject({
      error: { fields: [{ field: 'steps', reason: 'param-range' }] },
    });
    expect(await asks({ prompt: '\u200b\u3164' })).toMatchObject({
      error: { fields: [{ field: 'prompt', reason: 'prompt-missing' }] },
    });
    expect(edits()).toEqual([]);
  });
});
