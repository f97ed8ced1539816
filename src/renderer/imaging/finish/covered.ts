import type { Size } from '@shared/geometry.ts';
import type { Placement } from './placement.ts';

/** 255 where a picture of size `from`, placed so, has a whole pixel of `to`; 0 where only its edge would be repeated. */
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
