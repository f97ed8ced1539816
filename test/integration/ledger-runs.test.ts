import { Failure } from '@shared/errors.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paidRunsSince, reorderRun } from '../../src/main/library/ledger/queue-order.ts';
import { moveRun, runEvents } from '../../src/main/library/ledger/runs.ts';
import { RunStateConflict } from '../../src/main/ports.ts';
import { openRig, type Rig, requestOf, tempFolder } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let rig: Rig;
let sourceImageId: number;
beforeEach(async () => {
  folder = await tempFolder();
  rig = await openRig(folder.path, { engines: [puppetEngine()], paused: true });
  sourceImageId = await rig.addSource();
});
afterEach(async () => {
  await rig.close();
  await folder.remove();
});
const add = () => rig.ledger.addEdit(sourceImageId, requestOf('1min.ai'), 1000);

describe('moving a run', () => {
  it('writes to a database with synchronous commits', () => {
    expect(rig.library.db.pragma('synchronous', { simple: true })).toBe(2);
    expect(rig.library.db.pragma('journal_mode', { simple: true })).toBe('wal');
  });

  it('compares before it sets: the second of two writers loses and writes nothing', () => {
    const { runId } = add();
    moveRun(rig.library.db, runId, 'queued', 'sending', { at: 1 });
    expect(() => moveRun(rig.library.db, runId, 'queued', 'sending', { at: 2 })).toThrow(RunStateConflict);
    expect(runEvents(rig.library.db, runId)).toEqual([
      { state: 'queued', at: 1000 },
      { state: 'sending', at: 1 },
    ]);
  });

  it('refuses invalid transitions', () => {
    const { runId } = add();
    expect(() => moveRun(rig.library.db, runId, 'queued', 'saved', { at: 1 })).toThrow(
      'cannot go from queued to saved',
    );
    expect(rig.ledger.runById(runId).state).toBe('queued');
  });

  it('keeps times, remote id, receipt and error, and clears them when requeued', () => {
    const { runId } = add();
    rig.ledger.moveRun(runId, 'queued', 'uploading', { at: 10 });
    rig.ledger.moveRun(runId, 'uploading', 'sending', {
      at: 20,
      charged: 'unknown',
      receipt: { a: 1, b: 1 },
    });
    rig.ledger.moveRun(runId, 'sending', 'accepted', { at: 30, remoteId: 'r', receipt: { b: 2 } });
    expect(rig.ledger.receiptOf(runId)).toEqual({ a: 1, b: 2 });
    expect(rig.ledger.runById(runId)).toMatchObject({ startedAt: 10, remoteId: 'r', charged: 'unknown' });
    rig.ledger.moveRun(runId, 'accepted', 'queued', { at: 40, charged: 'no' });
    expect(rig.ledger.runById(runId)).toMatchObject({ startedAt: null, remoteId: null, charged: 'no' });
    const error = { code: 'moderated', detail: 'Stopped.' } as const;
    rig.ledger.moveRun(runId, 'queued', 'failed', { at: 50, error });
    expect(rig.ledger.runById(runId)).toMatchObject({
      finishedAt: 50,
      error: { code: 'moderated' },
    });
  });

  it('adds to the receipt only if the run is in the expected state', () => {
    const { runId } = add();
    rig.ledger.noteReceipt(runId, 'queued', { a: 1 });
    expect(() => rig.ledger.noteReceipt(runId, 'sending', { a: 2 })).toThrow(RunStateConflict);
    expect(rig.ledger.receiptOf(runId)).toEqual({ a: 1 });
  });

  it('throws for an unknown run', () => {
    expect(() => rig.ledger.runById(99)).toThrow(Failure);
  });
});

