import { cpSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchDatabase } from '../../src/main/health/watch-database.ts';
import { createKeeper, type Keeper } from '../../src/main/keeper/keeper.ts';
import { isDatabaseSound } from '../../src/main/library/health/check-database.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { sidecarPath } from '../../src/main/library/sidecars/sidecar.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { sidecarService, writeSidecars } from '../fixtures/sidecar-service.ts';
import { filesBelow, listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** A library with sidecars, and a function that checks a copy of its database that was changed. */
async function openRig() {
  const library = await openLibrary(tempFolder(), memoryLog());
  const keeper = createKeeper(startKeeperThread, memoryLog());
  onTestFinished(async () => {
    await keeper.close();
    library.close();
  });
  const { db, folder } = library;
  fillLibrary(library, 30);
  const dbPath = join(folder, DB_NAME);
  await writeSidecars(library, keeper);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const objects = join(folder, 'objects');
  const check = (sql: string) => {
    const path = join(tempFolder(), DB_NAME);
    cpSync(dbPath, path);
    const copy = new Database(path);
    // As damage does: no trigger sees it.
    for (const name of copy.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
      copy.exec(`DROP TRIGGER ${name}`);
    copy.pragma('foreign_keys = OFF');
    copy.exec(sql);
    copy.close();
    return isDatabaseSound(path, objects);
  };
  return { library, keeper, dbPath, folder, objects, check };
}

it('the check of a database says that it is damaged when a value that never changes is another one, and only then', async () => {
  const { library, dbPath, objects, check } = await openRig();
  expect(await isDatabaseSound(dbPath, objects)).toBe(true);
  const made = listed(library).find(({ editId }) => editId !== null);
  const sound = {
    'a rating': 'UPDATE images SET rating = 5 - rating',
    'a name': "UPDATE images SET name = 'another.png'",
    'a note': "UPDATE edits SET note = 'another'",
    'a row that waits for its sidecar': `UPDATE images SET created_at = 5 WHERE id = ${made?.id};
      INSERT INTO sidecar_queue (kind, id) VALUES ('image', ${made?.id})`,
  };
  for (const [name, sql] of Object.entries(sound)) expect(await check(sql), name).toBe(true);
  const damaged = {
    'a request': `UPDATE edits SET request = replace(request, '"seed":', '"seed":1') WHERE id = ${made?.editId}`,
    'a request that is none': `UPDATE edits SET request = '{"prompt":1}' WHERE id = ${made?.editId}`,
    'a size': `UPDATE blobs SET width = 7 WHERE sha256 = '${made?.sha256}'`,
    'a date': `UPDATE images SET created_at = 5 WHERE id = ${made?.id}`,
  };
  for (const [name, sql] of Object.entries(damaged)) expect(await check(sql), name).toBe(false);
});

it('the check of a database takes no sidecar and no older version for damage', async () => {
  const { library, objects, check } = await openRig();
  const hashes = library.db.prepare('SELECT sha256 FROM images WHERE purged_at IS NULL').pluck().all();
  for (const sha256 of hashes) writeFileSync(sidecarPath(objects, String(sha256)), '{"format":');
  expect(await check("UPDATE edits SET request = '{}'")).toBe(true);
  const older = join(tempFolder(), DB_NAME);
  writeOlderDatabase(older, 40);
  expect(await isDatabaseSound(older, objects)).toBe(true);
  await expect(isDatabaseSound(join(tempFolder(), 'none.db'), objects)).rejects.toThrow();
});

it('a watched database that turns out damaged is reported once', async () => {
  const { keeper, dbPath, folder } = await openRig();
  let damaged = 0;
  const copy = join(tempFolder(), DB_NAME);
  const watch = watchDatabase({
    keeper,
    dbPath: copy,
    folder,
    log: memoryLog(),
    damaged: () => (damaged += 1),
    delayMs: 1_000_000,
  });
  cpSync(dbPath, copy);
  watch.suspect();
  await watch.settled();
  expect(damaged).toBe(0);
  const bytes = readFileSync(copy);
  bytes.fill(0xa5, 4096, 8192);
  writeFileSync(copy, bytes);
  for (const _ of [1, 2]) {
    watch.suspect();
    await watch.settled();
  }
  expect(damaged).toBe(1);
  watch.stop();
});

/** A keeper that counts its jobs. */
function countJobs(keeper: Keeper) {
  const count = { jobs: 0 };
  const run: Keeper['run'] = (...job) => {
    count.jobs += 1;
    return keeper.run(...job);
  };
  return { count, keeper: { ...keeper, run } };
}

it.each([
  ['a sidecar has needed the check before', true],
  ['nothing has', false],
])('the database is read once after the start if %s', async (_, isAsked) => {
  const { dbPath, folder, ...rig } = await openRig();
  const { keeper, count } = countJobs(rig.keeper);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const watch = watchDatabase({
    keeper,
    dbPath,
    folder,
    log: memoryLog(),
    damaged: () => {},
    delayMs: 1_000,
  });
  onTestFinished(() => watch.stop());
  if (isAsked) expect(await watch.isSound()).toBe(true);
  vi.advanceTimersByTime(1_000);
  await watch.settled();
  expect(count.jobs).toBe(1);
});

it('a large database is not checked while the app closes, and not called damaged either', async () => {
  const { dbPath, folder, ...rig } = await openRig();
  const { keeper, count } = countJobs(rig.keeper);
  const large = join(tempFolder(), DB_NAME);
  cpSync(dbPath, large);
  const watchOf = (path: string) => {
    const watch = watchDatabase({
      keeper,
      dbPath: path,
      folder,
      log: memoryLog(),
      damaged: () => {},
      delayMs: 1_000_000,
    });
    watch.stop();
    return watch;
  };
  expect(await watchOf(large).isSound()).toBe(true);
  expect(count.jobs).toBe(1);
  truncateSync(large, 17 * 2 ** 20);
  await expect(watchOf(large).isSound()).rejects.toEqual(expect.objectContaining({ code: 'interrupted' }));
  expect(count.jobs).toBe(1);
});

it('no sidecar is written from a damaged database, even if it is found damaged only then', async () => {
  const { library, keeper, dbPath, folder, objects } = await openRig();
  const { db } = library;
  const damaged: string[] = [];
  const watch = watchDatabase({
    keeper,
    dbPath,
    folder,
    log: memoryLog(),
    damaged: () => damaged.push('damaged'),
    delayMs: 1_000_000,
  });
  onTestFinished(() => watch.stop());
  const service = sidecarService({ db, folder }, keeper, {
    isSound: watch.isSound,
    suspect: watch.suspect,
  });
  const texts = async () => {
    const names = (await filesBelow(objects)).filter((name) => name.endsWith('.json'));
    return names.map((name) => [name, readFileSync(join(objects, name), 'utf8')]);
  };
  const before = await texts();
  expect(before.length).toBeGreaterThan(10);
  db.prepare('UPDATE images SET rating = 1 + (rating + 1) % 5').run();
  db.pragma('wal_checkpoint(TRUNCATE)');
  const bytes = readFileSync(dbPath);
  bytes.fill(0xa5, 4096, 5 * 4096);
  writeFileSync(dbPath, bytes);
  await expect(service.flush()).rejects.toEqual(expect.objectContaining({ code: 'library-damaged' }));
  expect(damaged).toEqual(['damaged']);
  await service.close();
  expect(await texts()).toEqual(before);
});

it('a picture whose row is missing keeps its sidecar, and one that was deleted permanently doesn’t', async () => {
  const { library, keeper, dbPath, objects } = await openRig();
  const [lost, purged] = listed(library);
  const raw = new Database(dbPath);
  raw.pragma('foreign_keys = OFF');
  raw.prepare('DELETE FROM blobs WHERE sha256 = ?').run(lost?.sha256);
  raw.prepare('UPDATE images SET purged_at = 5 WHERE sha256 = ?').run(purged?.sha256);
  raw.prepare('UPDATE blobs SET purged_at = 5 WHERE sha256 = ?').run(purged?.sha256);
  for (const picture of [lost, purged])
    raw.prepare("INSERT OR IGNORE INTO sidecar_queue (kind, id) VALUES ('image', ?)").run(picture?.id);
  raw.close();
  await keeper.run('write-sidecars', { dbPath, objectsFolder: objects, limit: 100 });
  const hasSidecar = (sha256 = '') => existsSync(sidecarPath(objects, sha256));
  expect([hasSidecar(lost?.sha256), hasSidecar(purged?.sha256)]).toEqual([true, false]);
});
