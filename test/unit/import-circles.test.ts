import { describe, expect, it } from 'vitest';
import { circlesIn, importsIn, importsOf, sourcesBelow } from '../fixtures/import-graph.ts';

describe('the graph of imports', () => {
  const files = ['src', 'scripts', 'test'].flatMap(sourcesBelow);
  const graph = new Map(files.map((file) => [file, importsOf(file).map(({ target }) => target)]));

  it('has no cycle, including type imports', () => {
    expect(circlesIn(graph)).toEqual([]);
  });

  it('has an edge for each import of a project file', () => {
    const known = new Set(files);
    const missing = files.flatMap((file) =>
      (graph.get(file) ?? [])
        .filter((target) => /^(src|scripts|test)\/.*\.tsx?$/.test(target) && !known.has(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(missing).toEqual([]);
    expect([...graph.values()].flat().length).toBeGreaterThan(3000);
  });
});

describe('importsIn', () => {
  const targets = (text: string) => importsIn(text, 'src/main/a/b.ts');

  it.each([
    ["import { a } from './c.ts';", 'src/main/a/c.ts', false],
    ["import './c.css';", 'src/main/a/c.css', false],
    ["import type { A } from '../c.ts';", 'src/main/c.ts', true],
    ["import { type A, b } from '@shared/c.ts';", 'src/shared/c.ts', false],
    ["import {\n  a,\n  type B,\n} from 'zod';", 'zod', false],
    ["export * from './c.ts';", 'src/main/a/c.ts', false],
    ["export type { A } from './c.ts';", 'src/main/a/c.ts', true],
    ["const a = await import('zod');", 'zod', false],
    ["type A = typeof import('zod');", 'zod', false],
    ["import type from './c.ts';", 'src/main/a/c.ts', false],
  ])('finds the target of %j', (text, target, isType) => {
    expect(targets(text)).toEqual([{ target, isType }]);
  });

  it('finds no import in other code', () => {
    expect(targets("export const a = 'b';\nexport function from(path = 'c') {}\n")).toEqual([]);
  });
});

describe('circlesIn', () => {
  const circles = (edges: Readonly<Record<string, string[]>>) => circlesIn(new Map(Object.entries(edges)));

  it('finds each cycle once, sorted', () => {
    expect(circles({ e: ['d'], a: ['c'], c: ['b'], b: ['a', 'd'], d: ['e'] })).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
  });

  it('finds a file that imports itself', () => {
    expect(circles({ a: ['a'] })).toEqual([['a']]);
  });

  it('finds no cycle where two paths lead to one file', () => {
    expect(circles({ a: ['b', 'c'], b: ['d'], c: ['d'], d: ['zod'] })).toEqual([]);
  });
});
