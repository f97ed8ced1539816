import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const text = readFileSync('ARCHITECTURE.md', 'utf8');

it('names only files that exist', () => {
  const named = [...text.matchAll(/`((?:src|test|scripts)\/[^`*]+\.\w+)`/g)].map(([, path]) => path ?? '');
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
