import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { LibraryPlace } from '@shared/domain/library-place.ts';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identity } from '../../src/main/library/database/continuity.ts';
import type { ReadDb } from '../../src/main/library/database/db.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME, libraryFolder, MOVED_NAME } from '../../src/main/library/library-folder.ts';
import { LOCK_NAME } from '../../src/main/library/store/folder-lock.ts';
import { random } from '../bench/generate-words.ts';
import { eventually } from '../fixtures/eventually.ts';
import { dumpPromised } from '../fixtures/library-dump.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { mountRefusingDisk } from '../fixtures/refusing-disk.ts';
import { startRescuedApp } from '../fixtures/rescue-rig.ts';
import { mountSmallDisk } from '../fixtures/small-disk.ts';
import { startChild } from '../fixtures/start-child.ts';
import { filesBelow, memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** `RESEED_KILLS=50` for the full figures. */
const KILLS = Number(process.env.RESEED_KILLS ?? 4);
const SEED = Number(process.env.RESEED_SEED ?? 7);

/** A data folder with a library of some years, and an empty folder to move it to. */
async function dataFolder(): Promise<{ readonly userData: string; readonly to: string }> {
  const folder = tempFolder();
  const [userData, to] = [join(folder, 'data'), join(folder, 'other disk')];
  mkdirSync(userData);
  mkdirSync(to);
  const library = await openLibrary(userData, memoryLog());
  fillLibrary(library, 8, 3);
  // As after the first sweep.
  library.db.prepare('UPDATE identity SET doubted = 0').run();
  library.close();
  return { userData, to };
}

/** Everything that must survive, read from a folder. */
function contentOf(folder: string) {
  const db = new Database(join(folder, DB_NAME), { readonly: true }) as unknown as ReadDb;
  try {
    return promisedOf(db);
  } finally {
    db.close();
  }
}

function promisedOf(db: ReadDb) {
  const {
    results: _results,
    runs: _runs,
    'states of runs': _states,
    counts: _counts,
    'number of pictures': _number,
    // Whether each needs a display copy is found out later.
    blobs: _blobs,
    ...rest
  } = dumpPromised(db);
  expect(Object.values(rest).flat().length).toBeGreaterThan(20);
  return rest;
}

/** Fails if a row is missing. There may be more: runs that waited continue as soon as the app is open. */
function expectKept(before: Record<string, unknown[]>, after: Record<string, unknown[]>): void {
  for (const [table, rows] of Object.entries(before)) {
    const there = new Set((after[table] ?? []).map((row) => JSON.stringify(row)));
    expect({ [table]: rows.filter((row) => !there.has(JSON.stringify(row))) }).toEqual({ [table]: [] });
  }
}

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

async function open(userData: string, picked: string | null) {
  const places: LibraryPlace[] = [];
  const app = await startRescuedApp(userData, {
    pickFolder: async () => picked,
    onPlace: (place) => places.push(place),
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await app.settled();
    if (isOpen) await app.close();
    isOpen = false;
  };
  onTestFinished(close);
  const untilMoved = () =>
    eventually(() => {
      const { move } = app.mover.state();
      if (move?.phase === 'stopped') throw new Error(`stopped: ${move.problem}`);
      if (move) throw new Error('not yet');
    }, 240_000);
  return { ...app, places, close, untilMoved };
}

describe('moving the library', () => {
  it('copies every file, uses the copy, and keeps the old folder until it is put in the trash', async () => {
    const { userData, to } = await dataFolder();
    const from = join(userData, 'library');
    const before = contentOf(from);
    const app = await open(userData, to);
    const objects = await filesBelow(join(from, 'objects'));
    const caches = ['thumbs', 'display', 'blame', 'drag'];
    const fillCaches = () => {
      for (const name of caches) {
        mkdirSync(join(from, name, 'aa'), { recursive: true });
        writeFileSync(join(from, name, 'aa', 'cached.webp'), 'cached');
      }
    };
    fillCaches();
    await app.mover.pick();
    await app.untilMoved();
    expect(app.mover.state()).toEqual({ folder: to, move: null, previous: from });
    expect(app.places.map(({ move }) => move?.phase)).toEqual(
      expect.arrayContaining(['copying', 'waiting', 'switching', undefined]),
    );
    const sizes = app.places.flatMap(({ move }) => (move && move.total > 0 ? [move] : []));
    expect(sizes.every(({ done, total }) => done <= total)).toBe(true);
    // No cache stays behind.
    expect(readdirSync(from).filter((name) => [...caches, 'tmp'].includes(name))).toEqual([]);
    // It is open in its new folder, and only there.
    expect((await app.rescue.state()).problem).toBeNull();
    expect(existsSync(join(to, LOCK_NAME))).toBe(true);
    expect(existsSync(join(from, LOCK_NAME))).toBe(false);
    await app.close();
    expectKept(before, contentOf(to));
    const moved = await filesBelow(join(to, 'objects'));
    expect(moved).toEqual(expect.arrayContaining(objects));
    for (const name of objects) {
      expect(hashOf(join(to, 'objects', name)), name).toBe(hashOf(join(from, 'objects', name)));
      const [a, b] = [from, to].map((folder) => statSync(join(folder, 'objects', name)).mtimeMs);
      expect(Math.abs((a ?? 0) - (b ?? 0)), name).toBeLessThan(2_000);
    }
    expect((await filesBelow(to)).filter((name) => /\.tmp$|\.part$/.test(name))).toEqual([]);

    // The next start uses it too, and doesn't take the folder for a foreign one. It removes the caches that a killed
    // process left.
    fillCaches();
    const again = await open(userData, null);
    await eventually(() => expect(readdirSync(from).filter((name) => caches.includes(name))).toEqual([]));
    expect(existsSync(join(from, 'objects'))).toBe(true);
    await again.settled();
    expect(again.mover.state().folder).toBe(to);
    const db = new Database(join(to, DB_NAME), { readonly: true }) as unknown as ReadDb;
    expect(identity(db).doubted).toBe(0);
    db.close();
    await again.mover.trashPrevious();
    expect(again.mover.state()).toEqual({ folder: to, move: null, previous: null });
    expect(existsSync(from)).toBe(false);
  }, 300_000);

  it('keeps the caches of the new folder if a link to it takes the place of the old one', async () => {
    const { userData, to } = await dataFolder();
    const from = join(userData, 'library');
    const app = await open(userData, to);
    await app.mover.pick();
    await app.untilMoved();
    await app.close();
    renameSync(from, join(userData, 'old'));
    symlinkSync(to, from);
    const cached = join(to, 'blame', 'cached');
    mkdirSync(join(to, 'blame'), { recursive: true });
    writeFileSync(cached, 'cached');
    const again = await open(userData, null);
    await again.settled();
    expect((await again.rescue.state()).problem).toBeNull();
    expect(again.mover.state()).toEqual({ folder: to, move: null, previous: from });
    expect(existsSync(cached)).toBe(true);
  }, 300_000);

  it('is refused for a folder that can’t be the library’s', async () => {
    const { userData, to } = await dataFolder();
    const from = join(userData, 'library');
    let picked = to;
    const app = await startRescuedApp(userData, { pickFolder: async () => picked });
    onTestFinished(async () => {
      await app.settled();
      await app.close();
    });
    const refusal = async (path: string) => {
      picked = path;
      return app.mover.pick().then(
        () => 'accepted',
        (error: { code: string; value: { reason?: string } }) => error.value.reason ?? error.code,
      );
    };
    mkdirSync(join(from, 'objects', 'sub'));
    expect(await refusal(from)).toBe('inside-library');
    expect(await refusal(join(from, 'objects', 'sub'))).toBe('inside-library');
    expect(await refusal(join(to, 'missing'))).toBe('folder-gone');
    writeFileSync(join(to, 'note.txt'), 'mine');
    expect(await refusal(to)).toBe('move-not-empty');
    const other = tempFolder();
    (await openLibrary(other, memoryLog())).close();
    expect(await refusal(join(other, 'library'))).toBe('move-other-library');
    const small = mountSmallDisk(1);
    if (small) {
      expect(await refusal(small.path)).toBe('move-no-room');
      small.remove();
    }
    const place = join(tempFolder(), 'disk');
    const readOnly = mountRefusingDisk(place, `${place}.img`);
    if (readOnly) {
      readOnly.turnReadOnly();
      expect(await refusal(place)).toBe('folder-read-only');
      readOnly.remove();
    }
    expect(app.mover.state()).toEqual({ folder: from, move: null, previous: null });
    expect(readdirSync(to)).toEqual(['note.txt']);
  }, 300_000);

  it('can be canceled, which removes the copy and nothing else', async () => {
    const { userData, to } = await dataFolder();
    const from = join(userData, 'library');
    const app = await open(userData, to);
    await app.mover.pick();
    writeFileSync(join(to, 'note.txt'), 'mine');
    const place = await app.mover.cancel();
    expect(place).toEqual({ folder: from, move: null, previous: null });
    expect(readdirSync(to)).toEqual(['note.txt']);
    expect((await app.rescue.state()).problem).toBeNull();
    // And begun again.
    rmSync(join(to, 'note.txt'));
    await app.mover.pick();
    await app.untilMoved();
    expect(app.mover.state().folder).toBe(to);
  }, 300_000);

  it('goes back to the old folder if the library doesn’t open in the new one', async () => {
    const { userData, to } = await dataFolder();
    const from = join(userData, 'library');
    const before = contentOf(from);
    const app = await open(userData, to);
    await app.mover.pick();
    // A file where the app needs a folder.
    writeFileSync(join(to, 'tmp'), 'in the way');
    await eventually(() => expect(app.mover.state().move?.phase).toBe('stopped'), 240_000);
    expect(app.troubles()).toContainEqual({ kind: 'move-stopped', to });
    expect(app.mover.state()).toMatchObject({ folder: from, previous: null });
    expect(app.mover.state().move?.problem).not.toBeNull();
    expect((await app.rescue.state()).problem).toBeNull();
    rmSync(join(to, 'tmp'));
    app.mover.resume();
    await app.untilMoved();
    expect(app.mover.state().folder).toBe(to);
    expect(app.troubles().map(({ kind }) => kind)).not.toContain('move-stopped');
    await app.close();
    expectKept(before, contentOf(to));
  }, 300_000);

  it('isn’t undone by the loss of the file that names the folder', async () => {
    const { userData, to } = await dataFolder();
    const app = await open(userData, to);
    await app.mover.pick();
    await app.untilMoved();
    await app.close();
    expect(existsSync(join(userData, 'library', MOVED_NAME))).toBe(true);
    rmSync(join(userData, 'library-place.json'));
    expect(libraryFolder(userData)).toBe(to);
    // A disk that isn't connected: nothing is created in its place, or read from the old folder.
    renameSync(to, `${to} away`);
    const gone = expect.objectContaining({ code: 'library-gone' });
    await expect(openLibrary(userData, memoryLog())).rejects.toEqual(gone);
    mkdirSync(to);
    await expect(openLibrary(userData, memoryLog())).rejects.toEqual(gone);
    expect(readdirSync(to)).toEqual([]);
  }, 300_000);
});

it(
  `moved libraries, killed ${KILLS} times: nothing acknowledged is lost, and each move is completed`,
  async () => {
    const next = random(SEED);
    const phases = new Map<string, number>();
    let [kills, moves] = [0, 0];
    while (kills < KILLS) {
      const { userData, to } = await dataFolder();
      const camera = join(to, '../camera');
      const before = contentOf(join(userData, 'library'));
      const added = new Set<string>();
      for (let isMoved = false; !isMoved; ) {
        const child = startChild('move-child.ts', userData, to, camera);
        await child.untilPrinted('begun\n');
        const kind = Math.floor(next() * 3);
        if (kills >= KILLS) await child.untilPrinted('moved');
        else if (kind === 0) await new Promise((after) => setTimeout(after, next() * 200));
        else await Promise.race([child.untilPrinted(kind === 1 ? 'switching' : 'moved'), child.closed]);
        await child.kill();
        kills += 1;
        isMoved = child.lines().includes('moved');
        const last = child.lines().findLast((line) => line === 'moved' || line.startsWith('at ')) ?? 'begun';
        phases.set(last, (phases.get(last) ?? 0) + 1);
        for (const line of child.lines()) if (line.startsWith('added ')) added.add(line.slice(6));

        const library = await openLibrary(userData, memoryLog());
        const known = new Set(library.db.prepare('SELECT sha256 FROM blobs').pluck().all() as string[]);
        expect([...added].filter((sha256) => !known.has(sha256))).toEqual([]);
        const files = new Set(
          (await filesBelow(join(library.folder, 'objects'))).map((name) => name.slice(3, 67)),
        );
        expect([...added].filter((sha256) => !files.has(sha256))).toEqual([]);
        const after: Record<string, unknown[]> = promisedOf(library.db);
        expectKept(before, after);
        // Only the move says where it is.
        if (isMoved) expect(library.folder).toBe(to);
        expect(identity(library.db).doubted).toBe(0);
        library.close();
      }
      moves += 1;
    }
    const words = [...phases].map(([phase, count]) => `${count} ${phase}`).join(', ');
    console.info(
      `move: ${kills} kills of ${moves} moves (seed ${SEED}; ${words}), nothing acknowledged lost`,
    );
  },
  300_000 + KILLS * 60_000,
);
