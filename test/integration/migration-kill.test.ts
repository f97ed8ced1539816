import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/main/library/database/migrations/index.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { random } from '../bench/generate-words.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { type Child, startChild } from '../fixtures/start-child.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_KILLS=50` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 6);
const SEED = Number(process.env.RESEED_SEED ?? 7);
const PICTURES = 8_000;
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;

function fill(db: Database.Database): void {
  const blob = db.prepare(
    "INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES (?, 'image/png', 1, 1, 1, 0)",
  );
  const image = db.prepare(
    "INSERT INTO images (sha256, name, origin, created_at, root_id) VALUES (?, ?, 'import', ?, ?)",
  );
  db.transaction(() => {
    for (let n = 1; n <= PICTURES; n += 1) {
      const sha256 = createHash('sha256').update(`${n}`).digest('hex');
      blob.run(sha256);
      image.run(sha256, `picture ${n}.png`, Date.UTC(2024, 0, 1) + n * 60_000, n);
    }
  })();
}

const schemaOf = (db: Database.Database) =>
  JSON.stringify(db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all());
const versionOf = (db: Database.Database) => db.pragma('user_version', { simple: true }) as number;
const contentOf = (db: Database.Database) =>
  db.prepare('SELECT id, sha256, name, created_at, root_id FROM images ORDER BY id').all();

/** Reads a database and its log from a copy, because opening the original would checkpoint the log. */
function look<T>(path: string, read: (db: Database.Database) => T): T {
  const copy = join(tempFolder(), 'copy.db');
  for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, copy + end);
  const db = new Database(copy);
  try {
    return read(db);
  } finally {
    db.close();
  }
}

/** Another process that migrates a database, when it has begun. */
async function startMigration(path: string): Promise<Child> {
  const child = startChild('migration-child.ts', path);
  await child.untilPrinted('begun');
  return child;
}

it(
  `killed ${KILLS} times during a migration, the database is fully old or fully new, and the next start completes it`,
  async () => {
    const next = random(SEED);
    const versions = MIGRATIONS.map(({ version }) => version).filter((version) => version < NEWEST);
    const figures = { old: 0, new: 0 };
    // How long a full migration from the first schema takes on this machine.
    const measured = join(tempFolder(), 'library.db');
    writeOlderDatabase(measured, 10, fill);
    const child = await startMigration(measured);
    const begun = performance.now();
    await child.closed;
    const whole = performance.now() - begun;
    for (let kill = 0; kill < KILLS; kill += 1) {
      // Every second one from the first schema, which takes longest; the others from all in turn.
      const version = kill % 2 === 0 ? 10 : (versions[(kill >> 1) % versions.length] ?? 10);
      const path = join(tempFolder(), 'library.db');
      writeOlderDatabase(path, version, fill);
      const fresh = join(tempFolder(), 'library.db');
      copyFileSync(path, fresh);
      const before = look(path, (db) => ({ schema: schemaOf(db), content: contentOf(db) }));
      const killed = await startMigration(path);
      await killed.killAfter(next() * 1.3 * whole);
      const found = look(path, (db) => ({
        version: versionOf(db),
        schema: schemaOf(db),
        content: contentOf(db),
        check: db.pragma('integrity_check', { simple: true }),
      }));
      expect(found.check).toBe('ok');
      expect([version, NEWEST]).toContain(found.version);
      figures[found.version === version ? 'old' : 'new'] += 1;
      if (found.version === version) expect(found.schema).toBe(before.schema);
      expect(found.content).toEqual(before.content);
      openDatabase(path).close();
      openDatabase(fresh).close();
      const [after, expected] = [path, fresh].map((each) =>
        look(each, (db) => ({ version: versionOf(db), schema: schemaOf(db), content: contentOf(db) })),
      );
      expect(after).toEqual(expected);
    }
    console.info(
      `migration: ${KILLS} kills (seed ${SEED}) from ${versions.length} versions with ${PICTURES} pictures: ${figures.old} fully old, ${figures.new} fully new`,
    );
  },
  120_000 + KILLS * 30_000,
);

it('every schema that was released is what its migrations still make', () => {
  const released = JSON.parse(readFileSync('test/fixtures/released-schemas.json', 'utf8')) as Record<
    string,
    string
  >;
  const db = new Database(':memory:');
  const made: Record<string, string> = {};
  for (const { version, sql, after } of MIGRATIONS) {
    db.exec(sql);
    after?.(db);
    made[version] = createHash('sha256').update(schemaOf(db)).digest('hex');
  }
  db.close();
  // A migration that people have run is never changed: theirs would differ from a new library. Add another one.
  expect(made).toMatchObject(released);
  expect(Object.keys(released).length).toBeGreaterThanOrEqual(19);
});
