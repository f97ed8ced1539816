import type { RunState } from '@shared/domain/run.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runEvents } from '../../src/main/library/ledger/runs.ts';
import { openRig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { type PuppetJob, puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

const ORDER = ['uploading', 'sending', 'accepted', 'downloading'] as const;

/** Moves a job through the states up to one of them, like an engine. */
function advance(job: PuppetJob, to: (typeof ORDER)[number]): void {
  const steps = {
    uploading: () => job.reporter.uploading(),
    sending: () => job.send(),
    accepted: () => job.reporter.accepted('remote-7'),
    downloading: () => job.reporter.downloading({ credits: 3 }),
  };
  for (const state of ORDER.slice(0, ORDER.indexOf(to) + 1)) steps[state]();
}

/** Starts one run, leaves it in a state, and ends the process there with an engine that never answers. */
async function crashIn(state: (typeof ORDER)[number], kind: { repeatable: boolean; resumes: boolean }) {
  const engine = puppetEngine({ ...kind, deaf: true });
  const rig = await openRig(folder.path, { engines: [engine] });
  rig.queue.start();
  const sourceImageId = await rig.addSource();
  const { edit, run } = rig.edits.run({ sourceImageId, request: requestOf(engine.id) });
  await until('started', () => engine.jobs.length === 1);
  advance(engine.job(edit.id), state);
  const late = engine.job(edit.id);
  await rig.close();
  // An ended process writes nothing its engine still reports.
  expect(() => late.reporter.downloading({ late: true })).toThrow();
  return { edit, run, sent: engine.sent };
}

describe('a run cut off by the end of the process', () => {
  it.each([
    ['uploading', true, false, 'queued'],
    ['sending', true, false, 'queued'],
    ['accepted', true, false, 'queued'],
    ['downloading', true, false, 'queued'],
    ['uploading', false, false, 'queued'],
    ['sending', false, false, 'uncertain'],
    ['accepted', false, false, 'uncertain'],
    ['downloading', false, false, 'uncertain'],
    ['uploading', false, true, 'queued'],
    ['sending', false, true, 'uncertain'],
    ['accepted', false, true, 'accepted'],
    ['downloading', false, true, 'downloading'],
  ] as const)('%s, repeatable %s, fetchable %s: %s', async (at, repeatable, resumes, expected) => {
    const { edit, run, sent } = await crashIn(at, { repeatable, resumes });
    const engine = puppetEngine({ repeatable, resumes, sent });
    const rig = await openRig(folder.path, { engines: [engine], paused: true });
    const state = (): RunState => rig.ledger.entryByEdit(edit.id).run.state;
    expect(state()).toBe(at);
    rig.queue.start();
    expect(state()).toBe(expected);

    if (expected === 'uncertain') {
      const { charged, error, finishedAt } = rig.ledger.entryByEdit(edit.id).run;
      expect({ charged, code: error?.code }).toEqual({
        charged: 'unknown',
        code: at === 'sending' ? 'outcome-unknown' : 'result-missing',
      });
      expect(finishedAt).not.toBeNull();
      rig.queue.resume();
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(engine.jobs).toEqual([]);
      // Only a click sends it again.
      rig.edits.retry(run.id);
      await until('started', () => engine.started.length === 1);
    } else if (expected === 'queued') {
      expect(rig.ledger.entryByEdit(edit.id).run).toMatchObject({
        charged: 'no',
        remoteId: null,
        startedAt: null,
      });
      expect(engine.jobs).toEqual([]);
      rig.queue.resume();
      await until('started', () => engine.started.length === 1);
      engine.job(edit.id).send();
      await engine.job(edit.id).finish();
      await until('saved', () => state() === 'saved');
    } else {
      // Fetched even though the queue is paused: the link may expire, and nothing is sent.
      await until('resumed', () => engine.jobs.length === 1);
      expect(engine.job(edit.id).resumed).toBe(true);
      engine.job(edit.id).reporter.downloading({ link: 'fresh' });
      await engine.job(edit.id).finish();
      await until('saved', () => state() === 'saved');
      expect(rig.ledger.receiptOf(run.id)).toMatchObject({ prompt: 'as it was sent', link: 'fresh' });
      expect(engine.sent.get(edit.id)).toBe(1);
    }
    await rig.close();
  });

  it('is uncertain if its engine no longer exists', async () => {
    const { edit } = await crashIn('sending', { repeatable: true, resumes: false });
    const rig = await openRig(folder.path, { engines: [] });
    rig.queue.start();
    expect(rig.ledger.entryByEdit(edit.id).run.state).toBe('uncertain');
    await rig.close();
  });

  it('is saved once, whatever follows', async () => {
    const engine = puppetEngine({ repeatable: true });
    const rig = await openRig(folder.path, { engines: [engine] });
    rig.queue.start();
    const { edit, run } = rig.edits.run({
      sourceImageId: await rig.addSource(),
      request: requestOf('practice'),
    });
    await until('started', () => engine.jobs.length === 1);
    engine.job(edit.id).send();
    await engine.job(edit.id).finish();
    await until('saved', () => rig.ledger.entryByEdit(edit.id).run.state === 'saved');
    await rig.close();
    const again = await openRig(folder.path, { engines: [engine] });
    again.queue.start();
    expect(again.ledger.entryByEdit(edit.id).results).toHaveLength(1);
    expect(runEvents(again.library.db, run.id).filter(({ state }) => state === 'saved')).toHaveLength(1);
    expect(engine.jobs).toEqual([]);
    await again.close();
  });

  it('waiting runs keep their order over a restart', async () => {
    const first = await openRig(folder.path, { engines: [puppetEngine()], paused: true });
    first.queue.start();
    const sourceImageId = await first.addSource();
    const entries = Array.from({ length: 5 }, () =>
      first.edits.run({ sourceImageId, request: requestOf('1min.ai') }),
    );
    first.queue.reorder(entries[4]?.run.id ?? 0, entries[1]?.run.id ?? 0);
    await first.close();
    const engine = puppetEngine();
    const second = await openRig(folder.path, { engines: [engine], concurrency: 8 });
    second.queue.start();
    await until('all started', () => engine.started.length === 5);
    const ids = entries.map(({ edit }) => edit.id);
    expect(engine.started).toEqual([ids[0], ids[4], ids[1], ids[2], ids[3]]);
    await second.close();
  });
});
