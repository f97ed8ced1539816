/** Uploads: the prepared form of each source, and its location in each account. */
export const uploads = `
-- The prepared picture of a source: upright, without metadata, small enough. Its bytes are a blob of their own.
CREATE TABLE prepared (
  source_sha256 TEXT PRIMARY KEY REFERENCES blobs(sha256),
  sha256 TEXT NOT NULL REFERENCES blobs(sha256)
) STRICT, WITHOUT ROWID;

-- An upload on the service. key_id stands for the account and is not the key.
CREATE TABLE assets (
  source_sha256 TEXT NOT NULL,
  key_id TEXT NOT NULL,
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  mime TEXT NOT NULL,
  uploaded_at INTEGER NOT NULL,
  PRIMARY KEY (source_sha256, key_id)
) STRICT, WITHOUT ROWID;

-- Sums of runs by day, engine and state read this and nothing else.
CREATE INDEX runs_by_start ON runs (started_at, engine, state, charged) WHERE started_at IS NOT NULL;
`;
