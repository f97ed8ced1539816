import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readAhead } from '../../src/main/platform/read-ahead.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

it('reads a page and its references, and returns each once', async () => {
  const root = tempFolder();
  mkdirSync(join(root, 'assets'));
  writeFileSync(
    join(root, 'index.html'),
    '<script src="./assets/a-1.js"></script><link href="./assets/b.css"><script src="./assets/gone.js"></script>',
  );
  writeFileSync(join(root, 'assets/a-1.js'), 'one');
  writeFileSync(join(root, 'assets/b.css'), 'two');
  writeFileSync(join(root, 'assets/other.js'), 'three');
  const ahead = readAhead(root, '/index.html');
  expect(String(await ahead('/index.html'))).toContain('a-1.js');
  expect(String(await ahead('/assets/a-1.js'))).toBe('one');
  expect(ahead('/assets/a-1.js')).toBeUndefined();
  expect(String(await ahead('/assets/b.css'))).toBe('two');
  expect(ahead('/assets/other.js')).toBeUndefined();
  // The caller looks it up again, and reports that it is missing.
  await expect.poll(() => ahead('/assets/gone.js')).toBeUndefined();
});

it('of a missing page reads nothing', async () => {
  const ahead = readAhead(tempFolder(), '/index.html');
  await expect.poll(() => ahead('/index.html')).toBeUndefined();
});
