import { posix, win32 } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isInside } from '../../src/main/files/is-inside.ts';

describe('isInside', () => {
  it.each(['/data/library', '/data/library/a', '/data/library/..a', '/data/library/a:b'])(
    'accepts %s for /data/library',
    (path) => {
      expect(isInside('/data/library', path, posix)).toBe(true);
    },
  );

  it.each(['/data', '/data/library2', '/other', '/'])('rejects %s for /data/library', (path) => {
    expect(isInside('/data/library', path, posix)).toBe(false);
  });

  it.each(['C:\\data\\library', 'c:\\Data\\Library\\a', 'C:\\data\\library\\..a'])(
    'accepts %s for C:\\data\\library on Windows',
    (path) => {
      expect(isInside('C:\\data\\library', path, win32)).toBe(true);
    },
  );

  it.each(['C:\\data', 'C:\\data\\library2', 'D:\\data\\library', '\\\\server\\share\\library'])(
    'rejects %s for C:\\data\\library on Windows',
    (path) => {
      expect(isInside('C:\\data\\library', path, win32)).toBe(false);
    },
  );
});
