import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { type LibraryContent, libraryContent } from '../fixtures/released-content.ts';
import { listed, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/released-libraries');
const unpack = (name: string) => gunzipSync(readFileSync(join(FOLDER, name)));
const versions = readdirSync(FOLDER).flatMap((name) => /^(\d+)\.db\.gz$/.exec(name)?.[1] ?? []);

describe('a library of a released version', () => {
  it('is among the fixtures', () => {
    expect(versions).toContain('220');
  });

  // Real files, written by the code of their time. `npm run release:fixture` adds one.
  it.each(versions)('opens in this version with everything in it: schema %s', async (version) => {
    const userData = tempFolder();
    const path = join(userData, 'library', DB_NAME);
    mkdirSync(join(userData, 'library'));
    writeFileSync(path, unpack(`${version}.db.gz`));
    const before = JSON.parse(unpack(`${version}.json.gz`).toString('utf8')) as LibraryContent;

    // The second start finds what the first one migrated.
    for (const _ of ['first', 'second']) {
      const library = await openLibrary(userData, memoryLog());
      try {
        expect(library.db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version);
        expect(library.db.pragma('integrity_check', { simple: true })).toBe('ok');
        expect(library.db.pragma('foreign_key_check')).toEqual([]);
        expect(libraryContent(library.db)).toEqual(before);
        const live = before.pictures?.filter((row) => (row as { deleted_at: unknown }).deleted_at === null);
        expect(listed(library).length).toBeGreaterThan(0);
        expect(listed(library).length).toBeLessThanOrEqual(live?.length ?? 0);
      } finally {
        library.close();
      }
    }
  });
});
