import { existsSync, readdirSync } from 'node:fs';
import { utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVERYTHING } from '@shared/domain/library-query.ts';
import { WHOLE_PICTURE } from '@shared/domain/prepare.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { onWindowEvent } from '../../src/main/bus.ts';
import { decodedBlob } from '../../src/main/library/images/blobs.ts';
import { COUNT_LONGER_SQL, EXPORT_FACTS_SQL } from '../../src/main/library/images/export-facts.ts';
import { keepMask, maskBlob } from '../../src/main/library/images/masks.ts';
import {
  MASK_FOR_SQL,
  NEEDED_SQL,
  PREPARED_FOR_SQL,
  PURGEABLE_SQL,
  QUEUED_MADE_SQL,
  SHOWN_SQL,
} from '../../src/main/library/images/purge.ts';
import { keepPrepared } from '../../src/main/library/images/uploads.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { storeMask } from '../../src/main/masks/mask-service.ts';
import { strictBus } from '../fixtures/catalog.ts';
import { openRig, type Rig, requestOf, silentLog, uniquePng, until } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { folderTrash, purgeService, troubles } from '../fixtures/purge-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const TRASH = { ...EVERYTHING, place: 'trash' as const };

async function world(options: { trash?: (path: string) => Promise<void>; engine?: boolean } = {}) {
  const folder = tempFolder();
  const system = folderTrash(join(folder, 'system-trash'));
  const rig = await openRig(folder, { engines: [puppetEngine({ id: 'practice', repeatable: true })] });
  onTestFinished(() => rig.close());
  const told: { event: string; payload: unknown }[] = [];
  const bus = strictBus();
  onWindowEvent(bus, (event, payload) => told.push({ event, payload }));
  const { purges, catalog } = purgeService(rig.library, options.trash ?? system.trash, bus);
  return { rig, system, purges, catalog, told };
}

/** Another picture with the same bytes. */
function addCopy({ library }: Rig, id: number, name: string): number {
  const { sha256, mime, bytes, width, height } = library.picture(id);
  return library.addImports([{ sha256, mime, bytes, width, height, name }])[0]?.id ?? 0;
}

function fileOf({ library }: Rig, id: number): string {
  const { sha256, mime } = library.picture(id);
  return library.objects.objectPath(sha256, mime);
}

