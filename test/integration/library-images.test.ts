import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTransaction } from '../../src/main/library/database/db.ts';
import { addResultImage, type NewImport } from '../../src/main/library/images/images.ts';
import { type Library, openLibrary } from '../../src/main/library/library.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { listed, memoryLog, tempFolder, tempLibrary } from '../fixtures/temp-library.ts';

function newPicture(name: string, content = name): NewImport {
  const hash = sha256(Buffer.from(content));
  return { sha256: hash, mime: 'image/png', bytes: 10, width: 40, height: 30, name };
}

/** An edit row for a result to reference. */
function addEdit(library: Library, sourceId: number, prompt: string, seed: number): number {
  const source = library.picture(sourceId);
  const added = library.db
    .prepare(
      `INSERT INTO edits (source_image_id, source_sha256, root_id, engine, model, prompt, seed, request, created_at)
       VALUES (?, ?, ?, 'practice', 'm', ?, ?, '{}', 0)`,
    )
    .run(sourceId, source.sha256, source.rootId, prompt, seed);
  return Number(added.lastInsertRowid);
}

function addResult(library: Library, sourceId: number, prompt: string, seed: number): number {
  const editId = addEdit(library, sourceId, prompt, seed);
  const { rootId } = library.picture(sourceId);
  const picture = newPicture(`result ${editId}.webp`);
  const input = { ...picture, editId, parentId: sourceId, rootId, now: 5 };
  return writeTransaction(library.db, () => addResultImage(library.db, input));
}

function search(library: Library, text: string): string[] {
  return listed(library, text).map(({ name }) => name);
}

describe('pictures', () => {
  it('are read as added, an import as the root of its own tree', async () => {
    const library = await tempLibrary();
    const [image] = library.addImports([newPicture('chelsea.png')]);
    expect(image).toMatchObject({
      ...newPicture('chelsea.png'),
      origin: 'import',
      rootId: image?.id,
      parentId: null,
      editId: null,
      deletedAt: null,
    });
    expect(library.picture(image?.id ?? 0)).toEqual(image);
    expect(() => library.picture(99)).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('made by an edit belong to its tree and are found by prompt and seed', async () => {
    const library = await tempLibrary();
    library.addImports([newPicture('chelsea.png')]);
    const first = addResult(library, 1, 'as a watercolor', 42);
    const second = addResult(library, first, 'at night', 43);
    expect(library.picture(second)).toMatchObject({ origin: 'result', parentId: first, rootId: 1 });
    expect(search(library, 'watercolor')).toEqual(['result 1.webp']);
    expect(search(library, 'seed:43')).toEqual(['result 2.webp']);
    library.remove([first]);
    expect(search(library, 'watercolor')).toEqual([]);
    library.restore([first]);
    expect(search(library, 'water')).toEqual(['result 1.webp']);
    expect(search(library, 'seed:42')).toEqual(['result 1.webp']);
  });

  it('leave nothing if the transaction that adds them fails', async () => {
    const library = await tempLibrary();
    library.addImports([newPicture('a.png')]);
    const broken = { ...newPicture('c.png'), sha256: 'too short' };
    expect(() => library.addImports([newPicture('b.png'), broken])).toThrow();
    expect(search(library, '')).toEqual(['a.png']);
    expect(search(library, 'png')).toEqual(['a.png']);
    expect(library.blob(newPicture('b.png').sha256)).toBeNull();
  });

  it('are removed and restored once, and found as duplicates even if removed', async () => {
    const library = await tempLibrary();
    library.addImports([newPicture('a.png'), newPicture('b.png')]);
    expect(library.remove([1, 99]).map(({ id }) => id)).toEqual([1]);
    expect(library.remove([1])).toEqual([]);
    expect(library.findDuplicate(newPicture('a.png').sha256, 'a.png')?.deletedAt).toBeGreaterThan(0);
    library.addImports([newPicture('a.png')]);
    expect(library.findDuplicate(newPicture('a.png').sha256, 'a.png')?.id).toBe(3);
    expect(library.findDuplicate(newPicture('a.png').sha256, 'other.png')).toBeNull();
    expect(library.restore([1]).map(({ deletedAt }) => deletedAt)).toEqual([null]);
    expect(library.restore([1])).toEqual([]);
  });

  it('keep their file after removal, since the history still shows them', async () => {
    const library = await tempLibrary();
    const [image] = library.addImports([newPicture('a.png')]);
    library.remove([1]);
    const hash = image?.sha256 ?? '';
    expect(library.pictureFile(hash)).toEqual({
      path: library.objects.objectPath(hash, 'image/png'),
      mime: 'image/png',
    });
    expect(library.pictureFile('0'.repeat(64))).toBeNull();
    expect(await library.thumbFile(hash, 256)).toBeNull();
  });
});

describe('the library folder', () => {
  it('is created only inside the given folder, and reopens with its content', async () => {
    const userData = tempFolder();
    const log = memoryLog();
    const first = await openLibrary(userData, log);
    first.addImports([newPicture('a.png')]);
    first.close();
    const again = await openLibrary(userData, log);
    expect(again.folder).toBe(join(userData, 'library'));
    expect(search(again, '')).toEqual(['a.png']);
    again.close();
    expect(log.lines.at(-1)).toContain('"pictures":1');
  });

  it('with a damaged database fails with a message for the user', async () => {
    const userData = tempFolder();
    (await openLibrary(userData, memoryLog())).close();
    await writeFile(join(userData, 'library', 'library.db'), 'x'.repeat(5000));
    await expect(openLibrary(userData, memoryLog())).rejects.toMatchObject({
      code: 'library-damaged',
      message: expect.stringContaining('damaged'),
    });
  });
});
