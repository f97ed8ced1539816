import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { backupFolder } from '../../src/main/library/backups/backup-files.ts';
import { makeBackup } from '../../src/main/library/backups/make-backup.ts';
import type { ReadDb } from '../../src/main/library/database/db.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { createStrays } from '../../src/main/rescue/strays.ts';
import { createTroubles } from '../../src/main/troubles.ts';
import { random } from '../bench/generate-words.ts';
import { strictBus } from '../fixtures/catalog.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { pressFirst, startRescuedApp } from '../fixtures/rescue-rig.ts';
import { writeSidecars } from '../fixtures/sidecar-service.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_SCRAMBLES=100` for the full figures; `RESEED_SEED` for other ones; `RESEED_SCRAMBLE=7` for only one of them. */
const SCRAMBLES = Number(process.env.RESEED_SCRAMBLES ?? 5);
const SEED = Number(process.env.RESEED_SEED ?? 12);
const ONLY = process.env.RESEED_SCRAMBLE;

/** A library of some years, with sidecars; `withBackup`: a backup of its first half. */
async function makeLibrary(withBackup: boolean): Promise<string> {
  const userData = tempFolder();
  const library = await openLibrary(userData, memoryLog());
  const dbPath = join(library.folder, DB_NAME);
  fillLibrary(library, 20, 1);
  if (withBackup) await makeBackup(dbPath, backupFolder(library.folder), Date.UTC(2026, 0, 1));
  fillLibrary(library, 20, 2);
  const keeper = createKeeper(startKeeperThread, memoryLog());
  await writeSidecars(library, keeper);
  await keeper.close();
  library.close();
  return userData;
}

/**
 * The guarantee: every picture with its marks and its place in the history, every request and every result
 * survives.
 */
function saved(db: ReadDb): Record<string, unknown[]> {
  const here = 'sha256 IN (SELECT sha256 FROM blobs WHERE purged_at IS NULL) AND purged_at IS NULL';
  const all = (sql: string) => db.prepare(sql).all();
  return {
    pictures: all(
      `SELECT id, sha256, name, origin, edit_id, created_at, rating, favourite, deleted_at FROM images WHERE ${here} ORDER BY id`,
    ),
    requests: all(
      `SELECT id, source_sha256, request, prepare, finish, prompt, seed, note FROM edits
       WHERE id IN (SELECT edit_id FROM images WHERE ${here}) ORDER BY id`,
    ),
    results: all(
      `SELECT image_id, ordinal, verdict, ssim FROM results WHERE image_id IN (SELECT id FROM images WHERE ${here}) ORDER BY image_id`,
    ),
    tags: all(
      `SELECT image_id, name FROM image_tags JOIN tags ON tags.id = tag_id
       WHERE image_id IN (SELECT id FROM images WHERE ${here}) ORDER BY image_id, name`,
    ),
  };
}

/** Damages a few pages of a database: random bytes in all or part of a page, zeros, or a copy of another page. */
function scramble(path: string, next: () => number): void {
  const file = openSync(path, 'r+');
  try {
    const header = Buffer.alloc(100);
    readSync(file, header, 0, 100, 0);
    const size = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
    const pages = Math.floor(statSync(path).size / size);
    const anyPage = () => Math.floor(next() * pages);
    for (let count = 1 + Math.floor(next() * 3); count > 0; count -= 1) {
      const page = Buffer.alloc(size);
      const at = anyPage() * size;
      readSync(file, page, 0, size, at);
      const kind = Math.floor(next() * 4);
      if (kind === 0) page.fill(0);
      else if (kind === 1) readSync(file, page, 0, size, anyPage() * size);
      else {
        const from = kind === 2 ? 0 : Math.floor(next() * (size - 200));
        for (let n = from; n < (kind === 2 ? size : from + 200); n += 1) page[n] = Math.floor(next() * 256);
      }
      writeSync(file, page, 0, size, at);
    }
  } finally {
    closeSync(file);
  }
}

