/** Merged pictures: rows of images like any result, but without an edit, made here of two pictures of one original. */
export const merges = `
CREATE TABLE merges (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  image_id INTEGER NOT NULL UNIQUE REFERENCES images(id),
  root_id INTEGER NOT NULL REFERENCES images(id),
  -- The nearest picture that both were made from.
  base_image_id INTEGER NOT NULL REFERENCES images(id),
  -- The two parents. The left one is the picture's parent_id too.
  left_image_id INTEGER NOT NULL REFERENCES images(id),
  right_image_id INTEGER NOT NULL REFERENCES images(id),
  -- MergeRecipe as JSON, frozen.
  recipe TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX merges_root ON merges (root_id, id);
CREATE INDEX merges_base ON merges (base_image_id);
CREATE INDEX merges_left ON merges (left_image_id);
CREATE INDEX merges_right ON merges (right_image_id);

CREATE TRIGGER sidecar_merged AFTER INSERT ON merges BEGIN
  INSERT INTO sidecar_queue (kind, id) VALUES ('image', new.image_id)
    ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1;
END;
`;
