import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';
import { STATEMENTS_MAX, statement, type WriteDb } from '../../src/main/library/database/db.ts';

function spied() {
  const db = new Database(':memory:') as unknown as WriteDb;
  return { db, prepare: vi.spyOn(db, 'prepare') };
}

it('caches a limited number of prepared statements, including those in use', () => {
  const { db, prepare } = spied();
  const used = statement(db, 'SELECT 0');
  for (let n = 1; n <= 4 * STATEMENTS_MAX; n += 1) {
    statement(db, `SELECT ${n}`);
    expect(statement(db, 'SELECT 0')).toBe(used);
  }
  prepare.mockClear();
  for (let n = 4 * STATEMENTS_MAX; n > 3 * STATEMENTS_MAX + 1; n -= 1) statement(db, `SELECT ${n}`);
  expect(prepare).not.toHaveBeenCalled();
  statement(db, 'SELECT 1');
  expect(prepare).toHaveBeenCalledTimes(1);
  db.close();
});

it('lets an evicted statement finish', () => {
  const { db } = spied();
  const rows = statement(db, 'SELECT value FROM json_each(?)').pluck().iterate('[1,2,3]');
  expect(rows.next().value).toBe(1);
  for (let n = 0; n <= STATEMENTS_MAX; n += 1) statement(db, `SELECT ${n}`);
  expect([...rows]).toEqual([2, 3]);
  db.close();
});
