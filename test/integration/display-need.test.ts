import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EXTENSIONS, type ImageMime } from '@shared/domain/image.ts';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { createDisplayCopies } from '../../src/main/display/display-copies.ts';
import { createDisplayNeed } from '../../src/main/display/display-need.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { createFakeImaging, type Hook } from '../fixtures/fake-imaging.ts';
import { oddPicture } from '../fixtures/odd-pictures/index.ts';
import { writeOlderDatabase } from '../fixtures/older-database.ts';
import { seededPicture, sha256 } from '../fixtures/seeded-pictures.ts';
import { memoryLog, tempFolder } from '../fixtures/temp-library.ts';

interface Stored {
  readonly bytes: Buffer;
  readonly mime: ImageMime;
}

/** A library of a version that did not know which pictures the browser shows differently. */
async function olderLibrary(pictures: readonly Stored[]): Promise<string> {
  const userData = tempFolder();
  const folder = join(userData, 'library');
  mkdirSync(folder, { recursive: true });
  const sizes = await Promise.all(
    pictures.map(({ bytes }) =>
      sharp(bytes, { failOn: 'none' }).rotate().toBuffer({ resolveWithObject: true }),
    ),
  );
  writeOlderDatabase(join(folder, 'library.db'), 130, (db) => {
    for (const [at, { bytes, mime }] of pictures.entries()) {
      const hash = sha256(bytes);
      const { width = 0, height = 0 } = sizes[at]?.info ?? {};
      db.prepare(
        'INSERT INTO blobs (sha256, mime, bytes, width, height, created_at) VALUES (?, ?, ?, ?, ?, 0)',
      ).run(hash, mime, bytes.length, width, height);
      const path = join(folder, 'objects', hash.slice(0, 2), `${hash}.${EXTENSIONS[mime]}`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
  });
  return userData;
}

/** Opens it, uses it, and closes it. */
async function withLibrary(
  userData: string,
  work: (library: Library, imaging: ReturnType<typeof createFakeImaging>) => Promise<void>,
  hook?: Hook,
): Promise<void> {
  const library = await openLibrary(userData, memoryLog());
  try {
    await work(library, createFakeImaging(hook));
  } finally {
    library.close();
  }
}

const copiesOf = (library: Library, imaging: ReturnType<typeof createFakeImaging>) =>
  createDisplayCopies({ library, imaging, log: memoryLog() });

const checks = ({ calls }: { readonly calls: readonly string[] }) =>
  calls.filter((call) => call === 'needsDisplay').length;

describe('pictures imported by an older version', () => {
  it.each([
    ['cwebp-ori6.webp', 'image/webp'],
    ['png-exif6.png', 'image/png'],
    ['icc-gray22.png', 'image/png'],
  ] as const)('show a display copy of %s, checked once and for all', async (name, mime) => {
    const { bytes } = await oddPicture(name, mime);
    const hash = sha256(bytes);
    const userData = await olderLibrary([{ bytes: Buffer.from(bytes), mime }]);
    await withLibrary(userData, async (library, imaging) => {
      const copies = copiesOf(library, imaging);
      const shown = { path: library.objects.displayPath(hash), mime: 'image/png' };
      expect(await Promise.all([1, 2, 3].map(() => copies.fileOf(hash)))).toEqual([shown, shown, shown]);
      expect(checks(imaging)).toBe(1);
    });
    await withLibrary(userData, async (library, imaging) => {
      expect((await copiesOf(library, imaging).fileOf(hash))?.mime).toBe('image/png');
      expect(imaging.calls).toEqual([]);
    });
  });

  it('are detected for JPEGs without an end marker', async () => {
    const { bytes } = await oddPicture('jpg-no-eoi.jpg', 'image/jpeg');
    const userData = await olderLibrary([{ bytes: Buffer.from(bytes), mime: 'image/jpeg' }]);
    await withLibrary(userData, async (library, imaging) => {
      const needsDisplay = createDisplayNeed({ library, imaging, log: memoryLog() });
      expect(await needsDisplay(sha256(bytes))).toBe(true);
      expect(library.blob(sha256(bytes))).toMatchObject({ needsDisplay: true });
    });
  });

  it('are not needed for ordinary pictures, and a JPEG with an end marker isn’t even read', async () => {
    const pictures = await Promise.all(
      (['jpeg', 'png', 'webp', 'avif', 'gif'] as const).map(async (format) => ({
        bytes: await seededPicture(format, 8),
        mime: `image/${format}` as const,
      })),
    );
    const userData = await olderLibrary(pictures);
    await withLibrary(userData, async (library, imaging) => {
      for (const { bytes } of pictures)
        expect(await copiesOf(library, imaging).fileOf(sha256(bytes))).toEqual(
          library.pictureFile(sha256(bytes)),
        );
      // The PNG and the WebP.
      expect(imaging.calls).toEqual(['needsDisplay', 'needsDisplay']);
    });
    await withLibrary(userData, async (library, imaging) => {
      for (const { bytes } of pictures) await copiesOf(library, imaging).fileOf(sha256(bytes));
      expect(imaging.calls).toEqual([]);
    });
  });

  it('are not read when the library is opened', async () => {
    const pictures = await Promise.all(
      Array.from({ length: 20 }, async (_, seed) => ({
        bytes: await seededPicture('png', seed),
        mime: 'image/png' as const,
      })),
    );
    await withLibrary(await olderLibrary(pictures), async (library, imaging) => {
      const left = () =>
        library.db.prepare('SELECT count(*) FROM blobs WHERE display_checked = 0').pluck().get();
      const copies = copiesOf(library, imaging);
      expect(left()).toBe(20);
      await copies.fileOf(sha256(pictures[3]?.bytes ?? Buffer.alloc(0)));
      expect([left(), imaging.calls]).toEqual([19, ['needsDisplay']]);
    });
  });

  it('fall back to the original when the check fails, and are checked again later', async () => {
    const { bytes } = await oddPicture('png-exif6.png', 'image/png');
    const hash = sha256(bytes);
    let broken = true;
    const hook: Hook = (method) => {
      if (broken && method === 'needsDisplay') throw new Error('The imaging window crashed.');
    };
    const userData = await olderLibrary([{ bytes: Buffer.from(bytes), mime: 'image/png' }]);
    await withLibrary(
      userData,
      async (library, imaging) => {
        const copies = copiesOf(library, imaging);
        expect(await copies.fileOf(hash)).toEqual(library.pictureFile(hash));
        broken = false;
        expect((await copies.fileOf(hash))?.path).toBe(library.objects.displayPath(hash));
      },
      hook,
    );
  });

  it('keep their name when their file is missing', async () => {
    const bytes = await seededPicture('jpeg', 5);
    await withLibrary(await olderLibrary([{ bytes, mime: 'image/jpeg' }]), async (library, imaging) => {
      const original = library.pictureFile(sha256(bytes));
      await rm(original?.path ?? '');
      expect(await copiesOf(library, imaging).fileOf(sha256(bytes))).toEqual(original);
    });
  });
});
