import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utf8Bytes } from '@shared/domain/file-name.ts';
import { describe, expect, it } from 'vitest';
import { placeFile } from '../../src/main/export/place-file.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const failing = (code: string) => () =>
  Promise.reject(Object.assign(new Error(`${code}: link`), { code, syscall: 'link' }));

describe('placing a file in a folder', () => {
  it.each([
    'EISDIR',
    'EPERM',
    'EACCES',
    'ENOTSUP',
    'EOPNOTSUPP',
    'ENOSYS',
    'EXDEV',
    'EMLINK',
    'EINVAL',
    'UNKNOWN',
  ])('copies on disks that answer %s to a link request, and never overwrites', async (code) => {
    const folder = tempFolder();
    const place = (text: string, collision: 'both' | 'skip') =>
      placeFile({ text }, folder, 'a.png', collision, failing(code));
    expect(await place('one', 'both')).toBe('a.png');
    expect(await place('two', 'both')).toBe('a (2).png');
    expect(await place('three', 'skip')).toBeNull();
    expect(readFileSync(join(folder, 'a.png'), 'utf8')).toBe('one');
    expect(readFileSync(join(folder, 'a (2).png'), 'utf8')).toBe('two');
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('shortens a name that is too long for the disk, and keeps its extension', async () => {
    const folder = tempFolder();
    const name = `${'画'.repeat(120)}.png`;
    for (const collision of ['both', 'replace', 'skip'] as const) {
      const placed = await placeFile({ text: 'x' }, folder, name, collision);
      if (collision === 'skip') expect(placed).toBeNull();
      else expect(placed).toMatch(/^画+( \(2\))?\.png$/);
      if (placed !== null) expect(utf8Bytes(placed)).toBeLessThan(140);
    }
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('reports what blocks it', async () => {
    const folder = tempFolder();
    const place = (source: { path: string } | { text: string }, into: string) =>
      placeFile(source, into, 'a.png', 'both');
    await expect(place({ text: 'x' }, join(folder, 'gone'))).rejects.toMatchObject({ code: 'folder-gone' });
    await writeFile(join(folder, 'file'), '');
    await expect(place({ text: 'x' }, join(folder, 'file'))).rejects.toMatchObject({ code: 'folder-gone' });
    await expect(place({ path: join(folder, 'no picture') }, folder)).rejects.toMatchObject({
      code: 'not-found',
      value: { code: 'not-found', reason: 'picture-file-missing' },
    });
    await mkdir(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    // Root can write everywhere.
    if (process.getuid?.() !== 0)
      await expect(place({ text: 'x' }, join(folder, 'closed'))).rejects.toThrow('may-not-write');
    await mkdir(join(folder, 'a folder.png'));
    await expect(placeFile({ text: 'x' }, folder, 'a folder.png', 'replace')).rejects.toThrow(
      'not-written {"name":"a folder.png"}',
    );
    expect(readdirSync(folder).sort()).toEqual(['a folder.png', 'closed', 'file']);
  });
});
