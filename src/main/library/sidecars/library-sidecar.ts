import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type ReadDb, statement, type WriteDb } from '../database/db.ts';
import { rows, texts } from '../database/rows.ts';
import { reindexTag } from '../lists/search.ts';
import { labelKey } from '../names.ts';
import { SIDECAR_VERSION } from './sidecar.ts';

/** `library.json`: data of no picture, which the sidecars of pictures can't contain. */
export const LIBRARY_SIDECAR = 'library.json';

const Label = z.object({ id: z.int().positive(), name: z.string() });
const Search = Label.extend({ query: z.string() });
const SidecarPreset = Label.extend({
  content: z.string(),
  uses: z.int().nonnegative(),
  used_at: z.number().nullable(),
});

export const LibrarySidecar = z.object({
  format: z.literal('reseed-library'),
  version: z.literal(SIDECAR_VERSION),
  // With their ids: saved searches name them by these.
  tags: z.array(Label),
  collections: z.array(Label),
  searches: z.array(Search),
  presets: z.array(SidecarPreset),
  /** Prompts that are not offered any more. */
  forgottenPrompts: z.array(z.string()),
});
export type LibrarySidecar = z.infer<typeof LibrarySidecar>;

export function composeLibrarySidecar(db: ReadDb): LibrarySidecar {
  return {
    format: 'reseed-library',
    version: SIDECAR_VERSION,
    tags: rows(db, Label, 'SELECT id, name FROM tags ORDER BY id'),
    collections: rows(db, Label, 'SELECT id, name FROM collections ORDER BY id'),
    searches: rows(db, Search, 'SELECT id, name, query FROM saved_searches ORDER BY id'),
    presets: rows(db, SidecarPreset, 'SELECT id, name, content, uses, used_at FROM presets ORDER BY id'),
    forgottenPrompts: texts(db, 'SELECT prompt FROM prompts WHERE forgotten = 1 ORDER BY id'),
  };
}

/** Null if there is none this version can read. */
export async function readLibrarySidecar(folder: string): Promise<LibrarySidecar | null> {
  const text = await readFile(join(folder, LIBRARY_SIDECAR), 'utf8').catch(() => null);
  return text === null ? null : parseLibrarySidecar(text);
}

export function parseLibrarySidecar(text: string): LibrarySidecar | null {
  try {
    return LibrarySidecar.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Adds the labels, searches and presets to an empty database, before pictures name any of them. Of two with the same name or id the
 * first counts. Inside the caller's transaction.
 */
export function addLibrarySidecar(db: WriteDb, sidecar: LibrarySidecar): void {
  const add = (table: string, columns: string, row: Readonly<Record<string, string | number | null>>) =>
    statement(
      db,
      `INSERT OR IGNORE INTO ${table} (id, name, key${columns && `, ${columns}`})
       VALUES (@id, @name, @key${columns && `, ${columns.replace(/\w+/g, '@$&')}`})`,
    ).run({ ...row, key: labelKey(String(row.name)) });
  for (const tag of sidecar.tags) if (add('tags', '', tag).changes > 0) reindexTag(db, tag.id);
  for (const collection of sidecar.collections) add('collections', '', collection);
  for (const search of sidecar.searches) add('saved_searches', 'query', search);
  for (const preset of sidecar.presets) add('presets', 'content, uses, used_at', preset);
}

/** Takes prompts off the list of those that are offered; to be called when all edits are there. */
export function forgetPrompts(db: WriteDb, { forgottenPrompts }: LibrarySidecar): void {
  for (const prompt of forgottenPrompts)
    statement(db, 'UPDATE prompts SET forgotten = 1 WHERE prompt = ?').run(prompt);
}
