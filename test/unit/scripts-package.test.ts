import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import { beforeEach, expect, it } from 'vitest';
import { FUSES, readFuses, setFuses, wrongFuses } from '../../scripts/package/fuses.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});

function binary(wire: string): string {
  const file = join(folder, 'reseed');
  const head = Buffer.from([1, wire.length]);
  writeFileSync(
    file,
    Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), head, Buffer.from(wire)]),
  );
  return file;
}

it('sets every existing fuse', () => {
  const all = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
  expect(Object.keys(FUSES).map(Number).sort()).toEqual(all.sort());
});

it.each([
  ['Electron 45', '101100011'],
  ['Electron 33, which has one fewer', '10110001'],
])('sets all fuses of %s and reads them back', async (_, wire) => {
  const file = binary(wire);
  expect((await wrongFuses(file)).length).toBeGreaterThan(0);
  await setFuses(file);
  expect(await wrongFuses(file)).toEqual([]);
  expect((await readFuses(file)).size).toBe(wire.length);
  expect((await readFuses(file)).get(FuseV1Options.RunAsNode)).toBe('DISABLE');
});

it('reports a fuse that was flipped afterwards', async () => {
  const file = binary('01001101');
  expect(await wrongFuses(file)).toEqual(['GrantFileProtocolExtraPrivileges is ENABLE, not DISABLE']);
});

it('fails on an undecided fuse', async () => {
  await expect(setFuses(binary('1011000111'))).rejects.toThrow(/strictlyRequireAllFuses/);
});
