import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { statement, type WriteDb, writeTransaction } from '../../src/main/library/database/db.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { revisionOf } from '../../src/main/library/database/revision.ts';

let folder: string;
let db: WriteDb;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reseed-revisions-'));
  db = openDatabase(join(folder, 'library.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

const addTag = (name: string) => statement(db, 'INSERT INTO tags (name, key) VALUES (?, ?)').run(name, name);

it('a revision grows with every change, and only then', () => {
  const first = revisionOf(db);
  expect(revisionOf(db)).toBe(first);
  writeTransaction(db, () => addTag('red'));
  const second = revisionOf(db);
  expect(second).toBeGreaterThan(first);
  expect(revisionOf(db)).toBe(second);
});

it('a revision read in a transaction isn’t reused after a rollback', () => {
  let inside = 0;
  expect(() =>
    writeTransaction(db, () => {
      addTag('red');
      inside = revisionOf(db);
      throw new Error('undone');
    }),
  ).toThrow('undone');
  writeTransaction(db, () => addTag('blue'));
  expect(revisionOf(db)).toBeGreaterThan(inside);
});

it('revisions keep growing when the library is reopened', () => {
  writeTransaction(db, () => addTag('red'));
  const before = revisionOf(db);
  db.close();
  db = openDatabase(join(folder, 'library.db'));
  expect(revisionOf(db)).toBeGreaterThan(before);
});
