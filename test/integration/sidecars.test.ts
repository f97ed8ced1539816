import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeeper, type Keeper } from '../../src/main/keeper/keeper.ts';
import { setOpenRunsAside } from '../../src/main/library/backups/set-runs-aside.ts';
import { statement } from '../../src/main/library/database/db.ts';
import { purgeDone, purgePictures } from '../../src/main/library/images/purge.ts';
import { DB_NAME, type Library, openLibrary } from '../../src/main/library/library.ts';
import { composeSidecar } from '../../src/main/library/sidecars/compose-sidecar.ts';
import { parseSidecar, type Sidecar, sidecarPath } from '../../src/main/library/sidecars/sidecar.ts';
import {
  hasQueuedSidecars,
  queuedRecords,
  removeWritten,
} from '../../src/main/library/sidecars/sidecar-queue.ts';
import { forgetOldOrphans, orphanFiles, putBack, setAside } from '../../src/main/library/store/orphans.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { sweepSidecars } from '../../src/main/library/store/sweep-sidecars.ts';
import { rebuildLibrary } from '../../src/main/rescue/rebuild.ts';
import { createSidecarService, type SidecarService } from '../../src/main/sidecars/sidecar-service.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { until } from '../fixtures/ledger-rig.ts';
import { dumpPromised } from '../fixtures/library-dump.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { filesBelow, listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_SIDECARS=10000` for the long form. */
const PICTURES = Number(process.env.RESEED_SIDECARS ?? 300);
const LIMIT_MS = 20_000 + PICTURES * 150;
const AT = Date.UTC(2030, 0, 1);

interface Rig {
  readonly userData: string;
  readonly folder: string;
  readonly keeper: Keeper;
  library: Library;
  sidecars(): SidecarService;
  read(sha256: string): Sidecar | null;
}

async function openRig(): Promise<Rig> {
  const userData = tempFolder();
  const keeper = createKeeper(startKeeperThread, memoryLog());
  onTestFinished(() => keeper.close());
  const library = await openLibrary(userData, memoryLog());
  const rig: Rig = {
    userData,
    folder: library.folder,
    keeper,
    library,
    sidecars() {
      const service = createSidecarService({
        keeper,
        db: rig.library.db,
        folder: rig.folder,
        dbPath: join(rig.folder, DB_NAME),
        elapsed: () => performance.now(),
        log: memoryLog(),
        // Written when the test says so.
        everyMs: 1_000_000,
      });
      onTestFinished(() => service.close());
      return service;
    },
    read: (sha256) => parseSidecar(readFileSync(sidecarPath(join(rig.folder, 'objects'), sha256), 'utf8')),
  };
  onTestFinished(() => {
    if (rig.library.db.open) rig.library.close();
  });
  return rig;
}

/** Deletes the database and makes another one of what is left. */
async function rebuild(
  rig: Rig,
  clock = () => AT,
): Promise<{ readonly steps: number; readonly taken: number }> {
  rig.library.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(rig.folder, DB_NAME + end), { force: true });
  let steps = 0;
  const { taken } = await rebuildLibrary({
    userData: rig.userData,
    imaging: createFakeImaging(),
    keeper: rig.keeper,
    log: memoryLog(),
    clock,
    onProgress: () => {
      steps += 1;
    },
    signal: new AbortController().signal,
  });
  rig.library = await openLibrary(rig.userData, memoryLog());
  return { steps, taken };
}

