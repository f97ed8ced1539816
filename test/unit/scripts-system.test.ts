import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { findNodeDir, hasHeaders, nodesOnPath } from '../../scripts/electron-runtime/node-headers.ts';
import { hasCommand, missingLibraries, packageNames } from '../../scripts/lib/system.ts';
import { hasDisplay } from '../../scripts/lib/xvfb.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

let folder: string;
beforeEach(() => {
  folder = tempFolder();
});

describe('missing libraries', () => {
  it('are those that ldd did not find', () => {
    const ldd = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f)',
      '\tlibgtk-3.so.0 => not found',
      '\tlibnss3.so => /lib/x86_64-linux-gnu/libnss3.so (0x00007f)',
      '\tlibasound.so.2 => not found',
    ].join('\n');
    expect(missingLibraries(ldd)).toEqual(['libgtk-3.so.0', 'libasound.so.2']);
  });

  it('have the names of this Debian or Ubuntu release', () => {
    const wanted = ['xvfb', 'libgtk-3-0', 'libasound2'];
    expect(packageNames(wanted, new Set(['xvfb', 'libgtk-3-0', 'libasound2']))).toEqual(wanted);
    const newer = new Set(['xvfb', 'libgtk-3-0t64', 'libasound2t64', 'libgtk-3-0']);
    expect(packageNames(wanted, newer)).toEqual(['xvfb', 'libgtk-3-0t64', 'libasound2t64']);
  });
});

describe('commands and screens', () => {
  it('finds a command on the PATH and nowhere else', () => {
    writeFileSync(join(folder, 'Xvfb'), '');
    expect(hasCommand('Xvfb', `/nowhere:${folder}`)).toBe(true);
    expect(hasCommand('Xvfb', '/nowhere')).toBe(false);
    expect(hasCommand('Xvfb', '')).toBe(false);
  });

  it('only Linux may lack a display', () => {
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
    expect(hasDisplay({}, 'darwin')).toBe(true);
  });
});

describe("Node's headers", () => {
  const prefix = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, 'include/node'), { recursive: true });
    for (const header of ['node_api.h', 'common.gypi']) writeFileSync(join(path, 'include/node', header), '');
    return path;
  };

  it('are taken from npm’s configuration', async () => {
    const named = prefix('named');
    expect(hasHeaders(named)).toBe(true);
    expect(hasHeaders(folder)).toBe(false);
    expect(await findNodeDir({ npm_config_nodedir: named, PATH: '' })).toBe(named);
  });

  it('are searched next to each Node on the PATH', () => {
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'bin/node'), '');
    expect(nodesOnPath(`/nowhere:${folder}/bin:${folder}/bin`)).toEqual([join(folder, 'bin/node')]);
  });
});
