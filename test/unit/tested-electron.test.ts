import { readFileSync } from 'node:fs';
import { TESTED_ELECTRON } from '@shared/tested-electron.ts';
import { expect, it } from 'vitest';
import { recipe } from '../../scripts/electron-runtime/recipe.ts';

it('names the Electron that was really tested in About, the README and the release notes', () => {
  expect(TESTED_ELECTRON).toBe(recipe.version);
  for (const file of ['README.md', 'docs/release.md'])
    expect(readFileSync(file, 'utf8')).toContain(`Electron ${TESTED_ELECTRON}`);
});
