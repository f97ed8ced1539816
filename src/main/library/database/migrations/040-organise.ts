import type Database from 'better-sqlite3';
import { nameKey } from '../../names.ts';

/** Facets: name, and the SQL for their value in a row of `images`. */
const FACETS: readonly (readonly [string, (row: string) => string])[] = [
  ['origin', (row) => `${row}.origin`],
  ['favourite', (row) => `iif(${row}.favourite = 1, 'yes', NULL)`],
  ['rating', (row) => `CAST(${row}.rating AS TEXT)`],
  ['engine', (row) => `${row}.engine`],
  ['model', (row) => `${row}.model`],
  ['month', (row) => `${row}.month`],
  ['verdict', (row) => `${row}.verdict`],
  ['work', (row) => `${row}.work`],
];

const countIn = (row: string, facets = FACETS): string => `
  INSERT INTO facet_counts (facet, value, live)
  ${facets
    .map(([facet, value]) => `SELECT '${facet}', ${value(row)}, 1 WHERE ${value(row)} IS NOT NULL`)
    .join('\n  UNION ALL ')}
  ON CONFLICT (facet, value) DO UPDATE SET live = live + 1;`;
const countOut = (row: string, facets = FACETS): string => `
  UPDATE facet_counts SET live = live - 1
  WHERE (facet, value) IN (VALUES ${facets.map(([facet, value]) => `('${facet}', ${value(row)})`).join(', ')});`;
const holders = (by: number): string => `
  UPDATE tags SET live = live + ${by} WHERE id IN (SELECT tag_id FROM image_tags WHERE image_id = new.id);
  UPDATE collections SET live = live + ${by}
  WHERE id IN (SELECT collection_id FROM collection_images WHERE image_id = new.id);`;

/** Counts of a column that changes independently. */
export const recount = (facet: readonly [string, (row: string) => string]): string => `
CREATE TRIGGER facets_${facet[0]} AFTER UPDATE OF ${facet[0]} ON images
  WHEN new.deleted_at IS NULL AND old.deleted_at IS NULL AND new.${facet[0]} IS NOT old.${facet[0]} BEGIN
  ${countOut('old', [facet])}${countIn('new', [facet])}
END;`;

const isLive = (id: string) => `EXISTS (SELECT 1 FROM images WHERE id = ${id} AND deleted_at IS NULL)`;
/** A table of images in tags or collections. Its owner keeps the number of live ones. */
const membership = (table: string, owner: string, column: string): string => `
CREATE TABLE ${table} (
  ${column} INTEGER NOT NULL REFERENCES ${owner}(id),
  image_id INTEGER NOT NULL REFERENCES images(id),
  PRIMARY KEY (${column}, image_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ${table}_image ON ${table} (image_id, ${column});
CREATE TRIGGER ${table}_in AFTER INSERT ON ${table} WHEN ${isLive('new.image_id')} BEGIN
  UPDATE ${owner} SET live = live + 1 WHERE id = new.${column};
END;
CREATE TRIGGER ${table}_out AFTER DELETE ON ${table} WHEN ${isLive('old.image_id')} BEGIN
  UPDATE ${owner} SET live = live - 1 WHERE id = old.${column};
END;`;

const isUncertainOf = (image: string) => `EXISTS (
      SELECT 1 FROM runs AS open CROSS JOIN edits AS its ON its.id = open.edit_id
      WHERE open.state = 'uncertain' AND its.source_image_id = ${image})`;

/**
 * The work state of an image: that of its newest edit, unless an older one may have been charged. CROSS JOIN,
 * because there are few uncertain runs and possibly many edits of one image.
 */
const workOf = (image: string, isUncertain = isUncertainOf(image)): string => `(
  SELECT CASE
    WHEN ${isUncertain} THEN 'uncertain'
    WHEN newest.state = 'queued' THEN 'waiting'
    WHEN newest.state = 'saved' THEN 'done'
    WHEN newest.state IN ('failed', 'cancelled', 'uncertain') THEN newest.state
    ELSE 'running' END
  FROM runs AS newest
  WHERE newest.edit_id = (SELECT max(id) FROM edits WHERE source_image_id = ${image})
  ORDER BY newest.id DESC LIMIT 1)`;
const workTrigger = (name: string, event: string): string => `
CREATE TRIGGER ${name} AFTER ${event} ON runs BEGIN
  UPDATE images SET work = ${workOf('images.id')}
  WHERE id = (SELECT source_image_id FROM edits WHERE id = new.edit_id);
END;`;

/** SQL that recomputes the work state of the images that the query `ids` returns. */
export function recountWorkOf(ids: string): string {
  return `UPDATE images SET work = ${workOf('images.id')} WHERE id IN (${ids});`;
}

