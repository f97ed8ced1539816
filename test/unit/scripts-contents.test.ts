import { expect, it } from 'vitest';
import { contentProblems, type PackedFile } from '../../scripts/package/contents.ts';

const file = (path: string, bytes = 1000): PackedFile => ({ path, bytes });
const GOOD = [
  file('package.json'),
  file('out/main/index.js', 600_000),
  file('out/main/chunks/compose-SMj-Y_Id.js'),
  file('out/preload/index.cjs', 5_000),
  file('out/renderer/index.html'),
  file('out/renderer/assets/paid-1280x800-dark-Ch8BF1Mv.webp'),
  file('out/renderer/assets/libheif-nX98dN_7.wasm', 1_400_000),
  file('node_modules/better-sqlite3/lib/methods/wrappers.js'),
];

it('accepts the app’s own files', () => {
  expect(contentProblems(GOOD)).toEqual([]);
});

it.each([
  'out/main/index.js.map',
  'src/main/index.ts',
  '.env',
  'node_modules/sharp/package.json',
  'node_modules/better-sqlite3/deps/sqlite3.c',
  'out/renderer/assets/key.json',
])('reports %s, which was packed by accident', (path) => {
  expect(contentProblems([...GOOD, file(path)])).toEqual([`${path} does not belong into the package`]);
});

it('reports a part above its size limit, or missing', () => {
  const grown = GOOD.map((one) => (one.path === 'out/preload/index.cjs' ? file(one.path, 10_001) : one));
  expect(contentProblems(grown)).toEqual(['the preload: 11 kB, more than 10']);
  const without = GOOD.filter(({ path }) => !path.endsWith('.wasm'));
  expect(contentProblems(without)).toEqual(['the set of decoders is missing']);
});
