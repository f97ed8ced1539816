/** Annotations of the history: notes on edits, branch names, and snapshots. */
export const history = `
ALTER TABLE edits ADD COLUMN note TEXT;
ALTER TABLE edits ADD COLUMN branch TEXT;

-- Named versions of a picture: its bytes are there already, so a name is all it costs.
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL REFERENCES images(id),
  root_id INTEGER NOT NULL REFERENCES images(id),
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX snapshots_root ON snapshots (root_id, id);
CREATE INDEX snapshots_image ON snapshots (image_id);
`;
