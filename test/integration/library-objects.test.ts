import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Disk, realDisk } from '../../src/main/library/store/disk.ts';
import { openObjectStore } from '../../src/main/library/store/objects.ts';
import { fc } from '../fixtures/property.ts';
import { sha256 } from '../fixtures/seeded-pictures.ts';
import { filesBelow, tempFolder } from '../fixtures/temp-library.ts';

const LIMIT = { maxBytes: 50 * 1024 * 1024 };

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  // One buffer for all chunks, like some file readers.
  const buffer = Buffer.alloc(size);
  for (let at = 0; at < bytes.length; at += size) {
    const length = Math.min(size, bytes.length - at);
    Buffer.from(bytes).copy(buffer, 0, at, at + length);
    yield buffer.subarray(0, length);
  }
}

function full(): Error {
  return Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
}

describe('object store', () => {
  it('returns any bytes by hash, from a stream or a file', async () => {
    const folder = tempFolder();
    const store = await openObjectStore(join(folder, 'library'));
    const source = join(folder, 'source');
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 20_000 }),
        fc.integer({ min: 1, max: 9_000 }),
        fc.boolean(),
        async (bytes, size, asFile) => {
          await writeFile(source, bytes);
          const staged = await store.stage(asFile ? source : chunked(bytes, size), LIMIT);
          expect(staged.sha256).toBe(sha256(bytes));
          expect(staged.bytes).toBe(bytes.length);
          expect(Buffer.compare(staged.head, bytes.subarray(0, 4100))).toBe(0);
          const path = await store.commit(staged, 'image/png');
          expect(path).toBe(store.objectPath(staged.sha256, 'image/png'));
          expect(Buffer.compare(await readFile(path), bytes)).toBe(0);
          expect(await filesBelow(store.stagingDir)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('reads a file of many buffers correctly, and keeps one copy of the same bytes', async () => {
    const folder = tempFolder();
    const store = await openObjectStore(join(folder, 'library'));
    const bytes = Buffer.alloc(3 * 1024 * 1024 + 17, 'some bytes that repeat');
    const source = join(folder, 'big');
    await writeFile(source, bytes);
    const [first, second] = await Promise.all([store.stage(source, LIMIT), store.stage(source, LIMIT)]);
    expect(first.sha256).toBe(sha256(bytes));
    expect(Buffer.compare(first.head, bytes.subarray(0, 4100))).toBe(0);
    await Promise.all([store.commit(first, 'image/jpeg'), store.commit(second, 'image/jpeg')]);
    const hash = first.sha256;
    expect(await filesBelow(join(folder, 'library'))).toEqual([`objects/${hash.slice(0, 2)}/${hash}.jpg`]);
  });

  it('replaces a partial file with a complete one', async () => {
    const store = await openObjectStore(join(tempFolder(), 'library'));
    const bytes = Buffer.from('all of it');
    const path = await store.commit(await store.stage(chunked(bytes, 4), LIMIT), 'image/gif');
    await truncate(path, 3);
    await store.commit(await store.stage(chunked(bytes, 4), LIMIT), 'image/gif');
    expect(await readFile(path, 'utf8')).toBe('all of it');
  });

  it('syncs the file before renaming it, and the name before it resolves', async () => {
    const steps: string[] = [];
    const named = (step: string, path: string) => steps.push(`${step} ${path.replace(/^.*library\/?/, '')}`);
    const disk: Disk = {
      ...realDisk,
      syncFile: async (path) => {
        named('file', dirname(path));
        await realDisk.syncFile(path);
      },
      syncFolder: async (path) => {
        named('folder', path);
        await realDisk.syncFolder(path);
      },
      rename: async (from, to) => {
        named('rename', dirname(to));
        await realDisk.rename(from, to);
      },
    };
    const store = await openObjectStore(join(tempFolder(), 'library'), disk);
    const staged = await store.stage(chunked(Buffer.from('x'), 1), LIMIT);
    steps.length = 0;
    await store.commit(staged, 'image/png');
    const prefix = `objects/${staged.sha256.slice(0, 2)}`;
    expect(steps).toEqual(['file tmp', 'folder objects', `rename ${prefix}`, `folder ${prefix}`]);
  });

  it.each([
    ['empty', async function* () {}, 'file-empty'],
    ['too large', () => chunked(Buffer.alloc(101), 7), 'file-too-large'],
    [
      'broken off',
      async function* () {
        yield Buffer.from('half');
        throw new Error('connection reset');
      },
      'file-unreadable',
    ],
  ] as const)('refuses a stream that is %s and leaves nothing', async (_, source, code) => {
    const store = await openObjectStore(join(tempFolder(), 'library'));
    await expect(store.stage(source(), { maxBytes: 100 })).rejects.toMatchObject({ code });
    expect(await filesBelow(store.stagingDir)).toEqual([]);
  });

  it('refuses a large file before reading it', async () => {
    const folder = tempFolder();
    const written: number[] = [];
    const disk = { ...realDisk, write: async () => void written.push(1) };
    const store = await openObjectStore(join(folder, 'library'), disk);
    await writeFile(join(folder, 'large'), '');
    await truncate(join(folder, 'large'), 60 * 1024 * 1024);
    await expect(store.stage(join(folder, 'large'), LIMIT)).rejects.toMatchObject({ code: 'file-too-large' });
    expect(written).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')(
    'refuses devices, folders, and missing files without waiting',
    async () => {
      const folder = tempFolder();
      const store = await openObjectStore(join(folder, 'library'));
      const { execFileSync } = await import('node:child_process');
      execFileSync('mkfifo', [join(folder, 'pipe')]);
      await symlink(join(folder, 'pipe'), join(folder, 'link'));
      for (const path of [
        '/dev/zero',
        join(folder, 'pipe'),
        join(folder, 'link'),
        folder,
        join(folder, 'no'),
      ]) {
        await expect(store.stage(path, LIMIT)).rejects.toMatchObject({ code: 'file-unreadable' });
      }
      expect(await filesBelow(store.stagingDir)).toEqual([]);
    },
    5_000,
  );

  it('stops waiting for a stalled stream when canceled', async () => {
    const store = await openObjectStore(join(tempFolder(), 'library'));
    const abort = new AbortController();
    async function* stalls() {
      yield Buffer.from('a little');
      await new Promise(() => {});
    }
    const staging = store.stage(stalls(), { ...LIMIT, signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(staging).rejects.toMatchObject({ name: 'AbortError' });
    expect(await filesBelow(store.stagingDir)).toEqual([]);
  });

  it('reports a full disk at each step, and leaves only the staged file', async () => {
    for (const step of ['write', 'syncFile', 'syncFolder', 'rename'] as const) {
      const folder = join(tempFolder(), 'library');
      let failing = false;
      const fail = (): Promise<never> => Promise.reject(full());
      const disk: Disk = {
        write: (file, chunk) => (failing && step === 'write' ? fail() : realDisk.write(file, chunk)),
        syncFile: (path) => (failing && step === 'syncFile' ? fail() : realDisk.syncFile(path)),
        syncFolder: (path) => (failing && step === 'syncFolder' ? fail() : realDisk.syncFolder(path)),
        rename: (from, to) => (failing && step === 'rename' ? fail() : realDisk.rename(from, to)),
      };
      const store = await openObjectStore(folder, disk);
      failing = true;
      const put = async () => {
        const staged = await store.stage(chunked(Buffer.from('x'), 1), LIMIT);
        await store.commit(staged, 'image/png').finally(() => store.discard(staged.path));
      };
      await expect(put()).rejects.toMatchObject({ code: 'disk-full' });
      expect(await filesBelow(store.stagingDir)).toEqual([]);
      // With space again, the same bytes can be stored.
      failing = false;
      await put();
      expect(await filesBelow(join(folder, 'objects'))).toHaveLength(1);
    }
  });

  it('empties the staging folder at start and touches nothing else', async () => {
    const folder = join(tempFolder(), 'library');
    const store = await openObjectStore(folder);
    const kept = await store.commit(await store.stage(chunked(Buffer.from('kept'), 2), LIMIT), 'image/png');
    await mkdir(join(store.stagingDir, 'run-7'));
    await copyFile(kept, join(store.stagingDir, 'run-7', 'part'), constants.COPYFILE_EXCL);
    await writeFile(join(store.stagingDir, 'half'), 'half');
    await openObjectStore(folder);
    expect(await filesBelow(store.stagingDir)).toEqual([]);
    expect(await readFile(kept, 'utf8')).toBe('kept');
  });

  it.each(['jpeg', 'webp'] as const)(
    'treats an empty, zeroed, truncated or foreign %s thumbnail as missing',
    async (format) => {
      const store = await openObjectStore(join(tempFolder(), 'library'));
      const hash = sha256(Buffer.from('x'));
      const temp = store.tempPath('any');
      const whole = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
        .toFormat(format)
        .toBuffer();
      await writeFile(temp, whole);
      const path = await store.commitThumb(temp, hash, 256, `image/${format}`);
      expect(await store.thumbFile(hash, 256)).toEqual({ path, mime: `image/${format}` });
      expect(await store.thumbFile(hash, 1024)).toBeNull();
      const broken = [
        Buffer.alloc(0),
        Buffer.alloc(whole.length),
        whole.subarray(0, -1),
        Buffer.from('a note, long enough'),
      ];
      for (const bytes of broken) {
        await writeFile(path, bytes);
        expect(await store.thumbFile(hash, 256), `${bytes.length} bytes`).toBeNull();
      }
      await rm(path);
      expect(await store.thumbFile(hash, 256)).toBeNull();
    },
  );

  it('builds paths only from hashes', async () => {
    const store = await openObjectStore(join(tempFolder(), 'library'));
    expect(() => store.objectPath('../../../etc/passwd', 'image/png')).toThrow();
    expect(() => store.thumbPath(`${'a'.repeat(63)}/`, 256, 'image/webp')).toThrow();
  });

  it('creates the folder for backups on request', async () => {
    const folder = join(tempFolder(), 'library');
    const store = await openObjectStore(folder);
    await expect(stat(join(folder, 'backups'))).rejects.toThrow();
    expect((await stat(await store.backupsFolder())).isDirectory()).toBe(true);
  });
});
