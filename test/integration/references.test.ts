import { randomUUID } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { engineCatalog, modelOf, setEngineCatalog } from '@shared/domain/engine-catalog.ts';
import type { Model } from '@shared/domain/model.ts';
import { referenceLimit } from '@shared/domain/reference.ts';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { recipeOf } from '../../src/main/export/recipe.ts';
import { findDangling } from '../../src/main/library/health/dangling.ts';
import { exportFacts } from '../../src/main/library/images/export-facts.ts';
import { purgePictures } from '../../src/main/library/images/purge.ts';
import type { Engine, EngineInput } from '../../src/main/ports.ts';
import { errorMessage, explain } from '../../src/shared/i18n/error-message.ts';
import { openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

const SERVER = modelOf('openai-images');
const MANY = requestOf('openai-images', 'with the vase of the second picture');

let folder: string;
beforeEach(async () => {
  const { path, remove } = await tempFolder();
  folder = path;
  onTestFinished(remove);
});

/** An engine that takes references and one that takes none, both under the test's control. */
async function setUp() {
  const taking = puppetEngine({ id: 'openai-images', paid: true, needsNetwork: false });
  const free = puppetEngine({ id: 'practice', paid: false, repeatable: true });
  const inputs = new Map<number, readonly EngineInput[]>();
  const recorded = (engine: Engine): Engine => ({
    ...engine,
    run(job) {
      inputs.set(job.edit.id, job.inputs);
      return engine.run(job);
    },
  });
  const prepared: string[] = [];
  const rig = await openRig(folder, {
    engines: [recorded(taking), recorded(free)],
    prepareSource: async (sha256) => {
      prepared.push(sha256);
      return { sha256: 'a'.repeat(64), mime: 'image/png', bytes: 5, width: 4, height: 3, path: 'unread' };
    },
  });
  onTestFinished(() => rig.close());
  rig.queue.start();
  const [source, vase, style] = [
    await rig.addSource('source.png'),
    await rig.addSource('vase.png'),
    await rig.addSource('style.png'),
  ];
  const hashOf = (id: number) => rig.library.picture(id).sha256;
  const run = (more: object = {}) =>
    rig.pressed.run({
      press: randomUUID(),
      sourceImageId: source,
      request: MANY,
      ...NO_LOCAL_PARTS,
      ...more,
    });
  const save = async (editId: number) => {
    await until('started', () => taking.started.includes(editId));
    taking.job(editId).send();
    await taking.job(editId).finish();
    await until('saved', () => rig.ledger.entryByEdit(editId).run.state === 'saved');
    return rig.ledger.entryByEdit(editId).results[0]?.image.id ?? 0;
  };
  const failure = async (editId: number) => {
    await until('failed', () => rig.ledger.entryByEdit(editId).run.state === 'failed');
    return rig.ledger.entryByEdit(editId).run.error;
  };
  return { rig, source, vase, style, hashOf, run, save, failure, inputs, prepared, taking };
}

/** Replaces the server's model until the end of the test. Null: it is gone. */
function withModel(model: Model | null): void {
  const before = engineCatalog();
  onTestFinished(() => setEngineCatalog(before));
  const others = before.models.filter(({ engine }) => engine !== SERVER.engine);
  setEngineCatalog({ ...before, models: model ? [...others, model] : others });
}

const countOfEdits = ({ library }: Rig) => library.db.prepare('SELECT count(*) FROM edits').pluck().get();

describe('reference pictures', () => {
  it('are frozen in order, reach the engine after the source, and are on the receipt', async () => {
    const { rig, source, vase, style, hashOf, run, save, inputs, prepared } = await setUp();
    const { edit, run: queued } = run({ referenceIds: [style, vase] });
    expect(edit.references).toEqual([
      { imageId: style, sha256: hashOf(style) },
      { imageId: vase, sha256: hashOf(vase) },
    ]);
    await save(edit.id);
    expect(inputs.get(edit.id)?.map(({ role, sha256 }) => [role, sha256])).toEqual([
      ['source', hashOf(source)],
      ['reference', hashOf(style)],
      ['reference', hashOf(vase)],
    ]);
    expect(prepared).toEqual([hashOf(style), hashOf(vase)]);
    const sent = { sha256: 'a'.repeat(64), mime: 'image/png', bytes: 5, width: 4, height: 3 };
    expect(rig.ledger.receiptOfRun(queued.id).receipt.references).toEqual([sent, sent]);
  });

  it('are repeated by a re-run and a retry, also after they were removed', async () => {
    const { rig, vase, style, run, save, inputs } = await setUp();
    const { edit } = run({ referenceIds: [style, vase] });
    await save(edit.id);
    rig.library.remove([style]);
    const again = rig.edits.rerun(edit.id);
    expect(again.edit.references).toEqual(edit.references);
    await save(again.edit.id);
    expect(inputs.get(again.edit.id)).toEqual(inputs.get(edit.id));
    rig.queue.pause();
    const waiting = rig.edits.rerun(edit.id);
    rig.edits.cancel(waiting.run.id);
    expect(rig.edits.retry(waiting.run.id).edit).toEqual(waiting.edit);
  });

  it('are part of a press’s request', async () => {
    const { vase, style, run } = await setUp();
    const press = randomUUID();
    const first = run({ press, referenceIds: [style, vase] });
    expect(run({ press, referenceIds: [style, vase] }).run.id).toBe(first.run.id);
    expect(() => run({ press, referenceIds: [vase, style] })).toThrow('press-reused');
  });

  it('are refused, with nothing stored, by a model that takes none or fewer', async () => {
    const { rig, vase, run } = await setUp();
    const practice = requestOf('practice');
    const max = referenceLimit(SERVER);
    expect(max).toBeGreaterThan(1);
    expect(() => run({ request: practice, referenceIds: [vase] })).toThrow('references-too-many');
    expect(() => run({ referenceIds: Array.from({ length: max + 1 }, () => vase) })).toThrow(
      'references-too-many',
    );
    expect(countOfEdits(rig)).toBe(0);
    const params = { model: practice.model, max: 0 };
    expect(explain({ reason: 'references-too-many', params })).toMatch(/can’t take reference pictures/);
  });

  it('are refused by the edit’s own model, named as another one, if it takes fewer now', async () => {
    const { rig, vase, style, run, save } = await setUp();
    const { edit } = run({ referenceIds: [style, vase] });
    await save(edit.id);
    withModel({ ...SERVER, capabilities: { ...SERVER.capabilities, references: 1 } });
    const same = { editId: edit.id, engine: MANY.engine, model: MANY.model };
    const count = countOfEdits(rig);
    expect(() => rig.pressed.challenge({ press: randomUUID(), ...same })).toThrow('references-too-many');
    expect(() => rig.edits.rerun(edit.id)).toThrow('references-too-many');
    expect(countOfEdits(rig)).toBe(count);
  });

  it('don’t hide that the model of their edit is gone', async () => {
    const { rig, vase, run, save, failure } = await setUp();
    const { edit } = run({ referenceIds: [vase] });
    await save(edit.id);
    withModel(null);
    const again = rig.edits.rerun(edit.id);
    const error = await failure(again.edit.id);
    expect(error).toMatchObject({ reason: 'model-of-other-engine', params: { model: MANY.model } });
    expect(errorMessage(error ?? { code: 'internal' })).toMatch(/doesn’t offer/);
  });

  it('that were removed can’t be added to a new edit', async () => {
    const { rig, vase, run } = await setUp();
    rig.library.remove([vase]);
    expect(() => run({ referenceIds: [vase] })).toThrow('reference-gone');
    expect(() => run({ referenceIds: [4_711] })).toThrow('reference-gone');
    expect(countOfEdits(rig)).toBe(0);
  });

  it('that were permanently deleted explain why an edit can’t be run again', async () => {
    const { rig, source, vase, style, run, save } = await setUp();
    const { edit } = run({ referenceIds: [style, vase] });
    rig.library.remove([vase]);
    // Its run is open, and needs the bytes.
    expect(purgePictures(rig.library.db, [vase], 9)).toMatchObject({ ids: [], busy: 1 });
    await save(edit.id);
    expect(purgePictures(rig.library.db, [vase], 9)).toMatchObject({ ids: [vase], busy: 0 });
    expect(() => rig.edits.rerun(edit.id)).toThrow('reference-purged');
    const other = { press: randomUUID(), editId: edit.id, engine: 'practice', model: modelOf('practice').id };
    // Practice gets none of them, so it doesn't need them.
    expect(rig.pressed.challenge(other).edit.references).toEqual([]);
    expect(explain({ reason: 'reference-purged', params: { number: 2 } })).toMatch(/Reference picture 2/);
    expect(rig.edits.tree(source, null).entries.at(-1)?.edit.references).toHaveLength(2);
    expect(findDangling(rig.library.db)).toEqual([]);
  });

  it.each([
    ['damaged', 'reference-damaged'],
    ['missing', 'reference-missing'],
  ])('whose file is %s stop the run before anything is sent', async (what, reason) => {
    const { rig, vase, hashOf, run, failure, taking } = await setUp();
    const path = rig.library.objects.objectPath(hashOf(vase), 'image/png');
    if (what === 'missing') rmSync(path);
    else writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('!')]));
    const { edit } = run({ referenceIds: [vase] });
    expect(await failure(edit.id)).toMatchObject({ reason });
    expect(taking.sent.size).toBe(0);
  });

  it('are checked as links of the database', async () => {
    const { rig, vase, run } = await setUp();
    run({ referenceIds: [vase] });
    const { db } = rig.library;
    expect(findDangling(db)).toEqual([]);
    db.pragma('foreign_keys = OFF');
    db.prepare('UPDATE edit_references SET image_id = 999').run();
    db.pragma('foreign_keys = ON');
    expect(findDangling(db)).toMatchObject([
      { kind: 'dangling', path: 'edit_references', count: 1, repairable: false },
    ]);
  });

  it('are facts of an export', async () => {
    const { rig, vase, style, hashOf, run, save } = await setUp();
    const resultId = await save(run({ referenceIds: [style, vase] }).edit.id);
    const plainId = await save(run().edit.id);
    const [result, plain] = exportFacts(rig.library.db, [resultId, plainId]).map(recipeOf);
    expect(result?.edit?.references).toEqual([
      { name: 'style.png', sha256: hashOf(style) },
      { name: 'vase.png', sha256: hashOf(vase) },
    ]);
    expect(plain?.edit).not.toHaveProperty('references');
  });
});
