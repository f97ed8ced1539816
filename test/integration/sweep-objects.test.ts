import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { addImportedImage } from '../../src/main/library/images/images.ts';
import type { Library } from '../../src/main/library/library.ts';
import { WITHOUT_ROW } from '../../src/main/library/store/orphans.ts';
import { type SweepDeps, startSweep, sweepObjects } from '../../src/main/library/store/sweep.ts';
import { uniquePng } from '../fixtures/ledger-rig.ts';
import { longestStretch } from '../fixtures/longest-stretch.ts';
import { filesBelow, memoryLog, tempLibrary } from '../fixtures/temp-library.ts';

const HOUR = 3_600_000;
let library: Library;
let deps: SweepDeps & { readonly log: ReturnType<typeof memoryLog> };
beforeEach(async () => {
  library = await tempLibrary();
  const { db, objects, folder } = library;
  deps = { db, objects, folder, clock: Date.now, log: memoryLog() };
  // The first sweep of a database only records, because it knows nothing of its past.
  await sweepObjects(deps, never());
  newestPicture(0);
  deps.log.lines.length = 0;
});

const never = () => new AbortController().signal;

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

async function commit(bytes: Buffer): Promise<{ path: string; sha256: string }> {
  const staged = await library.objects.stage(once(bytes), { maxBytes: 1000 });
  const path = await library.objects.commit(staged, 'image/png');
  // As after a crash: its row will never be written.
  library.objects.settled(staged.sha256);
  return { path, sha256: staged.sha256 };
}

/**
 * Adds a picture without a file with this import time, by default now: files newer than the newest aren't
 * swept.
 */
function newestPicture(agoMs = 0): void {
  const sha256 = createHash('sha256').update(`newest ${agoMs}`).digest('hex');
  const blob = { sha256, mime: 'image/png', bytes: 1, width: 1, height: 1, name: 'newest.png' } as const;
  writeTransaction(library.db, () => addImportedImage(library.db, blob, Date.now() - agoMs));
}

function addRow(sha256: string, bytes: number): number {
  const blob = { sha256, mime: 'image/png', bytes, width: 1, height: 1 } as const;
  const [image] = library.addImports([{ ...blob, name: 'a.png' }]);
  return image?.id ?? 0;
}

/** Sets a file's age. */
function age(path: string, ms: number): void {
  const then = (Date.now() - ms) / 1000;
  utimesSync(path, then, then);
}

async function thumbOf(sha256: string): Promise<string> {
  const temp = library.objects.tempPath('webp');
  writeFileSync(temp, 'thumb');
  return library.objects.commitThumb(temp, sha256, 256, 'image/webp');
}