describe('a library whose database is deleted', () => {
  it(
    `comes back from its sidecars with every prompt, parameter, seed, parent, tag, rating and note (${PICTURES} pictures)`,
    async () => {
      const rig = await openRig();
      fillLibrary(rig.library, PICTURES);
      const writing = performance.now();
      await rig.sidecars().flush();
      const written = performance.now();
      // The rule of recovery: what the sidecars say was waiting may have been sent since.
      setOpenRunsAside(join(rig.folder, DB_NAME), AT);
      const before = dumpPromised(rig.library.db);
      await rebuild(rig);
      const rebuilt = performance.now();
      const after = dumpPromised(rig.library.db);
      for (const [table, rows] of Object.entries(before)) {
        expect(rows.length, table).toBeGreaterThan(0);
        expect({ [table]: after[table] }).toEqual({ [table]: rows });
      }
      const count = (sql: string) => rig.library.db.prepare(sql).pluck().get();
      // Those that only the sidecars of other pictures tell of, and those that are not to be sent again.
      expect(count('SELECT count(*) FROM images WHERE purged_at IS NOT NULL')).toBeGreaterThan(0);
      expect(count(`SELECT count(*) FROM runs WHERE finished_at = ${AT}`)).toBeGreaterThan(0);
      expect(count("SELECT count(*) FROM runs WHERE engine <> 'practice' AND state = 'queued'")).toBe(0);
      expect(listed(rig.library, 'watercolor').length).toBeGreaterThan(0);
      expect(listed(rig.library, 'tag:shop').length).toBeGreaterThan(0);
      console.info(
        `sidecars: ${PICTURES} pictures written in ${Math.round(written - writing)} ms, rebuilt in ${Math.round(rebuilt - written)} ms`,
      );
    },
    LIMIT_MS,
  );

  it('comes back whatever order the pictures, their edits and their sidecars were lost in', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 40);
    await rig.sidecars().flush();
    const { db } = rig.library;
    // A source whose file and sidecar are both lost: its results keep their edits.
    const source = db
      .prepare(
        'SELECT source_sha256 FROM edits JOIN images ON images.edit_id = edits.id WHERE images.purged_at IS NULL',
      )
      .pluck()
      .get() as string;
    const prompts = (of: Library) =>
      of.db
        .prepare(
          `SELECT edits.id, edits.prompt, edits.request, images.sha256 FROM edits JOIN images ON images.edit_id = edits.id
           WHERE edits.source_sha256 = ? AND images.purged_at IS NULL ORDER BY images.id`,
        )
        .all(source);
    const before = prompts(rig.library);
    const objects = join(rig.folder, 'objects');
    rmSync(sidecarPath(objects, source));
    rmSync(sidecarPath(objects, source).replace('.json', '.png'));
    // And one whose sidecar is damaged: it is an imported picture now.
    const made = (of: Library, from: string) =>
      Number(
        of.db
          .prepare(
            `SELECT count(*) FROM edits JOIN images AS sources ON sources.id = source_image_id
             WHERE sources.sha256 = ? AND sources.purged_at IS NULL
               AND EXISTS (SELECT 1 FROM images WHERE edit_id = edits.id AND purged_at IS NULL)`,
          )
          .pluck()
          .get(from),
      );
    const [damaged] = listed(rig.library).filter(
      ({ sha256, editId }) => sha256 !== source && editId === null && made(rig.library, sha256) > 0,
    );
    if (!damaged) throw new Error('no such picture');
    writeFileSync(sidecarPath(objects, damaged.sha256), '{"format":');
    const edited = made(rig.library, damaged.sha256);
    await rebuild(rig);
    expect(before.length).toBeGreaterThan(0);
    expect(prompts(rig.library)).toEqual(before);
    const again = listed(rig.library).filter(({ sha256 }) => sha256 === damaged.sha256);
    expect(again).toMatchObject([{ origin: 'import', name: `${damaged.sha256.slice(0, 12)}.png` }]);
    // It has its old place: what was made from it still is.
    expect(made(rig.library, damaged.sha256)).toBe(edited);
    expect(rig.library.db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
  });

  it('comes back when a picture lies in the store under two endings', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 10);
    await rig.sidecars().flush();
    const before = listed(rig.library).map(({ id, sha256 }) => `${id} ${sha256}`);
    const [picture] = listed(rig.library);
    if (!picture) throw new Error('no such picture');
    const path = rig.library.objects.objectPath(picture.sha256, 'image/png');
    cpSync(path, path.replace('.png', '.jpg'));
    await rebuild(rig);
    expect(listed(rig.library).map(({ id, sha256 }) => `${id} ${sha256}`)).toEqual(before);
  });

  it('comes back as far as it can when the request of an edit is damaged in a sidecar', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 20);
    await rig.sidecars().flush();
    const pictures = listed(rig.library).map(({ sha256 }) => sha256);
    const made = listed(rig.library).find(({ editId }) => editId !== null);
    if (!made) throw new Error('no such picture');
    const path = sidecarPath(join(rig.folder, 'objects'), made.sha256);
    const sidecar = JSON.parse(readFileSync(path, 'utf8')) as { edits: { request: unknown }[] };
    for (const edit of sidecar.edits) edit.request = { prompt: 1 };
    writeFileSync(path, JSON.stringify(sidecar));
    await rebuild(rig);
    const again = listed(rig.library).map(({ sha256 }) => sha256);
    expect(new Set(again)).toEqual(new Set(pictures));
  });

  it('keeps both of two pictures that had the same id in two histories', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 20, 1);
    await rig.sidecars().flush();
    const first = listed(rig.library);
    const edits = () =>
      rig.library.db.prepare('SELECT prompt, seed, created_at FROM edits ORDER BY 1, 2, 3').all();
    const firstEdits = edits();
    rig.library.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(rig.folder, DB_NAME + end), { force: true });
    // Another database on the same files, as after a backup was restored: it gives the same ids to other pictures.
    renameSync(join(rig.folder, 'objects'), join(rig.folder, 'kept'));
    rmSync(join(rig.folder, 'thumbs'), { recursive: true });
    rig.library = await openLibrary(rig.userData, memoryLog());
    fillLibrary(rig.library, 20, 2);
    await rig.sidecars().flush();
    const second = listed(rig.library);
    const secondEdits = edits();
    cpSync(join(rig.folder, 'kept'), join(rig.folder, 'objects'), { recursive: true });
    rmSync(join(rig.folder, 'kept'), { recursive: true });
    await rebuild(rig);
    const seen = listed(rig.library).map(({ sha256, name }) => `${sha256} ${name}`);
    expect(seen.toSorted()).toEqual(
      [...first, ...second].map(({ sha256, name }) => `${sha256} ${name}`).sort(),
    );
    expect(edits()).toHaveLength(firstEdits.length + secondEdits.length);
    for (const { id, parentId, editId } of listed(rig.library))
      if (parentId !== null && editId !== null)
        expect(
          rig.library.db.prepare('SELECT source_image_id FROM edits WHERE id = ?').pluck().get(editId),
          `parent of ${id}`,
        ).toBe(parentId);
  });
});

