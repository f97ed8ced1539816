import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { addEdit, addRerun } from '../../src/main/library/ledger/edits.ts';
import {
  BEGINNING_SQL,
  NEWEST_PROMPTS_SQL,
  PROMPT_BY_ID_SQL,
  PROMPT_ID_SQL,
  promptsBeginning,
} from '../../src/main/library/presets/prompts.ts';
import { editRequest } from '../fakes/records.ts';
import { addPictures, type CatalogRig, openCatalogRig } from '../fixtures/catalog-rig.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

async function rigWith(...prompts: string[]): Promise<CatalogRig> {
  const rig = await openCatalogRig(tempFolder());
  rig.db.pragma('synchronous = OFF');
  addPictures(rig.db, 1, false);
  for (const prompt of prompts) use(rig, prompt);
  return rig;
}
const use = (rig: CatalogRig, prompt: string) => addEdit(rig.db, 1, editRequest({ prompt }), 0);
const begin = (rig: CatalogRig, beginning: string, limit = 10) =>
  promptsBeginning(rig.db, beginning, limit).map(({ prompt }) => prompt);

describe('used prompts', () => {
  it('are stored once each, newest first, with their number of uses', async () => {
    const rig = await rigWith('sepia', 'night', 'sepia, warmer');
    const { editId } = use(rig, 'sepia');
    addRerun(rig.db, editId, 0);
    expect(promptsBeginning(rig.db, '', 10)).toEqual([
      { id: 1, prompt: 'sepia', uses: 3, kept: 0 },
      { id: 3, prompt: 'sepia, warmer', uses: 1, kept: 0 },
      { id: 2, prompt: 'night', uses: 1, kept: 0 },
    ]);
    expect(begin(rig, '', 2)).toEqual(['sepia', 'sepia, warmer']);
    await rig.close();
  });

  it('are found by prefix, in either case', async () => {
    const long = `${'a'.repeat(120)} end`;
    const rig = await rigWith(
      'Sepia',
      'night',
      'Öl auf Holz',
      '黒い猫',
      '100 % sharper',
      long,
      `${'a'.repeat(120)} other`,
    );
    expect(begin(rig, 'sEP')).toEqual(['Sepia']);
    expect(begin(rig, '  sep')).toEqual(['Sepia']);
    expect(begin(rig, 'ö')).toEqual(['Öl auf Holz']);
    expect(begin(rig, '黒')).toEqual(['黒い猫']);
    expect(begin(rig, '100 %')).toEqual(['100 % sharper']);
    expect(begin(rig, '%')).toEqual([]);
    expect(begin(rig, long.slice(0, 122))).toEqual([long]);
    expect(begin(rig, '\ud83d')).toEqual([]);
    await rig.close();
  });

  it('count their rated results, through undo and the trash', async () => {
    const rig = await openCatalogRig(tempFolder());
    addPictures(rig.db, 6);
    const kept = () =>
      Object.fromEntries(promptsBeginning(rig.db, '', 9).map((one) => [one.prompt, one.kept]));
    const [prompt] = Object.keys(kept());
    const image = rig.db
      .prepare('SELECT images.id FROM images JOIN edits ON edits.id = edit_id WHERE prompt = ?')
      .pluck()
      .get(prompt) as number;
    const target = { ids: [image] };
    await rig.catalog.run({ do: 'favourite', target, favourite: true });
    await rig.catalog.run({ do: 'rate', target, rating: 4 });
    expect(kept()[prompt ?? '']).toBe(1);
    await rig.catalog.run({ do: 'remove', target });
    expect(kept()[prompt ?? '']).toBe(0);
    await rig.catalog.undo();
    await rig.catalog.undo();
    expect(kept()[prompt ?? '']).toBe(1);
    await rig.catalog.undo();
    expect(kept()[prompt ?? '']).toBe(0);
    await rig.close();
  });

  it('are forgotten, restored by undo, and suggested again when reused', async () => {
    const rig = await rigWith('sepia', 'night');
    await rig.catalog.run({ do: 'forget-prompt', prompt: 'sepia' });
    expect(begin(rig, '')).toEqual(['night']);
    expect(begin(rig, 's')).toEqual([]);
    expect(rig.told[0]).toEqual({ event: 'presets.changed', payload: {} });
    await expect(rig.catalog.run({ do: 'forget-prompt', prompt: 'sepia' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await rig.catalog.undo();
    expect(begin(rig, 's')).toEqual(['sepia']);
    await rig.catalog.redo();
    use(rig, 'sepia');
    expect(promptsBeginning(rig.db, '', 1)).toEqual([{ id: 1, prompt: 'sepia', uses: 2, kept: 0 }]);
    await rig.close();
  });

  it('with a very common prefix are still listed newest first', async () => {
    const rig = await rigWith(...Array.from({ length: 1_500 }, (_, n) => `make it ${1_500 - n}`));
    expect(begin(rig, 'make', 3)).toEqual(['make it 1', 'make it 2', 'make it 3']);
    await rig.close();
  });

  it('are sent in a small message', async () => {
    const rig = await rigWith(...Array.from({ length: 9 }, (_, n) => `${n}${'語'.repeat(7_900)}`));
    const prompts = promptsBeginning(rig.db, '', 100);
    expect(prompts.length).toBeGreaterThan(1);
    expect(Buffer.byteLength(JSON.stringify({ prompts }))).toBeLessThan(64_000);
    await rig.close();
  });

  it('are collected from existing edits', async () => {
    const folder = tempFolder();
    const rig = await openCatalogRig(folder);
    addPictures(rig.db, 30);
    for (const prompt of ['sepia', 'night', 'sepia']) use(rig, prompt);
    for (const id of [3, 6, 9]) await rig.catalog.run({ do: 'rate', target: { ids: [id] }, rating: 5 });
    const rows = (db: Database.Database) =>
      db.prepare('SELECT prompt, uses, kept, last_edit FROM prompts ORDER BY prompt').all();
    const kept = rows(rig.db);
    expect(kept).toHaveLength(3);
    await rig.close();
    // Their table, missing in the older version.
    const db = new Database(join(folder, 'library/library.db'));
    db.exec('DROP TRIGGER prompts_used; DROP TRIGGER prompts_kept; DROP TABLE prompts; DROP TABLE presets');
    db.exec(MIGRATIONS.find(({ sql }) => sql.includes('CREATE TABLE prompts'))?.sql ?? '');
    expect(rows(db)).toEqual(kept);
    db.close();
  });

  it.each([
    [NEWEST_PROMPTS_SQL, 'SCAN prompts USING COVERING INDEX prompts_newest'],
    [BEGINNING_SQL, 'SEARCH prompts USING COVERING INDEX prompts_beginning (key>? AND key<?)'],
    [PROMPT_BY_ID_SQL, 'SEARCH prompts USING INTEGER PRIMARY KEY (rowid=?)'],
    [PROMPT_ID_SQL, 'SEARCH prompts USING INDEX sqlite_autoindex_prompts_1 (prompt=?)'],
  ])('are searched by an index: %s', async (sql, plan) => {
    const rig = await rigWith('sepia');
    for (const analyzed of [false, true]) {
      if (analyzed) rig.db.exec('ANALYZE');
      const values = Array(sql.split('?').length - 1).fill('1');
      const rows = rig.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[];
      expect(rows.map(({ detail }) => detail)).toEqual([plan]);
    }
    await rig.close();
  });
});
