/**
 * Must match the conditions of the indexes `runs_open` and `runs_settled` literally, or SQLite doesn't use
 * them.
 */
export const OPEN = `state IN ('queued', 'uploading', 'sending', 'accepted', 'downloading')`;
export const SETTLED = `state IN ('saved', 'failed', 'cancelled', 'uncertain')`;

/**
 * Outcome unknown and not decided by the user: stays in the queue's list. Must match `runs_undecided`
 * literally.
 */
export const UNDECIDED = `state = 'uncertain' AND cleared_at IS NULL`;
