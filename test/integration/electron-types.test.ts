import { existsSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { recipe } from '../../scripts/electron-runtime/recipe.ts';
import { cacheDir, fillAtomically } from '../../scripts/lib/cache.ts';
import { capture } from '../../scripts/lib/run.ts';
import { tempFolder } from '../fixtures/temp-library.ts';

const project = resolve(import.meta.dirname, '../..');
/** The newest types not newer than Node 20.18, which Electron 33 includes. */
const NODE_TYPES = '20.17.58';

/**
 * Features of the newer Electron. Each use checks for them first, and the older one takes another path. Types
 * can't express that, so each is listed by file and compiler message.
 */
const GUARDED = [
  // A type only: in the older one every Buffer may be shared memory.
  ['src/main/platform/desktop.ts', "Argument of type 'Buffer<ArrayBufferLike>'"],
  ['src/main/platform/desktop.ts', "Type 'any[]' has no properties in common with type 'Data'"],
  ['src/main/platform/desktop.ts', "'electron.ClipboardItem' is of type 'unknown'"],
  ['src/main/platform/keyring.ts', "'safeStorage.isAsyncEncryptionAvailable' is of type 'unknown'"],
  ['src/main/platform/keyring.ts', "'safeStorage.encryptStringAsync' is of type 'unknown'"],
  ['src/main/platform/keyring.ts', "'safeStorage.decryptStringAsync' is of type 'unknown'"],
] as const;

/** Uses that the older runtime lacks, to prove that the check works. */
const PROBE = `import { registerHooks } from 'node:module';
import { safeStorage } from 'electron';
registerHooks({});
void safeStorage.encryptStringAsync('text');
`;

/** Folder with the type definitions of the older Electron and its Node, downloaded once from the npm registry. */
async function olderTypes(): Promise<string> {
  const home = join(cacheDir(), `types-electron-${recipe.version}-node-${NODE_TYPES}`);
  const good = () => existsSync(join(home, 'node_modules/electron/electron.d.ts'));
  if (!good())
    await fillAtomically(home, good, async (folder) => {
      writeFileSync(join(folder, 'package.json'), '{ "private": true }');
      // Without its scripts, which would download the executable.
      const packages = [`electron@${recipe.version}`, `@types/node@${NODE_TYPES}`];
      const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent', ...packages];
      const { code, err } = await capture('npm', args, { cwd: folder });
      if (code !== 0) throw new Error(`npm could not fetch ${packages.join(' and ')}: ${err}`);
    });
  return join(home, 'node_modules');
}

/**
 * Compiles main and preload against the types in a folder of packages. Returns file and message of each
 * error.
 */
async function typeErrors(modules: string, more: readonly string[]): Promise<[string, string][]> {
  const electron = [join(modules, 'electron/electron.d.ts')];
  const folder = tempFolder();
  const config = join(folder, 'tsconfig.json');
  const compilerOptions = {
    composite: false,
    incremental: false,
    emitDeclarationOnly: false,
    noEmit: true,
    rootDir: '/',
    lib: ['ES2024', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    types: ['node'],
    typeRoots: [join(modules, '@types')],
    paths: { '@shared/*': [join(project, 'src/shared/*')], electron, 'electron/main': electron },
  };
  const include = ['main', 'preload'].map((name) => join(project, `src/${name}/**/*.ts`));
  const extended = join(project, 'tsconfig.base.json');
  writeFileSync(
    config,
    JSON.stringify({ extends: extended, compilerOptions, include: [...include, ...more] }),
  );
  const tsc = join(project, 'node_modules/typescript/bin/tsc');
  const { out } = await capture(process.execPath, [tsc, '--pretty', 'false', '-p', config], { cwd: project });
  const lines = [...out.matchAll(/^(\S.*)\(\d+,\d+\): error TS\d+: (.*)$/gm)];
  return lines.map(([, file, message]) => [
    relative(project, resolve(project, file as string)),
    message as string,
  ]);
}

it('finds every use of Electron and Node in the types of the older runtime too', async () => {
  const folder = tempFolder();
  const probe = join(folder, 'probe.ts');
  writeFileSync(probe, PROBE);
  const errors = await typeErrors(await olderTypes(), [probe]);
  const ofProbe = errors.filter(([file]) => file.endsWith('probe.ts')).map(([, message]) => message);
  expect(ofProbe.join('\n')).toMatch(/registerHooks/);
  expect(ofProbe.join('\n')).toMatch(/encryptStringAsync/);
  const unguarded = errors.filter(
    ([file, message]) =>
      !file.endsWith('probe.ts') &&
      !GUARDED.some(([guarded, start]) => file === guarded && message.startsWith(start)),
  );
  expect(unguarded).toEqual([]);
  // Fixed errors must be removed from the list.
  const stale = GUARDED.filter(
    ([guarded, start]) => !errors.some(([file, message]) => file === guarded && message.startsWith(start)),
  );
  expect(stale).toEqual([]);
}, 240_000);
