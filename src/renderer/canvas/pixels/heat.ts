/** Stops of the scale from low to high: dark to light, so that it is readable without color. */
const STOPS: readonly (readonly [number, number, number])[] = [
  [66, 10, 104],
  [147, 38, 103],
  [221, 81, 58],
  [252, 165, 10],
  [252, 255, 164],
];
/** Darkening of unchanged areas, 0 to 255. */
const DIM = 200;

/** Returns a color of the scale. `share` is 0 to 1. */
export function heatColor(share: number): readonly [number, number, number] {
  const at = Math.min(Math.max(share, 0), 1) * (STOPS.length - 1);
  const low = STOPS[Math.floor(at)] ?? [0, 0, 0];
  const high = STOPS[Math.ceil(at)] ?? low;
  const part = at - Math.floor(at);
  return [0, 1, 2].map((i) => Math.round((low[i] ?? 0) * (1 - part) + (high[i] ?? 0) * part)) as [
    number,
    number,
    number,
  ];
}

/**
 * Returns the color of each difference (0 to 255) as little-endian RGBA: black over the picture up to the
 * threshold, then the scale, multiplied by `gain`.
 */
export function heatTable(gain: number, threshold: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, level) => {
    if (level <= threshold) return (DIM << 24) >>> 0;
    const [r, g, b] = heatColor((level * gain) / 255);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}
