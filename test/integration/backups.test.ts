import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createBackupService } from '../../src/main/backups/backup-service.ts';
import { backUpBeforeMigration } from '../../src/main/backups/before-migration.ts';
import { createKeeper, type Keeper } from '../../src/main/keeper/keeper.ts';
import { backupFolder, listBackups, PART_NAME } from '../../src/main/library/backups/backup-files.ts';
import { revisionOf } from '../../src/main/library/database/revision.ts';
import { hasImages } from '../../src/main/library/images/images.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { createTroubles } from '../../src/main/troubles.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { mountSmallDisk } from '../fixtures/small-disk.ts';
import { memoryLog, tempFolder, tempLibrary } from '../fixtures/temp-library.ts';

function keeper(): Keeper {
  const made = createKeeper(startKeeperThread, memoryLog());
  onTestFinished(() => made.close());
  return made;
}

/** Pictures as rows only: a backup contains no files. */
function addPictures(library: Library, count: number, from = 0): void {
  library.addImports(
    Array.from({ length: count }, (_, n) => ({
      sha256: (from + n).toString(16).padStart(64, '0'),
      name: `picture ${from + n}.png`,
      mime: 'image/png' as const,
      bytes: 100,
      width: 10,
      height: 10,
    })),
  );
}

function service(
  library: Library,
  options: { readonly keeper?: Keeper; readonly everyMs?: number; readonly exitLimitMs?: number } = {},
) {
  const troubles = createTroubles(() => {});
  const suspect = vi.fn();
  const backups = createBackupService({
    keeper: options.keeper ?? keeper(),
    folder: library.folder,
    dbPath: join(library.folder, DB_NAME),
    changes: () => revisionOf(library.db),
    hasContent: () => hasImages(library.db),
    clock: Date.now,
    log: memoryLog(),
    troubles,
    everyMs: options.everyMs,
    suspect,
    exitLimitMs: options.exitLimitMs,
  });
  onTestFinished(() => backups.close());
  return { backups, troubles, suspect };
}

const filesIn = (library: Library) => readdirSync(backupFolder(library.folder)).sort();

describe('a backup', () => {
  it('is one file with the database’s content that passes its check', async () => {
    const library = await tempLibrary();
    addPictures(library, 30);
    const { backups } = service(library);
    const made = await backups.backUp();
    expect(filesIn(library)).toEqual([made.name]);
    expect(await backups.list()).toEqual([{ ...made, content: await backups.check(made.name) }]);
    expect(await backups.check(made.name)).toMatchObject({ pictures: 30, edits: 0, runs: 0 });
    expect(filesIn(library)).toEqual([made.name]);
  });

  it('contains one snapshot of the library while a writer commits 1,000 rows', async () => {
    const library = await tempLibrary();
    addPictures(library, 200);
    const { backups } = service(library);
    let made = false;
    const backup = backups.backUp().finally(() => {
      made = true;
    });
    let during = 0;
    for (let n = 0; n < 1000; n += 1) {
      addPictures(library, 1, 1000 + n);
      if (!made) during += 1;
      if (n % 10 === 0) await new Promise(setImmediate);
    }
    const { name } = await backup;
    const { pictures } = await backups.check(name);
    expect(during).toBeGreaterThan(0);
    expect(pictures).toBeGreaterThanOrEqual(200);
    expect(pictures).toBeLessThanOrEqual(1200);
    // Rows are added in order: a snapshot has all rows before it and none after.
    const copy = new Database(join(backupFolder(library.folder), name), { readonly: true });
    onTestFinished(() => void copy.close());
    expect(copy.prepare('SELECT count(*) FROM images WHERE id <= ?').pluck().get(pictures)).toBe(pictures);
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(library.db.prepare('SELECT count(*) FROM images').pluck().get()).toBe(1200);
  });

  it('is compared with the library row by row', async () => {
    const library = await tempLibrary();
    addPictures(library, 5);
    const { backups } = service(library);
    const { name } = await backups.backUp();
    addPictures(library, 2, 5);
    library.remove([1]);
    expect(await backups.preview(name)).toEqual({
      onlyInLibrary: { pictures: 2, edits: 0, runs: 0 },
      onlyInBackup: { pictures: 1, edits: 0, runs: 0 },
    });
  });

  it('is refused when any byte of it was changed', async () => {
    const library = await tempLibrary();
    addPictures(library, 5);
    const { backups } = service(library);
    const { name } = await backups.backUp();
    const path = join(backupFolder(library.folder), name);
    const bytes = readFileSync(path);
    const at = bytes.indexOf('picture 3.png');
    bytes[at] = 0x50;
    writeFileSync(path, bytes);
    await expect(backups.check(name)).rejects.toMatchObject({ code: 'library-damaged' });
  });

  it('is not made from a damaged database, and earlier ones stay', async () => {
    const library = await tempLibrary();
    addPictures(library, 500);
    const { backups, troubles, suspect } = service(library);
    const sound = await backups.backUp();
    expect(suspect).not.toHaveBeenCalled();
    const path = join(library.folder, DB_NAME);
    library.db.pragma('wal_checkpoint(TRUNCATE)');
    const bytes = readFileSync(path);
    bytes.fill(0xa5, 3 * 4096, bytes.length - 4096);
    writeFileSync(path, bytes);
    await expect(backups.backUp()).rejects.toThrow();
    expect(filesIn(library)).toEqual([sound.name]);
    expect(troubles.list()).toEqual([{ kind: 'backup-failed' }]);
    expect(suspect).toHaveBeenCalledOnce();
  });

  it('removes leftovers of a killed one', async () => {
    const library = await tempLibrary();
    addPictures(library, 2000);
    const first = keeper();
    const job = first.run('back-up', {
      dbPath: join(library.folder, DB_NAME),
      folder: backupFolder(library.folder),
      at: Date.now(),
    });
    await Promise.all([first.close(), expect(job).rejects.toMatchObject({ code: 'interrupted' })]);
    const { backups } = service(library);
    // The kill may have come at any moment.
    await backups.backUp();
    for (const end of ['', '-journal', '-wal'])
      writeFileSync(join(backupFolder(library.folder), PART_NAME + end), 'half of a backup');
    const { name } = await backups.backUp();
    expect(filesIn(library)).toContain(name);
    expect(filesIn(library).filter((file) => file.startsWith(PART_NAME))).toEqual([]);
    expect(await backups.check(name)).toMatchObject({ pictures: 2000 });
  });

  it('is numbered after the others even if the clock was set back', async () => {
    const library = await tempLibrary();
    addPictures(library, 1);
    const running = keeper();
    const at = (time: string) =>
      running.run('back-up', {
        dbPath: join(library.folder, DB_NAME),
        folder: backupFolder(library.folder),
        at: Date.parse(time),
      });
    await at('2038-01-20T00:00:00Z');
    const { name } = await at('1970-01-02T00:00:00Z');
    const { backups } = service(library, { keeper: running });
    expect((await backups.list()).map((backup) => backup.name)[0]).toBe(name);
  });

  it('is not made on a nearly full disk, which is reported as a problem', async ({ skip }) => {
    const disk = mountSmallDisk(20);
    if (!disk) return skip();
    onTestFinished(() => disk.remove());
    const library = await openLibrary(disk.path, memoryLog());
    onTestFinished(() => library.close());
    addPictures(library, 3);
    const { backups, troubles } = service(library);
    await expect(backups.backUp()).rejects.toMatchObject({ code: 'disk-full' });
    expect(troubles.list()).toEqual([{ kind: 'backup-no-room' }]);
    expect(filesIn(library)).toEqual([]);
    addPictures(library, 1, 3);
  });

  it('does not recreate a library whose folder is missing', async () => {
    const folder = join(tempFolder(), 'gone');
    const job = keeper().run('back-up', {
      dbPath: join(folder, DB_NAME),
      folder: backupFolder(folder),
      at: Date.now(),
    });
    await expect(job).rejects.toMatchObject({ code: 'library-gone' });
  });
});

