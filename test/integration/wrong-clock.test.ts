import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { backupFolder, namedBackups } from '../../src/main/library/backups/backup-files.ts';
import { statement } from '../../src/main/library/database/db.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { orphanFiles } from '../../src/main/library/store/orphans.ts';
import { startSweep } from '../../src/main/library/store/sweep.ts';
import { eventually } from '../fixtures/eventually.ts';
import { addPhoto, appFolder, entryWhen, finishApp, runEdit } from '../fixtures/finish-rig.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/* A machine whose battery is empty starts in 1970; one whose clock is 32 bits wide ends in 2038. */

const DAY = 24 * 3_600_000;
const CLOCKS: readonly (readonly [string, number])[] = [
  ['in 1970', 5_000],
  ['in 2038', 2 ** 31 * 1000 + 5_000],
  ['of today', Date.UTC(2026, 10, 1)],
];

it('a library is used with a clock in 1970, in 2038 and today, in any order, and nothing is lost', async () => {
  const folder = await appFolder();
  const first = await finishApp(folder, { clock: () => Date.UTC(2026, 9, 1) });
  const old = await runEdit(first, await addPhoto(first, 9));
  await first.services.backups.backUp();
  await first.close();
  const order = [CLOCKS[1], CLOCKS[0], CLOCKS[2], CLOCKS[1]];
  for (const [n, [name, start] = ['', 0]] of order.entries()) {
    const began = performance.now();
    const app = await finishApp(folder, { clock: () => Math.round(start + (performance.now() - began)) });
    const entry = await runEdit(app, await addPhoto(app, n + 1));
    expect(entry.results, name).toHaveLength(1);
    const { edit } = app.services.edits.rerun({ press: randomUUID(), editId: old.edit.id });
    const again = await entryWhen(app, edit.id, ({ results }) => results[0]?.verdict != null);
    expect(again.results[0]?.verdict?.kind, name).toBe('identical');
    const { name: backup } = await app.services.backups.backUp();
    await app.services.backups.check(backup);
    await app.close();
  }
  const library = await openLibrary(join(folder, 'data'), memoryLog());
  onTestFinished(() => library.close());
  const count = (sql: string) => statement(library.db, sql).pluck().get();
  // Five that were imported, an edit of each, and four re-runs.
  expect(count('SELECT count(*) FROM images WHERE deleted_at IS NULL')).toBe(14);
  expect(count("SELECT count(*) FROM runs WHERE state <> 'saved'")).toBe(0);
  const backups = await namedBackups(backupFolder(library.folder));
  expect(backups.length).toBeGreaterThanOrEqual(5);
});

it('nothing is deleted for its age by a start with a clock in 2038', async () => {
  const userData = tempFolder();
  const library = await openLibrary(userData, memoryLog());
  onTestFinished(() => library.close());
  const { db, objects, folder } = library;
  library.addImports([
    { sha256: 'ab'.repeat(32), mime: 'image/png', bytes: 1, width: 1, height: 1, name: 'a.png' },
  ]);
  const orphan = join(folder, 'orphans', `${'cd'.repeat(32)}.png`);
  mkdirSync(join(folder, 'orphans'), { recursive: true });
  writeFileSync(orphan, 'a picture');
  const aside = 'library.replaced-2026-10-01T00-00-00.db';
  writeFileSync(join(folder, aside), 'a database');
  statement(db, 'INSERT INTO set_aside (sha256, at) VALUES (?, ?)').run(
    'cd'.repeat(32),
    Date.now() - 40 * DAY,
  );
  utimesSync(orphan, 1, 1);
  const sweep = async (now: number) => {
    const log = memoryLog();
    let swept = false;
    const sweeping = startSweep({ db, objects, folder, clock: () => now, log }, () => (swept = true), 0);
    await eventually(() => expect(swept).toBe(true));
    await sweeping.stop();
    return log.lines;
  };
  expect(await sweep(2 ** 31 * 1000)).toContainEqual(expect.stringContaining('clock seems wrong'));
  expect(await orphanFiles(folder)).toHaveLength(1);
  expect(existsSync(join(folder, aside))).toBe(true);
  expect(await sweep(Date.now())).not.toContainEqual(expect.stringContaining('clock seems wrong'));
  expect(await orphanFiles(folder)).toHaveLength(0);
});

it('a library that was moved to another place is whole there', async () => {
  const folder = await appFolder();
  const app = await finishApp(folder);
  const edit = await runEdit(app, await addPhoto(app, 2));
  await app.close();
  const elsewhere = await appFolder();
  renameSync(join(folder, 'data'), join(elsewhere, 'data'));
  const there = await finishApp(elsewhere);
  const again = there.services.edits.rerun({ press: randomUUID(), editId: edit.edit.id });
  const entry = await entryWhen(there, again.edit.id, ({ results }) => results[0]?.verdict != null);
  expect(entry.results[0]?.verdict?.kind).toBe('identical');
});
