import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type NarNode, narHash } from '../../scripts/electron-runtime/nar.ts';
import { runtimePath } from '../../scripts/electron-runtime/recipe.ts';
import { zipTree } from '../../scripts/electron-runtime/zip-tree.ts';

const regular = (text: string, executable = false): NarNode => ({
  type: 'regular',
  executable,
  read: async () => Buffer.from(text),
});
const folder = (entries: Record<string, NarNode>): NarNode => ({
  type: 'directory',
  entries: new Map(Object.entries(entries)),
});

describe('narHash', () => {
  it('returns Nix’s own hash of an empty folder', async () => {
    expect(await narHash(folder({}))).toBe('pQpattmS9VmO3ZIQUFn66az8GSmB4IvYhTTCFn6SUmo=');
  });

  it('pads each string to eight bytes and marks an executable', async () => {
    const text = (value: string): Buffer => {
      const length = Buffer.alloc(8);
      length.writeUInt32LE(value.length);
      return Buffer.concat([length, Buffer.from(value), Buffer.alloc((8 - (value.length % 8)) % 8)]);
    };
    const words = ['nix-archive-1', '(', 'type', 'regular', 'executable', '', 'contents', 'hello, 8', ')'];
    const expected = createHash('sha256')
      .update(Buffer.concat(words.map(text)))
      .digest('base64');
    expect(await narHash(regular('hello, 8', true))).toBe(expected);
  });

  it('does not depend on the order of entries, but on names, contents and the executable bit', async () => {
    const one = await narHash(folder({ a: regular('1'), B: regular('2'), é: regular('3') }));
    expect(await narHash(folder({ é: regular('3'), B: regular('2'), a: regular('1') }))).toBe(one);
    expect(await narHash(folder({ a: regular('1'), b: regular('2'), é: regular('3') }))).not.toBe(one);
    expect(await narHash(folder({ a: regular('1', true), B: regular('2'), é: regular('3') }))).not.toBe(one);
  });
});

describe('zipTree', () => {
  const entry = (path: string, text = '', mode = 0o100644) => ({
    path,
    externalFileAttributes: mode * 2 ** 16,
    buffer: async () => Buffer.from(text),
  });

  it('returns the tree below the top folder, and each file as it is read', async () => {
    const seen: string[] = [];
    const entries = [
      entry('Top/', '', 0o40755),
      entry('Top/bin/tool', 'x', 0o100755),
      entry('Top/link', 'bin/tool', 0o120777),
    ];
    const tree = await zipTree(entries, 'Top', async (file, bytes) => {
      seen.push(`${file.path} ${file.executable} ${bytes.toString()}`);
    });
    const link: NarNode = { type: 'symlink', target: 'bin/tool' };
    expect(await narHash(tree)).toBe(
      await narHash(folder({ bin: folder({ tool: regular('x', true) }), link })),
    );
    expect(seen).toEqual(['bin/tool true x']);
  });

  it.each(['../out', 'Top/../out', 'Other/file', 'Top'])('refuses the path %s', async (path) => {
    await expect(zipTree([entry(path)], 'Top', async () => {})).rejects.toThrow(/odd path/);
  });
});

describe('runtimePath', () => {
  it('keeps Electron’s files under their own names', () => {
    expect(runtimePath('Cypress')).toBe('electron');
    expect(runtimePath('LICENSE.electron.txt')).toBe('LICENSE');
    expect(runtimePath('locales/de.pak')).toBe('locales/de.pak');
    expect(runtimePath('resources/app/index.js')).toBeUndefined();
  });
});
