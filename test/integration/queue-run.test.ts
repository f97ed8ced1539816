import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Payload } from '@shared/contract.ts';
import type { RunState } from '@shared/domain/run.ts';
import { Failure } from '@shared/errors.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPracticeEngine } from '../../src/main/engines/practice/index.ts';
import { runEvents } from '../../src/main/library/ledger/runs.ts';
import { type Engine, RunFailure } from '../../src/main/ports.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import {
  blindImaging,
  openRig,
  type Rig,
  type RigOptions,
  requestOf,
  tempFolder,
  uniquePng,
  until,
} from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Rig[] = [];

beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

async function rigWith(engines: readonly Engine[], more: Omit<RigOptions, 'engines'> = {}) {
  const rig = await openRig(folder.path, { engines, ...more });
  open.push(rig);
  const sourceImageId = await rig.addSource('chelsea.png');
  const add = (prompt = 'sepia', engine = engines[0]?.id ?? 'practice') =>
    rig.edits.run({ sourceImageId, request: requestOf(engine, prompt) });
  const state = (editId: number): RunState => rig.ledger.entryByEdit(editId).run.state;
  return { rig, add, state };
}

describe('one run', () => {
  it('goes from the queue to a saved picture, with each state on disk and emitted', async () => {
    const imaging = createFakeImaging();
    const { rig, add, state } = await rigWith([createPracticeEngine(imaging)], { imaging });
    rig.queue.start();
    const { edit, run, sourceName } = add();
    expect(run.state).toBe('queued');
    expect(sourceName).toBe('chelsea.png');
    await until('saved', () => state(edit.id) === 'saved');
    await until('told', () => rig.told.some(({ event }) => event === 'library.added'));

    expect(runEvents(rig.library.db, run.id).map((event) => event.state)).toEqual([
      'queued',
      'sending',
      'downloading',
      'saved',
    ]);
    const entry = rig.ledger.entryByEdit(edit.id);
    expect(entry.run).toMatchObject({ charged: 'no', error: null });
    expect(entry.run.startedAt).not.toBeNull();
    expect(entry.run.finishedAt).not.toBeNull();
    const [result] = entry.results;
    expect(result?.image).toMatchObject({
      origin: 'result',
      editId: edit.id,
      parentId: edit.sourceImageId,
      rootId: edit.rootId,
      mime: 'image/webp',
      width: 1,
      height: 1,
    });
    const bytes = await readFile(
      rig.library.objects.objectPath(result?.image.sha256 ?? '', result?.image.mime ?? 'image/webp'),
    );
    expect(bytes.length).toBe(result?.image.bytes);
    // Made when a window requests it: the picture is saved first.
    expect(await rig.library.objects.thumbFile(result?.image.sha256 ?? '', 256)).toBeNull();
    await until('swept', () => readdirSync(rig.library.objects.stagingDir).length === 0);

    const changes = rig.told.filter(({ event }) => event === 'run.changed');
    expect(changes.map(({ payload }) => (payload as Payload<'run.changed'>).run.state)).toEqual([
      'queued',
      'sending',
      'downloading',
      'saved',
    ]);
    const added = rig.told.find(({ event }) => event === 'library.added')
      ?.payload as Payload<'library.added'>;
    expect(added.images).toEqual([{ ...result?.image, revision: expect.any(Number) }]);
    const steps = rig.told.filter(({ event }) => event === 'run.progress');
    expect(steps.length).toBeGreaterThan(0);
  });

  it('records whether its result needs a display copy, so that the file isn’t read again for it', async () => {
    const imaging = createFakeImaging();
    const { rig, add, state } = await rigWith([createPracticeEngine(imaging)], { imaging });
    rig.queue.start();
    const { edit } = add();
    await until('saved', () => state(edit.id) === 'saved');
    const [result] = rig.ledger.entryByEdit(edit.id).results;
    expect(rig.library.blob(result?.image.sha256 ?? '')).toMatchObject({ needsDisplay: false });
  });

  it('has its state on disk before the engine continues', async () => {
    const engine = puppetEngine();
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    const { reporter } = engine.job(edit.id);
    expect(state(edit.id)).toBe('queued');
    reporter.uploading();
    expect(state(edit.id)).toBe('uploading');
    reporter.sending({ body: 'abc' });
    expect(state(edit.id)).toBe('sending');
    expect(rig.ledger.entryByEdit(edit.id).run.charged).toBe('unknown');
    reporter.accepted('remote-1');
    expect(rig.ledger.entryByEdit(edit.id).run).toMatchObject({ state: 'accepted', remoteId: 'remote-1' });
    reporter.downloading({ credits: 12 });
    reporter.downloading({ link: 'second' });
    await engine.job(edit.id).finish();
    await until('saved', () => state(edit.id) === 'saved');
    expect(rig.ledger.entryByEdit(edit.id).run.charged).toBe('yes');
    expect(rig.ledger.receiptOf(rig.ledger.entryByEdit(edit.id).run.id)).toEqual({
      body: 'abc',
      credits: 12,
      link: 'second',
    });
  });

  it('is never sent twice by one engine, and not at all once it has ended', async () => {
    const engine = puppetEngine({ deaf: true });
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const first = add().edit.id;
    const second = add().edit.id;
    await until('started', () => engine.jobs.length === 2);
    engine.job(first).send();
    expect(() => engine.job(first).send()).toThrow('cannot go from sending to sending');
    rig.queue.cancel(rig.ledger.entryByEdit(second).run.id);
    expect(() => engine.job(second).send()).toThrow();
    await until('cancelled', () => state(second) === 'cancelled');
    expect(() => engine.job(second).send()).toThrow();
    expect(engine.sent).toEqual(new Map([[first, 1]]));
  });

  it('is no longer written once the queue was stopped, whatever its engine reports', async () => {
    const engine = puppetEngine({ deaf: true });
    const { rig, add } = await rigWith([engine]);
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    const before = rig.ledger.entryByEdit(edit.id);
    await rig.queue.stop();
    const { reporter } = engine.job(edit.id);
    for (const late of [
      () => reporter.accepted('r1'),
      () => reporter.downloading({ late: true }),
      () => reporter.sending(),
    ])
      expect(late).toThrow();
    expect(rig.ledger.entryByEdit(edit.id)).toEqual(before);
  });

  it('leaves no preview behind when the queue stops', async () => {
    const imaging = createFakeImaging(async (_method, _picture, signal) => {
      await new Promise((done) => signal?.addEventListener('abort', done));
    });
    const engine = puppetEngine();
    const { rig, add } = await rigWith([engine], { imaging });
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).reporter.preview?.({ mime: 'image/png', bytes: uniquePng() });
    await until('converted', () => imaging.calls.includes('convert'));
    expect(readdirSync(rig.library.objects.stagingDir).filter((name) => name.endsWith('.png'))).toHaveLength(
      1,
    );
    await rig.queue.stop();
    expect(readdirSync(rig.library.objects.stagingDir)).toEqual([]);
  });

  it('keeps several results of one run, in order', async () => {
    const engine = puppetEngine();
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    await engine.job(edit.id).finish([Buffer.from('first'), Buffer.from('second')]);
    await until('saved', () => state(edit.id) === 'saved');
    const names = rig.ledger.entryByEdit(edit.id).results.map((result) => result.image.name);
    expect(names).toEqual([`chelsea (edit ${edit.id}).png`, `chelsea (edit ${edit.id}, 2).png`]);
  });

  it.each([
    ['a damaged picture', new Failure('picture-damaged'), 'failed', 'result-refused', 'yes'],
  ] as const)('reports %s and its cost for a paid run', async (_, error, to, errorCode, charged) => {
    const engine = puppetEngine();
    const imaging = blindImaging({ inspect: () => Promise.reject(error) });
    const { rig, add, state } = await rigWith([engine], { imaging });
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    await engine.job(edit.id).finish();
    await until(to, () => state(edit.id) === to);
    expect(rig.ledger.entryByEdit(edit.id).run).toMatchObject({ error: { code: errorCode }, charged });
    await until('swept', () => readdirSync(rig.library.objects.stagingDir).length === 0);
    expect(rig.ledger.entryByEdit(edit.id).results).toEqual([]);
  });

  it('survives a decoder that crashes once', async () => {
    const engine = puppetEngine();
    const working = blindImaging();
    let crashes = 1;
    const imaging = blindImaging({
      inspect: (...input) =>
        crashes-- > 0 ? Promise.reject(new Failure('imaging-crashed')) : working.inspect(...input),
    });
    const { rig, add, state } = await rigWith([engine], { imaging });
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    await engine.job(edit.id).finish();
    await until('saved', () => state(edit.id) === 'saved');
  });
});

