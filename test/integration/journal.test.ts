import type { LibraryCommand } from '@shared/domain/library-command.ts';
import { EVERYTHING } from '@shared/domain/library-query.ts';
import { describe, expect, it } from 'vitest';
import {
  addPictures,
  type CatalogRig,
  contentOf,
  countsOf,
  openCatalogRig,
} from '../fixtures/catalog-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const rate = (id: number, rating: number): LibraryCommand => ({ do: 'rate', target: { ids: [id] }, rating });

async function filled(pictures = 12): Promise<CatalogRig> {
  const rig = await openCatalogRig(tempFolder());
  addPictures(rig.db, pictures);
  return rig;
}

function one(rig: CatalogRig, sql: string, ...values: unknown[]): unknown {
  return rig.db
    .prepare(sql)
    .pluck()
    .get(...values);
}

async function undoAll(rig: CatalogRig): Promise<number> {
  let count = 0;
  while (await rig.catalog.undo()) count += 1;
  return count;
}

describe('the journal', () => {
  it('keeps the last 500 commands, also after undone ones were discarded', async () => {
    const rig = await filled();
    rig.db.pragma('synchronous = OFF');
    for (let n = 0; n < 400; n += 1) await rig.catalog.run(rate(1, 1 + (n % 5)));
    for (let n = 0; n < 300; n += 1) await rig.catalog.undo();
    // 100 are left; the next one takes the place of the 300, whose numbers are not used again.
    for (let n = 0; n < 350; n += 1) await rig.catalog.run(rate(2, 1 + (n % 5)));
    expect(one(rig, 'SELECT count(*) FROM journal')).toBe(450);
    for (let n = 0; n < 100; n += 1) await rig.catalog.run(rate(3, 1 + (n % 5)));
    expect(one(rig, 'SELECT count(*) FROM journal')).toBe(500);
    expect(one(rig, 'SELECT count(DISTINCT entry_id) FROM journal_changes')).toBe(500);
    expect(await undoAll(rig)).toBe(500);
    expect(one(rig, 'SELECT rating FROM images WHERE id = 1')).toBe(1 + (49 % 5));
    await rig.close();
  });

  it('prepares the same few statements for any number of commands', async () => {
    const rig = await filled();
    rig.db.pragma('synchronous = OFF');
    const prepared = new Set<string>();
    const { prepare } = rig.db;
    rig.db.prepare = ((sql: string) => {
      prepared.add(sql);
      return prepare.call(rig.db, sql);
    }) as typeof prepare;
    for (let n = 0; n < 60; n += 1) await rig.catalog.run(rate(1, 1 + (n % 5)));
    expect(prepared.size).toBeLessThan(15);
    await rig.close();
  });

  it.each([
    ['text that is no JSON', '{"set":"rating","bef'],
    ['something else', '{"set":"password","before":[],"after":[]}'],
    ['nothing', null],
  ])('reports a damaged step (%s), and then undoes the one before', async (_, damage) => {
    const rig = await filled();
    const before = contentOf(rig.db);
    await rig.catalog.run(rate(1, 3));
    await rig.catalog.run(rate(2, 4));
    if (damage === null) rig.db.exec('DELETE FROM journal_changes WHERE entry_id = 2');
    else rig.db.prepare('UPDATE journal_changes SET change = ? WHERE entry_id = 2').run(damage);
    await expect(rig.catalog.undo()).rejects.toMatchObject({
      code: 'internal',
      value: { code: 'internal', reason: 'step-damaged' },
    });
    expect(one(rig, 'SELECT rating FROM images WHERE id = 2')).toBe(4);
    // The window hears that Undo is another one now.
    expect(rig.told.at(-1)).toMatchObject({
      event: 'library.changed',
      payload: { undoable: { undo: { action: 'rate', count: 1 } } },
    });
    await rig.catalog.run(rate(3, 5));
    expect(await undoAll(rig)).toBe(2);
    await rig.catalog.run(rate(2, 0));
    expect(contentOf(rig.db)).toEqual(before);
    await rig.close();
  });

  it('skips an unknown command, and offers the one before', async () => {
    const rig = await filled();
    await rig.catalog.run(rate(1, 3));
    await rig.catalog.run(rate(2, 4));
    rig.db.exec("UPDATE journal SET action = 'conjure' WHERE id = 2");
    expect(rig.catalog.undoable().undo).toEqual({ action: 'rate', count: 1 });
    expect(await rig.catalog.undo()).toEqual({ action: 'rate', count: 1 });
    expect(one(rig, 'SELECT rating FROM images WHERE id = 1')).toBe(0);
    await rig.close();
  });

  it('reports that a step’s requirements are missing, and changes nothing', async () => {
    const rig = await filled();
    await rig.catalog.run({ do: 'create-collection', name: 'album' });
    await rig.catalog.run({ do: 'collect', collection: 1, target: { ids: [1, 2] } });
    // As if the second step had been lost: the collection is not empty when its making is undone.
    rig.db.exec('DELETE FROM journal_changes WHERE entry_id = 2; DELETE FROM journal WHERE id = 2');
    const before = contentOf(rig.db);
    await expect(rig.catalog.undo()).rejects.toMatchObject({ code: 'internal' });
    expect(contentOf(rig.db)).toEqual(before);
    expect(await rig.catalog.undo()).toBeNull();
    await rig.close();
  });

  it('skips pictures that were purged since', async () => {
    const rig = await filled();
    await rig.catalog.run({ do: 'add-tags', target: { ids: [1, 2] }, names: ['shop'] });
    await rig.catalog.run({ do: 'remove', target: { ids: [1, 2, 4] } });
    rig.db.exec(`DELETE FROM image_tags WHERE image_id = 2; UPDATE images SET purged_at = 1 WHERE id = 2;
      DELETE FROM images WHERE id = 4`);
    await undoAll(rig);
    expect(one(rig, 'SELECT deleted_at FROM images WHERE id = 2')).not.toBeNull();
    expect(one(rig, 'SELECT deleted_at FROM images WHERE id = 1')).toBeNull();
    while (await rig.catalog.redo());
    expect(rig.db.prepare('SELECT image_id FROM image_tags').pluck().all()).toEqual([1]);
    expect(
      (await rig.catalog.slice({ query: { ...EVERYTHING, place: 'trash' }, from: 0, count: 9 })).pictures,
    ).toEqual([expect.objectContaining({ id: 1 })]);
    const { kept, counted } = countsOf(rig.db);
    expect(kept).toEqual(counted);
    await rig.close();
  });

  it('isn’t written by commands that change nothing or are refused', async () => {
    const rig = await filled();
    await rig.catalog.run({ do: 'save-search', name: 'all', query: EVERYTHING });
    for (const command of [
      rate(1, 0),
      { do: 'restore', target: { ids: [1] } },
      { do: 'remove-tags', target: { ids: [1] }, tags: [7] },
      { do: 'change-search', search: 1, name: 'all' },
    ] satisfies LibraryCommand[])
      expect(await rig.catalog.run(command), command.do).toMatchObject({ count: 0 });
    await expect(rig.catalog.run({ do: 'delete-tag', tag: 9 })).rejects.toMatchObject({ code: 'not-found' });
    expect(one(rig, 'SELECT count(*) FROM journal')).toBe(1);
    expect(rig.told.filter(({ event }) => event === 'library.changed')).toHaveLength(1);
    await rig.close();
  });

  it('skips an unreadable saved search', async () => {
    const rig = await filled();
    await rig.catalog.run({ do: 'save-search', name: 'a', query: EVERYTHING });
    await rig.catalog.run({ do: 'save-search', name: 'b', query: EVERYTHING });
    rig.db.exec("UPDATE saved_searches SET query = '{\"pl' WHERE id = 1");
    expect(rig.catalog.searches(null).searches.map(({ name }) => name)).toEqual(['b']);
    await rig.close();
  });
});
