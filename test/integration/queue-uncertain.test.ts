import type { EditEntry } from '@shared/domain/edit.ts';
import { Failure } from '@shared/errors.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runEvents } from '../../src/main/library/ledger/runs.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { type PuppetEngine, puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Rig[] = [];
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

/** A sent run with unknown outcome. */
async function uncertainRun(
  options: { readonly remoteId: string | null; readonly resumes?: boolean; readonly dailyCap?: () => number },
  engine: PuppetEngine = puppetEngine({ resumes: options.resumes ?? true }),
) {
  const rig = await openRig(folder.path, {
    engines: [engine],
    ...(options.dailyCap && { dailyCap: options.dailyCap }),
  });
  open.push(rig);
  rig.queue.start();
  const { edit, run } = rig.edits.run({
    sourceImageId: await rig.addSource(),
    request: requestOf('1min.ai'),
  });
  await until('started', () => engine.jobs.length === 1);
  engine.job(edit.id).send();
  if (options.remoteId !== null) engine.job(edit.id).reporter.accepted(options.remoteId);
  engine.job(edit.id).fail(new RunFailure('uncertain', { code: 'outcome-unknown' }));
  await until('uncertain', () => rig.ledger.runById(run.id).state === 'uncertain');
  rig.told.length = 0;
  const told = () =>
    rig.told
      .filter(({ event }) => event === 'run.changed')
      .map(({ payload }) => (payload as EditEntry).run.state);
  return { rig, engine, edit, run, told, state: () => rig.ledger.runById(run.id).state };
}

describe('Check', () => {
  it('fetches the picture of an accepted run, and sends nothing', async () => {
    const { rig, engine, edit, run, told, state } = await uncertainRun({ remoteId: 'r7', dailyCap: () => 1 });
    // Unaffected by a pause or cap: nothing new is paid for.
    rig.queue.pause();
    const entry = rig.queue.check(run.id);
    expect(entry.run).toMatchObject({
      state: 'accepted',
      remoteId: 'r7',
      charged: 'unknown',
      finishedAt: null,
      error: null,
    });
    // The second of two clicks.
    expect(rig.queue.check(run.id).run.state).toBe('accepted');
    await until('asked', () => engine.jobs.length === 1);
    expect(engine.job(edit.id).resumed).toBe(true);
    await engine.job(edit.id).finish();
    await until('saved', () => state() === 'saved');
    expect(engine.jobs).toEqual([]);
    expect(rig.ledger.entryByEdit(edit.id)).toMatchObject({
      run: { charged: 'yes' },
      results: [{ runId: run.id }],
    });
    expect(told()).toEqual(['accepted', 'downloading', 'saved']);
    expect(runEvents(rig.library.db, run.id).map((event) => event.state)).toEqual([
      'queued',
      'sending',
      'accepted',
      'uncertain',
      'accepted',
      'downloading',
      'saved',
    ]);
    expect(engine.sent.get(edit.id)).toBe(1);
  });

  it.each([
    [new RunFailure('failed', { code: 'moderated' }, { charged: 'unknown' }), 'failed', 'moderated'],
    [new RunFailure('uncertain', { code: 'outcome-unknown' }), 'uncertain', 'outcome-unknown'],
  ] as const)('may also find that it has ended, or nothing: %s', async (error, to, errorCode) => {
    const { rig, engine, edit, run, state } = await uncertainRun({ remoteId: 'r7' });
    rig.queue.check(run.id);
    await until('asked', () => engine.jobs.length === 1);
    engine.job(edit.id).fail(error);
    await until(to, () => state() === to);
    expect(rig.ledger.runById(run.id)).toMatchObject({
      error: { code: errorCode },
      charged: 'unknown',
      remoteId: 'r7',
    });
  });

  it('continues after a crash in the middle', async () => {
    const { rig, run } = await uncertainRun({ remoteId: 'r7' }, puppetEngine({ resumes: true, deaf: true }));
    rig.queue.check(run.id);
    await rig.close();
    const engine = puppetEngine({ resumes: true });
    const again = await openRig(folder.path, { engines: [engine] });
    open.push(again);
    again.queue.start();
    await until('asked', () => engine.jobs[0]?.resumed === true);
    await engine.jobs[0]?.finish();
    await until('saved', () => again.ledger.runById(run.id).state === 'saved');
    expect(engine.sent.size).toBe(0);
  });

  it('waits for the network, and says so', async () => {
    const { rig, engine, edit, run, state } = await uncertainRun({ remoteId: 'r7' });
    rig.queue.setOnline(false);
    rig.queue.check(run.id);
    await new Promise((resolve) => setTimeout(resolve, 15));
    expect(engine.jobs).toEqual([]);
    rig.queue.setOnline(true);
    await until('asked', () => engine.jobs.length === 1);
    engine.job(edit.id).fail(new RunFailure('wait', { code: 'offline' }));
    await until('says why', () => rig.ledger.runById(run.id).error?.code === 'offline');
    expect(state()).toBe('accepted');
  });

  it.each([
    ['without a number of the service', { remoteId: null }, 'no-remote-id'],
    ['of an engine that cannot ask', { remoteId: 'r7', resumes: false }, 'cannot-ask'],
  ] as const)('of a run %s reports that, and changes nothing', async (_, options, words) => {
    const { rig, run, state } = await uncertainRun(options);
    const before = rig.ledger.runById(run.id);
    let error: unknown;
    try {
      rig.queue.check(run.id);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(Failure);
    expect((error as Failure).code).toBe('not-found');
    expect((error as Failure).message).toContain(words);
    expect(state()).toBe('uncertain');
    expect(rig.ledger.runById(run.id)).toEqual(before);
  });
});

describe('setting aside', () => {
  it('ends an uncertain run, and keeps its possible cost and the reason', async () => {
    const { rig, edit, run, told } = await uncertainRun({ remoteId: 'r7' });
    expect(rig.queue.dismiss(run.id)).toEqual(rig.ledger.entryByEdit(edit.id));
    expect(rig.ledger.runById(run.id)).toMatchObject({
      state: 'cancelled',
      charged: 'unknown',
      remoteId: 'r7',
      error: { code: 'outcome-unknown' },
    });
    expect(told()).toEqual(['cancelled']);
    for (const again of [() => rig.queue.dismiss(run.id), () => rig.queue.check(run.id)])
      expect(again).toThrow('outcome-known');
    // It still counts against the daily cap, since it may have been paid for.
    expect(rig.ledger.paidRunsSince('1min.ai', 0)).toBe(1);
  });

  it('does not prevent running it again', async () => {
    const { rig, engine, edit, run } = await uncertainRun({ remoteId: null });
    rig.queue.dismiss(run.id);
    const again = rig.edits.retry(run.id);
    expect(again.run.id).not.toBe(run.id);
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    expect(engine.sent.get(edit.id)).toBe(2);
  });

  it('is refused for an active run', async () => {
    const { rig, edit } = await uncertainRun({ remoteId: null });
    const again = rig.edits.retry(rig.ledger.entryByEdit(edit.id).run.id);
    expect(() => rig.queue.dismiss(again.run.id)).toThrow('outcome-known');
  });
});

it('a run that waits in its state says why, also to windows', async () => {
  const engine = puppetEngine();
  const rig = await openRig(folder.path, { engines: [engine] });
  open.push(rig);
  rig.queue.start();
  const { edit, run } = rig.edits.run({
    sourceImageId: await rig.addSource(),
    request: requestOf('1min.ai'),
  });
  await until('started', () => engine.jobs.length === 1);
  // Its picture is already on the service, so it never left the queue.
  engine.job(edit.id).fail(new RunFailure('wait', { code: 'service-unreachable' }));
  await until('says why', () => rig.ledger.runById(run.id).error?.code === 'service-unreachable');
  expect(rig.told.at(-1)?.payload).toMatchObject({
    run: { state: 'queued', error: { code: 'service-unreachable' }, startedAt: null },
  });
  expect(runEvents(rig.library.db, run.id)).toHaveLength(1);
  rig.queue.networkBack();
  await until('tried again', () => engine.jobs.length === 1);
  engine.job(edit.id).send();
  expect(rig.ledger.runById(run.id).error).toBeNull();
});

describe('a run that was sent and that the user no longer waits for', () => {
  /** It was sent, and the user canceled it. */
  async function released(more: { readonly concurrency?: number } = {}) {
    const engine = puppetEngine();
    const rig = await openRig(folder.path, { engines: [engine], ...more });
    open.push(rig);
    rig.queue.start();
    const sourceImageId = await rig.addSource();
    const { edit, run } = rig.edits.run({ sourceImageId, request: requestOf('1min.ai') });
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    rig.edits.cancel(run.id);
    return { rig, engine, edit, run, sourceImageId, state: () => rig.ledger.runById(run.id).state };
  }

  it('is uncertain immediately, frees its slot, and may be charged', async () => {
    const { rig, engine, run, sourceImageId, state } = await released({ concurrency: 1 });
    expect(state()).toBe('uncertain');
    expect(rig.ledger.runById(run.id)).toMatchObject({
      charged: 'unknown',
    });
    const next = rig.edits.run({ sourceImageId, request: requestOf('1min.ai') });
    await until('the next is started', () => engine.started.includes(next.edit.id));
    expect(rig.queue.obstacles().question).toBeNull();
  });

  it('keeps a picture that still arrives', async () => {
    const { rig, engine, edit, run, state } = await released();
    engine.job(edit.id).reporter.accepted('r1');
    expect(state()).toBe('accepted');
    await engine.job(edit.id).finish();
    await until('saved', () => state() === 'saved');
    expect(rig.ledger.entryByEdit(edit.id)).toMatchObject({
      run: { charged: 'yes', remoteId: 'r1' },
      results: [{ runId: run.id }],
    });
    expect(rig.told.some(({ event }) => event === 'library.added')).toBe(true);
    expect(engine.sent.get(edit.id)).toBe(1);
  });

  it('keeps it even after being dismissed or run again', async () => {
    const { rig, engine, edit, run, state } = await released();
    rig.queue.dismiss(run.id);
    expect(state()).toBe('cancelled');
    const again = rig.edits.retry(run.id);
    const [first] = engine.jobs;
    await until('started', () => engine.jobs.length === 2);
    await first?.finish();
    await until('saved', () => state() === 'saved');
    const second = engine.job(edit.id);
    second.send();
    await second.finish();
    await until('both', () => rig.ledger.entryByEdit(edit.id).results.length === 2);
    expect(rig.ledger.entryByEdit(edit.id).results.map(({ runId }) => runId)).toEqual([run.id, again.run.id]);
  });

  it('stays uncertain without an answer, and fails or is canceled if the service says so', async () => {
    const { engine, edit, state, rig, run } = await released();
    engine.job(edit.id).fail(new RunFailure('uncertain', { code: 'outcome-unknown' }));
    await until('over', () => engine.jobs.length === 0);
    expect(state()).toBe('uncertain');
    expect(runEvents(rig.library.db, run.id).map((event) => event.state)).toEqual([
      'queued',
      'sending',
      'uncertain',
    ]);
  });

  it('stays uncertain if the app closes before an answer arrives, and is not resent', async () => {
    const { rig, engine, edit, run } = await released();
    expect(rig.queue.paidOut()).toMatchObject({ atRisk: 0, safe: 0, unwritten: 0 });
    await rig.close();
    // The answer reaches a closed process: nothing of it may be written.
    expect(() => engine.job(edit.id).reporter.accepted('r1')).toThrow();
    const again = puppetEngine();
    const next = await openRig(folder.path, { engines: [again] });
    open.push(next);
    next.queue.start();
    expect(next.ledger.runById(run.id)).toMatchObject({
      state: 'uncertain',
      charged: 'unknown',
      remoteId: null,
    });
    expect(next.queue.undecided(null).entries.map((entry) => entry.run.id)).toEqual([run.id]);
    // The next run is sent, and the old one isn't.
    const other = next.edits.run({
      sourceImageId: edit.sourceImageId,
      request: requestOf('1min.ai'),
    });
    await until('the next goes out', () => again.started.includes(other.edit.id));
    expect(again.started).toEqual([other.edit.id]);
  });

  it('is fetched after a restart if its id arrived before the app closed', async () => {
    const { rig, engine, edit, run } = await released();
    engine.job(edit.id).reporter.accepted('r1');
    await rig.close();
    const again = puppetEngine({ resumes: true });
    const next = await openRig(folder.path, { engines: [again] });
    open.push(next);
    next.queue.start();
    await until('asked for', () => again.jobs.length === 1);
    expect(again.sent.get(edit.id)).toBeUndefined();
    await again.job(edit.id).finish();
    await until('saved', () => next.ledger.runById(run.id).state === 'saved');
  });

  it('prevents closing the app without asking while its answer is in memory only', async () => {
    const { rig, engine, edit } = await released();
    rig.library.db.pragma('query_only = ON');
    engine.job(edit.id).reporter.accepted('r1');
    expect(rig.queue.paidOut()).toMatchObject({ atRisk: 0, safe: 0, unwritten: 1 });
    rig.library.db.pragma('query_only = OFF');
    await until('written', () => rig.queue.paidOut().unwritten === 0);
  });

  it('is never resent, not even if its first attempt turns out unsent', async () => {
    const { engine, edit, state } = await released();
    expect(() => engine.job(edit.id).reporter.sendingAgain()).toThrow();
    engine.job(edit.id).fail(new RunFailure('wait', { code: 'service-unreachable' }));
    await until('cancelled', () => state() === 'cancelled');
  });
});
