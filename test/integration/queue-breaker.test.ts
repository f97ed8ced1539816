import { randomUUID } from 'node:crypto';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { isSettled } from '@shared/domain/run.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunMany } from '../../src/main/edits/run-many.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { subscribeQueue } from '../../src/main/queue/subscribe-queue.ts';
import { createCatalog, strictBus } from '../fixtures/catalog.ts';
import { openRig, type Rig, type RigOptions, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { type PuppetEngine, puppetEngine } from '../fixtures/puppet-engine.ts';
import type { FaultInput } from '../onemin-server/faults.ts';
import { startRig } from '../onemin-server/rig.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Rig[] = [];
let practice: PuppetEngine;
beforeEach(async () => {
  practice = puppetEngine({ repeatable: true });
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

async function rigWith(
  engine: RigOptions['engines'][number],
  options: Partial<RigOptions> = {},
): Promise<Rig> {
  const rig = await openRig(folder.path, {
    engines: [engine, practice],
    concurrency: 2,
    ...options,
  });
  open.push(rig);
  return rig;
}

function catalogOf(rig: Rig) {
  const bus = strictBus();
  subscribeQueue(bus, rig.queue);
  return createCatalog({ db: rig.library.db, bus });
}

/** `count` paid edits of one picture in the queue. */
async function batchOf(rig: Rig, count: number, engine: EngineId = '1min.ai'): Promise<number[]> {
  const sourceImageId = await rig.addSource();
  return Array.from(
    { length: count },
    () => rig.edits.run({ sourceImageId, request: requestOf(engine) }).edit.id,
  );
}

const question = (rig: Rig) => rig.queue.obstacles().question;
const state = (rig: Rig, editId: number) => rig.ledger.entryByEdit(editId).run.state;
const unknown = () =>
  new RunFailure('uncertain', { code: 'outcome-unknown', reason: 'server-error', params: { status: 502 } });

/** The first runs of a batch are in flight, and the first one ended without an explanation. */
async function stopped(count: number, engine: PuppetEngine = puppetEngine()) {
  const rig = await rigWith(engine);
  rig.queue.start();
  const ids = await batchOf(rig, count);
  await until('two started', () => engine.jobs.length === 2);
  for (const id of ids.slice(0, 2)) engine.job(id).send();
  engine.job(ids[0] as number).fail(unknown());
  await until('it is asked', () => question(rig) !== null);
  return { rig, engine, ids };
}

describe('a batch after an end that nobody can explain', () => {
  it('stops, and asks one question with the reason and the number of waiting runs', async () => {
    const { rig, engine, ids } = await stopped(6);
    expect(question(rig)).toMatchObject({
      engine: '1min.ai',
      runId: rig.ledger.entryByEdit(ids[0] as number).run.id,
      error: { code: 'outcome-unknown', reason: 'server-error', params: { status: 502 } },
      waiting: 4,
      trying: false,
    });
    // The other one in flight ended likewise; it is still one question.
    engine.job(ids[1] as number).fail(unknown());
    await until('uncertain', () => state(rig, ids[1] as number) === 'uncertain');
    rig.queue.wake();
    rig.queue.networkBack();
    rig.queue.tryAgain();
    expect(engine.started).toEqual(ids.slice(0, 2));
    expect(question(rig)?.runId).toBe(rig.ledger.entryByEdit(ids[0] as number).run.id);
    const told = rig.told.filter(({ event }) => event === 'queue.obstacles').at(-1)?.payload;
    expect(told).toMatchObject({ question: { waiting: 4 } });
  });

  it('is still stopped after a restart', async () => {
    const { rig, ids } = await stopped(6);
    await rig.close();
    const engine = puppetEngine();
    const again = await rigWith(engine);
    again.queue.start();
    await new Promise((resolve) => setImmediate(resolve));
    again.queue.wake();
    expect(question(again)).toMatchObject({ waiting: 4, trying: false });
    expect(engine.started).toEqual([]);
    again.queue.proceed(question(again)?.runId ?? 0);
    await until('one goes first', () => engine.started.length === 1);
    expect(engine.started).toEqual([ids[2]]);
  });

  it('continues with one run on request, and with all if that one ends normally', async () => {
    const { rig, engine, ids } = await stopped(6);
    const [, second, third] = ids as [number, number, number];
    await engine.job(second).finish();
    await until('saved', () => state(rig, second) === 'saved');
    // It was already in flight: it says nothing about the waiting ones.
    expect(question(rig)).not.toBeNull();
    expect(engine.started).toHaveLength(2);

    rig.queue.proceed(question(rig)?.runId ?? 0);
    await until('one goes first', () => engine.jobs.length === 1);
    expect(question(rig)?.trying).toBe(true);
    rig.queue.wake();
    expect(engine.started).toEqual(ids.slice(0, 3));
    engine.job(third).send();
    await engine.job(third).finish();
    await until('the others follow', () => engine.jobs.length === 2);
    expect(question(rig)).toBeNull();
    expect(rig.told.filter(({ event }) => event === 'queue.obstacles').at(-1)?.payload).toMatchObject({
      question: null,
    });
  });

  it('asks again if the first run ends no better, and ignores an outdated answer', async () => {
    const { rig, engine, ids } = await stopped(6);
    engine.job(ids[1] as number).fail(unknown());
    const first = question(rig)?.runId ?? 0;
    rig.queue.proceed(first);
    rig.queue.proceed(first);
    await until('one goes first', () => engine.started.length === 3);
    engine.job(ids[2] as number).send();
    engine.job(ids[2] as number).fail(unknown());
    await until('asked anew', () => question(rig)?.runId !== first);
    expect(question(rig)).toMatchObject({ waiting: 3, trying: false });
    // The first answer, delivered again.
    rig.queue.proceed(first);
    rig.queue.wake();
    expect(engine.started).toHaveLength(3);
  });

  it('doesn’t ask if nothing else waits, and stops asking when nothing does', async () => {
    const engine = puppetEngine();
    const rig = await rigWith(engine);
    rig.queue.start();
    const [only] = await batchOf(rig, 1);
    await until('started', () => engine.jobs.length === 1);
    engine.job(only as number).send();
    engine.job(only as number).fail(unknown());
    await until('uncertain', () => state(rig, only as number) === 'uncertain');
    expect(question(rig)).toBeNull();
    const [next] = await batchOf(rig, 1);
    await until('started', () => engine.started.length === 2);
    expect(engine.started).toEqual([only, next]);
  });

  it('also stops runs that are still uploading', async () => {
    const engine = puppetEngine();
    const rig = await rigWith(engine, { concurrency: 3 });
    rig.queue.start();
    const ids = await batchOf(rig, 3);
    await until('three started', () => engine.jobs.length === 3);
    const [first, second, third] = ids as [number, number, number];
    engine.job(second).reporter.uploading();
    engine.job(third).reporter.uploading();
    engine.job(first).send();
    engine.job(first).fail(unknown());
    await until('it is asked', () => question(rig) !== null);
    for (const id of [second, third]) {
      let refusal: unknown;
      try {
        engine.job(id).send();
      } catch (error) {
        refusal = error;
      }
      engine.job(id).fail(refusal);
      await until('back in the queue', () => state(rig, id) === 'queued');
    }
    expect([...engine.sent]).toEqual([[first, 1]]);
    expect(question(rig)?.waiting).toBe(2);
  });

  it('doesn’t stop free edits', async () => {
    const { rig } = await stopped(4);
    const [free] = await batchOf(rig, 1, 'practice');
    await until('started', () => practice.started.length === 1);
    expect(practice.started).toEqual([free]);
    expect(question(rig)?.waiting).toBe(2);
  });

  it.each([
    ['the user’s own stop', null],
    ['a picture the filter stopped', new RunFailure('failed', { code: 'moderated' }, { charged: 'unknown' })],
    [
      'a refusal that says why',
      new RunFailure('failed', { code: 'request-refused' }, { charged: 'unknown' }),
    ],
    ['a disk that is full', new RunFailure('uncertain', { code: 'disk-full' }, { charged: 'yes' })],
    ['a failure before anything was sent', new RunFailure('failed', { code: 'internal' })],
  ] as const)('continues after %s', async (_, error) => {
    const engine = puppetEngine();
    const rig = await rigWith(engine, { concurrency: 1 });
    rig.queue.start();
    const ids = await batchOf(rig, 3);
    await until('started', () => engine.jobs.length === 1);
    const [first] = ids as [number];
    if (error?.code !== 'internal') engine.job(first).send();
    if (error) engine.job(first).fail(error);
    else rig.queue.cancel(rig.ledger.entryByEdit(first).run.id);
    await until('the next is started', () => engine.started.length === 2);
    expect(question(rig)).toBeNull();
  });

  it.each([
    [
      'a refusal without a reason',
      new RunFailure('failed', { code: 'request-refused' }, { charged: 'unknown', unexplained: true }),
    ],
    [
      'an edit that was paid for and has no result',
      new RunFailure('failed', { code: 'result-missing' }, { charged: 'yes' }),
    ],
    ['a result that is no picture', new RunFailure('failed', { code: 'result-refused' }, { charged: 'yes' })],
    ['an error nobody has thought of', new Error('broken')],
  ])('stops after %s', async (_, error) => {
    const engine = puppetEngine();
    const rig = await rigWith(engine, { concurrency: 1 });
    rig.queue.start();
    const ids = await batchOf(rig, 3);
    await until('started', () => engine.jobs.length === 1);
    engine.job(ids[0] as number).send();
    engine.job(ids[0] as number).fail(error);
    await until('it is asked', () => question(rig) !== null);
    expect(engine.started).toHaveLength(1);
  });
});

describe('all that wait', () => {
  it('can be canceled together, restored in order, and canceled again', async () => {
    const { rig, engine, ids } = await stopped(6);
    const catalog = catalogOf(rig);
    const waiting = ids.slice(2);
    rig.queue.reorder(
      rig.ledger.entryByEdit(ids[5] as number).run.id,
      rig.ledger.entryByEdit(ids[2] as number).run.id,
    );
    const order = () =>
      rig.queue
        .list()
        .entries.filter(({ run }) => run.state === 'queued')
        .map(({ edit }) => edit.id);
    const before = order();
    expect(before).toEqual([ids[5], ids[2], ids[3], ids[4]]);
    expect(await catalog.run({ do: 'cancel-waiting', engine: '1min.ai' })).toEqual({ count: 4, id: null });
    expect(waiting.map((id) => state(rig, id))).toEqual(Array(4).fill('cancelled'));
    expect(question(rig)).toBeNull();
    expect(rig.told.filter(({ event }) => event === 'queue.obstacles').at(-1)?.payload).toMatchObject({
      question: null,
    });
    rig.queue.clearFinished();

    expect(catalog.undoable().undo).toEqual({ action: 'cancel-waiting', count: 4 });
    expect(await catalog.undo()).toEqual({ action: 'cancel-waiting', count: 4 });
    expect(order()).toEqual(before);
    // Their question is still open.
    expect(question(rig)?.waiting).toBe(4);
    await catalog.redo();
    expect(order()).toEqual([]);
    expect(engine.started).toHaveLength(2);
  });

  it('are restored without being resent: runs that were retried or moved on stay unchanged', async () => {
    const engine = puppetEngine();
    const rig = await rigWith(engine, { concurrency: 1 });
    const catalog = catalogOf(rig);
    rig.queue.start();
    const ids = await batchOf(rig, 4);
    const [first, second, third, fourth] = ids as [number, number, number, number];
    await until('started', () => engine.jobs.length === 1);
    // The engine has the first run but has sent nothing yet: it counts as waiting.
    expect(await catalog.run({ do: 'cancel-waiting' })).toMatchObject({ count: 4 });
    await until('given up', () => engine.jobs.length === 0);
    expect(ids.map((id) => state(rig, id))).toEqual(Array(4).fill('cancelled'));
    const again = rig.edits.retry(rig.ledger.entryByEdit(third).run.id);
    await until('started', () => engine.jobs.some((job) => job.editId === third));
    engine.job(third).send();
    await catalog.undo();
    expect([first, second, fourth].map((id) => state(rig, id))).toEqual(['queued', 'queued', 'queued']);
    expect(rig.ledger.entryByEdit(third).run.id).toBe(again.run.id);
    await engine.job(third).finish();
    for (const id of [first, second, fourth]) {
      await until('started', () => engine.jobs.some((job) => job.editId === id));
      engine.job(id).send();
      await engine.job(id).finish();
    }
    await until('all saved', () => ids.every((id) => state(rig, id) === 'saved'));
    expect([...engine.sent.values()]).toEqual([1, 1, 1, 1]);
    // Undone long after: there is nothing to restore.
    await catalog.redo();
    await catalog.undo();
    expect(ids.map((id) => state(rig, id))).toEqual(Array(4).fill('saved'));
  });

  it('ends the question that a window requested after a restart', async () => {
    const { rig } = await stopped(6);
    await rig.close();
    const again = await rigWith(puppetEngine());
    again.queue.start();
    expect(again.queue.list().question).toMatchObject({ waiting: 4 });
    await catalogOf(again).run({ do: 'cancel-waiting' });
    await until('told', () => question(again) === null);
    const last = again.told.filter(({ event }) => event === 'queue.obstacles').at(-1);
    expect(last?.payload).toMatchObject({ question: null });
  });

  it('can be restored after a restart too', async () => {
    const rig = await rigWith(puppetEngine(), { paused: true });
    const ids = await batchOf(rig, 3);
    await catalogOf(rig).run({ do: 'cancel-waiting' });
    await rig.close();
    const engine = puppetEngine();
    const again = await rigWith(engine, { concurrency: 3 });
    again.queue.start();
    await catalogOf(again).undo();
    await until('all started', () => engine.jobs.length === 3);
    expect(engine.started).toEqual(ids);
  });
});

/** Unexplained answers to the paid request. */
const NONSENSE: readonly (readonly [string, FaultInput])[] = [
  ['error 502 after sending', { at: 'feature', kind: 'status', status: 502 }],
  ['a page with 200', { at: 'feature', kind: 'html' }],
  ['rubbish with 200', { at: 'feature', kind: 'not-json' }],
  ['a connection cut before the answer', { at: 'feature', kind: 'after-last-byte' }],
  ['a page with 418', { at: 'feature', kind: 'status', status: 418 }],
  ['a record without a result', { at: 'feature', kind: 'result-object', form: 'empty' }],
];

it.each(NONSENSE)(
  '200 edits against a real server that answers with %s send at most as many as run concurrently',
  async (what, fault) => {
    const concurrency = 4;
    const server = await startRig();
    const { api, engine } = server;
    try {
      await api.faults.add({ ...fault, times: 1_000 });
      if (fault.kind === 'result-object')
        await api.faults.add({ at: 'results', kind: 'status', status: 404, times: 1_000 });
      const rig = await rigWith(engine, { concurrency });
      const ids: number[] = [];
      for (let n = 0; n < 200; n += 1) ids.push(await rig.addSource());
      const many = createRunMany({
        ledger: rig.ledger,
        queue: rig.queue,
        engines: [engine],
        clock: Date.now,
        hasKey: () => true,
        dailyCap: () => 1_000,
        rollSeed: () => 7,
        resolve: async () => ids,
      });
      rig.queue.start();
      const { runIds } = await many({
        press: randomUUID(),
        target: { ids },
        request: requestOf('1min.ai'),
        seeds: 'new',
        ...NO_LOCAL_PARTS,
        count: 200,
      });
      const ended = () => runIds.filter((id) => isSettled(rig.ledger.runById(id).state)).length;
      await until(
        'it is asked and nothing goes on',
        () => question(rig) !== null && ended() + rig.queue.list().waiting === 200,
      );
      const posted = () => api.requests.filter(({ path }) => path === '/api/features').length;
      const sent = posted();
      expect(sent).toBeLessThanOrEqual(concurrency);
      expect(question(rig)?.waiting).toBe(200 - ended());
      rig.queue.proceed(question(rig)?.runId ?? 0);
      await until(
        'asked anew',
        () => question(rig)?.trying === false && ended() + rig.queue.list().waiting === 200,
      );
      expect(posted()).toBe(sent + 1);
      await api.faults.clear();
      rig.queue.proceed(question(rig)?.runId ?? 0);
      await until('the others follow', () => question(rig) === null && posted() > sent + 3);
      console.log(
        `200 edits, ${concurrency} at a time, answered with ${what}: ${sent} sent, ${200 - sent} kept; one more for each Continue`,
      );
    } finally {
      for (const rig of open.splice(0)) await rig.close();
      await server.stop();
    }
  },
);
