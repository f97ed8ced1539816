const CHANGED = `INSERT INTO sidecar_queue (kind, id) VALUES ('library', 0)
    ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1;`;

const onChange = (table: string, columns: string): string =>
  [
    ['added', 'INSERT'],
    ['changed', `UPDATE OF ${columns}`],
    ['deleted', 'DELETE'],
  ]
    .map(
      ([name, event]) =>
        `CREATE TRIGGER sidecar_${table}_${name} AFTER ${event} ON ${table} BEGIN ${CHANGED} END;`,
    )
    .join('\n');

/**
 * Data of no picture has its own sidecar, and so have every mask and every prepared picture. The sidecars of
 * their sources are rewritten once.
 */
export const partsAndLibrary = `
${onChange('tags', 'name')}
${onChange('collections', 'name')}
${onChange('saved_searches', 'name, query')}
${onChange('presets', 'name, content, uses, used_at')}
CREATE TRIGGER sidecar_prompts_changed AFTER UPDATE OF forgotten ON prompts WHEN new.forgotten <> old.forgotten BEGIN
  ${CHANGED}
END;
${CHANGED}
INSERT INTO sidecar_queue (kind, id) SELECT 'image', id FROM images
  WHERE purged_at IS NULL AND sha256 IN (SELECT source_sha256 FROM masks UNION SELECT source_sha256 FROM prepared)
  ON CONFLICT (kind, id) DO UPDATE SET changes = changes + 1;
`;