/** The same for many images: it looks for uncertain runs once, since a rebuilt library may have many. */
export function recountWorkOfMany(ids: string): string {
  const isUncertain = `images.id IN (
      SELECT its.source_image_id FROM runs AS open JOIN edits AS its ON its.id = open.edit_id WHERE open.state = 'uncertain')`;
  return `UPDATE images SET work = ${workOf('images.id', isUncertain)} WHERE id IN (${ids});`;
}

const LIVE = 'deleted_at IS NULL';

/** Maintains the counts when images are added, deleted, removed and restored. */
export const COUNT_TRIGGERS = `CREATE TRIGGER facets_added AFTER INSERT ON images WHEN new.deleted_at IS NULL BEGIN${countIn('new')}
END;
CREATE TRIGGER facets_gone AFTER DELETE ON images WHEN old.deleted_at IS NULL BEGIN${countOut('old')}
END;
CREATE TRIGGER facets_removed AFTER UPDATE OF deleted_at ON images
  WHEN old.deleted_at IS NULL AND new.deleted_at IS NOT NULL BEGIN${countOut('old')}${holders(-1)}
END;
CREATE TRIGGER facets_restored AFTER UPDATE OF deleted_at ON images
  WHEN old.deleted_at IS NOT NULL AND new.deleted_at IS NULL BEGIN${countIn('new')}${holders(1)}
END;
`;

/** Initializes the counts that the triggers maintain. */
export const COUNT_FACETS = `INSERT INTO facet_counts (facet, value, live)
${FACETS.map(
  ([facet, value]) => `SELECT '${facet}', ${value('images')}, count(*) FROM images
  WHERE ${LIVE} AND ${value('images')} IS NOT NULL GROUP BY 2`,
).join('\nUNION ALL ')};`;

/**
 * Data that users attach to images without changing their bytes: ratings, favorites, tags, collections, saved
 * searches, and the undo journal. Filterable values are columns of the image's row, each with an index
 * (newest first) and counts maintained by triggers, so that no list and no count scans the library.
 */
