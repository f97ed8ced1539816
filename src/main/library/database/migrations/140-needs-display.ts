/**
 * 1 for an image in a browser format that the browser shows differently from how it is decoded: it needs a
 * display copy. Determined by the decoding that returned its size. `display_checked` tells which earlier
 * imports lack it.
 */
export const needsDisplay = 'ALTER TABLE blobs ADD COLUMN needs_display INTEGER NOT NULL DEFAULT 0;';
