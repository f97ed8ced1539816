import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@shared/errors.ts';
import { startOfTomorrow } from '@shared/local-day.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunFailure } from '../../src/main/ports.ts';
import { openRig, type Rig, type RigOptions, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { fc, withinLimit } from '../fixtures/property.ts';
import { type PuppetJob, puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Rig[] = [];
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

async function rigWith(options: Omit<RigOptions, 'engines'>, engine = puppetEngine()) {
  const free = puppetEngine({ repeatable: true });
  const rig = await openRig(folder.path, { engines: [engine, free], ...options });
  open.push(rig);
  const sourceImageId = await rig.addSource();
  /** Bypasses the check in advance, as in an older queue. */
  const queue = () => {
    const { editId } = rig.ledger.addEdit(sourceImageId, requestOf('1min.ai'), 1);
    rig.queue.added([editId]);
    return rig.ledger.entryByEdit(editId);
  };
  const click = (engineId: '1min.ai' | 'practice' = '1min.ai') =>
    rig.edits.run({ sourceImageId, request: requestOf(engineId) });
  /** Wakes the queue and waits for a free run queued last: by then, all paid runs that may start have started. */
  const looked = async () => {
    rig.setConcurrency(8);
    const { edit } = click('practice');
    rig.queue.wake();
    await until('a free run is started', () => free.started.includes(edit.id));
  };
  return { rig, engine, queue, click, looked, sourceImageId };
}

/** Whether the job may be sent; otherwise it ends like an engine would. */
function trySend(job: PuppetJob): boolean {
  try {
    job.send();
    return true;
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    job.fail(error);
    return false;
  }
}

function refusal(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('the cap on paid runs of a day', () => {
  it('is never exceeded by 20 runs, 8 at a time, with any outcome', async () => {
    const ends = fc.constantFrom('save', 'break', 'refused', 'wait', 'slow');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(12),
        fc.array(ends, { minLength: 20, maxLength: 20 }),
        fc.boolean(),
        withinLimit(40_000, async (cap, fates, fast) => {
          const home = await tempFolder();
          const engine = puppetEngine();
          const rig = await openRig(home.path, { engines: [engine], concurrency: 8, dailyCap: () => cap });
          try {
            const sourceImageId = await rig.addSource();
            rig.queue.start();
            for (let i = 0; i < 20; i += 1)
              rig.queue.added([rig.ledger.addEdit(sourceImageId, requestOf('1min.ai'), i).editId]);
            /** Paid, or about to be: what the cap limits. */
            const spending = () =>
              rig.library.db
                .prepare(`SELECT count(*) FROM runs WHERE charged <> 'no' OR state = 'uploading'`)
                .pluck()
                .get() as number;
            for (let turn = 0; turn < 40; turn += 1) {
              await sleep(fast ? 0 : 1);
              expect(engine.jobs.length).toBeLessThanOrEqual(Math.min(8, cap));
              const job = engine.jobs[turn % Math.max(engine.jobs.length, 1)];
              if (!job) continue;
              const fate = fates[job.editId % fates.length];
              if (fate === 'slow' && turn % 3 !== 0) job.reporter.progress(1, 2);
              else if (fate === 'wait' && turn < 30)
                job.fail(new RunFailure('wait', { code: 'rate-limited' }, { retryAfterMs: 0 }));
              else {
                const { question } = rig.queue.obstacles();
                if (question) rig.queue.proceed(question.runId);
                // It is requeued behind that question.
                if (!trySend(job)) continue;
                if (fate === 'break') job.fail(new Error('broke'));
                else if (fate === 'refused') job.fail(new RunFailure('failed', { code: 'no-credits' }));
                else await job.finish();
              }
              expect(spending()).toBeLessThanOrEqual(cap);
            }
            // Under load, forty turns may be over before the first run has started.
            if (cap > 0) await until('started', () => engine.started.length > 0);
            else expect(engine.started).toEqual([]);
            expect([...engine.sent.values()].every((times) => times === 1)).toBe(true);
          } finally {
            await rig.close();
            await home.remove();
          }
        }),
      ),
      { numRuns: 25 },
    );
  });

  it('lets waiting runs start after midnight, in order', async () => {
    const midnight = startOfTomorrow(Date.now());
    let now = midnight - 60_000;
    const clock = () => now;
    const { rig, engine, queue, looked } = await rigWith({ clock, dailyCap: () => 2, concurrency: 8 });
    rig.queue.start();
    const ids = Array.from({ length: 4 }, () => queue().edit.id);
    await until('two started', () => engine.started.length === 2);
    for (const id of ids.slice(0, 2)) {
      engine.job(id).send();
      await engine.job(id).finish();
    }
    await until('two saved', () => rig.ledger.waitingRuns(['1min.ai']) === 2 && engine.jobs.length === 0);
    await looked();
    expect(engine.started).toEqual(ids.slice(0, 2));
    now = midnight + 1;
    rig.queue.wake();
    await until('two more', () => engine.started.length === 4);
    expect(engine.started).toEqual(ids);
  });

  it('lets waiting runs start when raised, up to the new cap', async () => {
    let cap = 1;
    const { rig, engine, queue, looked } = await rigWith({ dailyCap: () => cap, concurrency: 8 });
    rig.queue.start();
    const ids = Array.from({ length: 5 }, () => queue().edit.id);
    await until('one started', () => engine.started.length === 1);
    cap = 3;
    rig.queue.wake();
    rig.queue.wake();
    await until('three started', () => engine.started.length === 3);
    await looked();
    expect(engine.started).toEqual(ids.slice(0, 3));
    // One that turns out free returns its slot.
    engine.job(ids[0] as number).send();
    engine.job(ids[0] as number).fail(new RunFailure('failed', { code: 'no-credits' }));
    await until('a fourth', () => engine.started.length === 4);
  });

  it('of 0 starts none, and refuses in advance', async () => {
    const { rig, engine, queue, click, looked } = await rigWith({ dailyCap: () => 0 });
    rig.queue.start();
    queue();
    await looked();
    expect(engine.started).toEqual([]);
    expect(refusal(() => click()).toValue()).toEqual({
      code: 'daily-cap',
      reason: 'cap-zero',
    });
    click('practice');
  });

  it('does not prevent fetching a paid picture', async () => {
    const engine = puppetEngine({ resumes: true });
    let cap = 1;
    const { rig, queue } = await rigWith({ dailyCap: () => cap }, engine);
    rig.queue.start();
    const { edit } = queue();
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    engine.job(edit.id).reporter.accepted('r1');
    engine.job(edit.id).fail(new RunFailure('wait', { code: 'offline' }));
    await until('waits', () => rig.ledger.entryByEdit(edit.id).run.error?.code === 'offline');
    cap = 0;
    rig.queue.networkBack();
    await until('resumed', () => engine.jobs[0]?.resumed === true);
  });
});

describe('a click that may cost money', () => {
  it('is refused if today’s and the waiting runs reach the cap', async () => {
    const { rig, engine, click } = await rigWith({ dailyCap: () => 3, concurrency: 1 });
    rig.queue.start();
    const first = click();
    await until('started', () => engine.jobs.length === 1);
    engine.job(first.edit.id).send();
    await engine.job(first.edit.id).finish();
    await until('saved', () => rig.ledger.runById(first.run.id).state === 'saved');
    rig.queue.pause();
    const second = click();
    const third = click();
    for (const again of [() => click(), () => rig.edits.rerun(first.edit.id)])
      expect(refusal(again).toValue()).toEqual({
        code: 'daily-cap',
        reason: 'cap-reached',
        params: { cap: 3 },
      });
    rig.edits.cancel(third.run.id);
    rig.edits.rerun(first.edit.id);
    expect(refusal(() => rig.edits.retry(third.run.id)).code).toBe('daily-cap');
    expect(rig.queue.list().waiting).toBe(2);
    // The free engine is unaffected.
    click('practice');
    expect(rig.queue.list().waiting).toBe(3);
    expect(rig.queue.waitingPaid()).toBe(2);
    expect(rig.ledger.runById(second.run.id).state).toBe('queued');
  });

  it('is refused without a key, and nothing is written', async () => {
    let key = true;
    const { rig, click, sourceImageId } = await rigWith({ hasKey: () => key, paused: true });
    rig.queue.start();
    const kept = click();
    rig.edits.cancel(kept.run.id);
    key = false;
    for (const work of [
      () => click(),
      () => rig.edits.rerun(kept.edit.id),
      () => rig.edits.retry(kept.run.id),
    ])
      expect(refusal(work).toValue()).toEqual({
        code: 'missing-key',
      });
    expect(rig.edits.tree(sourceImageId, null).entries).toHaveLength(1);
    expect(rig.queue.list().waiting).toBe(0);
    click('practice');
  });
});
