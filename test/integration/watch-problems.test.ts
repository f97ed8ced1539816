import { randomUUID } from 'node:crypto';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { engineCatalog, modelOf, setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { Model } from '@shared/domain/model.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { purgePictures } from '../../src/main/library/images/purge.ts';
import { requestOf, tempFolder } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { openWatchRig, type WatchRig, WEEK_MS } from '../fixtures/watch-rig.ts';

const FLUX = modelOf('1min.ai').id;
const onFlux = () => ({ press: randomUUID(), engine: '1min.ai', model: FLUX });

async function setUp(options: Parameters<typeof openWatchRig>[1] = {}): Promise<WatchRig> {
  const folder = await tempFolder();
  onTestFinished(folder.remove);
  const rig = await openWatchRig(folder.path, options);
  onTestFinished(() => rig.close());
  return rig;
}

function purge({ rig }: WatchRig, imageId: number): void {
  rig.library.remove([imageId]);
  expect(purgePictures(rig.library.db, [imageId], 9).ids).toEqual([imageId]);
}

/** Replaces the models until the end of the test. */
function setModels(change: (model: Model) => Model | null): void {
  const before = engineCatalog();
  onTestFinished(() => setEngineCatalog(before));
  setEngineCatalog({ ...before, models: before.models.flatMap((model) => change(model) ?? []) });
}

describe('a watched edit that can’t be re-run', () => {
  it('is left out of a check, doesn’t count to its limit, and has its reason in the list', async () => {
    const rig = await setUp({ dailyCap: () => 3 });
    const edits = [await rig.watched('1min.ai', 'weekly', 1), await rig.watched('1min.ai', 'weekly', 2)];
    const [gone = 0, other = 0] = edits;
    purge(rig, rig.rig.ledger.editById(gone).sourceImageId);
    const problem = { code: 'not-found', reason: 'source-purged' };
    expect(rig.watches.list()).toMatchObject([{ problem }, { problem: null }]);
    expect(rig.watches.check(onFlux()).runIds).toHaveLength(1);
    expect(edits.map(rig.rerunsOf)).toMatchObject([[], [expect.any(Number)]]);
    await rig.finish(rig.rerunsOf(other)[0] ?? 0);
  });

  it('doesn’t stop the scheduled re-runs of the others', async () => {
    const rig = await setUp();
    const gone = await rig.watched('1min.ai', 'weekly', 1);
    const other = await rig.watched('1min.ai', 'weekly', 2);
    rig.rig.library.db.prepare(`UPDATE edits SET request = '{}' WHERE id = ?`).run(gone);
    rig.watches.runDue();
    expect(rig.rerunsOf(gone)).toEqual([]);
    expect(rig.rerunsOf(other)).toHaveLength(1);
    expect(rig.watches.list()).toMatchObject([{ problem: { reason: 'row-damaged' } }, { problem: null }]);
  });

  it('because its model is gone says so, and no run that must fail is queued each week', async () => {
    const rig = await setUp();
    const edit = await rig.watched('1min.ai');
    setModels((model) => (model.id === FLUX ? null : model));
    rig.watches.runDue();
    expect(() => rig.watches.check(onFlux())).toThrow('model-of-other-engine');
    expect(rig.rerunsOf(edit)).toEqual([]);
  });

  it('because of its reference pictures names them', async () => {
    const paid = puppetEngine({ id: 'openai-images', paid: true, needsNetwork: false });
    const prepared = { sha256: 'a'.repeat(64), mime: 'image/png', bytes: 5, width: 4, height: 3 } as const;
    const rig = await setUp({ paid, prepareSource: async () => ({ ...prepared, path: 'unread' }) });
    const request = requestOf(paid.id);
    const vase = await rig.rig.addSource('vase.png');
    const { edit } = rig.rig.pressed.run({
      press: randomUUID(),
      sourceImageId: await rig.rig.addSource(),
      request,
      referenceIds: [vase],
      ...NO_LOCAL_PARTS,
    });
    await rig.finish(edit.id);
    await rig.commands.run({ do: 'watch', edit: edit.id });
    const check = () =>
      rig.watches.check({ press: randomUUID(), engine: request.engine, model: request.model });

    purge(rig, vase);
    expect(check).toThrow('reference-purged');
    setModels((model) => ({ ...model, capabilities: { ...model.capabilities, references: 0 } }));
    expect(check).toThrow('references-too-many');
    await rig.commands.run({ do: 'stop-watching', edit: edit.id });
    expect(check).toThrow('none-watched');
    expect(rig.rerunsOf(edit.id)).toEqual([]);
  });
});

describe('the list of watched edits', () => {
  it('is there with the other re-runs if one is damaged', async () => {
    const rig = await setUp();
    const edit = await rig.watched('practice');
    const damaged = await rig.rerunWhenDue(edit);
    rig.world.now += WEEK_MS;
    await rig.rerunWhenDue(edit);
    const { db } = rig.rig.library;
    db.prepare('UPDATE results SET ssim = NULL WHERE run_id IN (SELECT id FROM runs WHERE edit_id = ?)').run(
      damaged,
    );
    expect(rig.watches.list()).toMatchObject([{ editId: edit, checks: 1 }]);
  });
});
