import { randomUUID } from 'node:crypto';
import { RevisedEntry } from '@shared/domain/edit.ts';
import { modelOf } from '@shared/domain/engine-catalog.ts';
import { DEFAULT_FINISH } from '@shared/domain/finish.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { NO_CHANGE } from '@shared/domain/verdict.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blindImaging, openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

const FLUX = modelOf('1min.ai');
const PRACTICE = modelOf('practice');

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Rig[] = [];
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

/** Practice and 1min.ai under the test's control, and a saved practice edit with local parts. */
async function setUp(options: { hasKey?: () => boolean; dailyCap?: () => number } = {}) {
  const free = puppetEngine({ id: 'practice', paid: false, repeatable: true });
  const paid = puppetEngine({ id: '1min.ai', paid: true });
  const rig = await openRig(folder.path, {
    engines: [free, paid],
    imaging: blindImaging({
      compare: async () => ({ ...NO_CHANGE, identical: false, ssim: 0.8, changedShare: 0.4 }),
    }),
    ...options,
  });
  open.push(rig);
  rig.queue.start();
  const sourceImageId = await rig.addSource();
  const request = requestOf('practice', 'a red door', 77);
  const params = { ...request.params, strength: 0.35 };
  const parts = { prepare: WHOLE_PICTURE, finish: { ...DEFAULT_FINISH, mask: { kind: 'all' as const } } };
  const { edit } = rig.edits.run({ sourceImageId, request: { ...request, params }, ...parts });
  await until('started', () => free.started.includes(edit.id));
  free.job(edit.id).send();
  await free.job(edit.id).finish();
  await until('saved', () => rig.ledger.entryByEdit(edit.id).run.state === 'saved');
  return { rig, free, paid, edit, parts, sourceImageId };
}

const onFlux = (editId: number, press: string = randomUUID()) => ({
  press,
  editId,
  engine: '1min.ai',
  model: FLUX.id,
});

describe('a challenge', () => {
  it('is a sibling with the same source, local parts, prompt and seed, and gets a verdict', async () => {
    const { rig, paid, edit, parts, sourceImageId } = await setUp();
    // As the page receives it.
    const answer = RevisedEntry.parse(rig.pressed.challenge(onFlux(edit.id)));
    const { edit: challenge, challenged } = answer;
    expect(challenge).toMatchObject({
      sourceImageId,
      sourceSha256: edit.sourceSha256,
      rootId: edit.rootId,
      rerunOf: edit.id,
      ...parts,
      request: { engine: '1min.ai', model: FLUX.id, prompt: 'a red door', seed: 77 },
    });
    expect(challenge.request.params).toMatchObject({ strength: 0.35, steps: 28 });
    expect(challenged).toEqual({ engine: 'practice', model: PRACTICE.id });
    await until('started', () => paid.started.includes(challenge.id));
    paid.job(challenge.id).send();
    await paid.job(challenge.id).finish();
    await until('judged', () => rig.ledger.entryByEdit(challenge.id).results[0]?.verdict != null);
    expect(rig.ledger.entryByEdit(challenge.id).results[0]?.verdict).toMatchObject({
      kind: 'drifted',
      againstImageId: rig.ledger.entryByEdit(edit.id).results[0]?.image.id,
    });
    expect(rig.ledger.entryByEdit(edit.id).challenged).toBeNull();
    // A re-run of it repeats its own request, and is no challenge.
    const again = rig.edits.rerun(challenge.id);
    expect(again).toMatchObject({
      challenged: null,
      edit: { rerunOf: challenge.id, request: challenge.request },
    });
  });

  it('that is delivered twice is queued and billed once', async () => {
    const { rig, paid, edit } = await setUp();
    const press = onFlux(edit.id);
    const first = rig.pressed.challenge(press);
    expect(rig.pressed.challenge(press).edit.id).toBe(first.edit.id);
    expect(() => rig.pressed.challenge({ ...press, engine: 'practice', model: PRACTICE.id })).toThrow(
      'bad-request',
    );
    await until('started', () => paid.started.includes(first.edit.id));
    expect(paid.started).toEqual([first.edit.id]);
  });

  it('on the same engine and model is a re-run', async () => {
    const { rig, edit } = await setUp();
    const press = { press: randomUUID(), editId: edit.id, engine: 'practice', model: PRACTICE.id };
    expect(rig.pressed.challenge(press)).toMatchObject({
      challenged: null,
      edit: { rerunOf: edit.id, request: edit.request },
    });
  });

  it.each<[string, Parameters<typeof setUp>[0], object, string]>([
    ['without a key', { hasKey: () => false }, {}, 'missing-key'],
    ['over the daily limit', { dailyCap: () => 0 }, {}, 'daily-cap'],
    ['on an engine that this build lacks', {}, { engine: 'comfyui' }, 'bad-request'],
    ['on a model that the engine lacks', {}, { model: 'gone' }, 'bad-request'],
    ['of an edit that does not exist', {}, { editId: 999 }, 'not-found'],
  ])('%s is refused, and nothing is stored', async (_, options, change, code) => {
    const { rig, paid, edit } = await setUp(options);
    const edits = () => rig.library.db.prepare('SELECT count(*) FROM edits').pluck().get();
    expect(() => rig.pressed.challenge({ ...onFlux(edit.id), ...change })).toThrow(code);
    expect(edits()).toBe(1);
    expect(paid.started).toEqual([]);
  });
});
