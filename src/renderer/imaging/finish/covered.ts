import type { Box, Size } from '@shared/geometry.ts';
import { inverse, type Placement } from './placement.ts';

/**
 * 255 where a placed picture of size `from` covers a whole pixel of `to`; 0 where only its repeated edge
 * would.
 */
export function coveredMask(from: Size, { scaleX, scaleY, x, y }: Placement, to: Size): Uint8Array {
  const left = Math.max(0, Math.ceil(x - 1e-6));
  const right = Math.min(to.width, Math.floor(from.width * scaleX + x + 1e-6));
  const top = Math.max(0, Math.ceil(y - 1e-6));
  const bottom = Math.min(to.height, Math.floor(from.height * scaleY + y + 1e-6));
  const out = new Uint8Array(to.width * to.height);
  if (right > left)
    for (let row = top; row < bottom; row++) out.fill(255, row * to.width + left, row * to.width + right);
  return out;
}

/**
 * Returns the pixels of a picture of size `whole` that a result covers. `placement` leads into the result.
 * Its edge is repeated for half a pixel, or a tiny shift would leave a line of the source along the picture's
 * edge.
 */
export function reachOf(result: Size, placement: Placement, whole: Size): Box {
  const back = inverse(placement);
  const x = Math.max(0, Math.ceil(back.x - back.scaleX / 2));
  const y = Math.max(0, Math.ceil(back.y - back.scaleY / 2));
  const right = Math.min(whole.width, Math.floor((result.width + 0.5) * back.scaleX + back.x));
  const bottom = Math.min(whole.height, Math.floor((result.height + 0.5) * back.scaleY + back.y));
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}
