import type { RunState } from '@shared/domain/run.ts';
import { expect, it, vi } from 'vitest';
import { writeTransaction, writeUnsynced } from '../../src/main/library/database/db.ts';
import { moveRun } from '../../src/main/library/ledger/runs.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { tempLibrary } from '../fixtures/temp-library.ts';

const FULL = 2;
const NORMAL = 1;

it('waits for the disk except in an unsynced write that isn’t the first, whatever happens in it', async () => {
  const { db } = await tempLibrary();
  const level = () => db.pragma('synchronous', { simple: true });
  const insert = (name: string) => db.prepare('INSERT INTO tags (name, key) VALUES (?, ?)').run(name, name);
  expect(level()).toBe(FULL);
  // It counts the session, as the marker beside the database does.
  writeUnsynced(db, () => {
    expect(level()).toBe(FULL);
    insert('first');
  });
  writeUnsynced(db, () => {
    expect(level()).toBe(NORMAL);
    insert('a');
  });
  expect(level()).toBe(FULL);
  expect(() =>
    writeUnsynced(db, () => {
      insert('b');
      throw new Error('refused');
    }),
  ).toThrow('refused');
  expect(level()).toBe(FULL);
  writeTransaction(db, () => writeUnsynced(db, () => expect(level()).toBe(FULL)));
  expect(db.prepare('SELECT name FROM tags').pluck().all()).toEqual(['first', 'a']);
});

it('moves a run without waiting for the disk only where nothing paid could be lost', async () => {
  const library = await tempLibrary();
  const { db } = library;
  fillLibrary(library, 300);
  const waiting = db.prepare("SELECT id FROM runs WHERE state = 'queued' ORDER BY id").pluck().all();
  const [first, second] = waiting.map(Number);
  if (!first || !second) throw new Error('no run is queued');
  const unsynced: string[] = [];
  const move = (id: number, from: RunState, to: RunState) => {
    const pragma = vi.spyOn(db, 'pragma');
    moveRun(db, id, from, to, { at: 1 });
    if (pragma.mock.calls.some(([source]) => source === 'synchronous = NORMAL'))
      unsynced.push(`${from} → ${to}`);
    pragma.mockRestore();
  };
  move(first, 'queued', 'uploading');
  move(first, 'uploading', 'sending');
  move(first, 'sending', 'accepted');
  move(first, 'accepted', 'downloading');
  move(first, 'downloading', 'saved');
  // Without an id of the answer, nothing could be fetched again.
  move(second, 'queued', 'sending');
  move(second, 'sending', 'downloading');
  expect(unsynced).toEqual(['queued → uploading', 'accepted → downloading']);
});
