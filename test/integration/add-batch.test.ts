import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { addBatch } from '../../src/main/library/sidecars/add-batch.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

function openTable() {
  const db = openDatabase(join(tempFolder(), 'a.db'));
  onTestFinished(() => void db.close());
  db.exec('CREATE TABLE items (item TEXT PRIMARY KEY) STRICT; BEGIN');
  const insert = db.prepare('INSERT INTO items VALUES (?)');
  return { db, add: (item: string) => void insert.run(item) };
}

describe('addBatch', () => {
  it('adds all but the items that can’t be added', () => {
    const { db, add } = openTable();
    db.prepare("INSERT INTO items VALUES ('b')").run();
    expect(addBatch(db, ['a', 'b', 'c'], add)).toEqual(['b']);
    expect(addBatch(db, [], add)).toEqual([]);
    db.exec('COMMIT');
    expect(db.prepare('SELECT item FROM items ORDER BY item').pluck().all()).toEqual(['a', 'b', 'c']);
  });

  it('reports a full disk, instead of refusing every item', () => {
    const { db, add } = openTable();
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
    const long = Array.from({ length: 20 }, (_, n) => `${n}`.repeat(5_000));
    expect(() => addBatch(db, long, add)).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  });
});
