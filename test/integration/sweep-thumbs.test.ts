import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { THUMB_SIZES } from '@shared/domain/image.ts';
import { expect, it } from 'vitest';
import { sweepThumbs } from '../../src/main/library/store/sweep-thumbs.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { filesBelow, memoryLog, tempLibrary } from '../fixtures/temp-library.ts';

const HOUR = 3_600_000;

it('removes thumbnails of pictures that the library does not have, and no others', async () => {
  const library = await tempLibrary();
  const { db, objects, folder } = library;
  const hashes = ['known', 'orphan', 'young'].map((name) => sha256(Buffer.from(name)));
  const [known = '', orphan = '', young = ''] = hashes;
  library.addImports([{ sha256: known, mime: 'image/png', bytes: 1, width: 1, height: 1, name: 'a.png' }]);
  for (const hash of hashes)
    for (const size of THUMB_SIZES) {
      const path = objects.thumbPath(hash, size);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, 'thumb');
      const then = (Date.now() - (hash === young ? 0 : 2 * HOUR)) / 1000;
      utimesSync(path, then, then);
    }
  const needs = { db, objects, folder, clock: Date.now, log: memoryLog() };
  expect(await sweepThumbs(needs, new AbortController().signal)).toBe(THUMB_SIZES.length);
  const left = await filesBelow(join(folder, 'thumbs'));
  expect(left).toHaveLength(2 * THUMB_SIZES.length);
  expect(left.join()).not.toContain(orphan);
});
