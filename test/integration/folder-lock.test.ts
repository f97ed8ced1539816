import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openLibrary } from '../../src/main/library/library.ts';
import { LOCK_NAME, lockFolder } from '../../src/main/library/store/folder-lock.ts';
import { thisProcess } from '../../src/main/library/store/lock-holder.ts';
import { eventually } from '../fixtures/eventually.ts';
import { type Child, startChild } from '../fixtures/start-child.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** Another process that opens the library of a data folder; its answer, and itself. */
async function otherProcess(userData: string): Promise<{ readonly answer: string; readonly child: Child }> {
  const child = startChild('lock-child.ts', userData);
  onTestFinished(() => child.kill());
  await child.untilPrinted('\n');
  return { answer: child.lines().join(), child };
}

/** Two data folders with one library. */
function twoFolders(): readonly [string, string] {
  const [first, second] = [tempFolder(), tempFolder()];
  mkdirSync(join(first, 'library'));
  symlinkSync(join(first, 'library'), join(second, 'library'), 'junction');
  return [first, second];
}

const inUse = expect.objectContaining({ code: 'library-in-use' });

describe('a library that two data folders share', () => {
  it('is refused to a second process, which changes nothing, until the first one is dead', async () => {
    const [first, second] = twoFolders();
    const { answer, child } = await otherProcess(first);
    const staged = answer.replace('open ', '');
    expect(existsSync(staged)).toBe(true);
    for (const userData of [first, second])
      await expect(openLibrary(userData, memoryLog())).rejects.toEqual(inUse);
    expect(existsSync(staged)).toBe(true);
    await child.kill();
    const library = await openLibrary(second, memoryLog());
    expect(existsSync(staged)).toBe(false);
    // And the other way round.
    expect((await otherProcess(first)).answer).toBe('refused library-in-use');
    library.close();
    expect(existsSync(join(first, 'library', LOCK_NAME))).toBe(false);
    expect((await otherProcess(first)).answer).toMatch(/^open /);
  });

  it('is opened by only one of two concurrent processes after a crash', async () => {
    const [first, second] = twoFolders();
    const { child } = await otherProcess(first);
    await child.kill();
    const answers = await Promise.all([otherProcess(first), otherProcess(second)]);
    expect(answers.filter(({ answer }) => answer.startsWith('open '))).toHaveLength(1);
    expect(answers.filter(({ answer }) => answer === 'refused library-in-use')).toHaveLength(1);
  });
});

describe('a copy of a folder that is open', () => {
  it('is opened, and the original stays with its process', async () => {
    const [first, second] = [tempFolder(), tempFolder()];
    const { child } = await otherProcess(first);
    cpSync(join(first, 'library'), join(second, 'library'), { recursive: true });
    expect(existsSync(join(second, 'library', LOCK_NAME))).toBe(true);
    const library = await openLibrary(second, memoryLog());
    await expect(openLibrary(first, memoryLog())).rejects.toEqual(inUse);
    // While the copy is open, its lock is as good as any.
    expect((await otherProcess(second)).answer).toBe('refused library-in-use');
    library.close();
    await child.kill();
  }, 180_000);

  it('isn’t confused with the same folder under another path', async () => {
    const [first, second] = twoFolders();
    const { child } = await otherProcess(first);
    const path = join(first, 'library', LOCK_NAME);
    // As of a holder that sees the folder in a mount of its own.
    writeFileSync(
      path,
      JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), place: join(second, 'library') }),
    );
    await expect(openLibrary(first, memoryLog())).rejects.toEqual(inUse);
    expect(readdirSync(join(first, 'library')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await child.kill();
  }, 180_000);

  it('counts as in use if the original is no longer at its place', async () => {
    const [first, second] = [tempFolder(), tempFolder()];
    const { child } = await otherProcess(first);
    cpSync(join(first, 'library'), join(second, 'library'), { recursive: true });
    renameSync(join(first, 'library'), join(first, 'moved'));
    for (const folder of [join(first, 'moved'), join(second, 'library')])
      await expect(lockFolder(folder, () => {})).rejects.toEqual(inUse);
    await child.kill();
  }, 180_000);
});

describe('the lock of a folder', () => {
  const foreign = (folder: string, token = 'theirs') =>
    writeFileSync(
      join(folder, LOCK_NAME),
      JSON.stringify({ ...thisProcess(token, folder), host: 'another machine', boot: null }),
    );
  const times = { beatMs: 1_000_000, silentMs: 50 };

  it('of another machine holds while that sends heartbeats, and expires otherwise', async () => {
    const folder = tempFolder();
    foreign(folder);
    const path = join(folder, LOCK_NAME);
    for (let beat = 0; beat < 3; beat += 1) {
      const at = Date.now() / 1000 - 10 + beat;
      utimesSync(path, at, at);
      await expect(lockFolder(folder, () => {}, times)).rejects.toEqual(inUse);
    }
    const lock = await eventually(() => lockFolder(folder, () => {}, times));
    lock.release();
    expect(existsSync(path)).toBe(false);
  });

  it('of a process whose id was reused is taken over', async () => {
    const folder = tempFolder();
    const holder = thisProcess('earlier', folder);
    if (holder.started === null) return;
    writeFileSync(join(folder, LOCK_NAME), JSON.stringify({ ...holder, started: '1' }));
    const lock = await lockFolder(folder, () => {}, times);
    lock.release();
  });

  it('of a machine that restarted, or of unknown origin, is taken over', async () => {
    const folder = tempFolder();
    for (const text of [
      '',
      '{"token":',
      JSON.stringify({ ...thisProcess('earlier', folder), boot: 'another start' }),
    ]) {
      writeFileSync(join(folder, LOCK_NAME), text);
      const lock = await lockFolder(folder, () => {}, times);
      lock.release();
    }
  });

  it('taken over by another process is reported once and not returned', async () => {
    const folder = tempFolder();
    let lost = 0;
    const lock = await lockFolder(folder, () => (lost += 1), times);
    lock.look();
    expect(lost).toBe(0);
    foreign(folder);
    lock.look();
    lock.look();
    expect(lost).toBe(1);
    lock.release();
    expect(readFileSync(join(folder, LOCK_NAME), 'utf8')).toContain('theirs');
  });

  it('survives a folder that cannot be written at the moment', async () => {
    const parent = tempFolder();
    const folder = join(parent, 'library');
    mkdirSync(folder);
    let lost = 0;
    const lock = await lockFolder(folder, () => (lost += 1), times);
    renameSync(folder, join(parent, 'elsewhere'));
    lock.look();
    // Writing into a file that has taken the folder's place fails for every user.
    writeFileSync(folder, '');
    lock.look();
    rmSync(folder);
    mkdirSync(folder);
    lock.look();
    expect(readFileSync(join(folder, LOCK_NAME), 'utf8')).toContain(`"pid":${process.pid}`);
    expect(lost).toBe(0);
    lock.release();
    expect(existsSync(join(folder, LOCK_NAME))).toBe(false);
  });

  it('is shared by everything a process opens there', async () => {
    const folder = tempFolder();
    const [one, two] = [await lockFolder(folder, () => {}, times), await lockFolder(folder, () => {}, times)];
    one.release();
    expect(existsSync(join(folder, LOCK_NAME))).toBe(true);
    two.release();
    expect(existsSync(join(folder, LOCK_NAME))).toBe(false);
  });
});
