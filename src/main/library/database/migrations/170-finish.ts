/**
 * Edits of three stored parts: how the source is prepared, the request, and how the result is finished. Older
 * edits have NULL for the new parts: the whole picture was sent, and the raw result is final.
 */
export const finish = `
ALTER TABLE edits ADD COLUMN prepare TEXT;
ALTER TABLE edits ADD COLUMN finish TEXT;

-- Masks by the SHA-256 of their file, which is a blob, for each source they were drawn or found on.
CREATE TABLE masks (
  sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  source_sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  created_at INTEGER NOT NULL,
  -- When an edit or a finished picture first used it; NULL: only a draft knows it.
  used_at INTEGER,
  PRIMARY KEY (sha256, source_sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX masks_source ON masks (source_sha256);
CREATE INDEX masks_unused ON masks (created_at) WHERE used_at IS NULL;

-- Finished pictures: rows of images like any result, made here from a raw result.
CREATE TABLE finishes (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL UNIQUE REFERENCES images(id),
  raw_image_id INTEGER NOT NULL REFERENCES images(id),
  -- FinishRecipe as JSON, frozen.
  recipe TEXT NOT NULL,
  -- The mask that was used, also when it was found.
  mask_sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  -- Certificate as JSON, measured on the file that was written.
  certificate TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX finishes_raw ON finishes (raw_image_id, id);

-- Why a result was not finished by itself, and how often that was begun.
ALTER TABLE results ADD COLUMN finish_code TEXT;
ALTER TABLE results ADD COLUMN finish_reason TEXT;
ALTER TABLE results ADD COLUMN finish_params TEXT;
ALTER TABLE results ADD COLUMN finish_quote TEXT;
ALTER TABLE results ADD COLUMN finish_tries INTEGER NOT NULL DEFAULT 0;

-- What is sent of a source is one picture for each way of preparing it: '' is the whole picture, else Prepare as JSON.
CREATE TABLE prepared_by_part (
  source_sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  prepare TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES blobs(sha256),
  PRIMARY KEY (source_sha256, prepare)
) STRICT, WITHOUT ROWID;
INSERT INTO prepared_by_part SELECT source_sha256, '', sha256 FROM prepared;
DROP TABLE prepared;
ALTER TABLE prepared_by_part RENAME TO prepared;
CREATE INDEX prepared_blob ON prepared (sha256);
`;
