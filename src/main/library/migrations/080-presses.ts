/** Presses that queued runs, and the runs of each: a press that is delivered again is answered with the same runs. */
export const presses = `
CREATE TABLE presses (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the call and all it asks for: the same press never means another request.
  asked TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Null for runs of a version before.
ALTER TABLE runs ADD COLUMN press TEXT REFERENCES presses(id);
-- A press on many pictures makes many runs: the place of each, from 0.
ALTER TABLE runs ADD COLUMN press_place INTEGER;
CREATE UNIQUE INDEX runs_press ON runs (press, press_place) WHERE press IS NOT NULL;
`;
