import { boxMean } from './blur.ts';
import { mapChannels, type Planes } from './linear-planes.ts';

/** Radius of the windows, in pixels of the result: about a block of JPEG's colors. */
const RADIUS = 4;
/** Share of a window that must be unchanged for half of its correction: deep inside what changed there is none. */
const FADE = 0.04;

/**
 * Takes what is left between the source and a matched result off again, window by window, where nothing changed, fading out into
 * what changed: one curve for the whole picture leaves a step at an edge where a model lit places differently, or an encoder
 * smeared its colors. Planes are linear light; what is left is compared by its square root, which is about how it is seen, at the result's size; `unchanged` is not 0 where the two show the same. New planes.
 */
export function matchLocally(seen: Planes, matched: Planes, unchanged: Uint8Array): Planes {
  const { width, height } = seen[0];
  const smooth = (data: Float32Array): Float32Array =>
    boxMean(boxMean({ width, height, data }, RADIUS), RADIUS >> 1).data;
  const open = new Float32Array(unchanged.length);
  for (let at = 0; at < open.length; at++) if (unchanged[at] !== 0) open[at] = 1;
  const weight = smooth(open);
  const roots = new Float32Array(open.length);
  const left = new Float32Array(open.length);
  return mapChannels(matched, (plane, channel) => {
    const wanted = seen[channel]!.data;
    for (let at = 0; at < left.length; at++) {
      roots[at] = Math.sqrt(Math.max(0, plane.data[at]!));
      left[at] = open[at] === 0 ? 0 : Math.sqrt(Math.max(0, wanted[at]!)) - roots[at]!;
    }
    const data = smooth(left);
    for (let at = 0; at < data.length; at++) {
      const root = Math.max(0, roots[at]! + data[at]! / (weight[at]! + FADE));
      data[at] = root * root;
    }
    return { width, height, data };
  });
}
