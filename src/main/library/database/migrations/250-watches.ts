/**
 * Edits that are re-run to find out whether an endpoint has changed. What the re-runs show is read from their
 * results. A watch is part of its edit's sidecar.
 */
export const watches = `
CREATE TABLE watches (
  edit_id INTEGER PRIMARY KEY REFERENCES edits(id),
  schedule TEXT NOT NULL CHECK (schedule IN ('weekly', 'demand')),
  since INTEGER NOT NULL,
  -- The edit of the first different re-run that the user has seen.
  seen INTEGER
) STRICT;
CREATE INDEX edits_reruns ON edits (rerun_of, id) WHERE rerun_of IS NOT NULL;
${(
  [
    ['added', 'INSERT', 'new'],
    ['changed', 'UPDATE OF schedule, since', 'new'],
    ['deleted', 'DELETE', 'old'],
  ] as const
)
  .map(
    ([name, event, row]) => `CREATE TRIGGER sidecar_watch_${name} AFTER ${event} ON watches BEGIN
  INSERT INTO sidecar_queue (kind, id) VALUES ('edit', ${row}.edit_id)
    ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1;
END;`,
  )
  .join('\n')}
`;
