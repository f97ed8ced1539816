import type { FinishFindings } from '@shared/domain/finish.ts';
import { DecodeError } from '../decode-error.ts';
import type { PixelBlock } from '../measure.ts';
import { align } from './align.ts';
import type { Frame } from './frame.ts';
import { chain, type Placement, stretched } from './placement.ts';

/** Position of a result. */
export interface Located {
  /** From what was sent, as shown by `reference`, into the result. */
  readonly ofReference: Placement;
  /** From the finished picture into the result. */
  readonly ofWhole: Placement;
  readonly found: FinishFindings['alignment'];
}

/** Places a result over what was sent: aligned, or edge to edge. Throws a `DecodeError` if alignment fails. */
export function locate(
  { sent }: Frame,
  reference: PixelBlock,
  result: PixelBlock,
  { align: search }: { readonly align: boolean },
): Located {
  const scaled = stretched(sent, reference);
  const crop = { ...scaled, x: -sent.x * scaled.scaleX, y: -sent.y * scaled.scaleY };
  if (!search) {
    const ofReference = stretched(reference, result);
    return { ofReference, ofWhole: chain(crop, ofReference), found: null };
  }
  const alignment = align(reference, result);
  if (!alignment.aligned)
    throw new DecodeError('finish-failed', `Not aligned: ${alignment.reason}`, {
      reason: 'not-aligned',
      params: { why: alignment.reason },
    });
  const { placement } = alignment;
  const plain = stretched(sent, result);
  const { scaleX, scaleY, x, y } = chain(scaled, placement);
  const found = {
    // For the center, which a scale doesn't move.
    x: (scaleX * (sent.width / 2) + x - result.width / 2) / plain.scaleX,
    y: (scaleY * (sent.height / 2) + y - result.height / 2) / plain.scaleY,
    scaleX: scaleX / plain.scaleX,
    scaleY: scaleY / plain.scaleY,
  };
  return { ofReference: placement, ofWhole: chain(crop, placement), found };
}
