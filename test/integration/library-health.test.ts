import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DamageKind } from '@shared/domain/health.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHealthService } from '../../src/main/health/health-service.ts';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { sweepObjects } from '../../src/main/library/store/sweep.ts';
import { createTroubles } from '../../src/main/troubles.ts';
import { random } from '../bench/generate-words.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { filesBelow, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_HEALTH=10000` for the long form. */
const PICTURES = Number(process.env.RESEED_HEALTH ?? 300);
const LIMIT_MS = 120_000 + PICTURES * 120;
const DAY = 86_400_000;

interface Rig {
  readonly library: Library;
  readonly folder: string;
  now: number;
  readonly health: ReturnType<typeof createHealthService>;
  readonly troubles: ReturnType<typeof createTroubles>;
}

async function openRig(pictures: number): Promise<Rig> {
  const keeper = createKeeper(startKeeperThread, memoryLog());
  const library = await openLibrary(tempFolder(), memoryLog());
  const { db, objects, folder } = library;
  fillLibrary(library, pictures);
  const troubles = createTroubles(() => {});
  const rig = { library, folder, now: Date.now(), troubles };
  const clock = () => rig.now;
  const dbPath = join(folder, DB_NAME);
  const needs = { db, objects, folder, clock, log: memoryLog() };
  const health = createHealthService({
    ...needs,
    keeper,
    dbPath,
    troubles,
    onProgress: () => {},
    everyMs: 1e9,
  });
  onTestFinished(async () => {
    await health.close();
    await keeper.close();
    library.close();
  });
  // Records the current files without a row.
  await sweepObjects(needs, new AbortController().signal);
  return Object.assign(rig, { health });
}

/** Damages a library in each of the seven ways, at separate places. Returns what a check must find. */
function damage({ library, folder }: Rig): Record<string, string[]> {
  const { db } = library;
  const next = random(3);
  const hashes = db
    .prepare('SELECT sha256 FROM blobs WHERE purged_at IS NULL ORDER BY sha256')
    .pluck()
    .all() as string[];
  const take = () => hashes.splice(Math.floor(next() * hashes.length), 1)[0] ?? '';
  const object = (sha256: string, ending = 'png') =>
    join('objects', sha256.slice(0, 2), `${sha256}.${ending}`);
  const write = (path: string, bytes: Buffer) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    return path;
  };
  const each = Math.max(2, Math.floor(PICTURES / 300));
  const many = (make: (n: number) => string) => Array.from({ length: each }, (_, n) => make(n)).sort();
  mkdirSync(join(folder, 'orphans'), { recursive: true });
  return {
    missing: many(() => {
      const sha256 = take();
      renameSync(join(folder, object(sha256)), join(folder, 'orphans', `${sha256}.png`));
      return object(sha256);
    }),
    damaged: many((n) => {
      const sha256 = take();
      const path = join(folder, object(sha256));
      copyFileSync(path, join(folder, 'orphans', `${sha256}.png`));
      // A flipped bit, a truncation, extra bytes: the size alone isn't enough.
      const bytes = readFileSync(path);
      if (n % 3 === 0) bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
      writeFileSync(path, n % 3 === 1 ? bytes.subarray(0, 9) : bytes);
      if (n % 3 === 2) appendFileSync(path, 'x');
      return object(sha256);
    }),
    orphan: many((n) => {
      const sha256 = (n + 1).toString(16).padStart(64, 'e');
      return write(object(sha256), uniquePng(`orphan ${n}`));
    }),
    duplicate: many(() => {
      const sha256 = take();
      return write(object(sha256, 'jpg'), readFileSync(join(folder, object(sha256))));
    }),
    leftover: many((n) =>
      write(
        [
          join('objects', 'aa', `${'a'.repeat(64)}.json.tmp`),
          'library.rebuilding.db',
          join('backups', 'backup.part'),
          join('objects', 'ab', `${'ab'.repeat(32)}.json`),
        ][n] ?? join('tmp', `staged ${n}`),
        Buffer.from('{'),
      ),
    ),
    thumbnail: many((n) => {
      const sha256 = take();
      const [extension, bytes] = (
        [
          ['webp', Buffer.alloc(40)],
          ['webp', webp(30, 40)],
          ['jpg', jpeg(30, 40)],
        ] as const
      )[n % 3] as [string, Buffer];
      return write(join('thumbs', sha256.slice(0, 2), `${sha256}-256.${extension}`), bytes);
    }),
    dangling: (() => {
      db.pragma('foreign_keys = OFF');
      for (let n = 0; n < each; n += 1)
        db.prepare('INSERT INTO image_tags (tag_id, image_id) VALUES (1, ?)').run(10_000_000 + n);
      db.pragma('foreign_keys = ON');
      return ['image_tags'];
    })(),
  };
}

