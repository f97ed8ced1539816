import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runJob } from '../../src/main/keeper/jobs.ts';
import { createKeeper, type Keeper } from '../../src/main/keeper/keeper.ts';
import { setRunsAside } from '../../src/main/library/backups/set-runs-aside.ts';
import type { ReadDb } from '../../src/main/library/database/db.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { reindexForSearch, reindexTag } from '../../src/main/library/lists/search.ts';
import { restoreSidecars } from '../../src/main/library/sidecars/restore-sidecars.ts';
import { recordDisk, unsafeNames } from '../fixtures/disk-recorder.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { rebuildDatabase } from '../fixtures/rebuild.ts';
import { writeSidecars } from '../fixtures/sidecar-service.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/* A rebuild fills a database without its triggers, and makes all that they and the services derive at once. */

const AT = Date.UTC(2030, 0, 1);
const LIMIT_MS = 300_000;

/** A library with sidecars that has been in use, without pictures that were permanently deleted: those may not come back. */
async function livedLibrary(userData: string, pictures: number): Promise<Library> {
  const library = await openLibrary(userData, memoryLog());
  onTestFinished(() => {
    if (library.db.open) library.close();
  });
  const { db } = library;
  fillLibrary(library, pictures, 1, { purges: false });
  // What is left out of its rows by the fixture, which changes them directly.
  for (const id of ids(db, 'images')) reindexForSearch(db, id);
  for (const id of ids(db, 'tags')) reindexTag(db, id);
  db.exec("UPDATE prompts SET forgotten = 1 WHERE prompt = 'sepia'");
  const keeper = createKeeper(startKeeperThread, memoryLog());
  onTestFinished(() => keeper.close());
  await writeSidecars(library, keeper);
  // A rebuild does this with runs that may have been sent since.
  db.transaction(() => setRunsAside(db, AT))();
  return library;
}

const ids = (db: ReadDb, table: string) =>
  db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as number[];

/** Everything that a database derives from its records, and the records that contain some of it. */
const DERIVED: Readonly<Record<string, string>> = {
  'words of pictures':
    'SELECT term, doc, col, offset FROM image_search_words ORDER BY doc, col, offset, term',
  'lengths of texts': 'SELECT id, hex(sz) AS sz FROM image_search_docsize ORDER BY id',
  'settings of the search': 'SELECT * FROM image_search_config ORDER BY k',
  'words of tags': 'SELECT term, doc, col, offset FROM temp.tag_words ORDER BY doc, col, offset, term',
  'number of pictures': 'SELECT * FROM image_counts',
  // A trigger leaves a value that no picture has any more.
  facets: 'SELECT * FROM facet_counts WHERE live > 0 ORDER BY facet, value',
  copies: 'SELECT * FROM copies ORDER BY sha256',
  references: 'SELECT * FROM edit_references ORDER BY image_id, edit_id',
  prompts: 'SELECT prompt, key, uses, kept, last_edit, forgotten FROM prompts ORDER BY prompt',
  tags: 'SELECT * FROM tags ORDER BY id',
  collections: 'SELECT * FROM collections ORDER BY id',
  'pictures, with engine, model, work and verdict': 'SELECT * FROM images ORDER BY id',
  // Those without a row have no table in the rebuilt one yet.
  'next ids': `SELECT name, seq FROM sqlite_sequence
    WHERE name IN ('images', 'edits', 'runs', 'results', 'finishes', 'merges', 'snapshots') ORDER BY name`,
  'tables, indexes and triggers': 'SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name',
  'order of triggers': "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
};

function dumpDerived(db: ReadDb): Record<string, unknown[]> {
  db.exec('CREATE VIRTUAL TABLE temp.tag_words USING fts5vocab (main, image_search_tags, instance)');
  return Object.fromEntries(Object.entries(DERIVED).map(([name, sql]) => [name, db.prepare(sql).all()]));
}

/** Runs jobs in this thread, where a test can see what they do. */
const HERE: Keeper = {
  run: (name, input, onProgress = () => {}, signal = new AbortController().signal) =>
    runJob(name, input, onProgress, signal) as never,
  close: async () => {},
};

function deleteDatabase(folder: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(join(folder, DB_NAME + end), { force: true });
}

