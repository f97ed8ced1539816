import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isLoopback, readEnvironment } from '../../src/main/env.ts';
import { createOpenFiles, launchFiles } from '../../src/main/launch-files.ts';

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
  test('switches, the app’s own folder and what does not exist are passed over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'reseed-launch-'));
    writeFileSync(join(folder, 'package.json'), '{}');
    mkdirSync(join(folder, 'album'));
    writeFileSync(join(folder, 'a.png'), 'x');
    expect(
      launchFiles(['electron', folder, '--no-sandbox', 'a.png', 'missing.png', 'album', ''], folder),
    ).toEqual([join(folder, 'a.png'), join(folder, 'album')]);
    rmSync(folder, { recursive: true });
  });
});

test('files that the system opens one by one, shortly after each other, are one drop', async () => {
  const opened: (readonly string[])[] = [];
  const take = createOpenFiles((paths) => opened.push(paths), 20);
  take([]);
  take(['a']);
  take(['b', 'c']);
  await new Promise((resolve) => setTimeout(resolve, 60));
  take(['d']);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(opened).toEqual([['a', 'b', 'c'], ['d']]);
});
