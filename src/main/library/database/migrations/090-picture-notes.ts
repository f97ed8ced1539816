/**
 * What a picture, as it is shown, lacks of its file, as JSON; null for nothing. Beside the size, which is known from the same decoding,
 * and in the picture's own row as well, so that a list need not join.
 */
export const pictureNotes = `
ALTER TABLE blobs ADD COLUMN notes TEXT;
ALTER TABLE images ADD COLUMN notes TEXT;`;
