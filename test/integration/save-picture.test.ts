import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { savePicture } from '../../src/main/engines/save-picture.ts';
import { mountSmallDisk } from '../fixtures/small-disk.ts';

/** A WebP that claims to be complete: its header has the number of bytes that follow. */
function webp(bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  file.write('RIFF', 'latin1');
  file.writeUInt32LE(bytes - 8, 4);
  file.write('WEBPVP8 ', 8, 'latin1');
  return file;
}

it('reports a full disk if only a part of the last bytes has room', async ({ skip }) => {
  const disk = mountSmallDisk(1);
  if (!disk) return skip('no small disk here');
  onTestFinished(() => disk.remove());
  disk.fill(50_000);
  const picture = webp(100_000);
  async function* chunks() {
    yield picture;
  }
  const saved = savePicture({ announced: picture.length, chunks: chunks() }, join(disk.path, 'result'));
  await expect(saved).rejects.toMatchObject({ code: 'ENOSPC' });
});
