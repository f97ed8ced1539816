import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { isOlder, openDatabase } from '../../src/main/library/database/open-database.ts';
import { ftsQuery } from '../../src/main/library/lists/search.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;

/** A library as left by `version`. */
function libraryOf(version: number, fill: (db: Database.Database) => void = () => {}): string {
  const path = join(tempFolder(), 'library.db');
  writeOlderDatabase(path, version, fill);
  return path;
}

/** A library whose version changed from `version` to `toVersion` in a log left by a crash. */
function crashedLibrary(version: number, toVersion: number): string {
  const live = libraryOf(version);
  const db = new Database(live);
  db.pragma('journal_mode = WAL');
  db.pragma('wal_autocheckpoint = 0');
  db.pragma(`user_version = ${toVersion}`);
  const path = join(tempFolder(), 'library.db');
  copyFileSync(live, path);
  copyFileSync(`${live}-wal`, `${path}-wal`);
  db.close();
  return path;
}

function schema(path: string): unknown[] {
  const db = new Database(path, { readonly: true });
  const rows = db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all();
  db.close();
  return rows;
}

describe('migrations', () => {
  it('are numbered in tens, upwards', () => {
    const versions = MIGRATIONS.map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
    expect(versions.filter((version) => version % 10 !== 0)).toEqual([]);
  });

  it('create a new file with durable commit settings', () => {
    const db = openDatabase(join(tempFolder(), 'library.db'));
    expect(db.pragma('user_version', { simple: true })).toBe(NEWEST);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
         AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'image_search%'`,
      )
      .all();
    expect(loose).toEqual([]);
    db.close();
  });

  it.each(MIGRATIONS.map(({ version }) => version))(
    'from version %i reach the same schema as a new file',
    (version) => {
      const path = libraryOf(version);
      openDatabase(path).close();
      const fresh = join(tempFolder(), 'library.db');
      openDatabase(fresh).close();
      expect(schema(path)).toEqual(schema(fresh));
    },
  );

  it('from 10 count the existing live pictures', () => {
    const path = libraryOf(10, (db) => {
      db.prepare("INSERT INTO blobs VALUES (?, 'image/png', 1, 1, 1, 0)").run(sha256(Buffer.from('a')));
      const add = db.prepare(
        "INSERT INTO images (sha256, name, origin, created_at, deleted_at) VALUES (?, 'a.png', 'import', 0, ?)",
      );
      for (const deletedAt of [null, null, 5, null]) add.run(sha256(Buffer.from('a')), deletedAt);
    });
    const db = openDatabase(path);
    expect(db.prepare('SELECT live FROM image_counts').pluck().get()).toBe(3);
    db.close();
  });

  it('from 110 find pictures and tags by symbols that were not indexed', () => {
    const path = libraryOf(110, (db) => {
      db.prepare(
        "INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES (?, 'image/png', 1, 1, 1, 0)",
      ).run(sha256(Buffer.from('a')));
      const add = db.prepare(
        "INSERT INTO images (sha256, name, origin, created_at) VALUES (?, ?, 'import', 0)",
      );
      for (const name of ['spring 🌸.png', 'winter.png']) {
        const { lastInsertRowid } = add.run(sha256(Buffer.from('a')), name);
        db.prepare(
          "INSERT INTO image_search (rowid, name, prompt, seed, tags) VALUES (?, ?, '', '', '')",
        ).run(lastInsertRowid, name);
      }
    });
    const db = openDatabase(path);
    const query = ftsQuery(db, [{ kind: 'word', not: false, field: null, text: '🌸', beginning: true }]);
    expect(
      db.prepare('SELECT rowid FROM image_search WHERE image_search MATCH ?').pluck().all(query?.match),
    ).toEqual([1]);
    db.close();
  });

  it('from 70 restore undecided runs unless they were run again', () => {
    const path = libraryOf(70, (db) => {
      db.pragma('foreign_keys = OFF');
      const add = db.prepare(
        `INSERT INTO runs (id, edit_id, engine, state, position, queued_at, cleared_at) VALUES (?, ?, '1min.ai', ?, 1, 1, ?)`,
      );
      add.run(1, 1, 'uncertain', 5);
      add.run(2, 2, 'uncertain', 5);
      add.run(3, 2, 'saved', 5);
      add.run(4, 3, 'failed', 5);
    });
    const db = openDatabase(path);
    expect(db.prepare('SELECT id FROM runs WHERE cleared_at IS NULL').pluck().all()).toEqual([1]);
    expect(db.prepare('SELECT count(*) FROM runs WHERE press IS NULL').pluck().get()).toBe(4);
    db.close();
  });

  it('leave the file unchanged if one of them fails', () => {
    const path = libraryOf(10, (db) => db.exec('CREATE TABLE image_counts (in_the_way INTEGER)'));
    const before = schema(path);
    expect(() => openDatabase(path)).toThrow(/already exists/);
    expect(schema(path)).toEqual(before);
    const db = new Database(path, { readonly: true });
    expect(db.pragma('user_version', { simple: true })).toBe(10);
    db.close();
  });
});

describe('a database that is not ours to change', () => {
  it('from a newer version is refused, byte for byte unchanged', () => {
    const path = libraryOf(NEWEST);
    const newer = new Database(path);
    newer.pragma('journal_mode = WAL');
    newer.pragma(`user_version = ${NEWEST + 10}`);
    newer.exec('CREATE TABLE from_the_future (id INTEGER)');
    newer.close();
    const before = readFileSync(path);
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'library-newer' }));
    expect(Buffer.compare(readFileSync(path), before)).toBe(0);
    expect(existsSync(`${path}-wal`)).toBe(false);
    expect(existsSync(`${path}-shm`)).toBe(false);
  });

  it('is refused even if only a crash’s log shows that it is newer', () => {
    const path = crashedLibrary(NEWEST, NEWEST + 10);
    const before = [readFileSync(path), readFileSync(`${path}-wal`)];
    expect(before[0]?.readInt32BE(60)).toBe(NEWEST);
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'library-newer' }));
    expect([readFileSync(path), readFileSync(`${path}-wal`)]).toEqual(before);
  });

  it.each([
    [
      'some other file',
      (path: string) => writeFileSync(path, 'a text that somebody saved here, long enough'),
    ],
    ['cut off in its header', (path: string) => truncateSync(path, 60)],
    ['cut off after its first page', (path: string) => truncateSync(path, 4096)],
    [
      'its first page overwritten',
      (path: string) => {
        const bytes = readFileSync(path);
        bytes.fill(0xa5, 100, 4096);
        writeFileSync(path, bytes);
      },
    ],
  ])('that is damaged (%s) is refused with a message, unchanged', (_, damage) => {
    const path = libraryOf(NEWEST);
    damage(path);
    const before = readFileSync(path);
    expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'library-damaged' }));
    expect(Buffer.compare(readFileSync(path), before)).toBe(0);
  });
});

describe('isOlder', () => {
  it('compares the version of the database with the newest', () => {
    expect(isOlder(libraryOf(130))).toBe(true);
    expect(isOlder(libraryOf(NEWEST))).toBe(false);
    expect(isOlder(join(tempFolder(), 'library.db'))).toBe(false);
  });

  it('reads the version from the log that a crash left behind', () => {
    expect(isOlder(crashedLibrary(0, 130))).toBe(true);
    expect(isOlder(crashedLibrary(130, NEWEST))).toBe(false);
  });

  it('is false for a file that `openDatabase` refuses', () => {
    const path = libraryOf(130);
    truncateSync(path, 60);
    expect(isOlder(path)).toBe(false);
    expect(isOlder(crashedLibrary(130, NEWEST + 10))).toBe(false);
  });
});
