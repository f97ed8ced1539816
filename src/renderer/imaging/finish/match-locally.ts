import { boxMean } from './blur.ts';
import { mapChannels, type Planes } from './linear-planes.ts';

/** Radius of the windows, in pixels of the result: about a block of JPEG's chroma. */
const RADIUS = 4;
/**
 * Share of unchanged pixels in a window at which half of its correction applies. Deep inside changes there is
 * none.
 */
const FADE = 0.04;

/**
 * Removes the remaining local difference between the source and a matched result, window by window in
 * unchanged areas, fading out into changed ones: a single curve for the whole picture leaves a step where a
 * model relit places differently or an encoder smeared colors. Planes are linear light. Differences are
 * compared by square root, close to perception, at the result's size. `unchanged` is not 0 where both show
 * the same. Returns new planes.
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
