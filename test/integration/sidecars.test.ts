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
import { NO_LOCAL_PARTS } from '@shared/domain/edit.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createKeeper, type Keeper } from '../../src/main/keeper/keeper.ts';
import { setOpenRunsAside } from '../../src/main/library/backups/set-runs-aside.ts';
import { statement } from '../../src/main/library/database/db.ts';
import { purgeDone, purgePictures } from '../../src/main/library/images/purge.ts';
import { openLedger } from '../../src/main/library/ledger/ledger.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
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
import { createStrays } from '../../src/main/rescue/strays.ts';
import type { SidecarService } from '../../src/main/sidecars/sidecar-service.ts';
import { createTroubles } from '../../src/main/troubles.ts';
import { random } from '../bench/generate-words.ts';
import { strictBus } from '../fixtures/catalog.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { requestOf, until } from '../fixtures/ledger-rig.ts';
import { dumpPromised } from '../fixtures/library-dump.ts';
import { fillLibrary, storeFile } from '../fixtures/lived-library.ts';
import { rebuildWhole } from '../fixtures/rebuild.ts';
import { sidecarService, writeSidecars } from '../fixtures/sidecar-service.ts';
import { filesBelow, listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_SIDECARS=10000` for the long form. */
const PICTURES = Number(process.env.RESEED_SIDECARS ?? 150);
const LIMIT_MS = 120_000 + PICTURES * 150;
const AT = Date.UTC(2030, 0, 1);
/** `RESEED_DAMAGES=300` for the long form. */
const MUTATIONS = Number(process.env.RESEED_DAMAGES ?? 12);

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
      const service = sidecarService(rig.library, keeper);
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

/** Deletes the database and rebuilds it from the rest. */
async function rebuild(
  rig: Rig,
  clock = () => AT,
): Promise<{ readonly steps: number; readonly taken: number }> {
  rig.library.close();
  for (const end of ['', '-wal', '-shm']) rmSync(join(rig.folder, DB_NAME + end), { force: true });
  let steps = 0;
  const onProgress = () => {
    steps += 1;
  };
  const { taken } = await rebuildWhole(rig.userData, rig.keeper, { clock, onProgress });
  rig.library = await openLibrary(rig.userData, memoryLog());
  return { steps, taken };
}

describe('a library whose database is deleted', () => {
  it(
    `is rebuilt from its sidecars with every prompt, parameter, seed, parent, tag, rating and note (${PICTURES} pictures)`,
    async () => {
      const rig = await openRig();
      fillLibrary(rig.library, PICTURES);
      const writing = performance.now();
      await rig.sidecars().flush();
      const written = performance.now();
      // Recovery rule: runs waiting in sidecars may have been sent since.
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
      // Those only in other pictures' sidecars, and those that must not be resent.
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

  it('is rebuilt in whatever order pictures, edits and sidecars were lost', async () => {
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
    // And one whose sidecar is damaged: it is now an imported picture.
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
    // It has its old place: its descendants still exist.
    expect(made(rig.library, damaged.sha256)).toBe(edited);
    expect(rig.library.db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
  });

  it('is rebuilt if a picture is in the store with two extensions', async () => {
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

  it('is rebuilt as far as possible if an edit’s request is damaged in a sidecar', async () => {
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
    // Another database on the same files, as after restoring a backup: it assigns the same ids to other
    // pictures.
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

describe('a library whose older database was put back', () => {
  /** Replaces the database by a copy, as a user who has a backup would. */
  function putBackOlder(rig: Rig, copy: string): void {
    rig.library.close();
    for (const end of ['', '-wal', '-shm']) rmSync(join(rig.folder, DB_NAME + end), { force: true });
    cpSync(copy, join(rig.folder, DB_NAME));
  }

  async function takeStrays(rig: Rig): Promise<{ readonly taken: number; readonly refused: number }> {
    const { db, objects, folder } = rig.library;
    await sweepObjects(
      { db, objects, folder, clock: Date.now, log: memoryLog() },
      new AbortController().signal,
    );
    const strays = createStrays({
      library: rig.library,
      imaging: createFakeImaging(),
      log: memoryLog(),
      emit: strictBus().emit,
      troubles: createTroubles(() => {}),
      clock: () => AT,
    });
    return strays.take();
  }

  it('restores everything in its sidecars when files without a row are imported', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 60, 1);
    rig.library.db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = join(tempFolder(), 'older.db');
    cpSync(join(rig.folder, DB_NAME), copy);
    fillLibrary(rig.library, 120, 2);
    await rig.sidecars().flush();
    putBackOlder(rig, copy);
    // As a restore does: nothing from an older queue is sent automatically.
    setOpenRunsAside(join(rig.folder, DB_NAME), AT);
    rig.library = await openLibrary(rig.userData, memoryLog());
    const older = listed(rig.library).length;
    const { taken, refused } = await takeStrays(rig);
    expect(refused).toBe(0);
    expect(taken).toBeGreaterThan(60);
    const back = dumpPromised(rig.library.db);
    expect(listed(rig.library).length).toBeGreaterThan(older);

    const whole = await openRig();
    fillLibrary(whole.library, 60, 1);
    fillLibrary(whole.library, 120, 2);
    setOpenRunsAside(join(whole.folder, DB_NAME), AT);
    for (const [table, rows] of Object.entries(dumpPromised(whole.library.db))) {
      expect(rows.length, table).toBeGreaterThan(0);
      expect({ [table]: back[table] }).toEqual({ [table]: rows });
    }
    expect(rig.library.db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
    // The fixture deletes rows behind the app's back, so their entries stay in the index.
    const live = ({ library }: Rig) =>
      listed(library, 'watercolor').flatMap(({ id }) => (library.picture(id).deletedAt === null ? id : []));
    expect(live(rig)).toEqual(live(whole));
    const prompts = 'SELECT prompt, uses, kept, last_edit FROM prompts ORDER BY prompt';
    expect(rig.library.db.prepare(prompts).all()).toEqual(whole.library.db.prepare(prompts).all());
    // Files written from now on have the same content as before.
    await rig.sidecars().flush();
    expect(await takeStrays(rig)).toEqual({ taken: 0, refused: 0 });
  });

  it('restores the result of a run that had only started', async () => {
    const rig = await openRig();
    const { db } = rig.library;
    const ledger = openLedger(db);
    const source = rig.library.addImports([{ ...storeFile(rig.library, 'source', true), name: 'a.png' }])[0];
    const { runId, editId } = ledger.addEdit(
      source?.id ?? 0,
      requestOf('1min.ai', 'sepia', 7),
      5,
      NO_LOCAL_PARTS,
    );
    db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = join(tempFolder(), 'older.db');
    cpSync(join(rig.folder, DB_NAME), copy);
    ledger.moveRun(runId, 'queued', 'sending', { at: 6 });
    ledger.moveRun(runId, 'sending', 'accepted', { at: 7, remoteId: 'r', charged: 'yes' });
    ledger.moveRun(runId, 'accepted', 'downloading', { at: 8 });
    const result = storeFile(rig.library, 'result', true);
    ledger.saveResults(runId, ledger.editById(editId), [result], { at: 9, receipt: {} });
    // Another try of the same edit, of which the older database knows nothing at all.
    await rig.sidecars().flush();
    putBackOlder(rig, copy);
    setOpenRunsAside(join(rig.folder, DB_NAME), AT);
    rig.library = await openLibrary(rig.userData, memoryLog());
    expect(await takeStrays(rig)).toEqual({ taken: 1, refused: 0 });
    const { db: now } = rig.library;
    expect(now.prepare('SELECT state, charged, remote_id FROM runs').all()).toEqual([
      { state: 'saved', charged: 'yes', remote_id: 'r' },
    ]);
    expect(now.prepare('SELECT run_id, ordinal FROM results').all()).toEqual([{ run_id: runId, ordinal: 0 }]);
    expect(listed(rig.library, 'sepia').map(({ sha256 }) => sha256)).toContain(result.sha256);
  });

  it('restores what is intact if a file’s sidecar is damaged', async () => {
    const rig = await openRig();
    rig.library.db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = join(tempFolder(), 'older.db');
    cpSync(join(rig.folder, DB_NAME), copy);
    fillLibrary(rig.library, 30);
    await rig.sidecars().flush();
    const before = listed(rig.library);
    const [first, second] = before.filter(({ editId }) => editId === null);
    const objects = join(rig.folder, 'objects');
    writeFileSync(sidecarPath(objects, first?.sha256 ?? ''), '{"format":"reseed-picture","version":99}');
    const odd = rig.read(second?.sha256 ?? '');
    // It says that a picture is twice the same one.
    writeFileSync(
      sidecarPath(objects, second?.sha256 ?? ''),
      JSON.stringify({ ...odd, images: [...(odd?.images ?? []), ...(odd?.images ?? [])] }),
    );
    putBackOlder(rig, copy);
    rig.library = await openLibrary(rig.userData, memoryLog());
    expect((await takeStrays(rig)).refused).toBe(0);
    const after = listed(rig.library);
    expect(new Set(after.map(({ sha256 }) => sha256))).toEqual(new Set(before.map(({ sha256 }) => sha256)));
    const same = new Set(after.map(({ sha256, name }) => `${sha256} ${name}`));
    expect(before.filter(({ sha256, name }) => !same.has(`${sha256} ${name}`)).length).toBeLessThanOrEqual(4);
    await rig.sidecars().flush();
    // Fields that only a newer version understands are kept.
    expect(readFileSync(`${sidecarPath(objects, first?.sha256 ?? '')}.unreadable`, 'utf8')).toContain('99');
  });
});

describe('a rebuilt library', () => {
  it('recognizes masks and prepared pictures if their source’s sidecar is lost', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 150);
    await rig.sidecars().flush();
    const { db } = rig.library;
    const parts = `SELECT sha256, source_sha256, created_at, used_at FROM masks
      WHERE source_sha256 IN (SELECT sha256 FROM blobs WHERE purged_at IS NULL) ORDER BY 1, 2`;
    const prepared = `SELECT * FROM prepared
      WHERE source_sha256 IN (SELECT sha256 FROM blobs WHERE purged_at IS NULL) ORDER BY 1, 2`;
    const before = [db.prepare(parts).all(), db.prepare(prepared).all()];
    const pictures = new Set(listed(rig.library).map(({ sha256 }) => sha256));
    const sources = db
      .prepare('SELECT source_sha256 FROM masks UNION SELECT source_sha256 FROM prepared')
      .pluck()
      .all() as string[];
    for (const source of sources) rmSync(sidecarPath(join(rig.folder, 'objects'), source), { force: true });
    await rebuild(rig);
    const after = listed(rig.library).map(({ sha256 }) => sha256);
    expect(before.map((rows) => rows.length > 5)).toEqual([true, true]);
    expect(after.filter((sha256) => !pictures.has(sha256) && !sources.includes(sha256))).toEqual([]);
    expect([rig.library.db.prepare(parts).all(), rig.library.db.prepare(prepared).all()]).toEqual(before);
    expect(rig.library.db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
  });

  it('knows type and size of a referenced picture whose sidecar is lost', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 60);
    await rig.sidecars().flush();
    const named = rig.library.db
      .prepare(
        `SELECT DISTINCT sha256 FROM images WHERE edit_id IS NULL AND purged_at IS NULL
           AND id IN (SELECT source_image_id FROM edits JOIN images AS made ON made.edit_id = edits.id WHERE made.purged_at IS NULL)`,
      )
      .pluck()
      .all() as string[];
    for (const sha256 of named) rmSync(sidecarPath(join(rig.folder, 'objects'), sha256));
    await rebuild(rig);
    const sizes = rig.library.db.prepare(
      'SELECT DISTINCT bytes > 0, width > 0, mime FROM blobs WHERE sha256 = ?',
    );
    expect(named.length).toBeGreaterThan(0);
    for (const sha256 of named) {
      expect(sizes.raw().all(sha256)).toEqual([[1, 1, 'image/png']]);
      expect(existsSync(rig.library.pictureFile(sha256)?.path ?? '')).toBe(true);
    }
  });

  it('has its presets, saved searches, empty collections and tags with their ids', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 20);
    const { db } = rig.library;
    db.exec(`
      INSERT INTO collections (id, name, key) VALUES (40, 'Empty one', 'empty one');
      INSERT INTO tags (id, name, key) VALUES (41, 'Unused', 'unused');
      INSERT INTO saved_searches (id, name, key, query) VALUES (7, 'In it', 'in it', '{"collection":40}');
      INSERT INTO presets (id, name, key, content, uses, used_at) VALUES (9, 'Mine', 'mine', '{"prompt":"x"}', 3, 5);
      UPDATE prompts SET forgotten = 1 WHERE prompt = 'sepia';`);
    await rig.sidecars().flush();
    const lists = [
      'SELECT * FROM collections ORDER BY id',
      'SELECT * FROM tags ORDER BY id',
      'SELECT * FROM saved_searches ORDER BY id',
      'SELECT * FROM presets ORDER BY id',
      'SELECT prompt, forgotten FROM prompts ORDER BY prompt',
    ];
    const read = () => lists.map((sql) => rig.library.db.prepare(sql).all());
    const before = read();
    await rebuild(rig);
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    expect(read()).toEqual(before);
    // And it follows later changes.
    rig.library.db.exec('DELETE FROM presets');
    await rig.sidecars().flush();
    expect(JSON.parse(readFileSync(join(rig.folder, 'library.json'), 'utf8'))).toMatchObject({ presets: [] });
  });

  it(`opens with any damage in its sidecars (${MUTATIONS} seeded damages)`, async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 40);
    await rig.sidecars().flush();
    const hashes = new Set(listed(rig.library).map(({ sha256 }) => sha256));
    const objects = join(rig.folder, 'objects');
    const next = random(5);
    const sidecars = (await filesBelow(objects)).filter((name) => name.endsWith('.json'));
    const kept = new Map(sidecars.map((name) => [name, readFileSync(join(objects, name), 'utf8')]));
    for (let n = 0; n < MUTATIONS; n += 1) {
      for (const [name, text] of kept) writeFileSync(join(objects, name), text);
      for (let some = 0; some < 3; some += 1) {
        const name = sidecars[Math.floor(next() * sidecars.length)] ?? '';
        writeFileSync(join(objects, name), mutateJson(readFileSync(join(objects, name), 'utf8'), next));
      }
      await rebuild(rig);
      const found = new Set(listed(rig.library, '').map(({ sha256 }) => sha256));
      const lost = [...hashes].filter((sha256) => !found.has(sha256));
      // A damaged sidecar may say that its picture lies in the trash, and no more than that.
      const removed = rig.library.db
        .prepare('SELECT sha256 FROM images WHERE deleted_at IS NOT NULL')
        .pluck()
        .all() as string[];
      expect(
        lost.filter((sha256) => !removed.includes(sha256)),
        `damage ${n}`,
      ).toEqual([]);
      expect(rig.library.db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
      // Without what this round made.
      rmSync(join(rig.folder, 'library.json'), { force: true });
    }
  });
});

/** JSON with one value in it changed, doubled, taken away or exchanged. */
function mutateJson(text: string, next: () => number): string {
  const whole = JSON.parse(text) as unknown;
  const places: { owner: Record<string, unknown>; key: string }[] = [];
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    for (const key of Object.keys(value)) {
      places.push({ owner: value as Record<string, unknown>, key });
      walk((value as Record<string, unknown>)[key]);
    }
  };
  walk(whole);
  const { owner, key } = places[Math.floor(next() * places.length)] ?? { owner: {}, key: '' };
  const was = owner[key];
  const kind = Math.floor(next() * 5);
  if (kind === 0) owner[key] = typeof was === 'number' ? Math.floor(next() * 60) : null;
  else if (kind === 1) owner[key] = typeof was === 'string' ? 'f'.repeat(64) : -1;
  else if (kind === 2 && Array.isArray(was)) owner[key] = [...was, ...was];
  else if (kind === 3) delete owner[key];
  else owner[key] = structuredClone(places[Math.floor(next() * places.length)]?.owner);
  return JSON.stringify(whole);
}

describe('sidecars', () => {
  /** Each matches the database, and no picture is without one. */
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
      'UPDATE watches SET since = 5 WHERE edit_id % 2 = 0',
      'DELETE FROM watches WHERE edit_id % 2 = 1',
      "UPDATE images SET name = 'another.png' WHERE id % 3 = 0",
      'UPDATE results SET verdict = NULL',
      "UPDATE runs SET cleared_at = 5 WHERE state = 'saved'",
    ])
      db.exec(sql);
    await sidecars.flush();
    expectCurrent(rig);
    // Everything else is deleted permanently, piece by piece.
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
  });

  it('aren’t rewritten without changes, and a change writes only its own', async () => {
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

  it('are unchanged if their edit’s request is damaged', async () => {
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

  it('stay queued if they change while being written', async () => {
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

  it('are written by the next start if the keeper is stopped midway', async () => {
    const rig = await openRig();
    fillLibrary(rig.library, 60);
    const service = rig.sidecars();
    const flushed = service.flush().catch((error: unknown) => error);
    await until('some are written', () =>
      readdirSync(join(rig.folder, 'objects')).some((shelf) =>
        readdirSync(join(rig.folder, 'objects', shelf)).some((name) => name.endsWith('.json')),
      ),
    );
    await rig.keeper.close();
    expect(await flushed).toMatchObject({ code: 'interrupted' });
    expect(hasQueuedSidecars(rig.library.db)).toBe(true);
    const keeper = createKeeper(startKeeperThread, memoryLog());
    onTestFinished(() => keeper.close());
    await writeSidecars(rig.library, keeper);
    expectCurrent(rig);
  });

  it('aren’t orphans, and are removed and restored with their picture', async () => {
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
    // The first one only records what exists.
    await sweep();
    expect(await sweep()).toEqual({ setAside: 0, strays: 0, sidecars: 0 });
    // A crash left a partial sidecar, and one whose picture is gone.
    const [picture] = listed(rig.library);
    const path = sidecarPath(join(folder, 'objects'), picture?.sha256 ?? '');
    writeFileSync(`${path}.tmp`, '{');
    const alone = 'f'.repeat(64);
    mkdirSync(join(folder, 'objects', 'ff'), { recursive: true });
    writeFileSync(sidecarPath(join(folder, 'objects'), alone), '{}');
    expect(await sweep()).toEqual({ setAside: 0, strays: 0, sidecars: 2 });
    expect(existsSync(path)).toBe(true);
  });

  it('move with files that are set aside', async () => {
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
