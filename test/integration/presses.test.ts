import { randomUUID } from 'node:crypto';
import { NO_LOCAL_PARTS, RUN_MANY_MAX } from '@shared/domain/edit.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunMany } from '../../src/main/edits/run-many.ts';
import { RunFailure } from '../../src/main/ports.ts';
import { openRig, type Rig, type RigOptions, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { fc, withinLimit } from '../fixtures/property.ts';
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

type Many = ReturnType<typeof createRunMany>;

function runManyOf(rig: Rig, engine: PuppetEngine): Many {
  return createRunMany({
    ledger: rig.ledger,
    queue: rig.queue,
    engines: [engine],
    clock: Date.now,
    hasKey: () => true,
    dailyCap: () => 100_000,
    rollSeed: () => 7,
    resolve: async (target) => {
      // A list is read over several turns, so deliveries overlap here.
      await new Promise((resolve) => setImmediate(resolve));
      return 'ids' in target ? target.ids : [];
    },
  });
}

async function rigWith(options: Partial<RigOptions> = {}, engine = puppetEngine()) {
  const rig = await openRig(folder.path, { engines: [engine], ...options });
  open.push(rig);
  const sourceImageId = await rig.addSource();
  return { rig, engine, sourceImageId, many: runManyOf(rig, engine) };
}

const runsIn = (rig: Rig) => rig.library.db.prepare('SELECT count(*) FROM runs').pluck().get() as number;

/** A run that failed before sending, for a retry. */
async function failedRun(rig: Rig, engine: PuppetEngine, sourceImageId: number): Promise<number> {
  const { edit, run } = rig.edits.run({ sourceImageId, request: requestOf('1min.ai') });
  await until('started', () => engine.jobs.some((job) => job.editId === edit.id));
  engine.job(edit.id).fail(new RunFailure('failed', { code: 'request-refused' }));
  await until('failed', () => rig.ledger.runById(run.id).state === 'failed');
  return run.id;
}

describe('a press', () => {
  it('delivered twice returns the same run, whatever happened to it', async () => {
    const { rig, engine, sourceImageId } = await rigWith();
    rig.queue.start();
    const press = randomUUID();
    const ask = () =>
      rig.pressed.run({ press, sourceImageId, request: requestOf('1min.ai'), ...NO_LOCAL_PARTS });
    const first = ask();
    expect(ask().run.id).toBe(first.run.id);
    await until('started', () => engine.jobs.length === 1);
    engine.job(first.edit.id).fail(new RunFailure('failed', { code: 'request-refused' }));
    await until('failed', () => rig.ledger.runById(first.run.id).state === 'failed');
    const again = rig.edits.retry(first.run.id);
    expect(again.run.id).not.toBe(first.run.id);
    expect(ask().run).toMatchObject({ id: first.run.id, state: 'failed' });
    expect(runsIn(rig)).toBe(2);
  });

  it('is answered before any check that may have changed: the key, the cap, the picture', async () => {
    let key = true;
    let cap = 3;
    const { rig, sourceImageId, many } = await rigWith({
      hasKey: () => key,
      dailyCap: () => cap,
      paused: true,
    });
    const press = randomUUID();
    const others = randomUUID();
    const ids = [await rig.addSource(), await rig.addSource()];
    const one = () =>
      rig.pressed.run({ press, sourceImageId, request: requestOf('1min.ai'), ...NO_LOCAL_PARTS });
    const several = () =>
      many({
        press: others,
        target: { ids },
        request: requestOf('1min.ai'),
        seeds: 'same',
        ...NO_LOCAL_PARTS,
        count: 2,
      });
    const first = one();
    const { runIds } = await several();
    key = false;
    cap = 1;
    rig.library.remove([sourceImageId, ...ids]);
    expect(one().run.id).toBe(first.run.id);
    expect((await several()).runIds).toEqual(runIds);
    expect(runsIn(rig)).toBe(3);
  });

  it('with another request is refused, and nothing is queued', async () => {
    const { rig, sourceImageId, many } = await rigWith({ paused: true });
    const press = randomUUID();
    const { edit, run } = rig.pressed.run({
      press,
      sourceImageId,
      request: requestOf('1min.ai'),
      ...NO_LOCAL_PARTS,
    });
    for (const other of [
      () =>
        rig.pressed.run({
          press,
          sourceImageId,
          request: requestOf('1min.ai', 'sepia', 8),
          ...NO_LOCAL_PARTS,
        }),
      () => rig.pressed.rerun({ press, editId: edit.id }),
      () => rig.pressed.retry({ press, runId: run.id }),
      () => rig.pressed.challenge({ press, editId: edit.id, engine: '1min.ai', model: edit.request.model }),
    ])
      expect(other).toThrow('press-reused');
    await expect(
      many({
        press,
        target: { ids: [sourceImageId] },
        request: requestOf('1min.ai'),
        seeds: 'same',
        ...NO_LOCAL_PARTS,
        count: RUN_MANY_MAX,
      }),
    ).rejects.toMatchObject({ code: 'bad-request', value: { reason: 'press-reused' } });
    expect(runsIn(rig)).toBe(1);
  });

  it('that was refused may be delivered again, and then counts', async () => {
    let key = false;
    const { rig, sourceImageId } = await rigWith({ hasKey: () => key, paused: true });
    const press = randomUUID();
    const ask = () =>
      rig.pressed.run({ press, sourceImageId, request: requestOf('1min.ai'), ...NO_LOCAL_PARTS });
    expect(ask).toThrow('missing-key');
    key = true;
    expect(ask().run.id).toBe(ask().run.id);
    expect(runsIn(rig)).toBe(1);
  });
});

describe('what was queued', () => {
  it('is never reported as refused: not if a window can’t be notified, not if the queue can’t be woken', async () => {
    const told: string[] = [];
    let broken = false;
    const { rig, engine, sourceImageId, many } = await rigWith({
      onEmit: (event) => {
        if (broken) throw new Error(`the window is gone: ${event}`);
      },
      // Read whenever the queue wakes up.
      dailyCap: () => {
        if (broken && told.push('asked') % 2 === 0) throw new Error('the disk has gone away');
        return 100;
      },
    });
    rig.queue.start();
    const failed = await failedRun(rig, engine, sourceImageId);
    broken = true;
    const request = requestOf('1min.ai');
    const entries = [
      rig.edits.run({ sourceImageId, request }),
      rig.edits.rerun(rig.ledger.runById(failed).editId),
      rig.edits.retry(failed),
    ];
    const { runIds } = await many({
      press: randomUUID(),
      target: { ids: [sourceImageId] },
      request,
      seeds: 'same',
      ...NO_LOCAL_PARTS,
      count: 1,
    });
    expect(told.length).toBeGreaterThan(3);
    for (const runId of [...entries.map(({ run }) => run.id), ...runIds])
      expect(rig.ledger.runById(runId).state).toBe('queued');
    broken = false;
    // It checks again automatically.
    await until('started', () => engine.jobs.length === 2);
  });

  it('is readable: an entry that violates the contract isn’t queued', async () => {
    const { rig, sourceImageId } = await rigWith({ paused: true });
    rig.library.db.exec(`CREATE TRIGGER damage AFTER INSERT ON runs BEGIN
      UPDATE runs SET state = 'no such state' WHERE id = new.id; END`);
    expect(() => rig.edits.run({ sourceImageId, request: requestOf('1min.ai') })).toThrow('row-damaged');
    expect(runsIn(rig)).toBe(0);
  });
});

/** Calls of presses; the last applies to several pictures. */
const CALLS = ['edit.run', 'edit.rerun', 'run.retry', 'edit.runMany'] as const;
type Call = (typeof CALLS)[number];

interface Plan {
  readonly call: Call;
  readonly press: string;
  readonly runs: number;
}

/** One life of an app that crashes repeatedly, and whose window delivers presses any number of times. */
class World {
  rig!: Rig;
  many!: Many;
  engine!: PuppetEngine;
  readonly bills = new Map<number, number>();
  readonly answers = new Map<string, number[]>();
  #sources: number[] = [];
  #edited = 0;
  readonly #failed = new Map<string, number>();

  async open(): Promise<void> {
    this.engine = puppetEngine({ sent: this.bills });
    // Two at a time, and the queue processes runs between deliveries.
    this.rig = await openRig(folder.path, { engines: [this.engine], concurrency: 2 });
    this.many = runManyOf(this.rig, this.engine);
    this.rig.queue.start();
  }

  /** The pictures, an edit to repeat, and a failed run for each retrying press. */
  async prepare(plans: readonly Plan[]): Promise<void> {
    this.#sources = [await this.rig.addSource(), await this.rig.addSource(), await this.rig.addSource()];
    for (const { call, press } of plans)
      if (call === 'run.retry')
        this.#failed.set(press, await failedRun(this.rig, this.engine, this.#sources[0] ?? 0));
    const first =
      this.#failed.values().next().value ?? (await failedRun(this.rig, this.engine, this.#sources[0] ?? 0));
    this.#edited = this.rig.ledger.runById(first).editId;
  }

  async deliver({ call, press, runs }: Plan): Promise<void> {
    const request = requestOf('1min.ai', call);
    const sourceImageId = this.#sources[0] ?? 0;
    const answer = await (async () => {
      switch (call) {
        case 'edit.run':
          return [this.rig.pressed.run({ press, sourceImageId, request, ...NO_LOCAL_PARTS }).run.id];
        case 'edit.rerun':
          return [this.rig.pressed.rerun({ press, editId: this.#edited }).run.id];
        case 'run.retry':
          return [this.rig.pressed.retry({ press, runId: this.#failed.get(press) ?? 0 }).run.id];
        case 'edit.runMany': {
          const target = { ids: this.#sources.slice(0, runs) };
          return (await this.many({ press, target, request, seeds: 'new', ...NO_LOCAL_PARTS, count: runs }))
            .runIds;
        }
      }
    })();
    const before = this.answers.get(press);
    if (before) expect(answer).toEqual(before);
    this.answers.set(press, answer);
  }

  /** The service accepts started runs, and answers some. */
  async work(): Promise<void> {
    for (const job of [...this.engine.jobs]) {
      job.send();
      await job.finish();
    }
    await new Promise((resolve) => setImmediate(resolve));
  }

  async crash(): Promise<void> {
    await this.rig.close();
    await this.open();
  }
}

/** `RESEED_PRESS_RUNS=400` for the full figures. */
const RUNS = Number(process.env.RESEED_PRESS_RUNS ?? 40);
const LIMIT_MS = RUNS * 1_500;

it(
  'any deliveries in any order, with crashes in between, make one run per press',
  async () => {
    const plan = fc.record({
      call: fc.constantFrom(...CALLS),
      press: fc.uuid({ version: 4 }),
      runs: fc.integer({ min: 1, max: 3 }),
    });
    const step = fc.record({
      press: fc.nat(),
      // Number of concurrent deliveries.
      times: fc.integer({ min: 1, max: 3 }),
      after: fc.constantFrom('nothing', 'nothing', 'work', 'crash before the answer'),
    });
    let deliveries = 0;
    let presses = 0;
    let crashes = 0;
    let runs = 0;
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(plan, { minLength: 1, maxLength: 6, selector: ({ press }) => press }),
        fc.array(step, { minLength: 4, maxLength: 14 }),
        withinLimit(LIMIT_MS, async (plans, steps) => {
          await folder.remove();
          folder = await tempFolder();
          const world = new World();
          await world.open();
          try {
            await world.prepare(plans);
            const pressed = new Map<string, Plan>();
            for (const { press, times, after } of steps) {
              const chosen = plans[press % plans.length] as Plan;
              pressed.set(chosen.press, chosen);
              await Promise.all(Array.from({ length: times }, () => world.deliver(chosen)));
              deliveries += times;
              if (after === 'work') await world.work();
              if (after === 'crash before the answer') {
                await world.crash();
                crashes += 1;
              }
            }
            await world.crash();
            for (const each of pressed.values()) {
              await world.deliver(each);
              deliveries += 1;
              const expected = each.call === 'edit.runMany' ? each.runs : 1;
              expect(world.answers.get(each.press)).toHaveLength(expected);
              runs += expected;
            }
            presses += pressed.size;
            const rows = world.rig.library.db
              .prepare('SELECT press, count(*) AS runs FROM runs WHERE press IS NOT NULL GROUP BY press')
              .all() as { press: string; runs: number }[];
            const byPress = new Map(rows.map((row) => [row.press, row.runs]));
            for (const { press, call, runs: many } of pressed.values()) {
              made += byPress.get(press) ?? 0;
              expect(byPress.get(press)).toBe(call === 'edit.runMany' ? many : 1);
            }
            for (let left = world.engine.jobs.length; left > 0; left = world.engine.jobs.length) {
              await world.work();
              await until(
                'the next are started',
                () => world.engine.jobs.length > 0 || world.rig.queue.list().waiting === 0,
              );
            }
            for (const [editId, bills] of world.bills) expect(bills, `edit ${editId}`).toBeLessThanOrEqual(1);
          } finally {
            await world.rig.close();
          }
        }),
      ),
      { numRuns: RUNS },
    );
    console.log(
      `${presses} presses, delivered ${deliveries} times, with ${crashes} crashes between commit and answer: ${runs} runs asked for, ${made} made`,
    );
    expect(crashes).toBeGreaterThan(10);
  },
  120_000 + LIMIT_MS,
);
