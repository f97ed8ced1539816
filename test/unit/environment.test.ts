import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { isLoopback, readEnvironment } from '../../src/main/env.ts';
import { createOpenFiles, launchFiles, SecondLaunch } from '../../src/main/launch-files.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

describe('the environment', () => {
  test('nothing set: the real API, no problems', () => {
    expect(readEnvironment({})).toEqual({
      userData: null,
      apiBase: 'https://api.1min.ai',
      apiKey: null,
      engine: null,
      problems: [],
    });
  });

  test('an unusable value is ignored and told', () => {
    const read = readEnvironment({ RESEED_ENGINE: 'dall-e', RESEED_API_BASE: 'not a url' });
    expect(read.engine).toBeNull();
    expect(read.apiBase).toBe('https://api.1min.ai');
    expect(read.problems).toHaveLength(2);
  });

  test('plain http is taken for this machine only', () => {
    expect(readEnvironment({ RESEED_API_BASE: 'http://127.0.0.1:8080/' }).apiBase).toBe(
      'http://127.0.0.1:8080',
    );
    const remote = readEnvironment({ RESEED_API_BASE: 'http://api.example.com' });
    expect(remote.apiBase).toBe('https://api.1min.ai');
    expect(remote.problems).toHaveLength(1);
  });

  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['127.8.9.1', true],
    ['[::1]', true],
    ['127.0.0.1.example.com', false],
    ['localhost.example.com', false],
    ['10.0.0.1', false],
  ])('%s is this machine: %s', (host, expected) => expect(isLoopback(host)).toBe(expected));
});

describe('files on the command line', () => {
  test('are all that is no switch and not the app’s own folder', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'package.json'), '{}');
    mkdirSync(join(folder, 'album'));
    writeFileSync(join(folder, 'a.png'), 'x');
    expect(
      launchFiles(['electron', folder, '--no-sandbox', 'a.png', 'missing.png', 'album', ''], folder),
    ).toEqual(['a.png', 'missing.png', 'album'].map((name) => join(folder, name)));
  });

  test('that no system can read do not stop the app, and are handed on to be reported', () => {
    const folder = tempFolder();
    symlinkSync('loop.png', join(folder, 'loop.png'));
    writeFileSync(join(folder, 'a.png'), 'x');
    const names = ['loop.png', `${'n'.repeat(296)}.png`, 'a.png/inside.png', 'a.png', 'nul\u0000.png'];
    expect(launchFiles(['reseed', ...names], folder)).toEqual(names.map((name) => join(folder, name)));
  });

  test('may be addresses', () => {
    const folder = tempFolder();
    const path = join(folder, 'größe #1 100%.png');
    expect(launchFiles(['reseed', pathToFileURL(path).href], folder)).toEqual([path]);
    expect(launchFiles(['reseed', 'file://elsewhere/a.png'], folder)).toHaveLength(1);
    // A name that is not UTF-8, as desktops hand it over; the import finds the file that was meant.
    expect(launchFiles(['reseed', 'file:///tmp/Gr%FC%DFe.png'], folder)).toEqual([
      '/tmp/Gr\ufffd\ufffde.png',
    ]);
    expect(launchFiles(['reseed', 'file:///tmp/%FF%2F..%2Fx.png'], folder)).toEqual([
      join(folder, 'file:/tmp/%FF%2F..%2Fx.png'),
    ]);
    expect(launchFiles(['reseed', 'file:///a%2Fb.png'], folder)).toHaveLength(1);
  });

  test('are handed to the first instance, however many and long they are', () => {
    const files = [...Array.from({ length: 6000 }, (_, n) => `/${n}.png`), `/${'n'.repeat(5000)}`];
    expect(SecondLaunch.safeParse({ files, link: null }).success).toBe(true);
  });
});

test('files that the system opens one by one, shortly after each other, are one drop', async () => {
  const opened: (readonly string[])[] = [];
  const take = createOpenFiles((paths) => opened.push(paths), 20);
  take([]);
  take(['a']);
  take(['b', 'c']);
  await vi.waitFor(() => expect(opened).toEqual([['a', 'b', 'c']]));
  take(['d']);
  await vi.waitFor(() => expect(opened).toEqual([['a', 'b', 'c'], ['d']]));
});
