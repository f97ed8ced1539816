import type { Size } from '@shared/geometry.ts';
import type { PixelBlock } from '../measure.ts';
import { channelPlane } from './channels.ts';
import type { Placement } from './placement.ts';
import { type FloatPlane, resample } from './resample.ts';
import { LINEAR_OF_BYTE } from './transfer.ts';

/** Red, green and blue planes. */
export type Planes = readonly [FloatPlane, FloatPlane, FloatPlane];

/** Maps red, green and blue with `change`. */
export function mapChannels<From, To>(
  [red, green, blue]: readonly [From, From, From],
  change: (value: From, channel: number) => To,
): readonly [To, To, To] {
  return [change(red, 0), change(green, 1), change(blue, 2)];
}

/**
 * Linear light, 0 to 1, of a picture's channels, ignoring alpha. `curves` override the default, 256 entries
 * each.
 */
export function linearPlanes(
  block: PixelBlock,
  curves: readonly Float32Array[] = [LINEAR_OF_BYTE, LINEAR_OF_BYTE, LINEAR_OF_BYTE],
): Planes {
  const plane = (channel: number) => channelPlane(block, channel, curves[channel]!);
  return [plane(0), plane(1), plane(2)];
}

/** Resamples the planes with a placement to another size. */
export function resamplePlanes(planes: Planes, placement: Placement, size: Size): Planes {
  return mapChannels(planes, (plane) => resample(plane, placement, size));
}
