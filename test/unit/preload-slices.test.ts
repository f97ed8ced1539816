import { contract } from '@shared/contract.ts';
import { describe, expect, it } from 'vitest';
import { droppedFile, slices } from '../../src/preload/slices.ts';

const MESSAGE_MAX = 64 * 1024;

describe('the files of a drop as messages', () => {
  it.each([
    ['short names', 20_000, (n: number) => [`${n}.png`, `/p/${n}.png`]],
    [
      'long names',
      5_001,
      (n: number) => [`${n}.png`.padStart(250, 'x'), `/${'folder/'.repeat(500)}${n}.png`],
    ],
    [
      'names of three bytes a sign',
      5_001,
      (n: number) => [`${'画'.repeat(80)}${n}.png`, `/${'画'.repeat(600)}/${n}`],
    ],
    ['no paths', 5_001, (n: number) => [`${n}.png`, '']],
  ] as const)('of %s are each small enough, in order, and complete', (_, count, named) => {
    const files = Array.from({ length: count }, (_, n) => named(n));
    const found: { name: string; path: string | null }[] = [];
    for (const slice of slices(files, ([name = '', path = '']) => droppedFile(name, path))) {
      expect(slice.from).toBe(found.length);
      found.push(...slice.files);
      const message = { importId: 7, files: slice.files, coming: count - found.length };
      expect(contract['import.start'].in.safeParse(message).success).toBe(true);
      expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(MESSAGE_MAX);
      const uploads = slice.files.map((_, n) => `/import/123456/${slice.from + n}`);
      expect(Buffer.byteLength(JSON.stringify({ importId: 7, uploads, goesOn: true }))).toBeLessThan(
        MESSAGE_MAX,
      );
    }
    expect(found).toEqual(files.map(([name, path]) => ({ name, path: path === '' ? null : path })));
  });

  it('fit the contract, for any file system', () => {
    expect(droppedFile(`${'x'.repeat(3000)}.png`, '/a').name).toMatch(/^x{1020}\.png$/);
    expect(droppedFile('a.png', `/${'x'.repeat(5000)}`).path).toBeNull();
    expect(droppedFile('', '').name).toBe('picture');
    expect([...slices([], () => droppedFile('', ''))]).toEqual([{ from: 0, files: [] }]);
  });
});