describe('the order of the queue', () => {
  const order = () => rig.ledger.queueEntries().entries.map(({ run }) => run.id);

  it('is first come, first served', () => {
    expect([add(), add(), add()].map(({ runId }) => runId)).toEqual(order());
  });

  it('can be changed: to the front, between two, last', () => {
    const [a, b, c, d] = [add(), add(), add(), add()].map(({ runId }) => runId) as [
      number,
      number,
      number,
      number,
    ];
    rig.ledger.reorderRun(d, a);
    expect(order()).toEqual([d, a, b, c]);
    rig.ledger.reorderRun(d, c);
    expect(order()).toEqual([a, b, d, c]);
    rig.ledger.reorderRun(a, null);
    expect(order()).toEqual([b, d, c, a]);
    rig.ledger.reorderRun(a, null);
    expect(order()).toEqual([b, d, c, a]);
  });

  it('is renumbered when neighbors get too close, and stays correct over 500 moves', () => {
    let expected = [add(), add(), add(), add()].map(({ runId }) => runId);
    let renumbered = 0;
    for (let i = 0; i < 500; i += 1) {
      const moving = expected[2 + (i % 2)] as number;
      const target = expected[1] as number;
      if (reorderRun(rig.library.db, moving, target).length > 1) renumbered += 1;
      expected = expected.filter((id) => id !== moving);
      expected.splice(1, 0, moving);
      expect(order()).toEqual(expected);
    }
    expect(renumbered).toBeGreaterThan(3);
  });

  it('refuses invalid moves: a started run, a position next to a finished one', () => {
    const [a, b] = [add(), add()] as const;
    rig.ledger.moveRun(a.runId, 'queued', 'sending', { at: 1 });
    expect(() => rig.ledger.reorderRun(a.runId, b.runId)).toThrow('only-waiting');
    rig.ledger.moveRun(a.runId, 'sending', 'failed', { at: 2 });
    expect(() => rig.ledger.reorderRun(b.runId, a.runId)).toThrow('queue-changed');
  });

  it('shows open runs first, then at most 50 settled ones, newest first, until cleared', () => {
    const runs = Array.from({ length: 60 }, () => add().runId);
    for (const id of runs.slice(0, 57)) rig.ledger.moveRun(id, 'queued', 'cancelled', { at: 1 });
    expect(order()).toEqual([...runs.slice(57), ...runs.slice(7, 57).reverse()]);
    expect(rig.ledger.clearFinished(2)).toBe(57);
    expect(order()).toEqual(runs.slice(57));
    expect(rig.ledger.treePage(sourceImageId, null).entries).toHaveLength(50);
  });

  it('returns the first waiting run that isn’t taken', () => {
    const [a, b] = [add(), add()] as const;
    expect(rig.ledger.nextQueued('1min.ai', [])?.id).toBe(a.runId);
    expect(rig.ledger.nextQueued('1min.ai', [a.runId])?.id).toBe(b.runId);
    expect(rig.ledger.nextQueued('1min.ai', [a.runId, b.runId])).toBeNull();
    expect(rig.ledger.nextQueued('practice', [])).toBeNull();
  });
});

describe('paid runs of a day', () => {
  it('are those that were, may have been or are about to be charged', () => {
    const runs = Array.from({ length: 6 }, () => add().runId) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const [waiting, uploading, sending, refused, yesterday, saved] = runs;
    rig.ledger.moveRun(uploading, 'queued', 'uploading', { at: 5000 });
    rig.ledger.moveRun(sending, 'queued', 'sending', { at: 5000, charged: 'unknown' });
    rig.ledger.moveRun(refused, 'queued', 'sending', { at: 5000, charged: 'unknown' });
    rig.ledger.moveRun(refused, 'sending', 'failed', { at: 5001, charged: 'no' });
    rig.ledger.moveRun(yesterday, 'queued', 'sending', { at: 10, charged: 'unknown' });
    rig.ledger.moveRun(saved, 'queued', 'sending', { at: 5000, charged: 'unknown' });
    rig.ledger.moveRun(saved, 'sending', 'downloading', { at: 5001 });
    rig.ledger.moveRun(saved, 'downloading', 'saved', { at: 5002, charged: 'yes' });
    expect(rig.ledger.runById(waiting).state).toBe('queued');
    expect(paidRunsSince(rig.library.db, '1min.ai', 5000)).toBe(3);
    expect(paidRunsSince(rig.library.db, 'practice', 0)).toBe(0);
  });
});

describe('a damaged row', () => {
  it('is reported with its damaged columns', () => {
    const { editId, runId } = add();
    const request = { ...requestOf('1min.ai'), seed: 0 };
    rig.library.db.prepare('UPDATE edits SET request = ? WHERE id = ?').run(JSON.stringify(request), editId);
    expect(() => rig.ledger.editById(editId)).toThrow(
      `row-damaged {"row":"edit","id":${editId},"where":["seed"]}`,
    );
    rig.library.db.prepare("UPDATE edits SET request = '{oops' WHERE id = ?").run(editId);
    expect(() => rig.ledger.entryByEdit(editId)).toThrow(`"row":"edit","id":${editId}`);
    rig.library.db.prepare("UPDATE runs SET receipt = '[]' WHERE id = ?").run(runId);
    expect(() => rig.ledger.receiptOf(runId)).toThrow(`"row":"receipt","id":${runId}`);
    rig.library.db.prepare("UPDATE runs SET state = 'no-such' WHERE id = ?").run(runId);
    expect(() => rig.ledger.runById(runId)).toThrow(`"row":"run","id":${runId}`);
  });

  it('does not stop other runs of the queue', async () => {
    const broken = add();
    const fine = add();
    rig.library.db.prepare("UPDATE edits SET request = '{}' WHERE id = ?").run(broken.editId);
    rig.library.db.prepare("UPDATE runs SET error_code = 'no-such' WHERE id = ?").run(broken.runId);
    rig.queue.start();
    rig.queue.resume();
    await expect.poll(() => rig.ledger.runById(broken.runId).state).toBe('failed');
    expect(rig.ledger.runById(broken.runId).error).toMatchObject({
      reason: 'row-damaged',
      params: { row: 'edit', id: broken.editId },
    });
    expect(rig.ledger.runById(fine.runId).state).toBe('queued');
  });
});
