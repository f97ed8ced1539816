import type { Rgba } from '../../canvas/pixels/messages.ts';

/** "#c0ffee", followed by alpha if it isn't opaque. */
export function hexOf([red, green, blue, alpha]: Rgba): string {
  const parts = alpha === 255 ? [red, green, blue] : [red, green, blue, alpha];
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

/** Change of each channel from one color to another. */
export function gained(from: Rgba, to: Rgba): readonly [number, number, number] {
  return [to[0] - from[0], to[1] - from[1], to[2] - from[2]];
}
