const LINK = `INSERT OR IGNORE INTO edit_references (image_id, edit_id)
    SELECT json_extract(value, '$.imageId'), new.id FROM json_each(new.reference_pictures);`;

/** Links all edits to their reference pictures. Also used by tools that add edits with the triggers off. */
export const LINK_REFERENCES = `INSERT OR IGNORE INTO edit_references (image_id, edit_id)
    SELECT json_extract(value, '$.imageId'), edits.id FROM edits, json_each(reference_pictures)
    WHERE reference_pictures IS NOT NULL;`;

/**
 * Pictures that an edit sends beside its source: `References` as JSON, frozen. NULL: none. `edit_references` is
 * derived from them, to find the edits of a picture. If one is purged, the sidecars of these edits must record it.
 */
export const references = `
ALTER TABLE edits ADD COLUMN reference_pictures TEXT;

CREATE TABLE edit_references (
  image_id INTEGER NOT NULL REFERENCES images(id),
  edit_id INTEGER NOT NULL REFERENCES edits(id),
  PRIMARY KEY (image_id, edit_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX edit_references_edit ON edit_references (edit_id);

CREATE TRIGGER edit_references_added AFTER INSERT ON edits WHEN new.reference_pictures IS NOT NULL BEGIN
  ${LINK}
END;
CREATE TRIGGER edit_references_changed AFTER UPDATE OF reference_pictures ON edits BEGIN
  DELETE FROM edit_references WHERE edit_id = new.id;
  ${LINK}
END;
CREATE TRIGGER sidecar_reference_purged AFTER UPDATE OF purged_at ON images BEGIN
  INSERT INTO sidecar_queue (kind, id) SELECT 'edit', edit_id FROM edit_references WHERE image_id = new.id
    ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1;
END;
`;
