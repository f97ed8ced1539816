import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { THUMB_SIZES } from '@shared/domain/image.ts';
import { expect, it } from 'vitest';
import { sweepThumbs } from '../../src/main/library/store/sweep-thumbs.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { filesBelow, memoryLog, tempLibrary } from '../fixtures/temp-library.ts';

const MINUTE = 60_000;

it('removes thumbnails of unknown pictures, unless they may be in progress', async () => {
  const library = await tempLibrary();
  const { db, objects, folder } = library;
  /** Minutes since it was made; the library was opened five minutes ago. */
  const ages = { known: 200, old: 200, 'left by a crash': 8, 'in the making': 3, 'just made': 0 };
  const hashOf = (name: string) => sha256(Buffer.from(name));
  library.addImports([
    { sha256: hashOf('known'), mime: 'image/png', bytes: 1, width: 1, height: 1, name: 'a.png' },
  ]);
  for (const [name, minutes] of Object.entries(ages))
    for (const size of THUMB_SIZES) {
      const path = objects.thumbPath(hashOf(name), size, size === 256 ? 'image/jpeg' : 'image/webp');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'thumb');
      const then = (Date.now() - minutes * MINUTE) / 1000;
      utimesSync(path, then, then);
    }
  const openedAt = Date.now() - 5 * MINUTE;
  const deps = { db, objects, folder, clock: Date.now, log: memoryLog(), openedAt };
  expect(await sweepThumbs(deps, new AbortController().signal)).toBe(2 * THUMB_SIZES.length);
  const left = await filesBelow(join(folder, 'thumbs'));
  const kept = Object.keys(ages).filter((name) => left.some((path) => path.includes(hashOf(name))));
  expect(kept).toEqual(['known', 'in the making', 'just made']);
  expect(left).toHaveLength(kept.length * THUMB_SIZES.length);

  // However long a session is, a thumbnail in progress for an hour never finishes.
  const later = { ...deps, clock: () => Date.now() + 61 * MINUTE };
  expect(await sweepThumbs(later, new AbortController().signal)).toBe(2 * THUMB_SIZES.length);
  expect(await filesBelow(join(folder, 'thumbs'))).toHaveLength(THUMB_SIZES.length);
});
