import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Obstacles } from '@shared/domain/obstacle.ts';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runEvents } from '../../src/main/library/ledger/runs.ts';
import { LOCK_NAME } from '../../src/main/library/store/folder-lock.ts';
import { createReserve, RESERVE_NAME } from '../../src/main/library/store/reserve.ts';
import { RunFailure } from '../../src/main/ports.ts';
import {
  blindImaging,
  openRig,
  type Rig,
  type RigOptions,
  requestOf,
  tempFolder,
  until,
} from '../fixtures/ledger-rig.ts';
import { type PuppetEngine, puppetEngine } from '../fixtures/puppet-engine.ts';
import { mountSmallDisk, type SmallDisk } from '../fixtures/small-disk.ts';

/** Too long for any existing page of the database. */
const RECEIPT = { answer: 'x'.repeat(20_000) };

async function rigOn(
  folder: string,
  options: Partial<RigOptions> = {},
  engine = puppetEngine({ resumes: true }),
) {
  const rig = await openRig(folder, { engines: [engine], ...options });
  onTestFinished(() => rig.close().catch(() => {}));
  rig.queue.start();
  const { edit, run } = rig.edits.run({
    sourceImageId: await rig.addSource(),
    request: requestOf('1min.ai'),
  });
  await until('started', () => engine.jobs.length === 1);
  const job = engine.job(edit.id);
  const state = () => rig.ledger.runById(run.id).state;
  return { rig, engine, edit, run, job, state };
}

async function rigInTemp(options: Partial<RigOptions> = {}, engine?: PuppetEngine) {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  return rigOn(folder.path, options, engine);
}

/** The database accepts no more pages, as on a full disk. Returns a function to free space. */
function fillDatabase({ library }: Rig): () => void {
  // No free page, and no new one.
  library.db.exec('VACUUM');
  const pages = library.db.pragma('page_count', { simple: true }) as number;
  library.db.pragma(`max_page_count = ${pages}`);
  return () => library.db.pragma('max_page_count = 1000000');
}

/** The database accepts nothing. Returns a function to make it writable. */
function lockDatabase({ library }: Rig): () => void {
  library.db.pragma('query_only = ON');
  return () => library.db.pragma('query_only = OFF');
}

function told(rig: Rig): Obstacles[] {
  return rig.told
    .filter(({ event }) => event === 'queue.obstacles')
    .map(({ payload }) => payload as Obstacles);
}

