import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRunPreviews } from '../../src/main/queue/run-previews.ts';
import { createFakeImaging } from '../fixtures/fake-imaging.ts';
import { silentLog, tempFolder, until } from '../fixtures/ledger-rig.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

function setUp() {
  const shown: number[] = [];
  const imaging = createFakeImaging();
  let files = 0;
  let now = 0;
  const previews = createRunPreviews({
    imaging,
    tempPath: (extension) => {
      files += 1;
      return join(folder.path, `${files}.${extension}`);
    },
    discard: (path) => rm(path, { force: true }),
    stop: new AbortController().signal,
    elapsed: () => now,
    log: silentLog,
    changed: (_, number) => shown.push(number),
  });
  return {
    previews,
    imaging,
    shown,
    wait(ms: number): void {
      now += ms;
    },
  };
}

const jpeg = async (edge = 1_200) => ({
  mime: 'image/jpeg' as const,
  bytes: await sharp({ create: { width: edge, height: 600, channels: 3, background: '#804020' } })
    .jpeg()
    .toBuffer(),
});

describe('the preview of a run', () => {
  it('is what the imaging window made of it, at most 512 pixels long', async () => {
    const { previews, shown } = setUp();
    previews.take(7, await jpeg());
    await until('shown', () => shown.length === 1);
    const made = await sharp(previews.bytes(7, 1) ?? new Uint8Array()).metadata();
    expect([made.format, made.width, made.height]).toEqual(['webp', 512, 256]);
    expect(previews.bytes(7, 2)).toBeNull();
    expect(previews.bytes(8, 1)).toBeNull();
    await until('no files left', () => readdirSync(folder.path).length === 0);
  });

  it('is replaced once a second at most', async () => {
    const { previews, imaging, shown, wait } = setUp();
    previews.take(7, await jpeg());
    previews.take(7, await jpeg());
    await until('shown', () => shown.length === 1);
    previews.take(7, await jpeg());
    wait(1_000);
    await until('no files left', () => readdirSync(folder.path).length === 0);
    previews.take(7, await jpeg());
    await until('the second is shown', () => shown.length === 2);
    expect(imaging.calls).toEqual(['convert', 'convert']);
    // The page may be about to ask for the first.
    expect(previews.bytes(7, 1)).not.toBeNull();
    expect(previews.bytes(7, 2)).not.toBeNull();
  });

  it('ends with a picture that can’t be decoded', async () => {
    const { previews, imaging, shown, wait } = setUp();
    previews.take(7, { mime: 'image/png', bytes: Buffer.from('not a picture') });
    await until(
      'decoded and removed',
      () => imaging.calls.length === 1 && readdirSync(folder.path).length === 0,
    );
    wait(5_000);
    previews.take(7, await jpeg());
    previews.take(8, await jpeg());
    await until('the other run’s is shown', () => shown.length === 1);
    expect(previews.bytes(7, 1)).toBeNull();
    expect(imaging.calls).toHaveLength(2);
  });

  it('is left out above 2 MB', async () => {
    const { previews, imaging } = setUp();
    previews.take(7, { mime: 'image/jpeg', bytes: Buffer.alloc(2 * 1024 * 1024 + 1) });
    expect(imaging.calls).toEqual([]);
  });

  it('outlives its run, which may end while a page asks for it, until there are 16 newer ones', async () => {
    const { previews, shown } = setUp();
    previews.take(7, await jpeg());
    await until('shown', () => shown.length === 1);
    previews.forget(7);
    expect(previews.bytes(7, 1)).not.toBeNull();
    for (let runId = 8; runId < 24; runId += 1) previews.take(runId, await jpeg(600));
    await until('the others are shown', () => shown.length === 17);
    expect(previews.bytes(7, 1)).toBeNull();
    expect(previews.bytes(8, 1)).not.toBeNull();
  });
});