export const organise = `
ALTER TABLE images ADD COLUMN rating INTEGER NOT NULL DEFAULT 0 CHECK (rating BETWEEN 0 AND 5);
ALTER TABLE images ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0 CHECK (favourite IN (0, 1));
-- The name as it is sorted (see nameKey).
ALTER TABLE images ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
-- What blobs say of its bytes. A page of pictures lies together on the disk; their blobs lie by hash, a hundred places away.
ALTER TABLE images ADD COLUMN mime TEXT NOT NULL DEFAULT '';
ALTER TABLE images ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN width INTEGER NOT NULL DEFAULT 0;
ALTER TABLE images ADD COLUMN height INTEGER NOT NULL DEFAULT 0;
-- Of the edit that made it; null for an imported picture.
ALTER TABLE images ADD COLUMN engine TEXT;
ALTER TABLE images ADD COLUMN model TEXT;
ALTER TABLE images ADD COLUMN verdict TEXT;
-- Of the edits made from it: waiting, running, uncertain, failed, cancelled or done; null when there are none.
ALTER TABLE images ADD COLUMN work TEXT;
-- In UTC, such as 2026-03.
ALTER TABLE images ADD COLUMN month TEXT
  GENERATED ALWAYS AS (strftime('%Y-%m', created_at / 1000, 'unixepoch')) VIRTUAL;
-- The id again: SQLite does not compare (name_key, id) in one seek when id is the row id, but walks through all equal names.
ALTER TABLE images ADD COLUMN seq INTEGER GENERATED ALWAYS AS (id) VIRTUAL;
-- Out of the trash for good; the row stays where the history names it.
ALTER TABLE images ADD COLUMN purged_at INTEGER;
-- Its file was handed to the trash of the operating system.
ALTER TABLE blobs ADD COLUMN purged_at INTEGER;

UPDATE images SET (mime, bytes, width, height) =
  (SELECT mime, bytes, width, height FROM blobs WHERE blobs.sha256 = images.sha256);
UPDATE images SET
  engine = (SELECT edits.engine FROM edits WHERE edits.id = images.edit_id),
  model = (SELECT edits.model FROM edits WHERE edits.id = images.edit_id),
  verdict = (SELECT results.verdict FROM results WHERE results.image_id = images.id)
WHERE edit_id IS NOT NULL;

CREATE INDEX runs_uncertain ON runs (edit_id) WHERE state = 'uncertain';
UPDATE images SET work = ${workOf('images.id')};

CREATE INDEX images_origin ON images (origin, id) WHERE ${LIVE};
CREATE INDEX images_favourite ON images (favourite, id) WHERE ${LIVE} AND favourite = 1;
CREATE INDEX images_rating ON images (rating, seq) WHERE ${LIVE};
CREATE INDEX images_engine ON images (engine, id) WHERE ${LIVE} AND engine IS NOT NULL;
CREATE INDEX images_model ON images (model, id) WHERE ${LIVE} AND model IS NOT NULL;
CREATE INDEX images_month ON images (month, id) WHERE ${LIVE};
CREATE INDEX images_verdict ON images (verdict, id) WHERE ${LIVE} AND verdict IS NOT NULL;
CREATE INDEX images_work ON images (work, id) WHERE ${LIVE} AND work IS NOT NULL;
CREATE INDEX images_name ON images (name_key, seq) WHERE ${LIVE};
CREATE INDEX images_trash ON images (deleted_at, seq, purged_at) WHERE deleted_at IS NOT NULL AND purged_at IS NULL;
-- Whether a picture's row is still named by another one.
CREATE INDEX images_parent ON images (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX edits_source_blob ON edits (source_sha256);
CREATE INDEX results_against ON results (against_image_id) WHERE against_image_id IS NOT NULL;
CREATE INDEX prepared_blob ON prepared (sha256);

CREATE TABLE facet_counts (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  live INTEGER NOT NULL,
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;
${COUNT_FACETS}

CREATE TABLE tags (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  -- The name as it is compared (see labelKey).
  key TEXT NOT NULL UNIQUE,
  live INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE collections (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  live INTEGER NOT NULL DEFAULT 0
) STRICT;
${membership('image_tags', 'tags', 'tag_id')}
${membership('collection_images', 'collections', 'collection_id')}

CREATE TABLE saved_searches (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  -- A LibraryQuery as JSON.
  query TEXT NOT NULL
) STRICT;

${COUNT_TRIGGERS}${FACETS.filter(([facet]) => facet !== 'month')
  .map(recount)
  .join('')}
${workTrigger('runs_work_added', 'INSERT')}
${workTrigger('runs_work_moved', 'UPDATE OF state')}
CREATE TRIGGER results_verdict AFTER UPDATE OF verdict ON results BEGIN
  UPDATE images SET verdict = new.verdict WHERE id = new.image_id;
END;

-- Files on their way to the trash of the operating system; a row goes when its file is there.
CREATE TABLE purge_queue (
  sha256 TEXT PRIMARY KEY,
  mime TEXT NOT NULL,
  -- What the file is called there.
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One entry a user action; undone ones are kept until the next action, for redo.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  action TEXT NOT NULL,
  -- How many pictures, tags or the like it changed.
  count INTEGER NOT NULL DEFAULT 0,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX journal_undone ON journal (undone, id);
-- What it changed, as JSON with the values before and after; a large action has several parts.
CREATE TABLE journal_changes (
  entry_id INTEGER NOT NULL REFERENCES journal(id),
  part INTEGER NOT NULL,
  change TEXT NOT NULL,
  PRIMARY KEY (entry_id, part)
) STRICT, WITHOUT ROWID;

-- Without a copy of the texts, which stand in images and edits; rebuilt with a column for tags.
CREATE TABLE image_search_before AS SELECT rowid AS id, name, prompt, seed FROM image_search;
DROP TABLE image_search;
CREATE VIRTUAL TABLE image_search USING fts5 (
  name, prompt, seed, tags,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3',
  content = '', contentless_delete = 1
);
INSERT INTO image_search (rowid, name, prompt, seed, tags) SELECT id, name, prompt, seed, '' FROM image_search_before;
DROP TABLE image_search_before;
-- Merged piece by piece (see mergeSearch), never by itself: that may take a quarter of a second.
INSERT INTO image_search (image_search, rank) VALUES ('automerge', 0);
INSERT INTO image_search (image_search, rank) VALUES ('crisismerge', 1000);
CREATE VIRTUAL TABLE image_search_tags USING fts5 (
  name,
  tokenize = "unicode61 remove_diacritics 2",
  content = '', contentless_delete = 1
);
-- The words of the index, for beginnings of words that are longer than its prefixes.
CREATE VIRTUAL TABLE image_search_words USING fts5vocab (image_search, instance);
`;

/** Fills in the sort keys of existing names, since SQLite can't fold them. */
export function keyNames(db: Database.Database): void {
  const set = db.prepare('UPDATE images SET name_key = ? WHERE id = ?');
  const rows = db.prepare('SELECT id, name FROM images').all() as { id: number; name: string }[];
  for (const { id, name } of rows) set.run(nameKey(name), id);
}
