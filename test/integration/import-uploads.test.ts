import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@shared/errors.ts';
import { describe, expect, it } from 'vitest';
import { createThumbs } from '../../src/main/import/thumbs.ts';
import { importRig } from '../fixtures/import-rig.ts';
import { seededPicture } from '../fixtures/seeded-pictures.ts';

function body(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([new Uint8Array(bytes)]).stream();
}

describe('files without a path', () => {
  it('get an address each, which receives their bytes', async () => {
    const rig = await importRig();
    await rig.write('b.png', await seededPicture('png', 2));
    const { importId, uploads } = rig.service.start([
      { name: 'a.png', path: null },
      { name: 'b.png', path: join(rig.folder, 'b.png') },
      { name: 'c.png', path: null },
    ]);
    expect(uploads).toEqual([`/import/${importId}/0`, `/import/${importId}/2`]);
    await rig.service.receive(importId, 2, body(await seededPicture('png', 3)));
    await rig.service.receive(importId, 0, body(await seededPicture('png', 1)));
    const last = await rig.over(importId);
    expect(last).toMatchObject({ state: 'done', added: 3, total: 3, refused: [] });
    expect(rig.names()).toEqual(['a.png', 'b.png', 'c.png']);
    expect(rig.library.picture(last.firstImageId ?? 0).name).toBe('a.png');
    await rig.expectClean(3);
  });

  it('are refused like others: empty, too large, not a picture, interrupted', async () => {
    const rig = await importRig();
    const names = ['none.png', 'endless.png', 'text.png', 'broken.png'];
    const { importId } = rig.service.start(names.map((name) => ({ name, path: null })));
    async function* endless() {
      // It starts like a picture, otherwise its first bytes would be enough.
      yield await seededPicture('png', 2);
      const chunk = new Uint8Array(4 * 1024 * 1024);
      for (;;) yield chunk;
    }
    async function* broken() {
      yield await seededPicture('png', 1);
      throw new Error('the page went away');
    }
    await Promise.all([
      rig.service.receive(importId, 0, null),
      rig.service.receive(importId, 1, endless()),
      rig.service.receive(importId, 2, body(Buffer.from('words'))),
      rig.service.receive(importId, 3, broken()),
    ]);
    const last = await rig.over(importId);
    expect(last.refused.find(({ name }) => name === 'endless.png')).toMatchObject({
      reason: 'larger-than',
      params: { megabytes: 50 },
    });
    expect(Object.fromEntries(last.refused.map(({ name, code }) => [name, code]))).toEqual({
      'none.png': 'file-empty',
      'endless.png': 'file-too-large',
      'text.png': 'not-a-picture',
      'broken.png': 'file-unreadable',
    });
    await rig.expectClean(0);
  });

  it('are received once, and only where they are expected', async () => {
    const rig = await importRig();
    const { importId } = rig.service.start([
      { name: 'a.png', path: null },
      { name: 'b.png', path: null },
    ]);
    const bytes = await seededPicture('png', 1);
    await rig.service.receive(importId, 0, body(bytes));
    for (const [id, index] of [
      [importId, 0],
      [importId, 7],
      [importId + 1, 0],
    ] as const) {
      await expect(rig.service.receive(id, index, body(bytes))).rejects.toMatchObject({ code: 'not-found' });
    }
    rig.service.cancel(importId);
    await expect(rig.service.receive(importId, 1, body(bytes))).rejects.toMatchObject({ code: 'not-found' });
    expect(await rig.over(importId)).toMatchObject({ state: 'cancelled', added: 1 });
    await rig.expectClean(1);
  });

  it('that never arrive do not keep the import open forever', async () => {
    const rig = await importRig({ uploadWaitMs: 50 });
    const { importId } = rig.service.start([{ name: 'a.png', path: null }]);
    expect((await rig.over(importId)).refused).toEqual([
      { name: 'a.png', code: 'file-unreadable', reason: 'never-came' },
    ]);
  });

  it('that stall are given up on Cancel', async () => {
    const rig = await importRig();
    const { importId } = rig.service.start([{ name: 'a.png', path: null }]);
    async function* stalls() {
      yield new Uint8Array(10);
      await new Promise(() => {});
    }
    const received = rig.service.receive(importId, 0, stalls());
    setTimeout(() => rig.service.cancel(importId), 20);
    expect(await rig.over(importId)).toMatchObject({ state: 'cancelled', added: 0, total: 1 });
    await received;
    await rig.expectClean(0);
  });

  it('that wait are released when the user cancels', async () => {
    const rig = await importRig({
      hook: (_method, _picture, signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    });
    const files = [...Array(6).keys()].map((n) => ({ name: `${n}.png`, path: null }));
    const { importId } = rig.service.start(files);
    const pictures = await Promise.all(files.map((_, n) => seededPicture('png', n + 1)));
    const received = pictures.map((bytes, n) =>
      rig.service.receive(importId, n, body(bytes)).then(
        () => 'taken',
        (error: Failure) => error.code,
      ),
    );
    await expect.poll(() => rig.imaging.calls.length).toBe(4);
    rig.service.cancel(importId);
    const taken = Array(4).fill('taken');
    expect(await Promise.all(received)).toEqual([...taken, 'import-cancelled', 'import-cancelled']);
    await rig.over(importId);
    await rig.expectClean(0);
  });
});

describe('refusals', () => {
  it('of thousands of files fit into one message, and all are counted', async () => {
    const rig = await importRig();
    await mkdir(join(rig.folder, 'papers'));
    for (let n = 0; n < 1500; n += 1) await rig.write(join('papers', `paper number ${n}.txt`), 'words');
    const last = await rig.drop(['papers']);
    expect(last).toMatchObject({ state: 'done', done: 1500, total: 1500, added: 0, duplicates: 0 });
    expect(last.refused.length).toBeGreaterThan(100);
    await rig.expectClean(0);
  });
});

describe('a lost thumbnail', () => {
  it('is made once for all concurrent requests', async () => {
    const rig = await importRig();
    await rig.write('a.png', await seededPicture('png', 1, 500, 300));
    await rig.drop(['a.png']);
    const { sha256 } = rig.library.picture(1);
    const thumbs = createThumbs(rig.library, rig.imaging);
    const thumb = await thumbs.ensureThumb(sha256, 256);
    const before = rig.imaging.calls.length;
    await rm(join(rig.library.folder, 'thumbs'), { recursive: true });
    const asked = await Promise.all([...Array(20).keys()].map(() => thumbs.ensureThumb(sha256, 256)));
    expect(asked).toEqual(Array(20).fill(thumb));
    expect(thumb?.path).toContain(sha256);
    expect(rig.imaging.calls).toHaveLength(before + 1);
    expect(await thumbs.ensureThumb(sha256, 1024)).not.toBeNull();
    expect(rig.imaging.calls).toHaveLength(before + 1);
    await rig.expectClean(1);
  });

  it('of an unknown picture is null, and a failed one is retried', async () => {
    let failing = false;
    const rig = await importRig({
      hook: () => {
        if (failing) throw new Failure('imaging-crashed');
      },
    });
    await rig.write('a.png', await seededPicture('png', 1));
    await rig.drop(['a.png']);
    const { sha256 } = rig.library.picture(1);
    const thumbs = createThumbs(rig.library, rig.imaging);
    expect(await thumbs.ensureThumb('0'.repeat(64), 256)).toBeNull();
    await rm(join(rig.library.folder, 'thumbs'), { recursive: true });
    failing = true;
    await expect(thumbs.ensureThumb(sha256, 256)).rejects.toMatchObject({ code: 'imaging-crashed' });
    failing = false;
    expect((await thumbs.ensureThumb(sha256, 256))?.path).toContain(sha256);
    await rig.expectClean(1);
  });
});