describe('a paid answer that the database does not take', () => {
  it.each([
    ['has no room', fillDatabase],
    ['takes nothing', lockDatabase],
  ] as const)(
    'is kept in memory while the database %s, reported, and written once possible',
    async (_, refuse) => {
      const { rig, engine, edit, run, job, state } = await rigInTemp();
      job.send();
      const mend = refuse(rig);
      job.reporter.accepted('r1', RECEIPT);
      expect(state()).toBe('sending');
      expect(rig.queue.obstacles().unwritten).toEqual([run.id]);
      expect(told(rig).at(-1)?.unwritten).toEqual([run.id]);
      job.reporter.downloading({ ...RECEIPT, credits: 3 });
      await job.finish();
      await until('the picture is in the store', () => engine.jobs.length === 0);
      expect(state()).toBe('sending');
      mend();
      await until('saved', () => state() === 'saved');
      expect(rig.ledger.runById(run.id)).toMatchObject({ remoteId: 'r1', charged: 'yes', error: null });
      expect(rig.ledger.receiptOf(run.id)).toMatchObject({
        prompt: 'as it was sent',
        ...RECEIPT,
        credits: 3,
      });
      expect(runEvents(rig.library.db, run.id).map((event) => event.state)).toEqual([
        'queued',
        'sending',
        'accepted',
        'downloading',
        'saved',
      ]);
      expect(rig.ledger.entryByEdit(edit.id).results).toHaveLength(1);
      await until('told', () => told(rig).at(-1)?.unwritten.length === 0);
      expect(engine.sent.get(edit.id)).toBe(1);
      await rig.queue.stop();
      expect(existsSync(join(rig.folder, 'library', RESERVE_NAME))).toBe(true);
    },
  );

  it.each(['accepted', 'downloading', 'saved'] as const)(
    'is not lost when the database refuses from “%s” on',
    async (from) => {
      const { rig, engine, edit, job, state } = await rigInTemp();
      job.send();
      if (from !== 'accepted') job.reporter.accepted('r1', RECEIPT);
      if (from === 'saved') job.reporter.downloading(RECEIPT);
      const mend = lockDatabase(rig);
      job.reporter.accepted('r1', RECEIPT);
      job.reporter.downloading(RECEIPT);
      await job.finish();
      await until('handed over', () => rig.queue.obstacles().unwritten.length === 1);
      expect(state()).not.toBe('uncertain');
      mend();
      await until('saved', () => state() === 'saved');
      expect(rig.ledger.entryByEdit(edit.id).results).toHaveLength(1);
      expect(engine.sent.get(edit.id)).toBe(1);
    },
  );

  it('is written without further engine calls', async () => {
    const { rig, job, state } = await rigInTemp();
    job.send();
    const mend = lockDatabase(rig);
    job.reporter.accepted('r1', RECEIPT);
    mend();
    // The engine polls for the result for minutes.
    await until('written', () => state() === 'accepted');
    expect(rig.queue.obstacles().unwritten).toEqual([]);
  });

  it('is written at the last moment if the app closes and there is space again', async () => {
    const { rig, run, job } = await rigInTemp();
    job.send();
    const mend = lockDatabase(rig);
    job.reporter.accepted('r1', RECEIPT);
    mend();
    await rig.queue.stop();
    expect(rig.ledger.runById(run.id)).toMatchObject({ state: 'accepted', remoteId: 'r1' });
  });

  it('is unknown after an earlier crash: possibly charged, awaiting a decision, and not resent', async () => {
    const { rig, edit, run, job, state } = await rigInTemp();
    job.send();
    lockDatabase(rig);
    job.reporter.accepted('r1', RECEIPT);
    expect(state()).toBe('sending');
    // State after a crash: the files as they are, without the data in memory.
    const left = await tempFolder();
    onTestFinished(left.remove);
    cpSync(rig.folder, left.path, { recursive: true });
    // This process still has the library of the lock, unlike one that crashed.
    rmSync(join(left.path, 'library', LOCK_NAME));

    const engine = puppetEngine({ resumes: true });
    const again = await openRig(left.path, { engines: [engine] });
    onTestFinished(() => again.close());
    again.queue.start();
    expect(again.ledger.runById(run.id)).toMatchObject({
      state: 'uncertain',
      error: { code: 'outcome-unknown' },
      charged: 'unknown',
      remoteId: null,
    });
    expect(again.queue.undecided(null).entries.map((entry) => entry.run.id)).toEqual([run.id]);
    const other = again.edits.run({ sourceImageId: edit.sourceImageId, request: requestOf('1min.ai') });
    await until('the next goes out', () => engine.started.includes(other.edit.id));
    expect(engine.started).toEqual([other.edit.id]);
  });

  it('is also written as a failure if it is one', async () => {
    const { rig, run, job, state } = await rigInTemp();
    job.send();
    const mend = lockDatabase(rig);
    job.fail(new RunFailure('failed', { code: 'moderated' }, { charged: 'unknown' }));
    await until('told', () => rig.queue.obstacles().unwritten.length === 1);
    mend();
    await until('failed', () => state() === 'failed');
    expect(rig.ledger.runById(run.id)).toMatchObject({ error: { code: 'moderated' }, charged: 'unknown' });
  });
});

describe('a run that meets a full disk', () => {
  it.each(['disk-full', 'disk-failed', 'library-read-only', 'library-gone'] as const)(
    'keeps its paid picture until the disk accepts it, and says why (%s)',
    async (code) => {
      let full = true;
      const working = blindImaging();
      const imaging = blindImaging({
        inspect: (...input) => (full ? Promise.reject(new Failure(code)) : working.inspect(...input)),
      });
      const { rig, edit, run, job, state } = await rigInTemp({ imaging });
      job.send();
      await job.finish();
      await until('says why', () => rig.ledger.runById(run.id).error?.code === code);
      expect(state()).toBe('downloading');
      full = false;
      await until('saved', () => state() === 'saved');
      expect(rig.ledger.entryByEdit(edit.id)).toMatchObject({ run: { error: null, charged: 'yes' } });
    },
  );

  it('waits with all others if nothing was sent, and none of them fails', async () => {
    const folder = await tempFolder();
    onTestFinished(folder.remove);
    const engine = puppetEngine({ repeatable: true });
    const rig = await openRig(folder.path, { engines: [engine], concurrency: 1 });
    onTestFinished(() => rig.close().catch(() => {}));
    rig.queue.start();
    const sourceImageId = await rig.addSource();
    const add = () => rig.edits.run({ sourceImageId, request: requestOf('practice') });
    const [first, second] = [add(), add()];
    await until('started', () => engine.jobs.length === 1);
    engine.job(first.edit.id).fail(new Failure('disk-full'));
    await until('told', () => told(rig).at(-1)?.obstacles[0]?.error.code === 'disk-full');
    expect(rig.queue.list().entries.map(({ run }) => run.state)).toEqual(['queued', 'queued']);
    rig.queue.tryAgain();
    await until('one goes ahead', () => engine.jobs.length === 1);
    engine.job(first.edit.id).send();
    await engine.job(first.edit.id).finish();
    await until('the other follows', () => engine.jobs[0]?.editId === second.edit.id);
    expect(rig.queue.obstacles().obstacles).toEqual([]);
  });
});