/** Imports the stray files that the sweep finds, as a user would. */
async function takeStrays(userData: string): Promise<void> {
  const library = await openLibrary(userData, memoryLog());
  const { db, objects, folder } = library;
  await sweepObjects(
    { db, objects, folder, clock: Date.now, log: memoryLog() },
    new AbortController().signal,
  );
  const strays = createStrays({
    library,
    imaging: createFakeImaging(),
    log: memoryLog(),
    emit: strictBus().emit,
    troubles: createTroubles(() => {}),
    clock: Date.now,
  });
  await strays.take();
  library.close();
}

it(
  `scrambled ${SCRAMBLES} times, the app starts each time, loses no saved result, keeps the damaged file, and reports it`,
  async () => {
    const libraries = [await makeLibrary(false), await makeLibrary(true)] as const;
    const before = libraries.map((userData) => {
      const db = new Database(join(userData, 'library', DB_NAME), { readonly: true }) as unknown as ReadDb;
      const found = saved(db);
      db.close();
      return found;
    });
    for (const rows of before.flatMap((tables) => Object.values(tables)))
      expect(rows.length).toBeGreaterThan(0);
    const figures = { whole: 0, restored: 0, rebuilt: 0, notOpened: 0, running: 0 };
    for (let n = 0; n < SCRAMBLES; n += 1) {
      if (ONLY !== undefined && n !== Number(ONLY)) continue;
      // A stream of its own, so that it can be repeated alone.
      const next = random(SEED * 1_000 + n);
      const which = n % 2;
      const userData = join(tempFolder(), 'data');
      mkdirSync(userData);
      cpSync(join(libraries[which] ?? '', 'library'), join(userData, 'library'), { recursive: true });
      const folder = join(userData, 'library');
      const isRunning = n % 4 === 3;
      if (!isRunning) scramble(join(folder, DB_NAME), next);
      const app = await startRescuedApp(userData);
      let isOpen = true;
      onTestFinished(async () => {
        if (isOpen) await app.close();
      });
      if (isRunning) {
        await app.settled();
        scramble(join(folder, DB_NAME), next);
        app.services()?.suspectDamage();
        figures.running += 1;
      }
      if ((await app.rescue.state()).problem !== null) figures.notOpened += 1;
      await app.settled();
      const did: string[] = [];
      for (let tries = 0; tries < 3; tries += 1) {
        const state = await app.rescue.state();
        if (state.problem === null) break;
        expect(['library-damaged', 'library-missing'], `scramble ${n}`).toContain(state.problem);
        did.push(await pressFirst(app, state));
        await app.settled();
      }
      const end = await app.rescue.state();
      expect(end.problem, `scramble ${n} after ${did.join(', ')}: ${end.failure}`).toBeNull();
      const last = did.at(-1);
      if (last === undefined) figures.whole += 1;
      else {
        figures[last === 'restore' ? 'restored' : 'rebuilt'] += 1;
        expect(app.troubles().map(({ kind }) => kind)).toContain(last === 'restore' ? 'restored' : 'rebuilt');
        expect(readdirSync(folder).some((name) => /^library\.damaged-.*\.db$/.test(name))).toBe(true);
      }
      await app.close();
      isOpen = false;
      if (last === 'restore') await takeStrays(userData);
      const db = new Database(join(folder, DB_NAME), { readonly: true }) as unknown as ReadDb;
      const after = saved(db);
      db.close();
      // Free runs that were waiting may have run since, so there may be more.
      for (const [table, rows] of Object.entries(before[which] ?? {})) {
        const there = new Set((after[table] ?? []).map((row) => JSON.stringify(row)));
        const lost = rows.filter((row) => !there.has(JSON.stringify(row)));
        expect({ [table]: lost }, `scramble ${n}: ${last ?? 'found whole'}`).toEqual({ [table]: [] });
      }
      rmSync(userData, { recursive: true });
    }
    console.info(
      `corruption: ${SCRAMBLES} scrambles (seed ${SEED}, ${figures.running} of them of a running app), ${SCRAMBLES} starts, 0 saved results lost; ` +
        `${figures.whole} found whole, ${figures.restored} restored from a backup, ${figures.rebuilt} rebuilt, ${figures.notOpened} not opened at first`,
    );
  },
  120_000 + SCRAMBLES * 60_000,
);
