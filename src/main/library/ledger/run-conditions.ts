/** Word for word the conditions of the indexes `runs_open` and `runs_settled`, or SQLite does not use them. */
export const OPEN = `state IN ('queued', 'uploading', 'sending', 'accepted', 'downloading')`;
export const SETTLED = `state IN ('saved', 'failed', 'cancelled', 'uncertain')`;

/** Nobody knows how it ended, and nobody has decided what becomes of it: stays on the queue's list. Word for word as in `runs_undecided`. */
export const UNDECIDED = `state = 'uncertain' AND cleared_at IS NULL`;
