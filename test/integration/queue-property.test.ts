import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EditEntry } from '@shared/domain/edit.ts';
import type { EngineId } from '@shared/domain/model.ts';
import { isSettled } from '@shared/domain/run.ts';
import { Failure } from '@shared/errors.ts';
import { expect, it } from 'vitest';
import { runEvents } from '../../src/main/library/ledger/runs.ts';
import { type Engine, RunFailure } from '../../src/main/ports.ts';
import { openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { fc, withinLimit } from '../fixtures/property.ts';
import { type PuppetEngine, type PuppetJob, puppetEngine } from '../fixtures/puppet-engine.ts';

/**
 * Everything a user, a network, a service and a power cut can do, in any order. `n` picks one of the
 * candidates.
 */
const n = fc.nat(50);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('enqueue' as const), paid: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('advance' as const), n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('finish' as const), n }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('fail' as const), n, how: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('retry' as const), n }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reorder' as const), n, m: n }) },
  // The service accepts it, and then goes silent.
  { weight: 3, arbitrary: fc.record({ do: fc.constant('lose' as const), n }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('check' as const), n }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('dismiss' as const), n }) },
  // Engines of ended runs, even of ended processes, still try to send.
  { weight: 2, arbitrary: fc.record({ do: fc.constant('haunt' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
  // The user continues after an unexplained end.
  { weight: 3, arbitrary: fc.constant({ do: 'go on' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'pause' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'resume' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'offline' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'online' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** One life of an app: its library, its engines, and the user's requests. */
class World {
  rig!: Rig;
  paid!: PuppetEngine;
  free!: PuppetEngine;
  readonly #folder: string;
  readonly #options: { readonly deaf: boolean; readonly resumes: boolean };
  readonly #bills = new Map<number, number>();
  /** Clicks by edit: *Run edit* and *Retry*. */
  readonly clicks = new Map<number, number>();
  readonly #everyJob: PuppetJob[] = [];
  readonly disorder: string[] = [];
  /** The edit whose engine was told to stop and hasn't answered yet. */
  #stopping = 0;
  readonly #asked = { check: 0, dismiss: 0 };
  #source = 0;
  #paused = false;
  #online = true;

  constructor(folder: string, options: { deaf: boolean; resumes: boolean }) {
    this.#folder = folder;
    this.#options = options;
  }

  async open(): Promise<void> {
    this.paid = puppetEngine({ ...this.#options, sent: this.#bills });
    this.free = puppetEngine({ deaf: this.#options.deaf, repeatable: true });
    const engines = [this.paid, this.free].map((engine) => this.#watched(engine));
    this.rig = await openRig(this.#folder, { engines, paused: this.#paused });
    this.rig.queue.setOnline(this.#online);
    this.#source ||= await this.rig.addSource();
    this.rig.queue.start();
    await this.settle();
  }

  /** The engine, checking the queue for each run it receives: it must be the first waiting one. */
  #watched(engine: PuppetEngine): Engine {
    return {
      ...engine,
      run: (job) => {
        const taken = new Set(
          engine.jobs
            .filter((each) => !each.signal.aborted && !this.#isLate(each))
            .map(({ editId }) => editId),
        );
        const first = this.waiting(engine.id).find(
          ({ edit }) => !taken.has(edit.id) && edit.id !== this.#stopping,
        );
        if (first?.edit.id !== job.edit.id) this.disorder.push(`${job.edit.id} before ${first?.edit.id}`);
        const answer = engine.run(job);
        const begun = engine.jobs.at(-1);
        if (begun) this.#everyJob.push(begun);
        return answer;
      },
    };
  }

  /** Whether it was released, and its edit should be run again. */
  #isLate(job: PuppetJob): boolean {
    return job.wasSent && this.rig.ledger.entryByEdit(job.editId).run.state === 'queued';
  }

  waiting(engine: EngineId): EditEntry[] {
    return this.rig.ledger
      .queueEntries()
      .entries.filter(({ edit, run }) => run.state === 'queued' && edit.request.engine === engine);
  }

  /** Waits until everything started has settled. */
  async settle(): Promise<void> {
    do for (let i = 0; i < 3; i += 1) await nextTurn();
    while (this.rig.checking() > 0);
  }

  async take(command: Step): Promise<void> {
    const { rig } = this;
    const entries = rig.ledger.treePage(this.#source, null).entries;
    const jobs = [...this.paid.jobs, ...this.free.jobs];
    const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % Math.max(list.length, 1)];
    switch (command.do) {
      case 'enqueue': {
        const request = requestOf(command.paid ? '1min.ai' : 'practice');
        this.#click(rig.edits.run({ sourceImageId: this.#source, request }));
        break;
      }
      case 'advance':
        forward(pick(jobs, command.n));
        break;
      case 'finish': {
        const job = pick(jobs, command.n);
        if (job && !job.signal.aborted) {
          const results = () => rig.ledger.entryByEdit(job.editId).results.length;
          const before = results();
          if (job.wasSent || job.resumed || sent(job)) {
            await job.finish();
            // Also for a released or dismissed run: paid results are kept.
            await until('saved', () => results() > before);
          }
        }
        break;
      }
      case 'fail': {
        const job = pick(jobs, command.n);
        if (!job) break;
        job.fail(failure(command.how, job.wasSent || job.resumed, this.free.jobs.includes(job)));
        break;
      }
      case 'cancel': {
        const entry = pick(entries, command.n);
        if (!entry) break;
        this.#stopping = entry.edit.id;
        rig.queue.cancel(entry.run.id);
        const { state } = rig.ledger.runById(entry.run.id);
        if (!isSettled(state))
          await until('cancelled', () => isSettled(rig.ledger.runById(entry.run.id).state));
        this.#stopping = 0;
        break;
      }
      case 'retry': {
        const entry = pick(entries, command.n);
        if (entry) this.#tryTo(() => this.#click(rig.edits.retry(entry.run.id)));
        break;
      }
      case 'reorder': {
        const [one, other] = [pick(entries, command.n), pick(entries, command.m)];
        if (one) this.#tryTo(() => rig.queue.reorder(one.run.id, other?.run.id ?? null));
        break;
      }
      case 'lose': {
        const job = pick(this.paid.jobs, command.n);
        if (!job || job.signal.aborted || this.#isLate(job)) break;
        if (this.paid.jobs.filter(({ editId }) => editId === job.editId).length > 1) break;
        const state = () => rig.ledger.entryByEdit(job.editId).run.state;
        const isTaken = () => state() === 'accepted' || state() === 'downloading';
        for (let steps = 0; steps < 4 && !isTaken(); steps += 1) forward(job);
        // The queue waits for an answer: nothing may be sent.
        if (!isTaken()) break;
        job.fail(new RunFailure('uncertain', { code: 'outcome-unknown' }));
        await until('uncertain', () => isSettled(state()));
        break;
      }
      case 'check':
      case 'dismiss': {
        const uncertain = entries.filter(({ run }) => run.state === 'uncertain');
        const entry = pick(uncertain.length > 0 ? uncertain : entries, command.n);
        const billed = this.#billsInAll();
        if (entry) this.#tryTo(() => void rig.queue[command.do](entry.run.id));
        // Polling costs nothing.
        expect(this.#billsInAll()).toBe(billed);
        if (entry && rig.ledger.runById(entry.run.id).state !== entry.run.state) this.#asked[command.do] += 1;
        break;
      }
      case 'haunt':
        for (const ghost of this.#everyJob.filter((job) => !jobs.includes(job) || job.signal.aborted))
          expect(() => ghost.send()).toThrow();
        break;
      case 'crash':
        await rig.close();
        await this.open();
        break;
      case 'go on': {
        const { question } = rig.queue.obstacles();
        if (question) rig.queue.proceed(question.runId);
        break;
      }
      case 'pause':
      case 'resume':
        this.#paused = command.do === 'pause';
        rig.queue[command.do]();
        break;
      case 'offline':
      case 'online':
        this.#online = command.do === 'online';
        rig.queue.setOnline(this.#online);
        break;
    }
    await this.settle();
  }

  #click({ edit }: EditEntry): void {
    this.clicks.set(edit.id, (this.clicks.get(edit.id) ?? 0) + 1);
  }

  /** A click that the app may refuse with a message. */
  #tryTo(click: () => void): void {
    try {
      click();
    } catch (error) {
      if (!(error instanceof Failure) || !['bad-request', 'not-found'].includes(error.code)) throw error;
    }
  }

  /** Network and service work again, and the user resumes the queue: all waiting runs are executed. */
  async drain(): Promise<void> {
    this.rig.queue.setOnline(true);
    this.rig.queue.resume();
    await this.settle();
    const open = () => this.rig.ledger.queueEntries().entries.filter(({ run }) => !isSettled(run.state));
    for (let left = open(); left.length > 0; left = open()) {
      await this.take({ do: 'go on' });
      for (const job of [...this.paid.jobs, ...this.free.jobs]) {
        if (job.signal.aborted) job.fail(job.signal.reason);
        else await this.take({ do: 'finish', n: [...this.paid.jobs, ...this.free.jobs].indexOf(job) });
      }
      await this.settle();
    }
  }

  get asked(): { readonly check: number; readonly dismiss: number } {
    return this.#asked;
  }

  #billsInAll(): number {
    return [...this.#bills.values()].reduce((sum, times) => sum + times, 0);
  }

  bills(editId: number): number {
    return this.#bills.get(editId) ?? 0;
  }
}

/** Sends a job; false if it is requeued behind a question. */
function sent(job: PuppetJob): boolean {
  try {
    job.send();
    return true;
  } catch (error) {
    if (!(error instanceof RunFailure)) throw error;
    job.fail(error);
    return false;
  }
}

/** One state further, like an engine. */
function forward(job: PuppetJob | undefined): void {
  if (!job) return;
  const steps = [
    () => job.reporter.uploading(),
    () => job.send(),
    () => job.reporter.accepted(`remote-${job.editId}`),
    () => job.reporter.downloading(),
  ];
  // The first state the ledger accepts; a canceled job accepts none.
  for (const each of steps) {
    try {
      each();
      return;
    } catch {}
  }
}

function failure(how: number, sent: boolean, free: boolean): unknown {
  if (how === 0) return new Error('broken');
  if (how === 1)
    return new RunFailure('failed', { code: 'moderated' }, { charged: sent && !free ? 'unknown' : 'no' });
  if (sent) return new RunFailure('uncertain', { code: 'outcome-unknown' });
  return free ? new RunFailure('failed', { code: 'internal' }) : new RunFailure('wait', { code: 'offline' });
}

/** Invariants at any moment. */
function checkMoney(world: World): void {
  for (const [editId, clicks] of world.clicks)
    expect(world.bills(editId), `edit ${editId}`).toBeLessThanOrEqual(clicks);
  expect(world.disorder).toEqual([]);
}

/** Invariants once nothing is active. */
function checkEnds(world: World): void {
  const { library, ledger } = world.rig;
  const runs = library.db.prepare('SELECT id FROM runs').pluck().all() as number[];
  for (const run of runs.map((id) => ledger.runById(id))) {
    expect(isSettled(run.state), `run ${run.id} is ${run.state}`).toBe(true);
    const { request } = ledger.editById(run.editId);
    const events = runEvents(library.db, run.id).map(({ state }) => state);
    expect(events[0]).toBe('queued');
    expect(events.at(-1)).toBe(run.state);
    if (run.state === 'failed' || run.state === 'uncertain') {
      expect(run.error).not.toBeNull();
    }
    if (request.engine === '1min.ai') {
      const sent = events.filter((state) => state === 'sending').length;
      expect(sent).toBeLessThanOrEqual(1);
      // A sent run ends as canceled only if the user dismissed it.
      const setAside = events.at(-2) === 'uncertain' && run.state === 'cancelled';
      expect(['uncertain', 'saved', 'failed'].includes(run.state) || setAside || sent === 0).toBe(true);
      if (setAside) expect(run.error).not.toBeNull();
      expect(run.charged !== 'no').toBe(sent === 1);
    } else {
      expect(run.state).not.toBe('uncertain');
      expect(run.charged).toBe('no');
    }
    const { results } = ledger.entryByEdit(run.editId);
    expect(results.filter((result) => result.runId === run.id)).toHaveLength(run.state === 'saved' ? 1 : 0);
    for (const { image } of results)
      expect(statSync(library.objects.objectPath(image.sha256, image.mime)).size).toBe(image.bytes);
  }
}

it('any sequence of events sends nothing more often than clicked, and every run ends explained', async () => {
  let commands = 0;
  const asked = { check: 0, dismiss: 0 };
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 5, maxLength: 30 }),
      fc.boolean(),
      fc.boolean(),
      withinLimit(90_000, async (steps, deaf, resumes) => {
        const folder = await tempFolder();
        const world = new World(folder.path, { deaf, resumes });
        try {
          await world.open();
          for (const each of steps) {
            await world.take(each);
            checkMoney(world);
            commands += 1;
          }
          await world.drain();
          checkMoney(world);
          checkEnds(world);
          asked.check += world.asked.check;
          asked.dismiss += world.asked.dismiss;
        } finally {
          await world.rig.close();
          await folder.remove();
        }
      }),
    ),
    { numRuns: 60 },
  );
  expect(commands).toBeGreaterThan(300);
  // How often they occurred by chance; `queue-uncertain` tests both by name.
  console.log(`${commands} commands, ${asked.check} times Check, ${asked.dismiss} times set aside`);
}, 150_000);
