const isElsewhere = `EXISTS (SELECT 1 FROM images WHERE sha256 = new.sha256 AND id <> new.id AND deleted_at IS NULL)`;
const joins = `
  UPDATE copies SET live = live + 1 WHERE sha256 = new.sha256;
  INSERT OR IGNORE INTO copies (sha256, live) SELECT new.sha256, 2 WHERE ${isElsewhere};`;
const leaves = `
  UPDATE copies SET live = live - 1 WHERE sha256 = old.sha256;
  DELETE FROM copies WHERE sha256 = old.sha256 AND live < 2;`;

/**
 * Counts the files shown more than once, from the images. Also used by tools that add images with the
 * triggers off.
 */
export const COUNT_COPIES = `
INSERT INTO copies (sha256, live)
  SELECT sha256, count(*) FROM images WHERE deleted_at IS NULL GROUP BY sha256 HAVING count(*) > 1;`;

/**
 * The number of images that show a file, for the few files shown more than once. A list slice needs it for
 * each image, and counting took more than half of its time: the hashes are scattered over the index, but
 * these few are not.
 */
export const copies = `
CREATE TABLE copies (
  sha256 TEXT PRIMARY KEY,
  -- Live pictures with these bytes: two or more.
  live INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
${COUNT_COPIES}
CREATE TRIGGER copies_added AFTER INSERT ON images WHEN new.deleted_at IS NULL BEGIN${joins}
END;
CREATE TRIGGER copies_gone AFTER DELETE ON images WHEN old.deleted_at IS NULL BEGIN${leaves}
END;
CREATE TRIGGER copies_removed AFTER UPDATE OF deleted_at ON images
  WHEN old.deleted_at IS NULL AND new.deleted_at IS NOT NULL BEGIN${leaves}
END;
CREATE TRIGGER copies_restored AFTER UPDATE OF deleted_at ON images
  WHEN old.deleted_at IS NOT NULL AND new.deleted_at IS NULL BEGIN${joins}
END;`;
