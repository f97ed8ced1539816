/** The first schema. Times are milliseconds since 1970. Rows are only ever soft-deleted. */
export const initial = `
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  mime TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE images (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  name TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('import', 'result')),
  edit_id INTEGER REFERENCES edits(id),
  parent_id INTEGER REFERENCES images(id),
  -- Itself for an imported picture; set in the transaction that adds it.
  root_id INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;
CREATE INDEX images_live ON images (id) WHERE deleted_at IS NULL;
CREATE INDEX images_sha256 ON images (sha256);
CREATE INDEX images_edit ON images (edit_id) WHERE edit_id IS NOT NULL;

CREATE TABLE edits (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source_image_id INTEGER NOT NULL REFERENCES images(id),
  source_sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  root_id INTEGER NOT NULL REFERENCES images(id),
  engine TEXT NOT NULL,
  model TEXT NOT NULL,
  prompt TEXT NOT NULL,
  seed INTEGER NOT NULL,
  -- The whole EditRequest as JSON, frozen.
  request TEXT NOT NULL,
  rerun_of INTEGER REFERENCES edits(id),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX edits_root ON edits (root_id, id);
CREATE INDEX edits_source ON edits (source_image_id, id);

CREATE TABLE runs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  edit_id INTEGER NOT NULL REFERENCES edits(id),
  engine TEXT NOT NULL,
  state TEXT NOT NULL,
  position REAL NOT NULL,
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  finished_at INTEGER,
  remote_id TEXT,
  error_code TEXT,
  error_detail TEXT,
  charged TEXT NOT NULL DEFAULT 'no' CHECK (charged IN ('no', 'yes', 'unknown')),
  -- What was sent and what came back, as JSON, redacted.
  receipt TEXT NOT NULL DEFAULT '{}',
  -- Set by "clear finished": off the queue's list, still in the history.
  cleared_at INTEGER
) STRICT;
CREATE INDEX runs_edit ON runs (edit_id, id);
CREATE INDEX runs_open ON runs (position, id)
  WHERE state IN ('queued', 'uploading', 'sending', 'accepted', 'downloading');
CREATE INDEX runs_settled ON runs (id)
  WHERE state IN ('saved', 'failed', 'cancelled', 'uncertain') AND cleared_at IS NULL;
CREATE INDEX runs_started ON runs (engine, started_at) WHERE started_at IS NOT NULL;

-- The journal of every change of state, in order.
CREATE TABLE run_events (
  id INTEGER PRIMARY KEY,
  run_id INTEGER NOT NULL REFERENCES runs(id),
  state TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX run_events_run ON run_events (run_id, id);

CREATE TABLE results (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id INTEGER NOT NULL REFERENCES runs(id),
  image_id INTEGER NOT NULL UNIQUE REFERENCES images(id),
  ordinal INTEGER NOT NULL,
  verdict TEXT CHECK (verdict IN ('identical', 'near', 'drifted', 'different')),
  ssim REAL,
  changed_share REAL,
  against_image_id INTEGER REFERENCES images(id),
  UNIQUE (run_id, ordinal)
) STRICT;

CREATE VIRTUAL TABLE image_search USING fts5 (
  name, prompt, seed,
  tokenize = "unicode61 remove_diacritics 2",
  prefix = '1 2 3 4'
);
`;