describe('deleting for good', () => {
  it('moves the file to the system’s trash under the picture’s name, and removes its thumbnails', async () => {
    const { rig, system, purges, catalog, told } = await world();
    const id = await rig.addSource('Holiday: 1/2?.png');
    const { sha256, bytes } = rig.library.picture(id);
    const thumb = rig.library.objects.thumbPath(sha256, 256, 'image/webp');
    const temp = rig.library.objects.tempPath('webp');
    await writeFile(temp, 'thumb');
    await rig.library.objects.commitThumb(temp, sha256, 256, 'image/webp');
    rig.library.remove([id]);

    expect(await purges.purge({ ids: [id] })).toEqual({ count: 1, bytes, kept: 0, busy: 0 });
    expect(system.names()).toEqual(['Holiday_ 1_2_.png']);
    expect(existsSync(thumb)).toBe(false);
    expect(troubles(rig.library)).toEqual([]);
    expect((await catalog.slice({ query: TRASH, from: 0, count: 10 })).total).toBe(0);
    expect(catalog.facets().trash).toBe(0);
    expect(told.filter(({ event }) => event === 'library.changed')).toMatchObject([
      { payload: { ids: [id] } },
    ]);
    // The history still shows it; its bytes are no longer served.
    expect(rig.library.picture(id)).toMatchObject({ id, purged: true });
    expect(rig.library.pictureFile(sha256)).toBeNull();
    expect(rig.library.blob(sha256)).toBeNull();
  });

  it('applies only to pictures in the trash', async () => {
    const { rig, system, purges } = await world();
    const live = await rig.addSource('live.png');
    const removed = await rig.addSource('removed.png');
    rig.library.remove([removed]);
    expect(await purges.purge({ ids: [live, removed, 999] })).toMatchObject({ count: 1 });
    expect(await purges.purge({ ids: [live, removed] })).toMatchObject({ count: 0, bytes: 0 });
    expect(system.names()).toEqual(['removed.png']);
    expect(troubles(rig.library)).toEqual([]);
  });

  it('empties the whole trash by its list, minus deselected pictures', async () => {
    const { rig, purges } = await world();
    const ids = [];
    for (let n = 0; n < 12; n += 1) ids.push(await rig.addSource(`${n}.png`));
    rig.library.remove(ids);
    const [spared = 0] = ids;
    const done = await purges.purge({ query: TRASH, between: null, except: [spared] });
    expect(done.count).toBe(11);
    expect(rig.library.restore(ids).map(({ id }) => id)).toEqual([spared]);
    expect(troubles(rig.library)).toEqual([]);
  });

  it('keeps a file while a picture shows its bytes, live or in the trash', async () => {
    const { rig, system, purges } = await world();
    const first = await rig.addSource('first.png');
    const second = addCopy(rig, first, 'second.png');
    const third = addCopy(rig, first, 'third.png');
    rig.library.remove([first, second]);
    expect(await purges.purge({ ids: [first] })).toMatchObject({ count: 1, bytes: 0, kept: 1 });
    expect(await purges.purge({ ids: [second] })).toMatchObject({ count: 1, bytes: 0, kept: 1 });
    expect(existsSync(fileOf(rig, third))).toBe(true);
    rig.library.remove([third]);
    expect(await purges.purge({ ids: [third] })).toMatchObject({ count: 1, kept: 0 });
    expect(system.names()).toEqual(['third.png']);
    expect(troubles(rig.library)).toEqual([]);
  });

  it('moves one file for two pictures deleted together, and counts none as kept', async () => {
    const { rig, system, purges } = await world();
    const first = await rig.addSource('a.png');
    const second = addCopy(rig, first, 'b.png');
    rig.library.remove([first, second]);
    expect(await purges.purge({ ids: [first, second] })).toMatchObject({ count: 2, kept: 0 });
    expect(system.names()).toHaveLength(1);
  });

  it('deletes prepared files too, unless another source needs them', async () => {
    const { rig, system, purges } = await world();
    const [a, b, sent] = [
      await rig.addSource('a.jpg'),
      await rig.addSource('b.png'),
      await rig.addSource('x.png'),
    ];
    const { sha256, mime, bytes, width, height } = rig.library.picture(sent);
    for (const id of [a, b])
      keepPrepared(
        rig.library.db,
        rig.library.picture(id).sha256,
        WHOLE_PICTURE,
        { sha256, mime, bytes, width, height },
        1,
      );
    rig.library.remove([a, b, sent]);
    await purges.purge({ ids: [sent] });
    expect(system.names()).toEqual([]);
    await purges.purge({ ids: [a] });
    expect(system.names()).toEqual(['a.png']);
    await purges.purge({ ids: [b] });
    expect(system.names().sort()).toEqual(['a.png', 'b (as sent).png', 'b.png']);
    expect(troubles(rig.library)).toEqual([]);
  });

  it('explains why an edit with a deleted source can’t be re-run', async () => {
    const { rig, purges } = await world();
    const id = await rig.addSource();
    const { edit, run } = rig.edits.run({ sourceImageId: id, request: requestOf('practice') });
    rig.library.remove([id]);
    // It waits, and needs the bytes.
    await expect(purges.purge({ ids: [id] })).rejects.toThrow('edits-busy');
    expect(troubles(rig.library)).toEqual([]);
    rig.edits.cancel(run.id);
    expect(await purges.purge({ ids: [id] })).toMatchObject({ count: 1, busy: 0 });
    expect(() => rig.edits.rerun(edit.id)).toThrow('source-purged');
    expect(() => rig.edits.retry(run.id)).toThrow('source-purged');
    expect(rig.edits.tree(id, null).entries).toHaveLength(1);
  });

  it('keeps a picture with open edits, and deletes the others', async () => {
    const { rig, purges } = await world();
    const [busy, free] = [await rig.addSource(), await rig.addSource()];
    rig.edits.run({ sourceImageId: busy, request: requestOf('practice') });
    rig.library.remove([busy, free]);
    expect(await purges.purge({ ids: [busy, free] })).toMatchObject({ count: 1, busy: 1 });
    expect(rig.library.restore([busy, free]).map(({ id }) => id)).toEqual([busy]);
  });

  it('is skipped by undo', async () => {
    const { rig, purges, catalog } = await world();
    const [gone, stays] = [await rig.addSource(), await rig.addSource()];
    await catalog.run({ do: 'rate', target: { ids: [gone, stays] }, rating: 3 });
    await catalog.run({ do: 'remove', target: { ids: [gone, stays] } });
    await purges.purge({ ids: [gone] });
    await catalog.undo();
    await catalog.undo();
    expect(rig.library.picture(gone).deletedAt).not.toBeNull();
    expect(rig.library.picture(stays).deletedAt).toBeNull();
    expect(catalog.facets()).toMatchObject({ all: 1, trash: 0, rating: [{ value: 0, live: 1 }] });
    expect(troubles(rig.library)).toEqual([]);
  });

  it('allows adding the same bytes again, even while they are being moved', async () => {
    let release = () => {};
    const waits = new Promise<void>((resolve) => {
      release = resolve;
    });
    const folder = tempFolder();
    const system = folderTrash(folder);
    const { rig, purges } = await world({
      trash: async (path) => {
        await waits;
        await system.trash(path);
      },
    });
    const id = await rig.addSource('one.png');
    const file = fileOf(rig, id);
    const bytes = await import('node:fs').then((fs) => fs.readFileSync(file));
    rig.library.remove([id]);
    const purging = purges.purge({ ids: [id] });
    await until('it is on its way', () => !existsSync(file));
    const staged = await rig.library.objects.stage(chunks(bytes), { maxBytes: 1e6 });
    await rig.library.objects.commit(staged, 'image/png');
    const { sha256 } = staged;
    const [again] = rig.library.addImports([
      { sha256, mime: 'image/png', bytes: bytes.length, width: 1, height: 1, name: 'again.png' },
    ]);
    release();
    await purging;
    expect(system.names()).toEqual(['one.png']);
    expect(rig.library.findDuplicate(sha256, 'again.png')?.id).toBe(again?.id);
    expect(rig.library.findDuplicate(sha256, 'one.png')).toBeNull();
    expect(troubles(rig.library)).toEqual([]);
  });

  it('waits for bytes that are being imported, and leaves their file alone', async () => {
    const { rig, system, purges } = await world();
    const id = await rig.addSource('one.png');
    const bytes = await import('node:fs').then((fs) => fs.readFileSync(fileOf(rig, id)));
    rig.library.remove([id]);
    const staged = await rig.library.objects.stage(chunks(bytes), { maxBytes: 1e6 });
    // Stored: the file exists, its row isn't written yet.
    await rig.library.objects.commit(staged, 'image/png');
    const purging = purges.purge({ ids: [id] });
    await new Promise((resolve) => setTimeout(resolve, 120));
    expect(existsSync(fileOf(rig, id))).toBe(true);
    const { sha256 } = staged;
    rig.library.addImports([
      { sha256, mime: 'image/png', bytes: bytes.length, width: 1, height: 1, name: 'two.png' },
    ]);
    expect(await purging).toMatchObject({ count: 1, bytes: 0 });
    expect(system.names()).toEqual([]);
    expect(troubles(rig.library)).toEqual([]);
  });
});

