import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import type { Placement } from './placement.ts';
import { type FloatPlane, resample } from './resample.ts';
import { LINEAR_OF_BYTE } from './transfer.ts';

/** Red, green and blue planes. */
export type Planes = readonly [FloatPlane, FloatPlane, FloatPlane];

/** Linear light, 0 to 1, of a picture's channels; alpha is ignored. `curves` replace the usual one, a table of 256 each. */
export function linearPlanes(
  { width, height, data }: PixelBlock,
  curves: readonly Float32Array[] = [LINEAR_OF_BYTE, LINEAR_OF_BYTE, LINEAR_OF_BYTE],
): Planes {
  const plane = (channel: number): FloatPlane => {
    const curve = curves[channel]!;
    const out = new Float32Array(width * height);
    for (let at = 0, p = channel; at < out.length; at++, p += 4) out[at] = curve[data[p]!]!;
    return { width, height, data: out };
  };
  return [plane(0), plane(1), plane(2)];
}

/** The same planes placed into another size. */
export function resamplePlanes(planes: Planes, placement: Placement, size: Size): Planes {
  return planes.map((plane) => resample(plane, placement, size)) as unknown as Planes;
}
