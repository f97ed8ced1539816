/**
 * Data that lets the sweep be sure a file without a row is a leftover: see `continuity.ts`. A database of an
 * older version has no record of its past, so it starts in doubt.
 */
export const continuity = `
CREATE TABLE identity (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  -- Random; the folder's marker names the same one.
  library TEXT NOT NULL,
  -- How many sessions wrote into this database; the marker counts along.
  sessions INTEGER NOT NULL,
  -- 0 while a session is open, and after one that ended without closing.
  closed INTEGER NOT NULL,
  -- 1: rows may be missing. What has no row at the next sweep is never swept.
  doubted INTEGER NOT NULL,
  -- Files without a row that the user was asked about and left where they are.
  left_alone INTEGER NOT NULL
) STRICT;
INSERT INTO identity VALUES (1, lower(hex(randomblob(16))), 0, 1, 1, 0);

-- Files in the store that this database does not know and must not sweep.
CREATE TABLE strays (sha256 TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- Files that this database moved to orphans/, and when (milliseconds since 1970). Only these are ever deleted.
CREATE TABLE set_aside (
  sha256 TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
