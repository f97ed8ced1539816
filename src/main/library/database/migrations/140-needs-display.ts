/**
 * 1 for a picture in a format that the browser reads, but shows otherwise than it was decoded: it is shown by a display copy. Known from the
 * decoding that gave its size; `display_checked` tells those that were imported before.
 */
export const needsDisplay = 'ALTER TABLE blobs ADD COLUMN needs_display INTEGER NOT NULL DEFAULT 0;';