describe('the backup service', () => {
  it('backs up while the library changes, and only then', async () => {
    const library = await tempLibrary();
    const { backups } = service(library, { everyMs: 20 });
    addPictures(library, 1);
    await expect.poll(() => backups.list()).toHaveLength(1);
    const [first] = await backups.list();
    addPictures(library, 1, 1);
    // Both are of the same hour, and among the latest.
    await expect.poll(() => backups.list()).toHaveLength(2);
    const [second, older] = await backups.list();
    expect(older).toEqual(first);
    await backups.close();
    expect(await backups.list()).toEqual([second, first]);
  });

  it('makes one when the app closes, with what the last one lacks', async () => {
    const library = await tempLibrary();
    addPictures(library, 4);
    const { backups } = service(library);
    addPictures(library, 1, 4);
    await backups.close();
    const [made] = await backups.list();
    expect(await backups.check(made?.name ?? '')).toMatchObject({ pictures: 5 });
  });

  it('makes none for a library that never had a picture', async () => {
    const library = await tempLibrary();
    const { backups } = service(library);
    await backups.close();
    expect(await backups.list()).toEqual([]);
  });

  it('makes the one that a crashed session lacks', async () => {
    const userData = tempFolder();
    const first = await openLibrary(userData, memoryLog());
    addPictures(first, 2);
    first.close();
    const library = await tempLibrary({ userData });
    const { backups } = service(library, { everyMs: 20 });
    await expect.poll(() => backups.list()).toHaveLength(1);
  });

  it('waits for the last backup only up to its limit', async () => {
    const library = await tempLibrary();
    const { backups } = service(library, { exitLimitMs: 1 });
    addPictures(library, 1);
    await backups.close();
    // The thread hasn't even started yet.
    expect(await listBackups(backupFolder(library.folder))).toEqual([]);
  });
});

describe('the keeper', () => {
  it('starts again after its thread died', async () => {
    const library = await tempLibrary();
    addPictures(library, 1);
    const threads: ReturnType<typeof startKeeperThread>[] = [];
    const running = createKeeper(() => {
      const thread = startKeeperThread();
      threads.push(thread);
      return thread;
    }, memoryLog());
    onTestFinished(() => running.close());
    const job = () =>
      running.run('back-up', {
        dbPath: join(library.folder, DB_NAME),
        folder: backupFolder(library.folder),
        at: Date.now(),
      });
    const lost = job();
    await Promise.all([threads[0]?.terminate(), expect(lost).rejects.toMatchObject({ code: 'interrupted' })]);
    await job();
    expect(threads).toHaveLength(2);
  });
});

it('an older database is backed up before it is migrated', async () => {
  const userData = tempFolder();
  const dbPath = join(userData, 'library', DB_NAME);
  mkdirSync(join(userData, 'library'));
  writeOlderDatabase(dbPath, 130, (db) => {
    db.pragma('journal_mode = WAL');
  });
  const running = keeper();
  const deps = { keeper: running, clock: Date.now, log: memoryLog(), troubles: createTroubles(() => {}) };
  const library = await openLibrary(userData, memoryLog(), {
    beforeMigration: (path) => backUpBeforeMigration(deps, path),
  });
  onTestFinished(() => library.close());
  const [name = ''] = filesIn(library);
  const folder = backupFolder(library.folder);
  expect(await running.run('check-backup', { folder, name })).toMatchObject({ version: 130 });
  expect((await running.run('back-up', { dbPath, folder, at: Date.now() })).name).not.toBe(name);
});