describe('the sweep', () => {
  it('sets aside exactly what a crash left between file and row', async () => {
    const orphan = await commit(uniquePng());
    const thumb = await thumbOf(orphan.sha256);
    const young = await commit(uniquePng());
    const known = await commit(uniquePng());
    const removed = await commit(uniquePng());
    library.remove([addRow(removed.sha256, 10)]);
    addRow(known.sha256, 10);
    const knownThumb = await thumbOf(known.sha256);
    for (const { path } of [orphan, known, removed]) age(path, HOUR + 1000);
    age(young.path, HOUR - 60_000);
    // Foreign items: other names, a folder named like an object, a file in the wrong folder.
    const strangers = ['notes.txt', `${orphan.sha256}.png.bak`, `${orphan.sha256.toUpperCase()}.png`].map(
      (name) => join(library.folder, 'objects', orphan.sha256.slice(0, 2), name),
    );
    for (const path of strangers) writeFileSync(path, 'mine');
    const wrongShelf = join(library.folder, 'objects', 'zz', `${orphan.sha256}.png`);
    mkdirSync(join(library.folder, 'objects', 'zz'));
    writeFileSync(wrongShelf, 'mine');
    const folderNamed = library.objects.objectPath('ab'.repeat(32), 'image/png');
    mkdirSync(folderNamed, { recursive: true });
    for (const path of [...strangers, wrongShelf, folderNamed]) age(path, 9 * HOUR);

    expect(await sweepObjects(deps, never())).toEqual({ setAside: 1, strays: 0 });
    expect(existsSync(orphan.path)).toBe(false);
    expect(existsSync(thumb)).toBe(false);
    expect(await filesBelow(join(library.folder, 'orphans'))).toEqual([`${orphan.sha256}.png`]);
    const stay = [young.path, known.path, removed.path, knownThumb, ...strangers, wrongShelf, folderNamed];
    for (const path of stay) expect(existsSync(path), path).toBe(true);
    // The second sweep finds nothing.
    expect(await sweepObjects(deps, never())).toEqual({ setAside: 0, strays: 0 });
  });

  it('deletes a file that was set aside after 30 days, not before', async () => {
    const { path, sha256 } = await commit(uniquePng());
    age(path, 400 * 24 * HOUR);
    const aside = join(library.folder, 'orphans', `${sha256}.png`);
    await sweepObjects(deps, never());
    expect(existsSync(aside)).toBe(true);
    await sweepObjects({ ...deps, clock: () => Date.now() + 29 * 24 * HOUR }, never());
    expect(existsSync(aside)).toBe(true);
    await sweepObjects({ ...deps, clock: () => Date.now() + 31 * 24 * HOUR }, never());
    expect(existsSync(aside)).toBe(false);
  });

  it('touches nothing if rows are missing', async () => {
    const paths: string[] = [];
    for (let i = 0; i < 101; i += 1) paths.push((await commit(uniquePng())).path);
    for (const path of paths) age(path, 9 * HOUR);
    expect(await sweepObjects(deps, never())).toEqual({ setAside: 0, strays: 101 });
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(deps.log.lines.join()).toContain('sweep skipped');
    // Nor later, when only a few of them are left.
    for (const path of paths.slice(1)) rmSync(path);
    expect(await sweepObjects(deps, never())).toEqual({ setAside: 0, strays: 1 });
  });

  it('touches nothing in a small library if four of ten files have no row', async () => {
    for (let i = 0; i < 6; i += 1) addRow((await commit(uniquePng())).sha256, 10);
    const paths: string[] = [];
    for (let i = 0; i < 4; i += 1) paths.push((await commit(uniquePng())).path);
    for (const path of paths) age(path, 9 * HOUR);
    expect(await sweepObjects(deps, never())).toEqual({ setAside: 0, strays: 4 });
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });

  describe('while the same picture comes in again', () => {
    /** An old leftover, and its bytes. */
    async function leftover(): Promise<{ path: string; bytes: Buffer }> {
      const bytes = uniquePng();
      const { path, sha256 } = await commit(bytes);
      expect(library.blob(sha256)).toBeNull();
      age(path, 2 * HOUR);
      return { path, bytes };
    }

    /** Imports the bytes again: the file, then its row. */
    async function comeBack(bytes: Buffer): Promise<void> {
      const { sha256 } = await commit(bytes);
      addRow(sha256, bytes.length);
    }

    it('has moved the old file before, and the new one replaces it', async () => {
      const { path, bytes } = await leftover();
      expect((await sweepObjects(deps, never())).setAside).toBe(1);
      expect(existsSync(path)).toBe(false);
      await comeBack(bytes);
      expect(statSync(path).size).toBe(bytes.length);
    });

    it('leaves it if its bytes arrive between reading the store and moving the file', async () => {
      const { path, bytes } = await leftover();
      let coming: Promise<unknown> | null = null;
      const staged = await library.objects.stage(once(bytes), { maxBytes: 1000 });
      // The clock is read for each file between reading the store and the move.
      const clock = () => {
        coming ??= library.objects
          .commit(staged, 'image/png')
          .then(() => addRow(staged.sha256, bytes.length));
        return Date.now();
      };
      expect((await sweepObjects({ ...deps, clock }, never())).setAside).toBe(0);
      await coming;
      expect(statSync(path).size).toBe(bytes.length);
    });

    it('leaves it if the file is stored and its row isn’t written yet', async () => {
      const { path, bytes } = await leftover();
      const { sha256 } = await library.objects.stage(once(bytes), { maxBytes: 1000 }).then(async (staged) => {
        await library.objects.commit(staged, 'image/png');
        return staged;
      });
      // Very old: only the pending row protects it.
      age(path, 2 * HOUR);
      expect((await sweepObjects(deps, never())).setAside).toBe(0);
      expect(statSync(path).size).toBe(bytes.length);
      addRow(sha256, bytes.length);
      age(path, 2 * HOUR);
      expect((await sweepObjects(deps, never())).setAside).toBe(0);
      expect(statSync(path).size).toBe(bytes.length);
    });
  });

  it('keeps the process responsive among 8,000 objects, and finds the one', async () => {
    const { db, folder } = library;
    const shelf = (n: number) => n.toString(16).padStart(2, '0');
    for (let n = 0; n < 256; n += 1) mkdirSync(join(folder, 'objects', shelf(n)), { recursive: true });
    const insert = db.prepare(
      "INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES (?, 'image/png', 1, 1, 1, 0)",
    );
    writeTransaction(db, () => {
      for (let n = 0; n < 8_000; n += 1) {
        const sha256 = createHash('sha256').update(String(n)).digest('hex');
        insert.run(sha256);
        const path = join(folder, 'objects', sha256.slice(0, 2), `${sha256}.png`);
        writeFileSync(path, '');
        age(path, 9 * HOUR);
      }
    });
    const orphan = await commit(randomBytes(50));
    age(orphan.path, 9 * HOUR);
    const began = performance.now();
    const longest = await longestStretch(async () =>
      expect(await sweepObjects(deps, never())).toEqual({ setAside: 1, strays: 0 }),
    );
    const ms = performance.now() - began;
    console.log(`8,000 objects: ${ms.toFixed(0)} ms, longest hold-up ${longest.toFixed(1)} ms`);
    expect(longest).toBeLessThan(Math.max(200, ms / 10));
    expect(existsSync(orphan.path)).toBe(false);
  });

  it('stops on request, before the database is closed', async () => {
    const { path } = await commit(uniquePng());
    age(path, 9 * HOUR);
    for (const delayMs of [0, 60_000]) {
      const sweep = startSweep(deps, undefined, delayMs);
      await sleep(2);
      await sweep.stop();
    }
    expect(existsSync(path)).toBe(true);
    expect(deps.log.lines).toEqual([]);
    const sweep = startSweep(deps, undefined, 0);
    await expect.poll(() => existsSync(path)).toBe(false);
    await sweep.stop();
  });
});

it('looks up rows by key', () => {
  const plan = library.db.prepare(`EXPLAIN QUERY PLAN ${WITHOUT_ROW}`).all('[]') as { detail: string }[];
  expect(plan.map((row) => row.detail).join('\n')).toContain('SEARCH blobs USING PRIMARY KEY (sha256=?)');
});