describe('a rebuilt database', () => {
  it(
    'derives the same search index, queues and counts as one that was never deleted',
    async () => {
      const userData = tempFolder();
      const kept = await livedLibrary(userData, 400);
      const before = dumpDerived(kept.db);
      kept.close();
      deleteDatabase(kept.folder);
      await rebuildDatabase(userData, HERE, { clock: () => AT });
      const { db } = await openLibrary(userData, memoryLog());
      onTestFinished(() => void db.close());
      const after = dumpDerived(db);
      for (const [name, rows] of Object.entries(before)) {
        expect(rows.length, name).toBeGreaterThan(0);
        expect({ [name]: after[name] }).toEqual({ [name]: rows });
      }
      // Every sidecar is compared with the records once, since those may have got another id.
      const queued = db.prepare('SELECT kind, id FROM sidecar_queue ORDER BY kind, id').all();
      const records = (kind: string, all: readonly number[]) => all.map((id) => ({ kind, id }));
      expect(queued).toEqual([
        ...records('edit', ids(db, 'edits')),
        ...records('image', ids(db, 'images')),
        ...records('library', [0]),
      ]);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      db.exec("INSERT INTO image_search (image_search) VALUES ('integrity-check')");
      expect(db.prepare('SELECT count(*) FROM pragma_foreign_key_check').pluck().get()).toBe(0);
      expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
      // The triggers count again.
      const [first = 0] = db
        .prepare('SELECT id FROM images WHERE deleted_at IS NULL')
        .pluck()
        .all() as number[];
      const live = () => Number(db.prepare('SELECT live FROM image_counts').pluck().get());
      const counted = live();
      db.exec(`UPDATE images SET deleted_at = 1 WHERE id = ${first}`);
      expect(live()).toBe(counted - 1);
    },
    LIMIT_MS,
  );

  it(
    'is synced before it gets its name, although nothing is while it is filled',
    async () => {
      const userData = tempFolder();
      const library = await livedLibrary(userData, 20);
      const { folder } = library;
      library.close();
      deleteDatabase(folder);
      const recorder = recordDisk(folder);
      await rebuildDatabase(userData, HERE, { clock: () => AT }).finally(() => recorder.stop());
      const building = join(folder, 'library.rebuilding.db');
      const path = join(folder, DB_NAME);
      const named = recorder.steps.findIndex((step) => step.do === 'name' && step.path === path);
      expect(recorder.steps[named]).toEqual({ do: 'name', path, from: building });
      // By the job, which can be canceled meanwhile, and again with what was written after it.
      const synced = recorder.steps.slice(0, named).filter((step) => step.path === building);
      expect(synced).toEqual([
        { do: 'sync', path: building },
        { do: 'sync', path: building },
      ]);
      expect(unsafeNames(recorder.steps)).toEqual([]);
      expect(existsSync(`${building}-wal`)).toBe(false);
    },
    LIMIT_MS,
  );
});

it(
  'a rebuild stops at the next step in whatever phase it is canceled',
  async () => {
    const library = await livedLibrary(tempFolder(), 250);
    const objects = join(library.folder, 'objects');
    const folder = tempFolder();
    mkdirSync(folder, { recursive: true });
    const empty = join(folder, 'empty.db');
    openDatabase(empty).close();
    /** Fills a new database, canceled at a step. Answers the progress that was reported. */
    const restore = async (cancelAt: number) => {
      const path = join(folder, `${cancelAt}.db`);
      cpSync(empty, path);
      const abort = new AbortController();
      const steps: number[] = [];
      const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
        expect(done).toBeLessThanOrEqual(total);
        if (steps.length === cancelAt) abort.abort();
        steps.push(done);
      };
      const restored = restoreSidecars(path, objects, AT, onProgress, abort.signal);
      if (cancelAt < Number.POSITIVE_INFINITY)
        await expect(restored).rejects.toEqual(expect.objectContaining({ code: 'interrupted' }));
      else await restored;
      const db = new Database(path, { readonly: true });
      const pictures = db.prepare('SELECT count(*) FROM images').pluck().get();
      db.close();
      return { steps, pictures };
    };
    const whole = await restore(Number.POSITIVE_INFINITY);
    expect(whole.steps).toEqual(whole.steps.toSorted((a, b) => a - b));
    expect(whole.pictures).toBeGreaterThan(200);
    // All but the last, which reports that it is done.
    for (let at = 0; at < whole.steps.length - 1; at += 3) {
      const { steps, pictures } = await restore(at);
      expect(steps).toEqual(whole.steps.slice(0, at + 1));
      // Only the sync is left after the last of them.
      if (at < whole.steps.length - 2) expect(pictures, `canceled at step ${at}`).toBe(0);
    }
  },
  LIMIT_MS,
);
