import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { readAhead } from '../../src/main/platform/read-ahead.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

/** A folder with these files, by path. */
function pageFolder(files: Readonly<Record<string, string>>): string {
  const root = tempFolder();
  mkdirSync(join(root, 'assets'));
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
}

it('reads a page and its references, and returns each once', async () => {
  const root = pageFolder({
    'index.html':
      '<script src="./assets/a-1.js"></script><link href="./assets/b.css"><script src="./assets/gone.js"></script>',
    'assets/a-1.js': 'one',
    'assets/b.css': 'two',
    'assets/other.js': 'three',
  });
  const ahead = readAhead(root, '/index.html');
  expect(String(await ahead.take('/index.html'))).toContain('a-1.js');
  expect(String(await ahead.take('/assets/a-1.js'))).toBe('one');
  expect(ahead.take('/assets/a-1.js')).toBeUndefined();
  expect(String(await ahead.take('/assets/b.css'))).toBe('two');
  expect(ahead.take('/assets/other.js')).toBeUndefined();
  // The caller looks it up again, and reports that it is missing.
  await expect.poll(() => ahead.take('/assets/gone.js')).toBeUndefined();
});

it('of a missing page reads nothing', async () => {
  const ahead = readAhead(tempFolder(), '/index.html');
  await expect.poll(() => ahead.take('/index.html')).toBeUndefined();
});

it('tells when the window has requested everything', async () => {
  const root = pageFolder({
    'index.html': '<script src="./assets/a.js"></script><link href="./assets/gone.css">',
    'assets/a.js': 'a',
  });
  const ahead = readAhead(root, '/index.html');
  let done = false;
  void ahead.taken.then(() => {
    done = true;
  });
  await ahead.take('/index.html');
  // The file that is gone isn't waited for.
  await setTimeout(50);
  expect(done).toBe(false);
  await ahead.take('/assets/a.js');
  await ahead.taken;
  // Nor is a page that is gone.
  await readAhead(tempFolder(), '/index.html').taken;
});
