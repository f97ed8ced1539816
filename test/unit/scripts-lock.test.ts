import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly gypfile?: boolean;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../..');
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, Locked>;
};

/** Where Node would find a package from another package's folder. */
function find(name: string, from: string): Locked | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const found = lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`];
    if (found || !folder) return found;
  }
}

it('locks every optional package for every platform, or `npm ci` refuses it', () => {
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !find(name, path)?.version),
  );
  expect(missing).toEqual([]);
});

it('prevents npm from compiling better-sqlite3, which would fail without Python', () => {
  // `npm install` drops this line: put `"gypfile": false` back into the entry of better-sqlite3.
  expect(lock.packages['node_modules/better-sqlite3']?.gypfile).toBe(false);
});

it('has only the native package and its headers for production, since the rest is bundled', () => {
  const production = Object.entries(lock.packages).filter(([path, { dev }]) => path && !dev);
  const names = production.map(([path]) => path.replace('node_modules/', ''));
  expect(names.sort()).toEqual(['better-sqlite3', 'node-addon-api']);
});
