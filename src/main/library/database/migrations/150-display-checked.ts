/**
 * 1 once `needs_display` was found out. Pictures of versions that did not ask have 0, whatever `needs_display` says: they are checked when
 * they are first looked at.
 */
export const displayChecked = 'ALTER TABLE blobs ADD COLUMN display_checked INTEGER NOT NULL DEFAULT 0;';
