import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeFile } from '../../src/main/export/place-file.ts';
import { openWorkingFolders } from '../../src/main/export/working-folders.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

describe('the folders that exports write to', () => {
  it('are cleaned of a killed export’s leftovers, by our own names only', async () => {
    const folder = tempFolder();
    const path = join(folder, 'exports-in.json');
    const out = join(folder, 'out');
    mkdirSync(out);
    await openWorkingFolders(path, memoryLog()).enter(out);
    const theirs = ['.reseed-mine.part', 'photo.part', `reseed-${randomUUID()}.part`, 'a.png'];
    for (const name of [...theirs, `.reseed-${randomUUID()}.part`, `.reseed-${randomUUID()}.part`])
      writeFileSync(join(out, name), 'half');

    await openWorkingFolders(path, memoryLog()).sweep();
    expect(readdirSync(out).sort()).toEqual(theirs.sort());
    // Once is enough: later the folder is not looked into any more.
    writeFileSync(join(out, `.reseed-${randomUUID()}.part`), 'of another program');
    await openWorkingFolders(path, memoryLog()).sweep();
    expect(readdirSync(out)).toHaveLength(5);
  });

  it('that can’t be read now are cleaned at a later start', async () => {
    const folder = tempFolder();
    const path = join(folder, 'exports-in.json');
    const disk = join(folder, 'disk');
    await openWorkingFolders(path, memoryLog()).enter(disk);
    await openWorkingFolders(path, memoryLog()).sweep();
    mkdirSync(disk);
    writeFileSync(join(disk, `.reseed-${randomUUID()}.part`), 'half');
    await openWorkingFolders(path, memoryLog()).sweep();
    expect(readdirSync(disk)).toEqual([]);
  });

  it('don’t block an export if they can’t be recorded', async () => {
    const folder = tempFolder();
    const path = join(folder, 'exports-in.json');
    const working = openWorkingFolders(path, memoryLog());
    mkdirSync(`${path}.tmp`);
    await working.enter(folder);
    await placeFile({ text: 'whole' }, folder, 'a.json', 'both');
    expect(readdirSync(folder)).toContain('a.json');
  });
});
