import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { belongsToOtherUser } from '../../src/main/files/other-user.ts';
import { openLibrary } from '../../src/main/library/library.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

/** A user who owns nothing. */
const NOBODY = 65534;

/** What a process of another user answers that opens the library of a data folder. */
async function openedByNobody(userData: string): Promise<string> {
  const args = [
    '--import',
    resolve('test/fixtures/resolve-aliases.mjs'),
    resolve('test/fixtures/lock-child.ts'),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, userData, String(NOBODY)], {
    timeout: 60_000,
  });
  return stdout.trim();
}

/** A folder that every user may enter. */
function openFolder(): string {
  const folder = tempFolder();
  for (const path of [folder, dirname(folder)])
    if ((statSync(path).mode & 0o001) === 0) chmodSync(path, 0o711);
  return folder;
}

/** A data folder that every user may enter, with a library of this user. */
async function dataFolder(): Promise<string> {
  const folder = openFolder();
  const userData = join(folder, 'data');
  (await openLibrary(userData, memoryLog())).close();
  chmodSync(userData, 0o755);
  return userData;
}

it('a library of this user is not another user’s', async () => {
  const userData = await dataFolder();
  expect(belongsToOtherUser(join(userData, 'library'))).toBe(false);
  expect(belongsToOtherUser(join(userData, 'missing'))).toBe(false);
});

it.runIf(process.getuid?.() === 0)(
  'a library of another user is refused with that reason and not changed, whatever part of it is out of reach',
  async () => {
    const userData = await dataFolder();
    const library = join(userData, 'library');
    const db = join(library, 'library.db');
    const before = readFileSync(db);
    const refused = async () => {
      expect(await openedByNobody(userData)).toBe('refused library-of-other-user');
      expect(readFileSync(db).equals(before)).toBe(true);
    };
    // The folder above, the folder, and a file in it.
    chmodSync(userData, 0o700);
    await refused();
    chmodSync(userData, 0o755);
    chmodSync(library, 0o700);
    await refused();
    chmodSync(library, 0o777);
    expect(statSync(db).mode & 0o077).not.toBe(0o077);
    await refused();

    // Their own library, in a folder that they have made read-only.
    const own = join(openFolder(), 'data');
    mkdirSync(join(own, 'library'), { recursive: true });
    for (const path of [own, join(own, 'library')]) chownSync(path, NOBODY, NOBODY);
    chmodSync(join(own, 'library'), 0o500);
    expect(await openedByNobody(own)).toBe('refused library-read-only');
  },
  120_000,
);
