import { execFileSync } from 'node:child_process';
import { mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import { readEnvironment } from '../../src/main/env.ts';
import { createOpenFiles, launchFiles } from '../../src/main/launch-files.ts';
import { readDescriptor } from '../../src/main/read-descriptor.ts';
import { SecondLaunch } from '../../src/main/second-launch.ts';
import { isLoopback } from '../../src/shared/loopback.ts';
import { eventually } from '../fixtures/eventually.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

describe('the environment', () => {
  test('uses the real API without problems if nothing is set', () => {
    expect(readEnvironment({})).toEqual({
      userData: null,
      apiBase: 'https://api.1min.ai',
      apiKey: null,
      apiKeyFrom: 'environment',
      engine: null,
      problems: [],
    });
  });

  test('ignores and reports an unusable value', () => {
    const read = readEnvironment({ RESEED_ENGINE: 'dall-e', RESEED_API_BASE: 'not a url' });
    expect(read.engine).toBeNull();
    expect(read.apiBase).toBe('https://api.1min.ai');
    expect(read.problems).toHaveLength(2);
  });

  test('accepts plain http for this machine only', () => {
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

describe('a key in a file descriptor', () => {
  const given = (text: string, number?: string) => {
    const path = join(tempFolder(), 'key');
    writeFileSync(path, text);
    const descriptor = openSync(path, 'r');
    return readEnvironment(
      { RESEED_API_KEY: 'from-the-environment', RESEED_API_KEY_FD: number ?? String(descriptor) },
      readDescriptor,
    );
  };

  it.each(['abcdefgh-1234', 'abcdefgh-1234\n', '  abcdefgh-1234 \r\nmore\n', 'API-KEY: abcdefgh-1234'])(
    'is read, and takes precedence over the environment: %j',
    (text) => {
      expect(given(text)).toMatchObject({
        apiKey: 'abcdefgh-1234',
        apiKeyFrom: 'descriptor',
        problems: [],
      });
    },
  );

  it.each([
    ['', undefined],
    ['no key', undefined],
    ['abcdefgh-1234', '999'],
    ['abcdefgh-1234', 'three'],
  ])('that is unusable is reported: %j, %s', (text, number) => {
    expect(given(text, number).problems).toEqual([{ kind: 'variable-unusable', name: 'RESEED_API_KEY_FD' }]);
  });

  it('waits for a pipe that is written later', () => {
    // The pipe has the text only after a while.
    const script =
      "import { readDescriptor } from './src/main/read-descriptor.ts'; console.log(readDescriptor(0))";
    const command = `(sleep 0.2; echo abcdefgh-1234) | "${process.execPath}" --input-type=module -e "${script}"`;
    expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe('abcdefgh-1234\n');
  });
});

describe('files on the command line', () => {
  test('include everything except switches and the app’s own folder', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'package.json'), '{}');
    mkdirSync(join(folder, 'album'));
    writeFileSync(join(folder, 'a.png'), 'x');
    expect(
      launchFiles(['electron', folder, '--no-sandbox', 'a.png', 'missing.png', 'album', ''], folder),
    ).toEqual(['a.png', 'missing.png', 'album'].map((name) => join(folder, name)));
  });

  test('don’t stop the app if invalid, and are passed on to be reported', () => {
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
    // A name that isn't UTF-8, as desktops pass it; the import finds the file.
    expect(launchFiles(['reseed', 'file:///tmp/Gr%FC%DFe.png'], folder)).toEqual([
      '/tmp/Gr\ufffd\ufffde.png',
    ]);
    expect(launchFiles(['reseed', 'file:///tmp/%FF%2F..%2Fx.png'], folder)).toEqual([
      join(folder, 'file:/tmp/%FF%2F..%2Fx.png'),
    ]);
    expect(launchFiles(['reseed', 'file:///a%2Fb.png'], folder)).toHaveLength(1);
  });

  test('are passed to the first instance, in any number and length', () => {
    const files = [...Array.from({ length: 6000 }, (_, n) => `/${n}.png`), `/${'n'.repeat(5000)}`];
    expect(SecondLaunch.safeParse({ files, link: null }).success).toBe(true);
  });
});

test('files that the system opens individually within a short time form one drop', async () => {
  const opened: (readonly string[])[] = [];
  const take = createOpenFiles((paths) => opened.push(paths), 20);
  take([]);
  take(['a']);
  take(['b', 'c']);
  await eventually(() => expect(opened).toEqual([['a', 'b', 'c']]));
  take(['d']);
  await eventually(() => expect(opened).toEqual([['a', 'b', 'c'], ['d']]));
});