describe('without a trash of the system', () => {
  it('gives up on a hanging trash quickly, reports it, and restores every file', async () => {
    const hangs = new Set<PromiseWithResolvers<void>>();
    const { rig, purges, catalog } = await world({
      trash: () => {
        const never = Promise.withResolvers<void>();
        hangs.add(never);
        return never.promise;
      },
    });
    const ids = [];
    for (let n = 0; n < 10; n += 1) ids.push(await rig.addSource(`${n}.png`));
    rig.library.remove(ids);
    const began = performance.now();
    await expect(purges.purge({ ids })).rejects.toThrow('no-trash');
    expect(performance.now() - began).toBeLessThan(10_000);
    // Given up after the first few, since each would hang.
    expect(hangs.size).toBeLessThan(10);
    expect(catalog.facets()).toMatchObject({ trash: 10 });
    expect(troubles(rig.library)).toEqual([]);
    // It finishes late, and finds nothing to move.
    for (const one of hangs) one.resolve();
    expect(ids.filter((id) => !existsSync(fileOf(rig, id)))).toEqual([]);
  });

  it('leaves a file for the next start if the app closes while the trash hangs', async () => {
    const { rig, purges } = await world({ trash: () => new Promise(() => {}) });
    const id = await rig.addSource();
    rig.library.remove([id]);
    const purging = purges.purge({ ids: [id] }).catch(() => {});
    await until('the file is on its way', () => existsSync(join(rig.library.folder, 'purging')));
    await purges.close();
    await purging;
    expect(rig.library.db.prepare('SELECT count(*) FROM purge_queue').pluck().get()).toBe(1);
  });

  it('reports it, and loses nothing', async () => {
    let asked = 0;
    const { rig, purges, catalog } = await world({
      trash: async () => {
        asked += 1;
        throw new Error('no gio');
      },
    });
    const ids = [];
    for (let n = 0; n < 20; n += 1) ids.push(await rig.addSource(`${n}.png`));
    rig.library.remove(ids);
    await expect(purges.purge({ ids })).rejects.toThrow('no-trash');
    expect(troubles(rig.library)).toEqual([]);
    // Not one process per file.
    expect(asked).toBeLessThan(8);
    expect(catalog.facets().trash).toBe(20);
    expect((await catalog.slice({ query: TRASH, from: 0, count: 50 })).total).toBe(20);
    expect(rig.library.restore(ids)).toHaveLength(20);
  });

  it('detects a system that claims to have moved a file', async () => {
    const { rig, purges } = await world({ trash: async () => {} });
    const id = await rig.addSource();
    rig.library.remove([id]);
    await expect(purges.purge({ ids: [id] })).rejects.toThrow('no-trash');
    expect(troubles(rig.library)).toEqual([]);
  });

  it('returns files that can’t be moved to the library’s trash', async () => {
    const folder = tempFolder();
    const system = folderTrash(folder);
    const { rig, purges, catalog } = await world({
      trash: async (path) => {
        if (path.endsWith('stuck.png')) throw new Error('in use');
        await system.trash(path);
      },
    });
    const ids = [
      await rig.addSource('stuck.png'),
      await rig.addSource('free.png'),
      await rig.addSource('x.png'),
    ];
    rig.library.remove(ids);
    await expect(purges.purge({ ids })).rejects.toThrow('trash-failed {"failed":1,"all":3}');
    expect(system.names().sort()).toEqual(['free.png', 'x.png']);
    expect(catalog.facets().trash).toBe(1);
    expect(troubles(rig.library)).toEqual([]);
  });

  it('a picture that can’t be moved keeps its masks', async () => {
    const system = folderTrash(tempFolder());
    const { rig, purges } = await world({
      trash: async (path) => {
        if (path.endsWith('stuck.png')) throw new Error('in use');
        await system.trash(path);
      },
    });
    const id = await rig.addSource('stuck.png');
    const { db, objects } = rig.library;
    const staged = await objects.stage(chunks(uniquePng('a mask')), { maxBytes: 10_000 });
    const mask = decodedBlob(staged, 'image/png', { width: 40, height: 30 });
    const { sha256 } = rig.library.picture(id);
    await storeMask(rig.library, staged, mask, (blob) => keepMask(db, blob, sha256, { now: 1, used: true }));
    rig.library.remove([id]);
    await expect(purges.purge({ ids: [id] })).rejects.toThrow('no-trash');
    expect(maskBlob(db, mask.sha256)).not.toBeNull();
    expect(system.names()).toEqual([]);
    expect(troubles(rig.library)).toEqual([]);
  });
});