describe('the queue', () => {
  it('runs twenty runs in order, at most two at a time', async () => {
    const engine = puppetEngine({ repeatable: true });
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const ids = Array.from({ length: 20 }, () => add().edit.id);
    let most = 0;
    for (let left = 20; left > 0; left -= 1) {
      await until('as many as may run', () => engine.jobs.length >= Math.min(2, left));
      most = Math.max(most, engine.jobs.length);
      const job = engine.jobs[0];
      job?.send();
      await job?.finish();
      await until('over', () => state(job?.editId ?? 0) === 'saved');
    }
    expect(engine.started).toEqual(ids);
    expect(most).toBe(2);
    expect(ids.map(state)).toEqual(ids.map(() => 'saved'));
  });

  it('has separate concurrency per engine', async () => {
    const paid = puppetEngine();
    const free = puppetEngine({ repeatable: true });
    const { rig, add } = await rigWith([paid, free], { concurrency: 1 });
    rig.queue.start();
    add('sepia', '1min.ai');
    add('sepia', '1min.ai');
    add('sepia', 'practice');
    await until('both work', () => paid.jobs.length === 1 && free.jobs.length === 1);
    rig.setConcurrency(2);
    rig.queue.wake();
    await until('one more', () => paid.jobs.length === 2);
  });

  it('starts nothing while paused, finishes active runs, and continues when resumed', async () => {
    const engine = puppetEngine({ repeatable: true });
    const { rig, add, state } = await rigWith([engine], { concurrency: 1 });
    rig.queue.start();
    const first = add().edit.id;
    const second = add().edit.id;
    await until('started', () => engine.jobs.length === 1);
    rig.queue.pause();
    expect(rig.queue.list().paused).toBe(true);
    engine.job(first).send();
    await engine.job(first).finish();
    await until('saved', () => state(first) === 'saved');
    expect(engine.started).toEqual([first]);
    expect(state(second)).toBe('queued');
    rig.queue.resume();
    await until('second', () => engine.started.length === 2);
  });

  it('runs in the user’s order', async () => {
    const engine = puppetEngine({ repeatable: true });
    const { rig, add } = await rigWith([engine], { concurrency: 1, paused: true });
    rig.queue.start();
    const [a, b, c] = [add(), add(), add()] as const;
    rig.queue.reorder(c.run.id, a.run.id);
    rig.queue.reorder(a.run.id, null);
    expect(rig.queue.list().entries.map(({ edit }) => edit.id)).toEqual([c.edit.id, b.edit.id, a.edit.id]);
    rig.queue.resume();
    for (const expected of [c, b, a]) {
      await until('started', () => engine.started.at(-1) === expected.edit.id);
      engine.job(expected.edit.id).send();
      await engine.job(expected.edit.id).finish();
    }
  });

  it('sends each run once with two schedulers on one library', async () => {
    const sent = new Map<number, number>();
    const one = puppetEngine({ sent });
    const two = puppetEngine({ sent });
    const { rig, add, state } = await rigWith([one], { paused: true });
    const other = await openRig(folder.path, { engines: [two] });
    open.push(other);
    const ids = Array.from({ length: 6 }, () => add().edit.id);
    rig.queue.start();
    rig.queue.start();
    rig.queue.resume();
    other.queue.start();
    const done = () => ids.every((id) => state(id) === 'saved');
    while (!done()) {
      await until('a job', () => done() || one.jobs.length + two.jobs.length > 0);
      for (const job of [...one.jobs, ...two.jobs]) {
        try {
          job.send();
          await job.finish();
        } catch (error) {
          job.fail(error);
        }
      }
      other.queue.wake();
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect([...sent].sort((x, y) => x[0] - y[0])).toEqual(ids.map((id) => [id, 1]));
  });
});

describe('cancel', () => {
  it('ends a waiting run immediately', async () => {
    const engine = puppetEngine();
    const { rig, add, state } = await rigWith([engine], { paused: true });
    rig.queue.start();
    const { edit, run } = add();
    rig.queue.cancel(run.id);
    expect(state(edit.id)).toBe('cancelled');
    rig.queue.resume();
    rig.queue.cancel(run.id);
    expect(engine.started).toEqual([]);
  });

  it.each([
    ['uploading', true, 'cancelled', 'no'],
    ['uploading', false, 'cancelled', 'no'],
    ['sending', true, 'cancelled', 'no'],
    ['sending', false, 'uncertain', 'unknown'],
    ['accepted', false, 'uncertain', 'unknown'],
    ['downloading', true, 'cancelled', 'no'],
    ['downloading', false, 'uncertain', 'unknown'],
  ] as const)('while %s, repeatable %s: %s, charged %s', async (at, repeatable, to, charged) => {
    const engine = puppetEngine({ repeatable });
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const { edit, run } = add();
    await until('started', () => engine.jobs.length === 1);
    const { reporter } = engine.job(edit.id);
    const steps = {
      uploading: () => reporter.uploading(),
      sending: () => reporter.sending(),
      accepted: () => reporter.accepted('r1'),
      downloading: () => reporter.downloading(),
    };
    for (const [name, step] of Object.entries(steps)) {
      step();
      if (name === at) break;
    }
    expect(state(edit.id)).toBe(at);
    rig.queue.cancel(run.id);
    await until(to, () => state(edit.id) === to);
    expect(rig.ledger.entryByEdit(edit.id).run.charged).toBe(charged);
  });

  it('ends a run whose engine ignores the abort', async () => {
    const engine = puppetEngine({ deaf: true });
    const { rig, add, state } = await rigWith([engine], { concurrency: 1 });
    rig.queue.start();
    const { edit, run } = add();
    const next = add().edit.id;
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    rig.queue.cancel(run.id);
    await until('uncertain', () => state(edit.id) === 'uncertain');
    await until('the place is free', () => engine.started.includes(next));
  });

  it('keeps a paid picture that still arrives', async () => {
    const engine = puppetEngine({ deaf: true });
    const { rig, add, state } = await rigWith([engine], { abortGraceMs: 4_000 });
    rig.queue.start();
    const { edit, run } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    const arriving = engine.job(edit.id).finish();
    rig.queue.cancel(run.id);
    await arriving;
    await until('saved', () => state(edit.id) === 'saved');
    expect(rig.ledger.entryByEdit(edit.id).results).toHaveLength(1);
  });
});

describe('retry', () => {
  it('starts one new run of the same edit', async () => {
    const engine = puppetEngine({ repeatable: true });
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const { edit, run } = add();
    await until('started', () => engine.jobs.length === 1);
    expect(() => rig.edits.retry(run.id)).toThrow('queued-already');
    engine.job(edit.id).reporter.uploading();
    expect(() => rig.edits.retry(run.id)).toThrow('queued-already');
    engine.job(edit.id).fail(new RunFailure('failed', { code: 'request-refused' }));
    await until('failed', () => state(edit.id) === 'failed');
    const again = rig.edits.retry(run.id);
    expect(again.edit).toEqual(edit);
    expect(again.run.id).not.toBe(run.id);
    expect(() => rig.edits.retry(run.id)).toThrow('queued-already');
    expect(rig.queue.list().entries).toHaveLength(1);
    await until('started again', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    await engine.job(edit.id).finish();
    await until('saved', () => state(edit.id) === 'saved');
    expect(() => rig.edits.retry(run.id)).toThrow('done-already');
  });
});

describe('waiting', () => {
  it('offline runs start automatically and in order when the network is back', async () => {
    const paid = puppetEngine();
    const free = puppetEngine({ repeatable: true });
    const { rig, add, state } = await rigWith([paid, free]);
    rig.queue.setOnline(false);
    rig.queue.start();
    const first = add('sepia', '1min.ai').edit.id;
    const second = add('sepia', '1min.ai').edit.id;
    const local = add('sepia', 'practice').edit.id;
    await until('practice works offline', () => free.started.includes(local));
    expect(paid.started).toEqual([]);
    expect(state(first)).toBe('queued');
    rig.queue.pause();
    rig.queue.setOnline(true);
    expect(paid.started).toEqual([]);
    rig.queue.resume();
    await until('both started', () => paid.started.length === 2);
    expect(paid.started).toEqual([first, second]);
  });

  it('a run without a network returns to its position and retries when the network is back', async () => {
    const engine = puppetEngine();
    const { rig, add, state } = await rigWith([engine], { concurrency: 1 });
    rig.queue.start();
    const first = add().edit.id;
    add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(first).reporter.uploading();
    engine.job(first).fail(new RunFailure('wait', { code: 'offline' }));
    await until('waits', () => state(first) === 'queued');
    expect(rig.ledger.entryByEdit(first).run).toMatchObject({ error: { code: 'offline' }, startedAt: null });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(engine.started).toEqual([first]);
    rig.queue.networkBack();
    await until('tried again', () => engine.started.length === 2);
    expect(engine.started).toEqual([first, first]);
    engine.job(first).send();
    expect(rig.ledger.entryByEdit(first).run.error).toBeNull();
  });

  it('runs that fail after the network is back, but started before, don’t delay the queue', async () => {
    const engine = puppetEngine();
    const { rig, add } = await rigWith([engine], { concurrency: 8 });
    rig.queue.start();
    const edits = Array.from({ length: 8 }, () => add().edit.id);
    await until('started', () => engine.jobs.length === 8);
    rig.queue.networkBack();
    // Their backoffs would add up to five minutes.
    for (const id of edits) engine.job(id).fail(new RunFailure('wait', { code: 'offline' }));
    await until('tried again', () => engine.started.length === 16);
  });

  it('a run with Retry-After resumes automatically', async () => {
    const engine = puppetEngine();
    const { rig, add } = await rigWith([engine]);
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    const from = Date.now();
    engine.job(edit.id).fail(new RunFailure('wait', { code: 'rate-limited' }, { retryAfterMs: 60 }));
    await until('tried again', () => engine.started.length === 2);
    expect(Date.now() - from).toBeGreaterThanOrEqual(60);
  });

  it('an accepted run whose download has no network is fetched later, not resent', async () => {
    const engine = puppetEngine({ resumes: true });
    const { rig, add, state } = await rigWith([engine]);
    rig.queue.start();
    const { edit } = add();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    engine.job(edit.id).reporter.accepted('r1');
    engine.job(edit.id).fail(new RunFailure('wait', { code: 'offline' }));
    await until('gone', () => engine.jobs.length === 0);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(state(edit.id)).toBe('accepted');
    rig.queue.pause();
    rig.queue.networkBack();
    await until('resumed', () => engine.jobs.length === 1);
    expect(engine.job(edit.id).resumed).toBe(true);
    await engine.job(edit.id).finish();
    await until('saved', () => state(edit.id) === 'saved');
    expect(engine.sent.get(edit.id)).toBe(1);
  });
});

it('a window that can’t be notified stops nothing', async () => {
  const engine = puppetEngine({ repeatable: true });
  const { rig, add, state } = await rigWith([engine]);
  rig.queue.start();
  const { edit } = add();
  rig.told.push = () => {
    throw new Error('no window');
  };
  await until('started', () => engine.jobs.length === 1);
  engine.job(edit.id).send();
  await engine.job(edit.id).finish();
  await until('saved', () => state(edit.id) === 'saved');
});
