import { lumaOf, type PixelBlock } from '../measure.ts';
import type { FloatPlane } from './resample.ts';

/** Extracts one channel of a picture, 0 red to 3 alpha, mapped through `table` if given. */
export function channelPlane(
  { width, height, data }: PixelBlock,
  channel: number,
  table?: Float32Array,
): FloatPlane {
  const out = new Float32Array(width * height);
  for (let at = 0, p = channel; at < out.length; at++, p += 4) out[at] = table ? table[data[p]!]! : data[p]!;
  return { width, height, data: out };
}

/** Luma, 0 to 255, as floats. */
export function lumaPlane(block: PixelBlock): FloatPlane {
  const { data, ...size } = lumaOf(block);
  return { ...size, data: new Float32Array(data) };
}