/** The markers of a JPEG of this size. */
function jpeg(width: number, height: number): Buffer {
  const comment = [0xff, 0xfe, 0, 4, 0x68, 0x69];
  const frame = [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];
  return Buffer.from([0xff, 0xd8, ...comment, ...frame, 0xff, 0xd9]);
}

/** A WebP header of a picture of this size. */
function webp(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(30);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(22, 4);
  bytes.write('WEBPVP8X', 8, 'latin1');
  bytes.writeUIntLE(width - 1, 24, 3);
  bytes.writeUIntLE(height - 1, 27, 3);
  return bytes;
}

async function ageAll(folder: string): Promise<void> {
  const then = Date.now() / 1000 - 3 * 86_400;
  for (const name of await filesBelow(folder))
    if (!name.startsWith('library.db')) utimesSync(join(folder, name), then, then);
}

describe('the check of a library', () => {
  it(
    `finds exactly 7 kinds of damage in ${PICTURES} pictures, repairs it, and then finds nothing`,
    async () => {
      const rig = await openRig(PICTURES);
      const { health, folder } = rig;
      // Valid thumbnails of valid pictures, for every tenth.
      const shown = rig.library.db
        .prepare('SELECT sha256 FROM blobs WHERE purged_at IS NULL LIMIT 30')
        .pluck()
        .all();
      for (const sha256 of shown as string[]) {
        mkdirSync(join(folder, 'thumbs', sha256.slice(0, 2)), { recursive: true });
        writeFileSync(join(folder, 'thumbs', sha256.slice(0, 2), `${sha256}-256.webp`), webp(40, 30));
        writeFileSync(join(folder, 'thumbs', sha256.slice(0, 2), `${sha256}-1024.jpg`), jpeg(40, 30));
      }
      await ageAll(folder);
      const before = await health.check();
      expect(Object.values(before.found)).toEqual([0, 0, 0, 0, 0, 0, 0]);
      const seeded = damage(rig);
      expect(Object.keys(seeded).toSorted()).toEqual(DamageKind.options.toSorted());
      await ageAll(folder);
      const began = performance.now();
      const { found, repairable, pictures } = await health.check();
      const took = performance.now() - began;
      const wanted = Object.fromEntries(
        DamageKind.options.map((kind) => [
          kind,
          kind === 'dangling' ? Math.max(2, Math.floor(PICTURES / 300)) : (seeded[kind]?.length ?? 0),
        ]),
      );
      expect(found).toEqual(wanted);
      expect(repairable).toEqual(wanted);
      expect(rig.troubles.list()).toContainEqual({
        kind: 'pictures-damaged',
        count: (seeded.missing?.length ?? 0) + (seeded.damaged?.length ?? 0),
      });
      const { repaired, left } = await health.repair();
      expect(repaired).toEqual(wanted);
      expect(Object.values(left)).toEqual([0, 0, 0, 0, 0, 0, 0]);
      expect(Object.values((await health.check()).found)).toEqual([0, 0, 0, 0, 0, 0, 0]);
      expect(rig.troubles.list()).toEqual([]);
      // The orphans are kept; the spare files are used up.
      expect(await filesBelow(join(folder, 'orphans'))).toEqual(
        (seeded.orphan ?? []).map((path) => path.slice('objects/ee/'.length)),
      );
      const all = Object.values(wanted).reduce((sum, n) => sum + n, 0);
      console.info(
        `health: ${all} of ${all} found in ${pictures} pictures, 0 false alarms, in ${Math.round(took)} ms; second run finds 0`,
      );
    },
    LIMIT_MS,
  );

  it('reports damage without an intact copy, and doesn’t change it', async () => {
    const rig = await openRig(6);
    const { health, folder, library } = rig;
    const [lost, rotten] = library.db
      .prepare('SELECT sha256 FROM blobs WHERE purged_at IS NULL LIMIT 2')
      .pluck()
      .all() as [string, string];
    const path = library.objects.objectPath(rotten, 'image/png');
    rmSync(library.objects.objectPath(lost, 'image/png'));
    writeFileSync(path, 'rotten');
    // The file under its name there is wrong too.
    mkdirSync(join(folder, 'orphans'), { recursive: true });
    writeFileSync(join(folder, 'orphans', `${lost}.png`), 'not it');
    expect(await health.check()).toMatchObject({
      found: { missing: 1, damaged: 1 },
      repairable: { missing: 0, damaged: 0 },
    });
    expect(await health.repair()).toMatchObject({
      repaired: { missing: 0 },
      left: { missing: 1, damaged: 1 },
    });
    expect(readFileSync(path, 'utf8')).toBe('rotten');
  });

  it('finds masks and finishes of missing pictures, and removes only the masks', async () => {
    const { health, library } = await openRig(10);
    const { db } = library;
    const gone = 'f'.repeat(64);
    db.pragma('foreign_keys = OFF');
    db.prepare('INSERT INTO masks (sha256, source_sha256, created_at) VALUES (?, ?, 1)').run(gone, gone);
    db.prepare(
      `INSERT INTO finishes (image_id, raw_image_id, recipe, mask_sha256, certificate, created_at)
       VALUES (10000001, 10000002, '{}', ?, '{}', 1)`,
    ).run(gone);
    db.pragma('foreign_keys = ON');
    expect(await health.check()).toMatchObject({ found: { dangling: 2 }, repairable: { dangling: 1 } });
    expect(await health.repair()).toMatchObject({ repaired: { dangling: 1 }, left: { dangling: 1 } });
    const count = (table: string, column: string) =>
      db.prepare(`SELECT count(*) FROM ${table} WHERE ${column} = ?`).pluck().get(gone);
    expect(count('masks', 'sha256')).toBe(0);
    expect(count('finishes', 'mask_sha256')).toBe(1);
  });

  it('verifies again at the moment of deletion', async () => {
    const rig = await openRig(10);
    const { health, folder, library } = rig;
    await ageAll(folder);
    const [sha256 = ''] = library.db
      .prepare('SELECT sha256 FROM blobs WHERE purged_at IS NULL')
      .pluck()
      .all() as string[];
    const png = library.objects.objectPath(sha256, 'image/png');
    const copy = png.replace('.png', '.jpg');
    copyFileSync(png, copy);
    const orphan = join(folder, 'objects', 'ee', `${'e'.repeat(64)}.png`);
    mkdirSync(dirname(orphan), { recursive: true });
    writeFileSync(orphan, 'x');
    await ageAll(folder);
    expect((await health.check()).found).toMatchObject({ duplicate: 1, orphan: 1 });
    // Meanwhile the first file rotted, so the second one is the only one left; and the orphan got its row.
    writeFileSync(png, 'rotten');
    library.addImports([
      { sha256: 'e'.repeat(64), mime: 'image/png', bytes: 1, width: 1, height: 1, name: 'e.png' },
    ]);
    await health.repair();
    expect(readFileSync(orphan, 'utf8')).toBe('x');
    // It was damaged after the check, so nothing has touched it; the next repair restores it from the second
    // file.
    expect(readFileSync(copy)).not.toEqual(readFileSync(png));
    await health.check();
    await health.repair();
    expect(readFileSync(png).length).toBeGreaterThan(6);
  });

  it('never sets aside a file that may be a picture whose row was lost', async () => {
    const { health, folder, library } = await openRig(10);
    const paths = ['e', 'f'].map((digit) =>
      join(folder, 'objects', digit.repeat(2), `${digit.repeat(64)}.png`),
    );
    for (const path of paths) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'x');
    }
    await ageAll(folder);
    expect((await health.check()).found).toMatchObject({ orphan: 2 });
    // The history is in doubt until a sweep has recorded what exists.
    library.db.exec('UPDATE identity SET doubted = 1');
    expect((await health.repair()).repaired).toMatchObject({ orphan: 0 });
    // A sweep recorded one of them after the check.
    library.db.prepare('INSERT INTO strays (sha256) VALUES (?)').run('e'.repeat(64));
    library.db.exec('UPDATE identity SET doubted = 0');
    expect((await health.repair()).repaired).toMatchObject({ orphan: 1 });
    expect(paths.map((path) => existsSync(path))).toEqual([true, false]);
  });
});

describe('the daily share', () => {
  it('reads every picture within a year, and reports a rotten one', async () => {
    const rig = await openRig(40);
    const { health, library } = rig;
    const read = () => Number(library.db.prepare('SELECT count(*) FROM file_checks').pluck().get());
    const all = Number(
      library.db.prepare('SELECT count(*) FROM blobs WHERE purged_at IS NULL').pluck().get(),
    );
    await health.readShare();
    expect(read()).toBe(1);
    await health.readShare();
    expect(read()).toBe(1);
    const [last = ''] = library.db
      .prepare('SELECT sha256 FROM blobs WHERE purged_at IS NULL ORDER BY sha256 DESC')
      .pluck()
      .all() as string[];
    writeFileSync(library.objects.objectPath(last, 'image/png'), 'rotten');
    for (let day = 1; day < all; day += 1) {
      rig.now += DAY;
      await health.readShare();
    }
    expect(read()).toBe(all);
    expect(rig.troubles.list()).toEqual([{ kind: 'pictures-damaged', count: 1 }]);
  });
});
