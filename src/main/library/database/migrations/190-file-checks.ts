/** When each image's file was last fully read, and whether it was intact. */
export const fileChecks = `
CREATE TABLE file_checks (
  sha256 TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  sound INTEGER NOT NULL CHECK (sound IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE INDEX file_checks_unsound ON file_checks (sha256) WHERE sound = 0;
`;
