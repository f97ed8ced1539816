const isElsewhere = `EXISTS (SELECT 1 FROM images WHERE sha256 = new.sha256 AND id <> new.id AND deleted_at IS NULL)`;
const joins = `
  UPDATE copies SET live = live + 1 WHERE sha256 = new.sha256;
  INSERT OR IGNORE INTO copies (sha256, live) SELECT new.sha256, 2 WHERE ${isElsewhere};`;
const leaves = `
  UPDATE copies SET live = live - 1 WHERE sha256 = old.sha256;
  DELETE FROM copies WHERE sha256 = old.sha256 AND live < 2;`;

/** Every file that is shown more than once, from the pictures themselves; also for tools that add them with the triggers off. */
export const COUNT_COPIES = `
INSERT INTO copies (sha256, live)
  SELECT sha256, count(*) FROM images WHERE deleted_at IS NULL GROUP BY sha256 HAVING count(*) > 1;`;

/**
 * How often a file is shown, for the few that are shown more than once. A window of a list asks it for each of its pictures, and
 * counting them took more than half of its time: their hashes lie all over the index, and these few do not.
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
