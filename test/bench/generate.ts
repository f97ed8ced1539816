import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { WriteDb } from '../../src/main/library/database/db.ts';
import { COUNT_FACETS } from '../../src/main/library/database/migrations/040-organise.ts';
import { COLLECT_PROMPTS } from '../../src/main/library/database/migrations/060-presets.ts';
import { COUNT_COPIES } from '../../src/main/library/database/migrations/070-copies.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { indexWords, reindexTag } from '../../src/main/library/lists/search.ts';
import { labelKey, nameKey, resultName } from '../../src/main/library/names.ts';
import { defaultParams } from '../../src/shared/domain/model.ts';
import { monthName } from '../../src/shared/local-day.ts';
import { FLUX_2_DEV, PRACTICE_FILTERS } from '../fixtures/engine-catalog.ts';
import { linkFiles, type StoredFile } from './generate-files.ts';
import { COLLECTION_NAMES, fileNameOf, promptOf, random, TAG_NAMES } from './generate-words.ts';

export interface LibrarySize {
  /** Total number of pictures. */
  readonly pictures: number;
  /** One of this many pictures is an import, the others are results. Default: 10. */
  readonly importedOneOf?: number;
  /** Creates a real file and thumbnails per picture, hard-linked to a few. */
  readonly files?: boolean;
}

const DAY = 86_400_000;
const QUIET = { info() {}, warn() {}, error() {} };
const VERDICTS = ['identical', 'near', 'drifted', 'different'];

/**
 * Fills `<userData>/library` like years of work: imports, edits of them and of their results, runs, results,
 * ratings, tags, collections, search words. The same size gives the same rows. A hundred thousand pictures
 * take 8 s, a million 80 s.
 */
export async function generateLibrary(userData: string, size: LibrarySize): Promise<void> {
  (await openLibrary(userData, QUIET)).close();
  const db = new Database(join(userData, 'library', 'library.db')) as unknown as WriteDb;
  // Created at once, so durable commits would only slow it down.
  for (const setting of [
    'journal_mode = MEMORY',
    'synchronous = OFF',
    'foreign_keys = OFF',
    'cache_size = -500000',
  ])
    db.pragma(setting);
  const putBack = takeOffIndexes(db);
  const files: StoredFile[] = [];
  db.transaction(() => {
    addLabels(db);
    addPictures(db, size, files);
    db.exec(`UPDATE image_counts SET live = (SELECT count(*) FROM images WHERE deleted_at IS NULL);
      DELETE FROM facet_counts; ${COUNT_FACETS}
      DELETE FROM prompts; ${COLLECT_PROMPTS}
      DELETE FROM copies; ${COUNT_COPIES}`);
    putBack();
    for (const [owner, members, column] of [
      ['tags', 'image_tags', 'tag_id'],
      ['collections', 'collection_images', 'collection_id'],
    ])
      db.exec(`UPDATE ${owner} SET live = (SELECT count(*) FROM ${members}
        JOIN images ON images.id = image_id WHERE ${column} = ${owner}.id AND deleted_at IS NULL)`);
  })();
  db.pragma('journal_mode = WAL');
  db.close();
  if (size.files) await linkFiles(join(userData, 'library'), files);
}

/** Building indexes from all rows at once is faster, and triggers would count one by one. */
function takeOffIndexes(db: WriteDb): () => void {
  const rows = db
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
         AND (type = 'trigger' OR (type = 'index' AND tbl_name NOT IN ('facet_counts', 'journal')))`,
    )
    .all() as { type: string; name: string; sql: string }[];
  for (const { type, name } of rows) db.exec(`DROP ${type} ${name}`);
  return () => {
    for (const { sql } of rows) db.exec(sql);
  };
}

function addLabels(db: WriteDb): void {
  for (const [table, names] of [
    ['tags', TAG_NAMES],
    ['collections', COLLECTION_NAMES],
  ] as const) {
    const add = db.prepare(`INSERT INTO ${table} (id, name, key) VALUES (?, ?, ?)`);
    for (const [index, name] of names.entries()) add.run(index + 1, name, labelKey(name));
  }
  for (const index of TAG_NAMES.keys()) reindexTag(db, index + 1);
}

interface Inserts {
  readonly blob: Database.Statement;
  readonly image: Database.Statement;
  readonly edit: Database.Statement;
  readonly run: Database.Statement;
  readonly result: Database.Statement;
  readonly tag: Database.Statement;
  readonly member: Database.Statement;
}

function inserts(db: WriteDb): Inserts {
  return {
    blob: db.prepare(
      'INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    image: db.prepare(
      `INSERT INTO images (id, sha256, mime, bytes, width, height, name, name_key, origin, edit_id, parent_id, root_id,
         created_at, month, deleted_at, rating, favourite, engine, model, verdict, work)
       VALUES (@id, @hash, @mime, @bytes, @width, @height, @name, @key, @origin, @edit, @parent, @root,
         @at, @month, @removed, @rating, @favourite, @engine, @model, @verdict, @work)`,
    ),
    edit: db.prepare(
      `INSERT INTO edits (id, source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, rerun_of, created_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    run: db.prepare(
      `INSERT INTO runs (id, edit_id, engine, state, position, queued_at, started_at, finished_at, charged, cleared_at)
       VALUES (?, ?, ?, 'saved', ?, ?, ?, ?, ?, ?)`,
    ),
    result: db.prepare(
      `INSERT INTO results (run_id, image_id, ordinal, verdict, ssim, changed_share, against_image_id)
       VALUES (?, ?, 0, ?, ?, ?, ?)`,
    ),
    tag: db.prepare('INSERT OR IGNORE INTO image_tags (tag_id, image_id) VALUES (?, ?)'),
    member: db.prepare('INSERT INTO collection_images (collection_id, image_id) VALUES (?, ?)'),
  };
}

