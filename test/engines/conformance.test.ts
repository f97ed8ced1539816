import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { EngineInfo } from '@shared/domain/engine.ts';
import { setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import { Language } from '@shared/domain/language.ts';
import type { LocalText } from '@shared/domain/local-text.ts';
import { type EngineId, Model } from '@shared/domain/model.ts';
import { parseParams } from '@shared/domain/params.ts';
import { canMove, isSettled, type RunState } from '@shared/domain/run.ts';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { catalogOf, createEngineHost, type EngineHost } from '../../src/main/engines/host.ts';
import { ENGINES } from '../../src/main/engines/table.ts';
import { runEvents } from '../../src/main/library/ledger/runs.ts';
import { engineWorld, NO_ENGINE_FILES } from '../fixtures/engine-world.ts';
import { openRig, type Rig, requestOf, tempFolder, uniquePng, until } from '../fixtures/ledger-rig.ts';
import type { Bench, BenchRow } from './bench.ts';
import { BENCHES } from './benches.ts';

const MODULES = BENCHES.map(({ module }) => module);
afterAll(() => setEngineCatalog(catalogOf(ENGINES)));

/** A bench, and the app's library, ledger and queue on a folder. `restart` ends the process and starts another. */
async function setUp(row: BenchRow) {
  const { info } = row.module;
  const bench = await row.setUp();
  const folder = await tempFolder();
  const closings: (() => Promise<void>)[] = [];
  const hosts: EngineHost[] = [];
  // The stand-in for what leaves the machine of a picture: another file, as each differs from its original.
  const prepared = async (sha256: string) => {
    const path = join(folder.path, `prepared-${sha256}.png`);
    const bytes = preparedBytes(sha256);
    await writeFile(path, bytes);
    return { path, sha256, mime: 'image/png', bytes: bytes.length, width: 1, height: 1 } as const;
  };
  const start = async (): Promise<Rig> => {
    const host = createEngineHost({
      ...NO_ENGINE_FILES,
      ...engineWorld(info.id, bench.imaging ? { imaging: bench.imaging } : {}),
      filesFolder: join(folder.path, 'engine-files'),
      prepareUpload: ({ sha256 }) => prepared(sha256),
      ...bench.world,
      modules: MODULES,
      keyOf: async (engine: EngineId) => (engine === info.id ? bench.canary : null),
      optionsOf: bench.world.optionsOf ?? (() => ({})),
    });
    hosts.push(host);
    const engines = host.engines.filter(({ id }) => id === info.id);
    const rig = await openRig(folder.path, {
      engines,
      ...(bench.imaging && { imaging: bench.imaging }),
      prepareSource: prepared,
      concurrency: 1,
      // Time to stop an edit on its server, also on a busy machine.
      abortGraceMs: 60_000,
    });
    closings.push(async () => {
      await rig.close().catch(() => {});
      await host.close();
    });
    rig.queue.start();
    return rig;
  };
  onTestFinished(async () => {
    for (const close of closings) await close();
    await bench.stop();
    await folder.remove();
  });
  const rig = await start();
  const sourceImageId = await rig.addSource();
  const request = requestOf(info.id, 'a red door');
  return {
    bench,
    folder,
    rig,
    sourceImageId,
    press: (id: string = randomUUID()) =>
      rig.pressed.run({ press: id, sourceImageId, request, ...NO_LOCAL_PARTS }).run.id,
    takeReferences: async () => {
      for (const host of hosts) await bench.takeReferences?.(host, folder.path);
    },
    async restart(): Promise<Rig> {
      await closings.pop()?.();
      return start();
    },
  };
}

/** What is sent of the picture with this hash. */
const preparedBytes = (sha256: string) => uniquePng(`prepared ${sha256}`);

const stateOf = (rig: Rig, runId: number): RunState => rig.ledger.runById(runId).state;
/** It ended, or waits with a reason. */
function isExplained(rig: Rig, runId: number): boolean {
  const { state, error } = rig.ledger.runById(runId);
  return state === 'saved' || state === 'cancelled' || error !== null;
}
const ended = (rig: Rig, runId: number) => until('the run has ended', () => isSettled(stateOf(rig, runId)));

/** Every file below a folder as text, byte by byte. */
function textBelow(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

function assertLegal(rig: Rig, runId: number): void {
  const states = runEvents(rig.library.db, runId).map(({ state }) => state);
  expect(states[0]).toBe('queued');
  for (const [at, state] of states.entries())
    if (at > 0) expect(canMove(states[at - 1] ?? 'queued', state), states.join(' → ')).toBe(true);
}

/** What it may cost is told only of an engine with a price. */
function assertCharge(rig: Rig, runId: number, bench: Bench, info: EngineInfo): void {
  const { charged } = rig.ledger.runById(runId);
  if (!info.paid) expect(charged).toBe('no');
  else if (bench.executed() > 0) expect(charged).not.toBe('no');
}

it('has a bench for each engine of the table', () => {
  expect(MODULES.map(({ info }) => info.id)).toEqual(
    expect.arrayContaining(ENGINES.map(({ info }) => info.id)),
  );
});

it('tells engines and models apart by their ids', () => {
  const { engines, models } = catalogOf(MODULES);
  expect(new Set(engines.map(({ id }) => id)).size).toBe(engines.length);
  expect(new Set(models.map(({ engine, id }) => `${engine} ${id}`)).size).toBe(models.length);
});

describe.each(BENCHES.map((row) => [row.module.info.id, row] as const))('the engine %s', (id, row) => {
  const { info, models, create } = row.module;

  it('declares what it is in every language', () => {
    const texts: LocalText[] = [
      info.about,
      ...info.options.flatMap(({ label, help }) => [label, ...(help === undefined ? [] : [help])]),
      ...models.flatMap(({ params }) =>
        params.flatMap(({ label, help }) => [label ?? [], help ?? []].flat()),
      ),
    ];
    EngineInfo.parse(info);
    for (const text of texts)
      if (typeof text === 'object') expect(new Set(Language.options.map((one) => text[one])).size).toBe(2);
    expect(info.paid && info.repeatable).toBe(false);
  });

  it('has models whose defaults are valid', () => {
    expect(models.length).toBeGreaterThan(0);
    for (const model of models) {
      Model.parse(model);
      expect(model.engine).toBe(id);
      expect(parseParams(model, {}).ok).toBe(true);
      const { mask, references } = { ...info.capabilities, ...model.capabilities };
      expect(mask, `${model.id} has a field for its mask`).toBe(model.pictures.mask !== undefined);
      expect(references > 0).toBe(model.pictures.reference !== undefined);
      if (!info.capabilities.mask) expect(model.pictures.mask === undefined || mask).toBe(true);
    }
  });

  it('is what it declares', () => {
    const { engine } = create(engineWorld(id));
    const { paid, repeatable, needsNetwork } = info;
    expect(engine).toMatchObject({ id, paid, repeatable, needsNetwork });
    expect(engine.resume !== undefined).toBe(info.capabilities.resumable !== 'no');
    expect(engine.findsSent ?? false).toBe(info.capabilities.resumable === 'sent');
  });

  it('saves a result, once for each press, through legal states only', async () => {
    const { rig, bench, press, folder } = await setUp(row);
    const one = randomUUID();
    const runs = [press(one), press(one), press(one)];
    const [runId = 0] = runs;
    expect(new Set(runs).size).toBe(1);
    await ended(rig, runId);
    expect(stateOf(rig, runId)).toBe('saved');
    expect(bench.executed()).toBe(1);
    assertLegal(rig, runId);
    assertCharge(rig, runId, bench, info);
    if (bench.canary === null) return;
    // Nothing on the disk and nothing that a window gets has the key.
    expect(textBelow(folder.path)).not.toContain(bench.canary);
    expect(JSON.stringify([rig.told, rig.ledger.receiptOfRun(runId)])).not.toContain(bench.canary);
  });

  it.each(row.faults)('ends explained and executes no edit twice when: %s', async (name) => {
    const { rig, bench, press, folder } = await setUp(row);
    await bench.faults.find((fault) => fault.name === name)?.arrange();
    const runId = press();
    await until('the run is explained', () => isExplained(rig, runId));
    expect(bench.executed()).toBeLessThanOrEqual(1);
    assertLegal(rig, runId);
    assertCharge(rig, runId, bench, info);
    if (bench.canary !== null) expect(textBelow(folder.path)).not.toContain(bench.canary);
  });

  it.each(row.hostile)('follows no answer elsewhere: %s', async (name) => {
    const { rig, bench, press } = await setUp(row);
    await bench.hostile.find((answer) => answer.name === name)?.arrange();
    const runId = press();
    await until('the run is explained', () => isExplained(rig, runId));
    expect(bench.strayRequests()).toBe(0);
    expect(bench.executed()).toBeLessThanOrEqual(1);
  });

  it('sends references in order as they were prepared, and refuses those that no model of it takes', async () => {
    const { rig, bench, sourceImageId, takeReferences, folder } = await setUp(row);
    await takeReferences();
    const [first, second] = [await rig.addSource('first.png'), await rig.addSource('second.png')];
    const referenceIds = [second, first];
    const ask = () =>
      rig.pressed.run({
        press: randomUUID(),
        sourceImageId,
        request: requestOf(id, 'a red door'),
        referenceIds,
        ...NO_LOCAL_PARTS,
      });
    if (bench.picturesSent === null) {
      expect(ask).toThrow('references-too-many');
      expect(bench.executed()).toBe(0);
      return;
    }
    const { edit, run } = ask();
    await ended(rig, run.id);
    expect(rig.ledger.runById(run.id)).toMatchObject({ state: 'saved', error: null });
    const asSent = referenceIds.map((imageId) =>
      preparedBytes(rig.library.picture(imageId).sha256).toString('latin1'),
    );
    const { picturesSent } = bench;
    const arrived = () =>
      picturesSent()
        .slice(1)
        .map((bytes) => bytes.toString('latin1'));
    expect(arrived()).toEqual(asSent);
    const again = rig.edits.rerun(edit.id);
    await ended(rig, again.run.id);
    expect(arrived()).toEqual(asSent);
    expect(bench.executed()).toBe(2);
    if (bench.canary !== null) expect(textBelow(folder.path)).not.toContain(bench.canary);
  });

  it('sends nothing for a run that is canceled in the queue', async () => {
    const { rig, bench, press } = await setUp(row);
    rig.queue.pause();
    const runId = press();
    rig.queue.cancel(runId);
    rig.queue.resume();
    await ended(rig, runId);
    expect(stateOf(rig, runId)).toBe('cancelled');
    expect(bench.executed()).toBe(0);
  });

  it('ends a run that is canceled while the service has it', async () => {
    const { rig, bench, press } = await setUp(row);
    await bench.hold();
    const runId = press();
    await until('the edit has arrived', bench.arrived);
    rig.queue.cancel(runId);
    await ended(rig, runId);
    const isStopped = info.repeatable || create(engineWorld(id)).engine.cancels === true;
    expect(stateOf(rig, runId)).toBe(isStopped ? 'cancelled' : 'uncertain');
    assertCharge(rig, runId, bench, info);
    expect(bench.executed()).toBe(1);
    bench.letGo();
  });

  it('executes no edit twice after a crash while the service has it', async () => {
    const { rig, bench, press, restart } = await setUp(row);
    await bench.hold();
    const runId = press();
    await until('the edit has arrived', bench.arrived);
    expect(stateOf(rig, runId)).toBe('sending');
    bench.letGo();
    const next = await restart();
    await ended(next, runId);
    // A service that can be asked tells the result. Otherwise the user decides.
    const isTold = info.repeatable || info.capabilities.resumable === 'sent';
    expect(stateOf(next, runId)).toBe(isTold ? 'saved' : 'uncertain');
    if (!info.repeatable) expect(bench.executed()).toBe(1);
    assertLegal(next, runId);
  });

  if (info.capabilities.resumable === 'no') return;

  it('fetches an accepted edit after a crash', async () => {
    const { rig, bench, press, restart } = await setUp(row);
    await bench.holdResult?.();
    const runId = press();
    await until('the edit is accepted', () =>
      ['accepted', 'downloading', 'saved'].includes(stateOf(rig, runId)),
    );
    expect(stateOf(rig, runId)).toBe('accepted');
    const next = await restart();
    bench.letGo();
    await ended(next, runId);
    expect(stateOf(next, runId)).toBe('saved');
    expect(bench.executed()).toBe(1);
    assertLegal(next, runId);
  });
});
