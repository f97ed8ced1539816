import { expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/main/library/library.ts';
import { createTurns } from '../../src/main/rescue/turns.ts';
import { eventually } from '../fixtures/eventually.ts';
import { fillLibrary } from '../fixtures/lived-library.ts';
import { startRescuedApp } from '../fixtures/rescue-rig.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

async function startFilled() {
  const userData = tempFolder();
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

it('damage that is reported about an earlier library doesn’t close the one that replaced it', async () => {
  const app = await startFilled();
  const reopened = app.rescue.reopen();
  await app.rescue.damaged();
  await reopened;
  expect((await app.rescue.state()).problem).toBeNull();
});

it('runs work in the order of its requests, joins equal requests, and continues after a failure', async () => {
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