function addPictures(db: WriteDb, size: LibrarySize, files: StoredFile[]): void {
  const { pictures, importedOneOf = 10 } = size;
  const next = random(7);
  const add = inserts(db);
  const { parents, edited } = editsOf(pictures, importedOneOf);
  const roots = new Int32Array(pictures + 1);
  const names = new Map<number, string>();
  const start = Date.UTC(2023, 0, 1);
  for (let id = 1; id <= pictures; id += 1) {
    const at = Math.floor(start + (id / pictures) * 3 * 365 * DAY);
    const parent = parents[id] ?? 0;
    const tags = next() < 0.4 ? [drawId(TAG_NAMES.length, next), drawId(TAG_NAMES.length, next)] : [];
    const shared = {
      id,
      hash: hashOf(id),
      at,
      month: monthName(at),
      removed: next() < 0.01 ? at + DAY : null,
      rating: next() < 0.3 ? 1 + Math.floor(next() * 5) : 0,
      favourite: next() < 0.03 ? 1 : 0,
      work: edited[id] === 1 ? 'done' : null,
    };
    const { name, prompt, seed } =
      parent === 0
        ? addImport(add, shared, next)
        : addResult(add, shared, parent, roots, names, parents, next);
    roots[id] = roots[parent] || id;
    if (parent === 0) names.set(id, name);
    files.push({ hash: shared.hash, extension: parent === 0 ? 'jpg' : 'webp' });
    if (shared.removed === null) indexWords(db, id, { name, prompt, seed, tags });
    for (const tag of tags) add.tag.run(tag, id);
    if (next() < 0.1) add.member.run(drawId(COLLECTION_NAMES.length, next), id);
  }
}

interface Shared {
  readonly id: number;
  readonly hash: string;
  readonly at: number;
}
interface Words {
  readonly name: string;
  readonly prompt: string;
  readonly seed: string;
}

function addImport(add: Inserts, shared: Shared, next: () => number): Words {
  const name = fileNameOf(shared.id % 10_000, next);
  const blob = { mime: 'image/jpeg', bytes: 2_500_000, width: 4000, height: 3000 };
  const none = { edit: null, parent: null, engine: null, model: null, verdict: null };
  add.blob.run(shared.hash, blob.mime, blob.bytes, blob.width, blob.height, shared.at);
  add.image.run({ ...shared, ...blob, ...none, name, key: nameKey(name), origin: 'import', root: shared.id });
  return { name, prompt: '', seed: '' };
}

const PARAMS = { practice: defaultParams(PRACTICE_FILTERS), '1min.ai': defaultParams(FLUX_2_DEV) };

/** An edit, its run and its result share their picture's id. */
function addResult(
  add: Inserts,
  shared: Shared,
  parent: number,
  roots: Int32Array,
  names: ReadonlyMap<number, string>,
  parents: Int32Array,
  next: () => number,
): Words {
  const { id, hash, at } = shared;
  const { engine, id: model } = next() < 0.3 ? FLUX_2_DEV : PRACTICE_FILTERS;
  const prompt = promptOf(next);
  const seed = 1 + Math.floor(next() * 2_147_483_646);
  const root = roots[parent] ?? parent;
  const old = next() < 0.1 && id > 100 && parents[id - 50] ? id - 50 : null;
  const verdict = old === null ? null : (VERDICTS[drawId(4, next) - 1] ?? null);
  const request = JSON.stringify({
    engine,
    model,
    prompt,
    params: PARAMS[engine as keyof typeof PARAMS],
    seed,
  });
  const name = resultName(names.get(root) ?? 'picture.jpg', id, 'image/webp');
  const blob = { mime: 'image/webp', bytes: 180_000, width: 1024, height: 768 };
  add.edit.run(id, parent, hashOf(parent), root, engine, model, prompt, seed, request, old, at);
  add.run.run(id, id, engine, id, at, at, at + 4000, engine === 'practice' ? 'no' : 'yes', at + 5000);
  add.blob.run(hash, blob.mime, blob.bytes, blob.width, blob.height, at);
  const its = { edit: id, parent, root, engine, model, verdict };
  add.image.run({ ...shared, ...blob, ...its, name, key: nameKey(name), origin: 'result' });
  add.result.run(id, id, verdict, verdict && 0.9, verdict && 0.1, old);
  return { name, prompt, seed: String(seed) };
}

/** From 1 to `count`, small ones more often. */
function drawId(count: number, next: () => number): number {
  return Math.min(count, Math.max(1, Math.floor((count + 1) ** next())));
}

/** The source of each picture, 0 for an import; and 1 for those that were edited. */
function editsOf(pictures: number, importedOneOf: number): { parents: Int32Array; edited: Uint8Array } {
  const next = random(11);
  const parents = new Int32Array(pictures + 1);
  const edited = new Uint8Array(pictures + 1);
  for (let id = 2; id <= pictures; id += 1) {
    if (id % importedOneOf === 1) continue;
    const parent = Math.max(1, id - 1 - Math.floor(next() ** 3 * 200));
    parents[id] = parent;
    edited[parent] = 1;
  }
  return { parents, edited };
}

/** 64 hex digits without a pattern in the first ones, like a real hash. */
function hashOf(id: number): string {
  let word = Math.imul(id, 0x9e3779b1) >>> 0;
  word = (word ^ (word >>> 15)) >>> 0;
  return word.toString(16).padStart(8, '0') + id.toString(16).padStart(56, '0');
}
