import { randomUUID } from 'node:crypto';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import type { EngineOptions } from '@shared/domain/engine.ts';
import { setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { catalogOf, createEngineHost } from '../../src/main/engines/host.ts';
import { ENGINES } from '../../src/main/engines/table.ts';
import { keepMask } from '../../src/main/library/images/masks.ts';
import { engineWorld, NO_ENGINE_FILES } from '../fixtures/engine-world.ts';
import { fourthEngine } from '../fixtures/fourth-engine/index.ts';
import { startFourthService } from '../fixtures/fourth-engine/service.ts';
import { openRig, requestOf, tempFolder, uniquePng, until } from '../fixtures/ledger-rig.ts';

afterAll(() => setEngineCatalog(catalogOf(ENGINES)));

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** The app's library and queue with one more row in the table of engines. */
async function setUp() {
  const service = await startFourthService(uniquePng);
  const folder = await tempFolder();
  const host = createEngineHost({
    ...NO_ENGINE_FILES,
    ...engineWorld('fourth'),
    modules: [...ENGINES, fourthEngine],
    keyOf: async () => null,
    optionsOf: (engine): EngineOptions => (engine === 'fourth' ? { address: service.address } : {}),
  });
  const rig = await openRig(folder.path, { engines: host.engines });
  onTestFinished(async () => {
    await rig.close();
    await host.close();
    await service.stop();
    await folder.remove();
  });
  rig.queue.start();
  return { rig, service, sourceImageId: await rig.addSource() };
}

describe('an engine that is only a folder and a row of the table', () => {
  it('runs through the queue, and its receipt has what it says about the result', async () => {
    const { rig, service, sourceImageId } = await setUp();
    const { run, edit } = rig.edits.run({ sourceImageId, request: requestOf('fourth', 'louder', 11) });
    await until('saved', () => rig.ledger.runById(run.id).state === 'saved');
    expect(service.jobs).toMatchObject([{ prompt: 'louder', pictures: [{ role: 'source' }] }]);
    expect(rig.ledger.runById(run.id)).toMatchObject({ charged: 'no', remoteId: service.jobs[0]?.id });
    expect(rig.ledger.receiptOfRun(run.id).receipt.made).toEqual({
      seedUsed: 11,
      modelVersion: 'echo-1',
      cost: { amount: 0, unit: 'seconds' },
      credentials: { generator: 'fourth engine' },
    });
    expect(rig.ledger.entryByEdit(edit.id).results[0]?.image).toMatchObject({ origin: 'result' });
  });

  it('gets the drawn mask, because its model takes one', async () => {
    const { rig, service, sourceImageId } = await setUp();
    const { objects, db } = rig.library;
    const staged = await objects.stage(pieces(uniquePng()), { maxBytes: 1000 });
    await objects.commit(staged, 'image/png');
    const { sha256 } = rig.library.picture(sourceImageId);
    const mask = { sha256: staged.sha256, mime: 'image/png', bytes: 100, width: 1, height: 1 } as const;
    keepMask(db, mask, sha256, { now: 1, used: true });
    objects.settled(staged.sha256);
    const { run } = rig.pressed.run({
      press: randomUUID(),
      sourceImageId,
      request: requestOf('fourth'),
      ...NO_LOCAL_PARTS,
      finish: { ...DEFAULT_FINISH, mask: { kind: 'drawn', sha256: staged.sha256 } },
    });
    await until('saved', () => rig.ledger.runById(run.id).state === 'saved');
    expect(service.jobs[0]?.pictures.map(({ role }) => role)).toEqual(['source', 'mask']);
  });

  it('leaves its rows readable in an app that doesn’t have it', async () => {
    const { rig, sourceImageId } = await setUp();
    const { run, edit } = rig.edits.run({ sourceImageId, request: requestOf('fourth') });
    await until('saved', () => rig.ledger.runById(run.id).state === 'saved');
    setEngineCatalog(catalogOf(ENGINES));
    expect(rig.ledger.entryByEdit(edit.id).edit.request).toMatchObject({ engine: 'fourth', model: 'echo' });
    expect(() => rig.edits.run({ sourceImageId, request: requestOf('practice') })).not.toThrow();
  });
});
