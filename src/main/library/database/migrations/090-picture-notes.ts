/**
 * What a displayed image lacks of its file, as JSON, or null. Stored with the size from the same decoding,
 * and also in the image's row, so that lists need no join.
 */
export const pictureNotes = `
ALTER TABLE blobs ADD COLUMN notes TEXT;
ALTER TABLE images ADD COLUMN notes TEXT;`;
