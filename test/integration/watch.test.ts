import { randomUUID } from 'node:crypto';
import { modelOf } from '@shared/domain/engine-catalog.ts';
import { WATCHES_OF_MODEL_MAX } from '@shared/domain/watch.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunFailure } from '../../src/main/ports.ts';
import { requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { openWatchRig, type WatchRig, WEEK_MS } from '../fixtures/watch-rig.ts';

const FLUX = modelOf('1min.ai').id;
const OTHER_WEIGHTS = { ssim: 0.4, changedShare: 0.8 };

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: WatchRig[] = [];
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

async function setUp(options: Parameters<typeof openWatchRig>[1] = {}): Promise<WatchRig> {
  const rig = await openWatchRig(folder.path, options);
  open.push(rig);
  return rig;
}

describe('a watched edit', () => {
  it('shows since when its endpoint is different, after three re-runs, with the pictures', async () => {
    const rig = await setUp();
    const edit = await rig.watched('1min.ai');
    const usual: number[] = [];
    for (let week = 0; week < 3; week += 1) {
      usual.push(await rig.rerunWhenDue(edit));
      rig.world.now += WEEK_MS;
    }
    expect(rig.watches.list()).toMatchObject([{ editId: edit, state: 'steady', checks: 3, different: null }]);
    const changed = rig.world.now;
    const first = await rig.rerunWhenDue(edit, OTHER_WEIGHTS);
    expect(rig.watches.list()).toMatchObject([{ state: 'suspect', differing: 1 }]);
    for (let week = 0; week < 2; week += 1) {
      rig.world.now += WEEK_MS;
      await rig.rerunWhenDue(edit, OTHER_WEIGHTS);
    }
    const pictureOf = (id: number | undefined) => rig.rig.ledger.entryByEdit(id ?? 0).results[0]?.image.id;
    expect(rig.watches.list()).toMatchObject([
      {
        state: 'different',
        seen: false,
        different: {
          from: { imageId: pictureOf(first), at: changed },
          before: { imageId: pictureOf(usual[2]) },
        },
        trend: [{ kind: 'identical' }, {}, {}, { kind: 'different' }, {}, {}],
      },
    ]);
    rig.watches.seen([edit]);
    expect(rig.watches.list()).toMatchObject([{ seen: true }]);
  });

  it('is re-run once a week, even if the app is started twice', async () => {
    const rig = await setUp();
    const edit = await rig.watched('1min.ai');
    rig.watches.runDue();
    rig.watches.runDue();
    const [rerun, ...more] = rig.rerunsOf(edit);
    expect(more).toEqual([]);
    await rig.finish(rerun ?? 0);
    await rig.close();
    open.splice(0);
    const again = await setUp();
    again.world.now += WEEK_MS - 13 * 60 * 60 * 1000;
    again.watches.runDue();
    expect(again.rerunsOf(edit)).toEqual([rerun]);
    // After a week of days. Weeks in which the app was closed are not made up for.
    again.world.now += 3 * WEEK_MS;
    again.watches.runDue();
    again.watches.runDue();
    expect(again.rerunsOf(edit)).toHaveLength(2);
  });

  it('is queued once when the process ends before the re-run is sent', async () => {
    const rig = await setUp({ paused: false });
    const edit = await rig.watched('1min.ai');
    rig.watches.runDue();
    const [rerun] = rig.rerunsOf(edit);
    await rig.close();
    open.splice(0);
    const again = await setUp();
    again.watches.runDue();
    expect(again.rerunsOf(edit)).toEqual([rerun]);
    await again.finish(rerun ?? 0);
    expect(again.paid.sent.get(rerun ?? 0)).toBe(1);
  });

  it('waits while the queue is paused, offline, without a key or at the daily limit', async () => {
    const world = { online: true, key: true, cap: 1 };
    const rig = await setUp({
      isOnline: () => world.online,
      hasKey: () => world.key,
      dailyCap: () => world.cap,
    });
    const edit = await rig.watched('1min.ai');
    const none = () => {
      rig.watches.runDue();
      expect(rig.rerunsOf(edit)).toEqual([]);
    };
    // Its own run has used up the limit.
    none();
    world.cap = 2;
    world.online = false;
    none();
    world.online = true;
    world.key = false;
    none();
    world.key = true;
    rig.rig.queue.pause();
    none();
    rig.rig.queue.resume();
    rig.watches.runDue();
    expect(rig.rerunsOf(edit)).toHaveLength(1);
  });

  it('waits while the engine has an obstacle', async () => {
    const rig = await setUp();
    const edit = await rig.watched('1min.ai');
    const { queue, edits, addSource } = rig.rig;
    const blocked = edits.run({ sourceImageId: await addSource(), request: requestOf('1min.ai') }).edit.id;
    await until('started', () => rig.paid.jobs.length === 1);
    rig.paid.job(blocked).fail(new RunFailure('wait', { code: 'key-refused' }, { blocks: true }));
    await until('blocked', () => queue.obstacles().obstacles.length === 1);
    rig.watches.runDue();
    expect(rig.rerunsOf(edit)).toEqual([]);
    queue.tryAgain();
    await rig.finish(blocked);
    rig.watches.runDue();
    expect(rig.rerunsOf(edit)).toHaveLength(1);
  });

  it('never takes the daily limit past its end, whatever else is queued', async () => {
    const rig = await setUp({ dailyCap: () => 4 });
    const edits = [await rig.watched('1min.ai', 'weekly', 1), await rig.watched('1min.ai', 'weekly', 2)];
    const sourceImageId = await rig.rig.addSource();
    rig.rig.edits.run({ sourceImageId, request: requestOf('1min.ai') });
    rig.watches.runDue();
    expect(edits.flatMap(rig.rerunsOf)).toHaveLength(1);
  });

  it('is not re-run without a press while its schedule is on demand', async () => {
    const rig = await setUp();
    const edit = await rig.watched('practice', 'demand');
    rig.watches.runDue();
    expect(rig.rerunsOf(edit)).toEqual([]);
    expect(rig.watches.list()).toMatchObject([{ schedule: 'demand', dueAt: null }]);
  });

  it('is re-run soon after the start when it is due', async () => {
    const rig = await setUp({ firstLookMs: 1 });
    const edit = await rig.watched('practice');
    rig.watches.start();
    await until('queued', () => rig.rerunsOf(edit).length === 1);
  });

  it('counts no challenge as a re-run', async () => {
    const rig = await setUp();
    const edit = await rig.watched('practice');
    const press = { press: randomUUID(), editId: edit, engine: '1min.ai', model: FLUX };
    await rig.finish(rig.rig.pressed.challenge(press).edit.id);
    expect(rig.watches.list()).toMatchObject([{ checks: 0, running: false }]);
    expect(await rig.rerunWhenDue(edit)).toBeGreaterThan(edit);
  });
});

describe('a check', () => {
  it('re-runs every watched edit of the model once per press, and none that is open', async () => {
    const rig = await setUp();
    const edits = [await rig.watched('1min.ai', 'demand', 1), await rig.watched('1min.ai', 'demand', 2)];
    await rig.watched('practice', 'demand');
    const press = { press: randomUUID(), engine: '1min.ai', model: FLUX };
    const { runIds } = rig.watches.check(press);
    expect(runIds).toHaveLength(2);
    expect(rig.watches.check(press)).toEqual({ runIds });
    expect(() => rig.watches.check({ ...press, press: randomUUID() })).toThrow('bad-request');
    expect(edits.flatMap(rig.rerunsOf)).toHaveLength(2);
  });

  it.each([
    ['without a key', { hasKey: () => false }, 'missing-key'],
    ['over the daily limit', { dailyCap: () => 0 }, 'daily-cap'],
  ] as const)('%s is refused, and nothing is queued', async (_, limits, code) => {
    const before = await setUp();
    const edit = await before.watched('1min.ai', 'demand');
    await before.close();
    open.splice(0);
    const rig = await setUp(limits);
    const press = { press: randomUUID(), engine: '1min.ai', model: FLUX };
    expect(() => rig.watches.check(press)).toThrow(code);
    expect(rig.rerunsOf(edit)).toEqual([]);
  });
});

describe('watching', () => {
  it('and its schedule can be undone, also after a restart', async () => {
    const rig = await setUp();
    const edit = await rig.watched('practice', 'weekly');
    await rig.commands.run({ do: 'stop-watching', edit });
    expect(rig.watches.list()).toEqual([]);
    await rig.close();
    open.splice(0);
    const again = await setUp();
    expect(await again.commands.undo()).toMatchObject({ action: 'stop-watching' });
    expect(again.watches.list()).toMatchObject([{ editId: edit, schedule: 'weekly' }]);
    expect(await again.commands.undo()).toMatchObject({ action: 'schedule-watches' });
    expect(again.watches.list()).toMatchObject([{ schedule: 'demand' }]);
    expect(await again.commands.undo()).toMatchObject({ action: 'watch' });
    expect(again.watches.list()).toEqual([]);
    expect(again.changes()).toBe(3);
  });

  it('takes over the schedule of the other edits of the model', async () => {
    const rig = await setUp();
    await rig.watched('practice', 'weekly');
    const { edit } = rig.rig.edits.run({
      sourceImageId: await rig.rig.addSource(),
      request: requestOf('practice'),
    });
    await rig.commands.run({ do: 'watch', edit: edit.id });
    expect(rig.watches.list().map(({ schedule }) => schedule)).toEqual(['weekly', 'weekly']);
  });

  it('is limited to a handful of edits of a model', async () => {
    const rig = await setUp();
    const sourceImageId = await rig.rig.addSource();
    const watch = () =>
      rig.commands.run({
        do: 'watch',
        edit: rig.rig.edits.run({ sourceImageId, request: requestOf('practice') }).edit.id,
      });
    for (let count = 0; count < WATCHES_OF_MODEL_MAX; count += 1) await watch();
    await expect(watch()).rejects.toMatchObject({
      code: 'bad-request',
      value: { reason: 'too-many-watches-of-model' },
    });
    await expect(rig.commands.run({ do: 'watch', edit: 9999 })).rejects.toMatchObject({ code: 'not-found' });
  });
});
