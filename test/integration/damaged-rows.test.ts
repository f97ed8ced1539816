import { EVERYTHING } from '@shared/domain/library-query.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { WriteDb } from '../../src/main/library/database/db.ts';
import { number, numbers, row, rows } from '../../src/main/library/database/rows.ts';
import { imageById } from '../../src/main/library/images/images.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { presetsAfter } from '../../src/main/library/presets/presets.ts';
import { createCatalog } from '../fixtures/catalog.ts';
import { addPictures } from '../fixtures/catalog-rig.ts';
import { openRig, requestOf } from '../fixtures/ledger-rig.ts';
import { puppetEngine } from '../fixtures/puppet-engine.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

async function world() {
  const log = memoryLog();
  const library = await openLibrary(tempFolder(), log);
  onTestFinished(() => library.close());
  return { db: library.db, log };
}

/** Writes values into a row that no version of Reseed writes, bypassing the checks of its table. */
function damage(db: WriteDb, sql: string, ...values: unknown[]): void {
  db.pragma('ignore_check_constraints = ON');
  db.prepare(sql).run(...values);
  db.pragma('ignore_check_constraints = OFF');
}

describe('a damaged row', () => {
  it.each([
    ['a format no version knows', "UPDATE images SET mime = 'image/later' WHERE id = ?", 'mime'],
    ['notes that are not JSON', "UPDATE images SET notes = '[' WHERE id = ?", 'notes'],
    ['a rating out of range', 'UPDATE images SET rating = 9 WHERE id = ?', 'rating'],
  ])('of an image, with %s, is skipped in the list and logged once', async (_, sql, column) => {
    const { db, log } = await world();
    const ids = addPictures(db, 5, false);
    damage(db, sql, ids[2]);
    const lists = createCatalog({ db });
    for (const _ of [1, 2]) {
      const { pictures, total } = await lists.slice({ query: EVERYTHING, from: 0, count: 10 });
      expect(pictures.map(({ id }) => id).sort()).toEqual(ids.filter((id) => id !== ids[2]));
      expect(total).toBe(5);
    }
    const lines = log.lines.filter((line) => line.includes('damaged row skipped'));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(column);
    expect(lines[0]).toContain(String(ids[2]));
  });

  it('of an image that is requested by id is an error naming the column', async () => {
    const { db } = await world();
    const [id = 0] = addPictures(db, 1, false);
    damage(db, "UPDATE images SET mime = 'image/later' WHERE id = ?", id);
    expect(() => imageById(db, id)).toThrow(/table-damaged.*images.*mime/);
  });

  it('of a preset does not affect other presets in the list', async () => {
    const { db, log } = await world();
    const catalog = createCatalog({ db });
    const content = { engine: 'practice', model: 'practice-filters', prompt: 'night' } as const;
    for (const name of ['Night', 'Noon', 'Dawn']) await catalog.run({ do: 'save-preset', name, content });
    damage(db, "UPDATE presets SET content = '{' WHERE name = 'Noon'");
    expect(presetsAfter(db, 0).map(({ name }) => name)).toEqual(['Night', 'Dawn']);
    expect(log.lines.join()).toContain('content');
  });

  it('of a run does not affect other runs in the queue and history', async () => {
    const folder = tempFolder();
    const rig = await openRig(folder, {
      engines: [puppetEngine({ id: 'practice', repeatable: true })],
      paused: true,
    });
    onTestFinished(() => rig.close());
    const sourceImageId = await rig.addSource();
    const edits = [1, 2, 3].map(() => rig.edits.run({ sourceImageId, request: requestOf('practice') }));
    const [first, broken, last] = edits.map(({ edit }) => edit.id);
    damage(rig.library.db, "UPDATE runs SET charged = 'perhaps' WHERE edit_id = ?", broken);
    expect(rig.queue.list().entries.map(({ edit }) => edit.id)).toEqual([first, last]);
    expect(rig.pressed.tree(sourceImageId, null).entries.map(({ edit }) => edit.id)).toEqual([last, first]);
    expect(() => rig.ledger.entryByEdit(broken ?? 0)).toThrow('damaged');
  });
});

describe('reading rows', () => {
  it('checks columns of numbers and single values', async () => {
    const { db } = await world();
    expect(numbers(db, 'SELECT value FROM json_each(?)', '[3, 1.5]')).toEqual([3, 1.5]);
    expect(() => numbers(db, 'SELECT value FROM json_each(?)', '[3, "x"]')).toThrow(
      /table-damaged.*json_each/,
    );
    expect(number(db, 'SELECT max(id) FROM images')).toBeNull();
    expect(number(db, 'SELECT count(*) FROM images')).toBe(0);
    expect(() => number(db, "SELECT 'x' FROM image_counts")).toThrow(/table-damaged.*image_counts/);
  });

  it('parses valid rows, and never returns a damaged one', async () => {
    const { db } = await world();
    const Live = z.object({ live: z.int() });
    expect(rows(db, Live, 'SELECT live FROM image_counts')).toEqual([{ live: 0 }]);
    expect(row(db, Live, 'SELECT live FROM image_counts WHERE id = 9')).toBeNull();
    expect(() => row(db, Live, "SELECT 'many' AS live FROM image_counts")).toThrow('"where":["live"]');
  });
});
