/** Queues a record as changed. A record that is already queued increases its change count. */
const note = (kind: string, id: string, when = 'true', from = ''): string =>
  `INSERT INTO sidecar_queue (kind, id) SELECT '${kind}', ${id} ${from} WHERE ${when}
    ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1;`;

const trigger = (name: string, event: string, ...notes: readonly string[]): string => `
CREATE TRIGGER sidecar_${name} AFTER ${event} BEGIN
  ${notes.join('\n  ')}
END;`;

/** A table of images in tags or collections. */
const members = (table: string): string =>
  trigger(`${table}_in`, `INSERT ON ${table}`, note('image', 'new.image_id')) +
  trigger(`${table}_out`, `DELETE ON ${table}`, note('image', 'old.image_id'));

/** A table of files that belong to a source, by hash. */
const ofSource = (table: string, event: string, row: 'new' | 'old'): string =>
  trigger(
    `${table}_${event.toLowerCase()}`,
    `${event} ON ${table}`,
    note('image', 'id', `sha256 = ${row}.source_sha256`, 'FROM images'),
  );

const edits = (event: string, column = 'new.edit_id') => [event, note('edit', column)] as const;

/**
 * Records changed since their sidecars were written (see `sidecar.ts`). Each trigger adds one row, even if
 * the change affects many images, such as renaming a tag of a hundred thousand. The sidecar service processes
 * the table.
 */
export const sidecars = `
CREATE TABLE sidecar_queue (
  -- image, edit, tag, collection, or children: the pictures made from one that was purged.
  kind TEXT NOT NULL,
  id INTEGER NOT NULL,
  -- Changes so far: a row goes only when what was written includes all of them.
  changes INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
INSERT INTO sidecar_queue (kind, id) SELECT 'image', id FROM images WHERE purged_at IS NULL;
${trigger('image_added', 'INSERT ON images', note('image', 'new.id'))}
${trigger('image_changed', 'UPDATE OF name, rating, favourite, deleted_at, parent_id, root_id ON images', note('image', 'new.id'))}
${trigger(
  'image_purged',
  'UPDATE OF purged_at ON images',
  note('image', 'new.id'),
  note('edit', 'new.edit_id', 'new.edit_id IS NOT NULL'),
  note('children', 'new.id'),
)}
${trigger('edit_added', ...edits('INSERT ON edits', 'new.id'))}
${trigger(
  'edit_changed',
  ...edits('UPDATE OF note, branch ON edits', 'new.id'),
  // If its own results are purged, only the images made from them mention it.
  note('children', 'id', 'edit_id = new.id AND purged_at IS NOT NULL', 'FROM images'),
)}
${trigger('run_added', ...edits('INSERT ON runs'))}
${trigger('run_changed', ...edits('UPDATE ON runs'))}
${trigger('verdict', 'UPDATE ON results', note('image', 'new.image_id'))}
${members('image_tags')}
${members('collection_images')}
${trigger('tag_renamed', 'UPDATE OF name ON tags', note('tag', 'new.id'))}
${trigger('collection_renamed', 'UPDATE OF name ON collections', note('collection', 'new.id'))}
${members('snapshots')}
${trigger('snapshot_renamed', 'UPDATE ON snapshots', note('image', 'new.image_id'))}
${trigger('finished', 'INSERT ON finishes', note('image', 'new.image_id'))}
${['prepared', 'masks'].map((table) => ofSource(table, 'INSERT', 'new') + ofSource(table, 'UPDATE', 'new') + ofSource(table, 'DELETE', 'old')).join('')}
`;
