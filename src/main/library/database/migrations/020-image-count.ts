/** Maintains the number of live images: counting them would scan the whole library for each page. */
export const imageCount = `
CREATE TABLE image_counts (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  live INTEGER NOT NULL
) STRICT;
INSERT INTO image_counts (id, live) SELECT 1, count(*) FROM images WHERE deleted_at IS NULL;

CREATE TRIGGER images_count_added AFTER INSERT ON images WHEN new.deleted_at IS NULL BEGIN
  UPDATE image_counts SET live = live + 1;
END;
CREATE TRIGGER images_count_gone AFTER DELETE ON images WHEN old.deleted_at IS NULL BEGIN
  UPDATE image_counts SET live = live - 1;
END;
CREATE TRIGGER images_count_moved AFTER UPDATE OF deleted_at ON images
  WHEN (new.deleted_at IS NULL) <> (old.deleted_at IS NULL) BEGIN
  UPDATE image_counts SET live = live + iif(new.deleted_at IS NULL, 1, -1);
END;
`;
