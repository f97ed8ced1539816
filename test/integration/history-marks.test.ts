import { EVERYTHING } from '@shared/domain/library-query.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { listSnapshots, SNAPSHOTS_SQL } from '../../src/main/library/history/snapshots.ts';
import { addResultImage } from '../../src/main/library/images/images.ts';
import { purgePictures } from '../../src/main/library/images/purge.ts';
import { addPictures, type CatalogRig, contentOf, openCatalogRig } from '../fixtures/catalog-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

let folder: string;
let rig: CatalogRig;
/** The first picture that an edit made, its source, and the edit. */
let result: number;
let source: number;
let edit: number;

beforeEach(async () => {
  folder = tempFolder();
  rig = await openCatalogRig(folder);
  addPictures(rig.db, 6);
  [result, source, edit] = rig.db
    .prepare('SELECT id, parent_id, edit_id FROM images WHERE edit_id IS NOT NULL ORDER BY id')
    .raw()
    .get() as [number, number, number];
});
afterEach(() => rig.close());

const reopen = async () => {
  await rig.close();
  rig = await openCatalogRig(folder);
};
const textsOf = () =>
  rig.db.prepare('SELECT note, branch FROM edits WHERE id = ?').get(edit) as {
    note: string | null;
    branch: string | null;
  };
const found = async (search: string) =>
  (await rig.catalog.slice({ query: { ...EVERYTHING, search }, from: 0, count: 50 })).pictures.map(
    ({ id }) => id,
  );

it('a note on an edit without a result is searchable by its later result', async () => {
  const { rootId, sha256 } = rig.library.picture(source);
  await rig.catalog.run({ do: 'note', edit, text: 'try again for the heron' });
  const late = { sha256, mime: 'image/png', bytes: 10, width: 40, height: 30, name: 'late.png' } as const;
  const made = { ...late, editId: edit, parentId: source, rootId, now: 9 };
  const id = writeTransaction(rig.db, () => addResultImage(rig.db, made));
  rig.catalog.picturesChanged([id]);
  expect(await found('heron')).toContain(id);
});

describe('what people write down about their history', () => {
  it('is on the edit, searchable, and undone and redone across a restart', async () => {
    const before = contentOf(rig.db);
    await rig.catalog.run({ do: 'note', edit, text: '  client likes\r\nthe heron \u0007' });
    await rig.catalog.run({ do: 'name-branch', edit, name: 'Warm take' });
    await rig.catalog.run({ do: 'snapshot', image: source, name: 'Version for print' });
    const after = contentOf(rig.db);
    expect(textsOf()).toEqual({ note: 'client likes\nthe heron', branch: 'Warm take' });
    expect(await found('heron')).toEqual([result]);
    expect(await found('warm')).toEqual([result]);
    expect(await found('"for print"')).toEqual([source]);
    expect(await found('name:print')).toEqual([]);
    expect(listSnapshots(rig.db, result)).toMatchObject([
      { name: 'Version for print', imageId: source, editId: null, createdAt: rig.now },
    ]);

    await reopen();
    expect(rig.catalog.undoable().undo?.action).toBe('snapshot');
    for (const action of ['snapshot', 'name-branch', 'note'])
      expect((await rig.catalog.undo())?.action).toBe(action);
    expect(withoutSequence(contentOf(rig.db))).toEqual(withoutSequence(before));
    expect(await found('heron')).toEqual([]);
    await reopen();
    for (let n = 0; n < 3; n += 1) await rig.catalog.redo();
    expect(withoutSequence(contentOf(rig.db))).toEqual(withoutSequence(after));
  });

  it('is emitted to the windows, by edit', async () => {
    await rig.catalog.run({ do: 'note', edit, text: 'a' });
    await rig.catalog.run({ do: 'snapshot', image: result, name: 'b' });
    await rig.catalog.run({ do: 'rate', target: { ids: [result] }, rating: 3 });
    const marked = rig.told.filter(({ event }) => event === 'history.marked').map(({ payload }) => payload);
    expect(marked).toEqual([
      { editIds: [edit], snapshots: false, merges: false },
      { editIds: [], snapshots: true, merges: false },
    ]);
    expect(textsOf().note).toBe('a');
  });

  it('is removed when emptied, and the same text again is no change', async () => {
    await rig.catalog.run({ do: 'note', edit, text: 'once' });
    expect((await rig.catalog.run({ do: 'note', edit, text: 'once ' })).count).toBe(0);
    await rig.catalog.run({ do: 'note', edit, text: '   ' });
    await rig.catalog.run({ do: 'name-branch', edit, name: null });
    expect(textsOf()).toEqual({ note: null, branch: null });
    await rig.catalog.undo();
    expect(textsOf().note).toBe('once');
  });

  it('is refused when too long or for an unknown edit', async () => {
    await expect(rig.catalog.run({ do: 'note', edit, text: 'x'.repeat(2001) })).rejects.toThrow();
    await expect(rig.catalog.run({ do: 'note', edit: 999, text: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(rig.catalog.run({ do: 'snapshot', image: 999, name: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(rig.catalog.run({ do: 'delete-snapshot', snapshot: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(rig.catalog.undoable().undo).toBeNull();
  });
});

describe('snapshots', () => {
  it('are renamed and deleted, and restored with their id', async () => {
    const { id } = await rig.catalog.run({ do: 'snapshot', image: result, name: 'one' });
    const snapshot = id ?? 0;
    await rig.catalog.run({ do: 'rename-snapshot', snapshot, name: 'first' });
    await rig.catalog.run({ do: 'delete-snapshot', snapshot });
    const again = await rig.catalog.run({ do: 'snapshot', image: result, name: 'two' });
    expect(again.id).toBe(snapshot + 1);
    await rig.catalog.undo();
    await rig.catalog.undo();
    expect(listSnapshots(rig.db, source).map((one) => [one.id, one.name])).toEqual([[snapshot, 'first']]);
    expect(await found('first')).toEqual([result]);
  });

  it('of a permanently deleted picture are hidden', async () => {
    await rig.catalog.run({ do: 'snapshot', image: result, name: 'gone' });
    await rig.catalog.run({ do: 'remove', target: { ids: [result] } });
    expect(listSnapshots(rig.db, source)).toHaveLength(1);
    purgePictures(rig.db, [result], rig.now);
    expect(listSnapshots(rig.db, source)).toEqual([]);
  });

  it('are listed by tree', () => {
    const plan = rig.db.prepare(`EXPLAIN QUERY PLAN ${SNAPSHOTS_SQL}`).all(1) as { detail: string }[];
    const details = plan.map(({ detail }) => detail).join('\n');
    expect(details).toContain('USING INDEX snapshots_root');
    expect(details).not.toMatch(/SCAN|TEMP B-TREE/);
  });
});

/** The counter of assigned ids never goes back. */
function withoutSequence(content: Record<string, unknown[]>): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(content).filter(([name]) => name !== 'sqlite_sequence'));
}
