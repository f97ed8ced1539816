/**
 * 1 once `needs_display` was determined. Images of older versions have 0 regardless of `needs_display`: they
 * are checked on first view.
 */
export const displayChecked = 'ALTER TABLE blobs ADD COLUMN display_checked INTEGER NOT NULL DEFAULT 0;';
