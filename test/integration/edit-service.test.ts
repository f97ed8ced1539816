import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type EditEntry, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { defaultParams } from '@shared/domain/model.ts';
import { type Comparison, NO_CHANGE } from '@shared/domain/verdict.ts';
import { Failure } from '@shared/errors.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPracticeEngine } from '../../src/main/engines/practice/index.ts';
import { type Imaging, RunFailure } from '../../src/main/ports.ts';
import { explain } from '../../src/shared/i18n/error-message.ts';
import { answerCall } from '../fixtures/answer-call.ts';
import { FLUX_2_DEV, PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { blindImaging, openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
const open: Rig[] = [];
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(async () => {
  for (const rig of open.splice(0)) await rig.close().catch(() => {});
  await folder.remove();
});

async function practiceRig(imaging: Imaging = createFakeImaging()) {
  const rig = await openRig(folder.path, { engines: [createPracticeEngine(imaging)], imaging });
  open.push(rig);
  rig.queue.start();
  return { rig, sourceImageId: await rig.addSource() };
}

const saved = (rig: Rig, editId: number) =>
  until('saved', () => rig.ledger.entryByEdit(editId).run.state === 'saved');
const verdictOf = (rig: Rig, editId: number) => rig.ledger.entryByEdit(editId).results[0]?.verdict;

describe('a new edit', () => {
  /** As the page asks for it. */
  const ask = (rig: Rig, sourceImageId: number, request: object) =>
    answerCall(
      'edit.run',
      {
        press: randomUUID(),
        sourceImageId,
        request: { ...requestOf('practice'), ...request },
        ...NO_LOCAL_PARTS,
      },
      (input) => rig.pressed.run(input),
    );

  it.each([
    ['an empty prompt', { prompt: '  ' }, ['prompt']],
    ['a prompt of signs that cannot be seen', { prompt: '\u200b\u2060\ufeff' }, ['prompt']],
    ['a prompt that is too long', { prompt: 'x'.repeat(8001) }, ['prompt']],
    ['seed 0', { seed: 0 }, ['seed']],
    ['half a seed', { seed: 1.5 }, ['seed']],
    ['a value out of range', { params: { strength: 2 } }, ['strength']],
    ['a value of the wrong type', { params: { steps: '28' } }, ['steps']],
    ['an unknown parameter', { params: { scheduler: 'euler' } }, ['scheduler']],
    [
      'a name from the prototype',
      { params: JSON.parse('{"__proto__": 1, "constructor": 1}') },
      ['__proto__', 'constructor'],
    ],
    ['a model of another engine', { model: 'flux-2-dev' }, ['model']],
    ['an engine that is not there', { engine: '1min.ai', model: 'flux-2-dev' }, ['engine']],
    ['two things at once', { prompt: '', seed: -1 }, ['prompt', 'seed']],
  ] as const)('with %s is rejected at the field and nothing is written', async (_, request, fields) => {
    const { rig, sourceImageId } = await practiceRig();
    const reply = await ask(rig, sourceImageId, request);
    if (reply.ok) throw new Error('it was not refused');
    const { error } = reply;
    expect(error.code).toBe('bad-request');
    expect(error.fields?.map(({ field }) => field)).toEqual(fields);
    for (const field of error.fields ?? []) {
      expect(field.reason).not.toBe('invalid-value');
      expect(explain(field)).toMatch(/^\p{Lu}.*\.$/u);
    }
    expect(rig.edits.tree(sourceImageId, null).entries).toEqual([]);
  });

  it('is stored with every parameter filled in', async () => {
    const { rig, sourceImageId } = await practiceRig();
    const reply = await ask(rig, sourceImageId, {
      prompt: 'Watercolor, please',
      params: { strength: 0.25 },
    });
    if (!reply.ok) throw new Error(reply.error.code);
    const { edit } = reply.value;
    expect(edit.request.params).toEqual({ ...defaultParams(PRACTICE_FILTERS), strength: 0.25 });
    expect(Object.keys(edit.request.params)).toEqual(FLUX_2_DEV.params.map(({ key }) => key));
    expect(edit.request.prompt).toBe('Watercolor, please');
  });

  it('on a removed or unknown picture is not found', async () => {
    const { rig, sourceImageId } = await practiceRig();
    rig.library.remove([sourceImageId]);
    for (const id of [sourceImageId, 777])
      expect(() => rig.edits.run({ sourceImageId: id, request: requestOf('practice') })).toThrow(
        'not-found: picture-gone',
      );
  });

  it('with a missing source file fails with a message', async () => {
    const { rig, sourceImageId } = await practiceRig();
    const { sha256, mime } = rig.library.picture(sourceImageId);
    await rm(rig.library.objects.objectPath(sha256, mime));
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    await until('failed', () => rig.ledger.entryByEdit(edit.id).run.state === 'failed');
    expect(rig.ledger.entryByEdit(edit.id).run).toMatchObject({
      error: { code: 'not-found' },
      charged: 'no',
    });
  });
});

describe('a re-run', () => {
  it('has the same request and source bytes, and is identical in practice', async () => {
    const { rig, sourceImageId } = await practiceRig();
    const { edit } = rig.edits.run({
      sourceImageId,
      request: requestOf('practice', 'dramatic ☂ sky', 2147483647),
    });
    await saved(rig, edit.id);
    const again = rig.edits.rerun(edit.id);
    expect(again.edit).toMatchObject({
      rerunOf: edit.id,
      sourceSha256: edit.sourceSha256,
      rootId: edit.rootId,
    });
    await until('judged', () => verdictOf(rig, again.edit.id) != null);
    const stored = rig.library.db
      .prepare('SELECT CAST(request AS BLOB) FROM edits ORDER BY id')
      .pluck()
      .all() as Buffer[];
    expect(stored).toHaveLength(2);
    expect(stored[0]?.equals(stored[1] ?? Buffer.alloc(0))).toBe(true);
    expect(verdictOf(rig, again.edit.id)).toMatchObject({
      kind: 'identical',
      againstImageId: rig.ledger.entryByEdit(edit.id).results[0]?.image.id,
    });
    const last = rig.told.filter(({ event }) => event === 'run.changed').at(-1)?.payload;
    expect(last).toMatchObject({
      edit: { id: again.edit.id },
      results: [{ verdict: { kind: 'identical' } }],
    });
    expect(verdictOf(rig, edit.id)).toBeNull();
  });

  it('works after the picture and its first result were removed from the library', async () => {
    const { rig, sourceImageId } = await practiceRig();
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    await saved(rig, edit.id);
    rig.library.remove([sourceImageId, rig.ledger.entryByEdit(edit.id).results[0]?.image.id ?? 0]);
    const again = rig.edits.rerun(edit.id);
    await until('judged', () => verdictOf(rig, again.edit.id) != null);
    expect(verdictOf(rig, again.edit.id)?.kind).toBe('identical');
  });

  it('of a re-run is compared with that re-run', async () => {
    const { rig, sourceImageId } = await practiceRig();
    const ids = [rig.edits.run({ sourceImageId, request: requestOf('practice') }).edit.id];
    for (let i = 0; i < 3; i += 1) {
      await saved(rig, ids.at(-1) ?? 0);
      ids.push(rig.edits.rerun(ids.at(-1) ?? 0).edit.id);
    }
    const last = ids.at(-1) ?? 0;
    await until('judged', () => verdictOf(rig, last) != null);
    expect(verdictOf(rig, last)?.againstImageId).toBe(
      rig.ledger.entryByEdit(ids.at(-2) ?? 0).results[0]?.image.id,
    );
  });

  const measured = (comparison: Partial<Comparison>) =>
    blindImaging({
      compare: async () => ({ ...NO_CHANGE, identical: false, ...comparison }),
    });

  it.each([
    ['near', { ssim: 0.97, changedShare: 0.05 }],
    ['drifted', { ssim: 0.8, changedShare: 0.4 }],
    ['different', { ssim: 0.3, changedShare: 0.9 }],
    ['different', { sameSize: false }],
  ] as const)('is %s according to its measurement, also after a restart', async (kind, comparison) => {
    const { rig, sourceImageId } = await practiceRig(measured(comparison));
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    await saved(rig, edit.id);
    const again = rig.edits.rerun(edit.id);
    await until('judged', () => verdictOf(rig, again.edit.id) != null);
    await rig.close();
    const reopened = await openRig(folder.path, { engines: [] });
    open.push(reopened);
    const { ssim, changedShare } = { ssim: 1, changedShare: 0, ...comparison };
    expect(verdictOf(reopened, again.edit.id)).toMatchObject({ kind, ssim, changedShare });
  });

  it('that can’t be compared is saved without a verdict', async () => {
    let asked = 0;
    const imaging = blindImaging({
      compare: async () => {
        asked += 1;
        throw new Failure('imaging-crashed');
      },
    });
    const { rig, sourceImageId } = await practiceRig(imaging);
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    await saved(rig, edit.id);
    const again = rig.edits.rerun(edit.id);
    await saved(rig, again.edit.id);
    await until('asked', () => asked === 1);
    expect(verdictOf(rig, again.edit.id)).toBeNull();
    expect(rig.ledger.entryByEdit(again.edit.id).results).toHaveLength(1);
  });

  it('gets a verdict that a crash prevented at the next start, once', async () => {
    const { rig, sourceImageId } = await practiceRig(blindImaging({ compare: () => new Promise(() => {}) }));
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    await saved(rig, edit.id);
    const reruns: number[] = [];
    // Sequential: the newest result is compared first.
    for (let n = 0; n < 2; n++) {
      const { id } = rig.edits.rerun(edit.id).edit;
      await saved(rig, id);
      reruns.push(id);
    }
    void rig.queue.stop();
    rig.library.close();
    open.pop();

    let asked = 0;
    const imaging = blindImaging({
      compare: async () => {
        asked += 1;
        return { ...NO_CHANGE, identical: false, ssim: 0.8, changedShare: 0.2 };
      },
    });
    for (const start of ['first', 'second']) {
      const again = await openRig(folder.path, { engines: [createPracticeEngine(imaging)], imaging });
      again.queue.start();
      await until('judged', () => reruns.every((id) => verdictOf(again, id)?.kind === 'drifted'));
      await new Promise((resolve) => setTimeout(resolve, 10));
      expect(asked).toBe(2);
      const told = again.told.map(({ event, payload }) => [event, (payload as EditEntry).edit.id]);
      expect(told).toEqual(start === 'first' ? reruns.toReversed().map((id) => ['run.changed', id]) : []);
      await again.close();
    }
  });

  it('of an edit without a result has no verdict; with two results each has its own', async () => {
    const engine = puppetEngine({ repeatable: true });
    const rig = await openRig(folder.path, { engines: [engine] });
    open.push(rig);
    rig.queue.start();
    const sourceImageId = await rig.addSource();
    const finish = async (editId: number, pictures: string[]) => {
      await until('started', () => engine.jobs.some((job) => job.editId === editId));
      engine.job(editId).send();
      await engine.job(editId).finish(pictures.map((text) => Buffer.from(text)));
      await saved(rig, editId);
    };
    const failed = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    await until('started', () => engine.jobs.length === 1);
    engine.job(failed.edit.id).fail(new RunFailure('failed', { code: 'moderated' }));
    await until('failed', () => rig.ledger.entryByEdit(failed.edit.id).run.state === 'failed');
    const first = rig.edits.rerun(failed.edit.id);
    await finish(first.edit.id, ['a', 'b', 'c']);
    expect(verdictOf(rig, first.edit.id)).toBeNull();

    const second = rig.edits.rerun(first.edit.id);
    await finish(second.edit.id, ['d', 'e']);
    const { results } = rig.ledger.entryByEdit(second.edit.id);
    await until('judged', () =>
      rig.ledger.entryByEdit(second.edit.id).results.every((result) => result.verdict !== null),
    );
    expect(results).toHaveLength(2);
    expect(
      rig.ledger.entryByEdit(second.edit.id).results.map((result) => result.verdict?.againstImageId),
    ).toEqual(
      rig.ledger
        .entryByEdit(first.edit.id)
        .results.slice(0, 2)
        .map((result) => result.image.id),
    );
  });

  it('of an edit that does not exist is not found', async () => {
    const { rig } = await practiceRig();
    expect(() => rig.edits.rerun(404)).toThrow('not-found: edit-gone');
  });
});

it('a hundred practice edits are identical when re-run', async () => {
  const { rig, sourceImageId } = await practiceRig();
  const ids: number[] = [];
  for (let seed = 1; seed <= 100; seed += 1)
    ids.push(
      rig.edits.run({ sourceImageId, request: requestOf('practice', `edit ${seed}`, seed * 9973) }).edit.id,
    );
  const told = (what: (entry: EditEntry) => boolean) =>
    rig.told.filter(({ event, payload }) => event === 'run.changed' && what(payload as EditEntry)).length;
  await until('all saved', () => told(({ run }) => run.state === 'saved') === 100);
  const reruns = ids.map((id) => rig.edits.rerun(id).edit.id);
  await until('all judged', () => told(({ results }) => results[0]?.verdict != null) === 100);
  expect(reruns.filter((id) => verdictOf(rig, id)?.kind === 'identical')).toHaveLength(100);
});
