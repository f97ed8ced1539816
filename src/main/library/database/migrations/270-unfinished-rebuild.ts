/**
 * The library was rebuilt from its sidecars and is in use, and files without a sidecar are still being added.
 * A table of the database, so that a copy, a backup or a moved library has the record that is true of it.
 */
export const unfinishedRebuild = `
CREATE TABLE unfinished_rebuild (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- Number of pictures that came from sidecars.
  restored INTEGER NOT NULL,
  -- Number of files without one.
  total INTEGER NOT NULL
) STRICT;
`;