it('the sweep ignores files being moved, and sets aside leftovers of purged rows', async () => {
  const { rig, purges } = await world();
  const id = await rig.addSource();
  const file = fileOf(rig, id);
  rig.library.remove([id]);
  await purges.purge({ ids: [id] });
  // A crash between the file and its row: the blob’s row exists, but is purged.
  await writeFile(file, 'bytes that nobody knows');
  const old = new Date(Date.now() - 2 * 3_600_000);
  await utimes(file, old, old);
  const { db, objects, folder } = rig.library;
  const sweep = () =>
    sweepObjects({ db, objects, folder, clock: Date.now, log: silentLog }, new AbortController().signal);
  db.prepare('INSERT INTO purge_queue VALUES (?, ?, ?)').run(
    rig.library.picture(id).sha256,
    'image/png',
    'x.png',
  );
  const hold = rig.library.picture(id).sha256;
  expect(await sweep()).toEqual({ setAside: 0, strays: 0 });
  db.exec('DELETE FROM purge_queue');
  // Not while it may be the file of a lost row: only after a later picture.
  await rig.addSource('later.png');
  expect(await sweep()).toEqual({ setAside: 1, strays: 0 });
  expect(rig.library.blob(hold)).toBeNull();
  expect(readdirSync(join(folder, 'orphans'))).toHaveLength(1);
});

it('uses an index for every lookup', async () => {
  const { rig } = await world();
  for (const sql of [
    PURGEABLE_SQL,
    NEEDED_SQL,
    SHOWN_SQL,
    MASK_FOR_SQL,
    PREPARED_FOR_SQL,
    QUEUED_MADE_SQL,
    EXPORT_FACTS_SQL,
    COUNT_LONGER_SQL,
  ]) {
    const values = Array(sql.split('?').length - 1).fill('[]');
    const plan = rig.library.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
    const scans = plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!json_each)/.test(detail));
    // Open runs are few, and have their own index.
    expect(
      scans.filter((scan) => !scan.includes('runs_open')),
      sql,
    ).toEqual([]);
  }
});

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