describe('sidecars', () => {
  /** Each says what the database says now, and no picture is without. */
  function expectCurrent({ library, folder }: Rig): void {
    const { db } = library;
    const objects = join(folder, 'objects');
    const hashes = db
      .prepare('SELECT sha256 FROM blobs WHERE purged_at IS NULL AND sha256 IN (SELECT sha256 FROM images)')
      .pluck()
      .all() as string[];
    for (const sha256 of hashes)
      expect(JSON.parse(readFileSync(sidecarPath(objects, sha256), 'utf8'))).toEqual(
        JSON.parse(JSON.stringify(composeSidecar(db, sha256))),
      );
  }

  it('follow every change, and each picture has one', async () => {
    const rig = await openRig();
    const sidecars = rig.sidecars();
    for (const seed of [1, 2, 3]) {
      fillLibrary(rig.library, 40, seed);
      await sidecars.flush();
      expectCurrent(rig);
    }
    const { db } = rig.library;
    const live = listed(rig.library);
    for (const sql of [
      "UPDATE tags SET name = 'renamed' WHERE id = 1",
      "UPDATE collections SET name = 'renamed' WHERE id = 1",
      "UPDATE edits SET note = 'another note'",
      'DELETE FROM image_tags WHERE tag_id = 2',
      "UPDATE snapshots SET name = 'another'",
      "UPDATE images SET name = 'another.png' WHERE id % 3 = 0",
      'UPDATE results SET verdict = NULL',
      "UPDATE runs SET cleared_at = 5 WHERE state = 'saved'",
    ])
      db.exec(sql);
    await sidecars.flush();
    expectCurrent(rig);
    // Everything else goes for good, piece by piece.
    for (const ids of [live.slice(0, 25), live.slice(25)].map((some) => some.map(({ id }) => id))) {
      rig.library.remove(ids);
      for (const sha256 of purgePictures(db, ids, 9).files) {
        rig.library.objects.takeOut(sha256, 'image/png', rig.library.objects.stagingDir, sha256);
        purgeDone(db, sha256);
      }
      await sidecars.flush();
      expectCurrent(rig);
    }
    const files = await filesBelow(join(rig.folder, 'objects'));
    const pictures = new Set(files.filter((name) => name.endsWith('.png')).map((name) => name.slice(0, 67)));
    expect(files.filter((name) => name.endsWith('.json') && !pictures.has(name.slice(0, 67)))).toEqual([]);
    expect(files.some((name) => name.endsWith('.tmp'))).toBe(false);
  }, 60_000);

  it('are not written again while nothing changes, and a change writes only its own', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 30);
    const sidecars = rig.sidecars();
    await sidecars.flush();
    const objects = join(rig.folder, 'objects');
    const names = (await filesBelow(objects)).filter((name) => name.endsWith('.json'));
    const numbers = () => new Map(names.map((name) => [name, statSync(join(objects, name)).ino]));
    const before = numbers();
    rig.library.db.exec(`INSERT INTO sidecar_queue (kind, id) SELECT 'image', id FROM images WHERE true
      ON CONFLICT DO UPDATE SET changes = changes + 1`);
    await sidecars.flush();
    expect(numbers()).toEqual(before);
    const [picture] = listed(rig.library);
    statement(rig.library.db, 'UPDATE images SET rating = 5 - rating WHERE id = ?').run(picture?.id);
    await sidecars.flush();
    const changed = names.filter((name) => numbers().get(name) !== before.get(name));
    expect(changed.map((name) => name.slice(3, 67))).toEqual([picture?.sha256]);
  });

  it('stay as they were when the request of their edit is damaged', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 20);
    const sidecars = rig.sidecars();
    await sidecars.flush();
    const made = listed(rig.library).find(({ editId }) => editId !== null);
    if (!made) throw new Error('no such picture');
    const before = rig.read(made.sha256);
    statement(rig.library.db, `UPDATE edits SET request = '{"prompt":1}', note = 'new' WHERE id = ?`).run(
      made.editId,
    );
    await sidecars.flush();
    expect(before).not.toBeNull();
    expect(rig.read(made.sha256)).toEqual(before);
  });

  it('stay on the queue when they change while they are written', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 10);
    const { db } = rig.library;
    const objectsFolder = join(rig.folder, 'objects');
    const { records } = await rig.keeper.run('write-sidecars', {
      dbPath: join(rig.folder, DB_NAME),
      objectsFolder,
      limit: 1000,
    });
    const [picture] = listed(rig.library);
    statement(db, 'UPDATE images SET rating = 5 - rating WHERE id = ?').run(picture?.id);
    removeWritten(db, records);
    expect(queuedRecords(db, 10)).toMatchObject([{ kind: 'image', id: picture?.id }]);
  });

  it('are written by the next start when the keeper is stopped in the middle', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 60);
    const service = rig.sidecars();
    const flushed = service.flush().catch((error: unknown) => error);
    await until(
      'some are written',
      () =>
        readdirSync(join(rig.folder, 'objects')).some((shelf) =>
          readdirSync(join(rig.folder, 'objects', shelf)).some((name) => name.endsWith('.json')),
        ),
      20_000,
    );
    await rig.keeper.close();
    expect(await flushed).toMatchObject({ code: 'interrupted' });
    expect(hasQueuedSidecars(rig.library.db)).toBe(true);
    const keeper = createKeeper(startKeeperThread, memoryLog());
    onTestFinished(() => keeper.close());
    const { db } = rig.library;
    const needs = { keeper, db, folder: rig.folder, dbPath: join(rig.folder, DB_NAME) };
    const next = createSidecarService({ ...needs, elapsed: () => performance.now(), log: memoryLog() });
    await next.flush();
    await next.close();
    expectCurrent(rig);
  }, 60_000);

  it('are no orphans, go with their picture, and come back with it', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 20);
    await rig.sidecars().flush();
    const { db, objects, folder } = rig.library;
    const clock = () => Date.now() + 40 * 24 * 3_600_000;
    const needs = { db, objects, folder, clock, log: memoryLog() };
    const sweep = async () => {
      const swept = await sweepObjects(needs, new AbortController().signal);
      return { ...swept, sidecars: await sweepSidecars(needs, new AbortController().signal) };
    };
    // The first one only learns what is there.
    await sweep();
    expect(await sweep()).toEqual({ setAside: 0, strays: 0, sidecars: 0 });
    // A crash left a sidecar that was being written, and one whose picture is gone.
    const [picture] = listed(rig.library);
    const path = sidecarPath(join(folder, 'objects'), picture?.sha256 ?? '');
    writeFileSync(`${path}.tmp`, '{');
    const alone = 'f'.repeat(64);
    mkdirSync(join(folder, 'objects', 'ff'), { recursive: true });
    writeFileSync(sidecarPath(join(folder, 'objects'), alone), '{}');
    expect(await sweep()).toEqual({ setAside: 0, strays: 0, sidecars: 2 });
    expect(existsSync(path)).toBe(true);
  });

  it('take along what is set aside', async () => {
    const rig = await openRig();
    const { db, objects, folder } = rig.library;
    const sha256 = 'ab'.repeat(32);
    mkdirSync(join(folder, 'objects', 'ab'), { recursive: true });
    writeFileSync(objects.objectPath(sha256, 'image/png'), 'x');
    writeFileSync(sidecarPath(join(folder, 'objects'), sha256), '{}');
    const file = { sha256, name: `${sha256}.png`, path: objects.objectPath(sha256, 'image/png') };
    setAside(db, folder, file, 1);
    expect((await filesBelow(join(folder, 'orphans'))).toSorted()).toEqual([
      `${sha256}.json`,
      `${sha256}.png`,
    ]);
    const [orphan] = await orphanFiles(folder);
    if (orphan) putBack(folder, orphan, memoryLog());
    expect(await filesBelow(join(folder, 'objects'))).toHaveLength(2);
    setAside(db, folder, file, 1);
    await forgetOldOrphans(db, folder, () => 40 * 24 * 3_600_000);
    expect(await filesBelow(join(folder, 'orphans'))).toEqual([]);
  });
});
