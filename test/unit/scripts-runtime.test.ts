import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { extractFile, listPackage } from '@electron/asar';
import { beforeEach, describe, expect, it } from 'vitest';
import { restoreDefaultApp, restoreFuses } from '../../scripts/electron-runtime/restore.ts';
import { isStamped, stamp } from '../../scripts/electron-runtime/stamp.ts';
import { cacheDir, fillAtomically } from '../../scripts/lib/cache.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});

describe('the cache', () => {
  it('is where the environment says, otherwise in the system’s cache folder', () => {
    expect(cacheDir({ RESEED_CACHE: '/a/b' })).toBe('/a/b');
    expect(cacheDir({ XDG_CACHE_HOME: '/x' })).toBe('/x/reseed');
    expect(cacheDir({ LOCALAPPDATA: '/l' }, 'win32')).toBe('/l/reseed/Cache');
    expect(cacheDir({}, 'darwin')).toMatch(/Library\/Caches\/reseed$/);
    expect(cacheDir({}, 'linux')).toMatch(/\.cache\/reseed$/);
  });

  const fillWith = (text: string) => async (tmp: string) => writeFileSync(join(tmp, 'file'), text);
  const names = () => readdirSync(folder);

  it('shows only complete folders, and replaces an invalid one', async () => {
    const dest = join(folder, 'runtime');
    const good = (): boolean => existsSync(dest) && readFileSync(join(dest, 'file'), 'utf8') === 'whole';
    await fillAtomically(dest, good, async (tmp) => {
      await fillWith('half')(tmp);
      expect(existsSync(dest)).toBe(false);
    });
    await fillAtomically(dest, good, fillWith('whole'));
    expect(good()).toBe(true);
    expect(names()).toEqual(['runtime']);
  });

  it('leaves nothing behind if filling fails', async () => {
    const fails = fillAtomically(
      join(folder, 'runtime'),
      () => false,
      async (tmp) => {
        await fillWith('half')(tmp);
        throw new Error('network gone');
      },
    );
    await expect(fails).rejects.toThrow('network gone');
    expect(names()).toEqual([]);
  });

  it('removes leftovers of a killed process, and of no other', async () => {
    const dest = join(folder, 'runtime-1.2.3-linux-x64-deadbeef');
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    mkdirSync(`${dest}.tmp-${dead}-0a1b2c3d`);
    mkdirSync(`${dest}.old-${dead}-0a1b2c3d`);
    mkdirSync(`${dest}.tmp-${process.pid}-0a1b2c3d`);
    mkdirSync(join(folder, `other.tmp-${dead}-0a1b2c3d`));
    await fillAtomically(dest, () => false, fillWith('whole'));
    expect(names().sort()).toEqual(
      [
        `other.tmp-${dead}-0a1b2c3d`,
        'runtime-1.2.3-linux-x64-deadbeef',
        `runtime-1.2.3-linux-x64-deadbeef.tmp-${process.pid}-0a1b2c3d`,
      ].sort(),
    );
  });

  it('allows concurrent filling of the same folder', async () => {
    const dest = join(folder, 'runtime');
    const good = (): boolean => existsSync(join(dest, 'file'));
    await Promise.all(Array.from({ length: 8 }, () => fillAtomically(dest, good, fillWith('whole'))));
    expect(names()).toEqual(['runtime']);
    expect(good()).toBe(true);
  });
});

describe('the stamp', () => {
  it('is valid until a file is resized, changed, removed or added, or the key changes', () => {
    mkdirSync(join(folder, 'locales'));
    const file = join(folder, 'locales', 'de.pak');
    writeFileSync(file, 'guten Tag');
    expect(isStamped(folder, 'k')).toBe(false);
    stamp(folder, 'k');
    expect(isStamped(folder, 'k')).toBe(true);
    expect(isStamped(folder, 'other')).toBe(false);
    writeFileSync(file, 'guten');
    expect(isStamped(folder, 'k')).toBe(false);
    stamp(folder, 'k');
    writeFileSync(join(folder, 'extra'), '');
    expect(isStamped(folder, 'k')).toBe(false);
    rmSync(join(folder, 'extra'));
    expect(isStamped(folder, 'k')).toBe(true);
    rmSync(file);
    expect(isStamped(folder, 'k')).toBe(false);
  });
});

describe('what is put back into the runtime', () => {
  it('includes the two fuses, and no other', async () => {
    const binary = join(folder, 'electron');
    const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
    const wire = (states: string) =>
      Buffer.concat([Buffer.alloc(4096, 7), Buffer.from(sentinel), Buffer.from([1, 8]), Buffer.from(states)]);
    writeFileSync(binary, wire('10100011'));
    await restoreFuses(binary);
    expect(readFileSync(binary)).toEqual(wire('10110001'));
  });

  it('includes the default app, as an archive Electron can read', async () => {
    const source = join(import.meta.dirname, '../../scripts/electron-runtime/default-app');
    await restoreDefaultApp(folder);
    const archive = join(folder, 'resources', 'default_app.asar');
    expect(listPackage(archive, { isPack: false }).sort()).toEqual(['/main.js', '/package.json']);
    expect(extractFile(archive, 'main.js')).toEqual(readFileSync(join(source, 'main.js')));
  });
});