/** Skips with a reason if no disk can be mounted. */
function onSmallDisk(name: string, work: (disk: SmallDisk) => Promise<void>): void {
  it(name, async ({ skip }) => {
    const disk = mountSmallDisk(12);
    if (!disk) return skip('no small disk here');
    onTestFinished(() => disk.remove());
    await work(disk);
  });
}

describe('on a disk that is full to its last byte', () => {
  onSmallDisk('the answer is written into the room that is kept for it', async (disk) => {
    const { rig, run, job, state } = await rigOn(disk.path);
    const reserve = join(disk.path, 'library', RESERVE_NAME);
    expect(existsSync(reserve)).toBe(true);
    job.send();
    disk.fill();
    job.reporter.accepted('r1', RECEIPT);
    expect(state()).toBe('accepted');
    expect(existsSync(reserve)).toBe(false);
    expect(rig.queue.obstacles().unwritten).toEqual([]);
    job.reporter.downloading(RECEIPT);
    disk.empty();
    await job.finish();
    await until('saved', () => state() === 'saved');
    expect(rig.ledger.receiptOf(run.id)).toMatchObject(RECEIPT);
    await until('room is kept again', () => existsSync(reserve));
  });

  onSmallDisk(
    'the answer stays in memory when no room was kept, and is saved once there is some',
    async (disk) => {
      const { rig, edit, run, job, state } = await rigOn(disk.path);
      job.send();
      rmSync(join(disk.path, 'library', RESERVE_NAME));
      disk.fill();
      job.reporter.accepted('r1', RECEIPT);
      expect(state()).toBe('sending');
      expect(rig.queue.obstacles().unwritten).toEqual([run.id]);
      disk.empty();
      await job.finish();
      await until('saved', () => state() === 'saved');
      expect(rig.ledger.entryByEdit(edit.id)).toMatchObject({ run: { remoteId: 'r1' }, results: [{}] });
    },
  );

  onSmallDisk('nothing is paid for while there is no room for the answer', async (disk) => {
    const engine = puppetEngine({ resumes: true });
    const rig = await openRig(disk.path, { engines: [engine], paused: true });
    onTestFinished(() => rig.close().catch(() => {}));
    rig.queue.start();
    const sourceImageId = await rig.addSource();
    const { run } = rig.edits.run({ sourceImageId, request: requestOf('1min.ai') });
    rmSync(join(disk.path, 'library', RESERVE_NAME));
    disk.fill();
    rig.queue.resume();
    await until('held back', () => rig.queue.obstacles().obstacles[0]?.error.code === 'disk-full');
    expect(engine.started).toEqual([]);
    expect(rig.ledger.runById(run.id).state).toBe('queued');
    disk.empty();
    rig.queue.tryAgain();
    await until('it goes when there is room', () => engine.jobs.length === 1);
  });
});

describe('the reserve', () => {
  it('is created once, released immediately, and created again', async () => {
    const folder = await tempFolder();
    onTestFinished(folder.remove);
    const reserve = createReserve(folder.path, 100_000);
    expect(await Promise.all([reserve.refill(), reserve.refill()])).toEqual([true, true]);
    expect([reserve.release(), reserve.release()]).toEqual([true, false]);
    expect(reserve.isKept()).toBe(false);
    await reserve.settled();
    expect(reserve.isKept()).toBe(false);
    void reserve.refill();
    await reserve.settled();
    expect(reserve.isKept()).toBe(true);
  });
});
