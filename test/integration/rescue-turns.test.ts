import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createKeeper } from '../../src/main/keeper/keeper.ts';
import { openDatabase } from '../../src/main/library/database/open-database.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { DB_NAME } from '../../src/main/library/library-folder.ts';
import { createTurns } from '../../src/main/rescue/turns.ts';
import { eventually } from '../fixtures/eventually.ts';
import { startKeeperThread } from '../fixtures/keeper-thread.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { startRescuedApp } from '../fixtures/rescue-rig.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

async function startFilled(userData = tempFolder()) {
  const library = await openLibrary(userData, memoryLog());
  fillLibrary(library, 8, 3);
  library.close();
  const app = await startRescuedApp(userData);
  onTestFinished(async () => {
    await app.settled();
    await app.close();
  });
  await app.settled();
  return app;
}

it('a rebuild that is requested while the damaged library is still being closed begins afterwards', async () => {
  const app = await startFilled();
  const closing = app.rescue.damaged();
  await new Promise((next) => setImmediate(next));
  app.rescue.rebuild();
  await closing;
  await eventually(async () => {
    expect(app.troubles().map(({ kind }) => kind)).toContain('rebuilt');
    expect(await app.rescue.state()).toMatchObject({ problem: null, rebuilding: null, failure: null });
  });
});

it('a rebuild that is canceled changes nothing, and can be started again', async () => {
  const userData = tempFolder();
  const folder = join(userData, 'library');
  const app = await startFilled(userData);
  await app.rescue.damaged();
  const before = readFileSync(join(folder, DB_NAME));
  app.rescue.rebuild();
  app.rescue.cancelRebuild();
  const idle = { rebuilding: null, failure: null };
  await eventually(async () => {
    expect(await app.rescue.state()).toMatchObject({ problem: 'library-damaged', ...idle });
  });
  expect(readFileSync(join(folder, DB_NAME))).toEqual(before);
  expect(readdirSync(folder).filter((name) => /rebuilding|damaged/.test(name))).toEqual([]);
  app.rescue.rebuild();
  await eventually(async () => {
    expect(await app.rescue.state()).toMatchObject({ problem: null, ...idle });
  });
});

it('the keeper stops reading sidecars when its job is canceled, adds none, and does the next job', async () => {
  const library = await openLibrary(tempFolder(), memoryLog());
  const { folder } = library;
  fillLibrary(library, 20, 3);
  library.close();
  const keeper = createKeeper(startKeeperThread, memoryLog());
  onTestFinished(() => keeper.close());
  const input = { dbPath: join(folder, DB_NAME), objectsFolder: join(folder, 'objects') };
  const empty = join(tempFolder(), DB_NAME);
  openDatabase(empty).close();
  const abort = new AbortController();
  const canceled = keeper.run('restore-sidecars', { ...input, dbPath: empty, at: 5 }, () => {}, abort.signal);
  abort.abort();
  await expect(canceled).rejects.toEqual(expect.objectContaining({ code: 'interrupted' }));
  expect((await keeper.run('check-database', input)).sound).toBe(true);
  const db = openDatabase(empty);
  expect(db.prepare('SELECT count(*) FROM images').pluck().get()).toBe(0);
  db.close();
});

it('damage that is reported about an earlier library doesn’t close the one that replaced it', async () => {
  const app = await startFilled();
  const reopened = app.rescue.reopen();
  await app.rescue.damaged();
  await reopened;
  expect((await app.rescue.state()).problem).toBeNull();
});

it('damage of the library that is being opened is not lost among a report about the one before', async () => {
  const app = await startFilled();
  const reopened = app.rescue.reopen();
  const outdated = app.rescue.damaged();
  // The reopening begins.
  await new Promise((next) => setImmediate(next));
  await Promise.all([reopened, outdated, app.rescue.damaged()]);
  expect((await app.rescue.state()).problem).toBe('library-damaged');
});

it('turns run work in the order of its requests, join equal requests, and continue after a failure', async () => {
  const turns = createTurns();
  const done: string[] = [];
  const work = (name: string) => async () => {
    done.push(`${name} begins`);
    await new Promise((next) => setImmediate(next));
    done.push(`${name} ends`);
    if (name === 'a') throw new Error('a failed');
  };
  const [first, same, second] = ['a', 'a', 'b'].map((name) => turns.run(name, work(name)));
  expect(turns.isBusy()).toBe(true);
  await expect(first).rejects.toThrow('a failed');
  expect(same).toBe(first);
  await second;
  expect(done).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  expect(turns.isBusy()).toBe(false);
  turns.stop();
  await turns.run('c', work('c'));
  expect(done).toHaveLength(4);
});
