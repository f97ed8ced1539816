import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { FINISHED_MAX, type LocalParts, NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { type Certificate, DEFAULT_FINISH, type FinishRecipe } from '@shared/domain/finish.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { preparedBlob } from '../../src/main/library/images/uploads.ts';
import { messageBytes } from '../../src/main/library/message-size.ts';
import { openRig, type Rig, requestOf, tempFolder, until } from '../fixtures/ledger-rig.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';

const engine = puppetEngine({ repeatable: true });
const PARTS: LocalParts = {
  prepare: { ...WHOLE_PICTURE, region: { x: 0, y: 0, width: 1, height: 1 } },
  finish: { ...DEFAULT_FINISH, featherPx: 3 },
};
const CERTIFICATE: Certificate = {
  outside: 9,
  outsideChanged: 0,
  inside: 1,
  insideChanged: 1,
  findings: { alignment: { x: 0.5, y: -2, scaleX: 1.01, scaleY: 0.99 }, color: null },
};

let folder: string;
beforeEach(async () => {
  const { path, remove } = await tempFolder();
  folder = path;
  onTestFinished(remove);
});

async function open(): Promise<Rig> {
  // The engine of these tests reads no picture.
  const prepareSource = async (sha256: string) =>
    ({ sha256, mime: 'image/png', bytes: 1, width: 1, height: 1, path: 'unread' }) as const;
  const rig = await openRig(folder, { engines: [engine], prepareSource });
  onTestFinished(() => rig.close());
  rig.queue.start();
  return rig;
}

/** Waits for the result of an edit; its image id. */
async function resultOf(rig: Rig, editId: number): Promise<number> {
  await until('started', () => engine.jobs.some((job) => job.editId === editId));
  engine.job(editId).send();
  await engine.job(editId).finish();
  await until('saved', () => rig.ledger.entryByEdit(editId).run.state === 'saved');
  return rig.ledger.entryByEdit(editId).results[0]?.image.id ?? 0;
}

/** Adds a finished picture with the bytes of the raw result. */
function addFinish(rig: Rig, rawImageId: number, recipe: FinishRecipe): number {
  const raw = rig.library.picture(rawImageId);
  const edit = rig.ledger.editById(raw.editId ?? 0);
  const blob = { ...raw, notes: undefined };
  return rig.ledger.addFinish({
    rawImageId,
    edit,
    recipe,
    picture: blob,
    mask: blob,
    certificate: CERTIFICATE,
    now: 5,
  });
}

describe('the parts of an edit', () => {
  it('are stored with it, and repeated by a re-run and a retry', async () => {
    const rig = await open();
    const sourceImageId = await rig.addSource();
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice'), ...PARTS });
    expect(edit).toMatchObject(PARTS);
    await resultOf(rig, edit.id);
    const rerun = rig.edits.rerun(edit.id);
    expect(rerun.edit).toMatchObject({ ...PARTS, rerunOf: edit.id, request: edit.request });
    await until('started', () => engine.jobs.length === 1);
    rig.edits.cancel(rerun.run.id);
    await until('cancelled', () => rig.ledger.runById(rerun.run.id).state === 'cancelled');
    expect(rig.edits.retry(rerun.run.id).edit).toEqual(rerun.edit);
    const plain = rig.edits.run({ sourceImageId, request: requestOf('practice') });
    expect(plain.edit).toMatchObject(NO_LOCAL_PARTS);
  });

  it('are part of a press’s request', async () => {
    const rig = await open();
    const sourceImageId = await rig.addSource();
    const press = randomUUID();
    const ask = (parts: LocalParts) =>
      rig.pressed.run({ press, sourceImageId, request: requestOf('practice'), ...parts });
    expect(ask(PARTS).run.id).toBe(ask(PARTS).run.id);
    expect(() => ask({ ...PARTS, finish: null })).toThrow('press-reused');
    expect(() => ask({ ...PARTS, prepare: WHOLE_PICTURE })).toThrow('press-reused');
  });

  it('are the whole picture without a finish in a library of an older version', async () => {
    mkdirSync(join(folder, 'library'), { recursive: true });
    const sha256 = '0'.repeat(64);
    writeOlderDatabase(join(folder, 'library', 'library.db'), 160, (db) => {
      db.exec(
        `INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES ('${sha256}', 'image/png', 1, 1, 1, 0)`,
      );
      const image = db.prepare(
        `INSERT INTO images (sha256, mime, bytes, width, height, name, name_key, origin, edit_id, root_id, created_at, month)
         VALUES (?, 'image/png', 1, 1, 1, 'a.png', 'a.png', ?, ?, 1, 0, '2026-01')`,
      );
      image.run(sha256, 'import', null);
      const edit = db.prepare(
        `INSERT INTO edits (source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, created_at)
         VALUES (1, ?, 1, 'practice', 'practice-filters', 'sepia', 7, ?, 0)`,
      );
      edit.run(sha256, JSON.stringify(requestOf('practice')));
      image.run(sha256, 'result', 1);
      db.exec(
        "INSERT INTO runs (edit_id, engine, state, position, queued_at) VALUES (1, 'practice', 'saved', 1, 0)",
      );
      db.exec('INSERT INTO results (run_id, image_id, ordinal) VALUES (1, 2, 0)');
      db.prepare('INSERT INTO prepared (source_sha256, sha256) VALUES (?, ?)').run(sha256, sha256);
    });
    const rig = await open();
    const [entry] = rig.edits.tree(1, null).entries;
    expect(entry?.edit).toMatchObject({ request: requestOf('practice'), ...NO_LOCAL_PARTS });
    expect(entry?.results).toMatchObject([{ image: { id: 2 }, finished: [], finishProblem: null }]);
    expect(entry?.results[0]?.image).not.toHaveProperty('finishOf');
    expect(preparedBlob(rig.library.db, sha256, WHOLE_PICTURE)?.sha256).toBe(sha256);
    expect(preparedBlob(rig.library.db, sha256, PARTS.prepare)).toBeNull();
  });
});

describe('finished pictures', () => {
  it('are separate results, newest first in their edit’s entry', async () => {
    const rig = await open();
    const sourceImageId = await rig.addSource('photo.png');
    const { edit } = rig.edits.run({ sourceImageId, request: requestOf('practice'), ...PARTS });
    const raw = await resultOf(rig, edit.id);
    const first = addFinish(rig, raw, DEFAULT_FINISH);
    const second = addFinish(rig, raw, { ...DEFAULT_FINISH, opacity: 0.5 });
    const [result] = rig.ledger.entryByEdit(edit.id).results;
    expect(result?.image.id).toBe(raw);
    expect(
      result?.finished.map(({ image, finish }) => [image.id, image.finishOf, finish.recipe.opacity]),
    ).toEqual([
      [second, raw, 0.5],
      [first, raw, 1],
    ]);
    expect(result?.finished[1]?.finish.certificate).toEqual(CERTIFICATE);
    expect(rig.library.picture(first)).toMatchObject({
      name: `photo (edit ${edit.id}, finished).png`,
      origin: 'result',
      editId: edit.id,
      parentId: sourceImageId,
      rootId: sourceImageId,
      finishOf: raw,
    });
    expect(rig.library.picture(second).name).toBe(`photo (edit ${edit.id}, finished 2).png`);
    expect(rig.edits.tree(first, null).entries.map((entry) => entry.edit.id)).toEqual([edit.id]);
  });

  it('are found by their recipe while they are in the library', async () => {
    const rig = await open();
    const { edit } = rig.edits.run({ sourceImageId: await rig.addSource(), request: requestOf('practice') });
    const raw = await resultOf(rig, edit.id);
    const imageId = addFinish(rig, raw, DEFAULT_FINISH);
    const { mode, ...rest } = DEFAULT_FINISH;
    expect(rig.ledger.finishedBy(raw, { ...rest, mode })?.image.id).toBe(imageId);
    expect(rig.ledger.finishedBy(raw, { ...DEFAULT_FINISH, opacity: 0.5 })).toBeNull();
    rig.library.remove([imageId]);
    expect(rig.ledger.finishedBy(raw, DEFAULT_FINISH)).toBeNull();
  });

  it('clear the problem that prevented finishing the result', async () => {
    const rig = await open();
    const { edit } = rig.edits.run({ sourceImageId: await rig.addSource(), request: requestOf('practice') });
    const raw = await resultOf(rig, edit.id);
    rig.ledger.setFinishProblem(raw, { code: 'disk-full' });
    const problem = () => rig.ledger.entryByEdit(edit.id).results[0]?.finishProblem;
    expect(problem()).toEqual({ code: 'disk-full' });
    addFinish(rig, raw, DEFAULT_FINISH);
    expect(problem()).toBeNull();
  });

  it('fit into one message, regardless of their number', async () => {
    const rig = await open();
    const request = requestOf('practice', '“'.repeat(8000));
    const { edit } = rig.edits.run({ sourceImageId: await rig.addSource('é'.repeat(190)), request });
    const raw = await resultOf(rig, edit.id);
    const made = Array.from({ length: FINISHED_MAX + 3 }, (_, n) =>
      addFinish(rig, raw, { ...DEFAULT_FINISH, opacity: n / 100 }),
    );
    const entry = rig.ledger.entryByEdit(edit.id);
    expect(entry.results[0]?.finished.map(({ image }) => image.id)).toEqual(
      made.toReversed().slice(0, FINISHED_MAX),
    );
    expect(messageBytes(entry)).toBeLessThan(64_000);
  });
});
