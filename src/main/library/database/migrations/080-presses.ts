/**
 * Presses that queued runs, with their runs: a repeated press returns the same runs. Also runs whose outcome
 * is unknown, which stay in the queue's list until the user decides, and engines whose queue waits for an
 * answer after an unexplained end.
 */
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

CREATE INDEX runs_undecided ON runs (id) WHERE state = 'uncertain' AND cleared_at IS NULL;
-- *Clear finished* took them off the list; one that was run again stays off.
UPDATE runs SET cleared_at = NULL
  WHERE state = 'uncertain' AND cleared_at IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM runs AS later WHERE later.edit_id = runs.edit_id AND later.id > runs.id);

CREATE TABLE holds (
  engine TEXT PRIMARY KEY,
  -- The run that ended in a way nobody can explain.
  run_id INTEGER NOT NULL REFERENCES runs(id),
  -- The newest run by then: the hold lasts as long as one up to it waits.
  upto INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
