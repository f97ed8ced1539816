import { MAX_PIXELS } from '@shared/domain/image.ts';
import { type Pad, padded, type Region } from '@shared/domain/prepare.ts';
import type { Box, Point, Size } from '@shared/geometry.ts';
import { DecodeError } from '../decode-error.ts';

/** What is sent of a source, and the frame of its result. */
export interface Frame {
  /**
   * Size of the finished picture: the source's, or with a pad the padded picture's. All positions are in its
   * pixels.
   */
  readonly whole: Size;
  /** Position of the source's corner. */
  readonly at: Point;
  /** The part that is sent. */
  readonly sent: Box;
}

/** Throws a `DecodeError` if the region isn't inside the source, or the padded picture has too many pixels. */
export function frameOf(
  source: Size,
  { region, pad }: { readonly region: Region | null; readonly pad: Pad | null },
): Frame {
  const all = { x: 0, y: 0, width: source.width, height: source.height };
  if (pad) {
    const { size, at } = padded(source, pad);
    if (size.width * size.height > MAX_PIXELS)
      throw new DecodeError('picture-too-large', `Padded to ${size.width} x ${size.height}`);
    return { whole: size, at, sent: { x: 0, y: 0, ...size } };
  }
  if (region && (region.x + region.width > source.width || region.y + region.height > source.height))
    throw new DecodeError('bad-request', 'The region is not inside the picture.', { reason: 'sizes-differ' });
  const whole = { width: source.width, height: source.height };
  return { whole, at: { x: 0, y: 0 }, sent: region ?? all };
}
