import { createHash } from 'node:crypto';
import type { MaskWorker } from '../../src/renderer/canvas/mask/client.ts';
import { previewFeather } from '../../src/renderer/canvas/mask/feather.ts';
import { grayOf, tilesOf } from '../../src/renderer/canvas/mask/gray.ts';
import { resizeGray } from '../../src/renderer/canvas/mask/resize.ts';
import type { MaskFiles } from '../../src/renderer/features/mask/mask-state.ts';
import { decodeMask, encodeMask } from '../../src/renderer/mask-png.ts';

/** The mask worker's operations, run synchronously. */
export const inlineMaskWorker: MaskWorker = {
  encode: (mask) => Promise.resolve(encodeMask(mask.size, grayOf(mask))),
  decode: async (png, size) => {
    const read = decodeMask(png);
    if (read.size.width !== size.width || read.size.height !== size.height)
      throw new RangeError('Another size.');
    return tilesOf(read.gray, size);
  },
  resize: (mask, by) => Promise.resolve(tilesOf(resizeGray(grayOf(mask), mask.size, by), mask.size)),
  feather: (mask, featherPx) => Promise.resolve(previewFeather(mask, featherPx)),
};

/** In-memory mask files; the next `put` can be made to fail. */
export class FakeMaskFiles implements MaskFiles {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  puts = 0;
  failNext: Error | null = null;

  put = async (_imageId: number, png: Uint8Array<ArrayBuffer>): Promise<string> => {
    this.puts += 1;
    const error = this.failNext;
    this.failNext = null;
    if (error) throw error;
    const sha256 = createHash('sha256').update(png).digest('hex');
    this.files.set(sha256, png);
    return sha256;
  };

  get = async (sha256: string): Promise<Uint8Array<ArrayBuffer> | null> => this.files.get(sha256) ?? null;
}
