import { decodeMask, encodeMask } from '../../mask-png.ts';
import { previewFeather } from './feather.ts';
import { grayOf, type PackedTiles, packTiles, tilesOf, unpackTiles } from './gray.ts';
import type { MaskAnswer, MaskQuestion } from './messages.ts';
import { resizeGray } from './resize.ts';
import { emptyTiles } from './tiles.ts';

/* Operations longer than a frame on masks of 24 megapixels: encoding and decoding PNGs, growing, shrinking,
   feathering. */

function answerTo(question: MaskQuestion): MaskAnswer {
  const { id, kind } = question;
  try {
    switch (kind) {
      case 'encode': {
        const mask = unpackTiles(question.mask);
        return { kind: 'png', id, png: encodeMask(mask.size, grayOf(mask)) };
      }
      case 'decode': {
        const { size, gray } = decodeMask(question.png);
        if (size.width !== question.size.width || size.height !== question.size.height)
          throw new RangeError('The mask is not as large as the picture.');
        return { kind: 'tiles', id, mask: packed(gray, question.size) };
      }
      case 'resize': {
        const mask = unpackTiles(question.mask);
        return {
          kind: 'tiles',
          id,
          mask: packed(resizeGray(grayOf(mask), mask.size, question.by), mask.size),
        };
      }
      case 'feather':
        return { kind, id, preview: previewFeather(unpackTiles(question.mask), question.featherPx) };
    }
  } catch (error) {
    return { kind: 'failed', id, reason: String(error) };
  }
}

function packed(gray: Uint8Array, size: PackedTiles['size']): PackedTiles {
  return packTiles({ ...emptyTiles(size), tiles: tilesOf(gray, size) });
}

function buffersOf(answer: MaskAnswer): Transferable[] {
  switch (answer.kind) {
    case 'png':
      return [answer.png.buffer];
    case 'tiles':
      return answer.mask.tiles.flatMap(({ data }) => (data === 'full' ? [] : [data.buffer]));
    case 'feather':
      return [answer.preview.alpha.buffer];
    case 'failed':
      return [];
  }
}

self.onmessage = ({ data }: MessageEvent<MaskQuestion>) => {
  const answer = answerTo(data);
  self.postMessage(answer, { transfer: buffersOf(answer) });
};
