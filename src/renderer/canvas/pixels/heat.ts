/** Stops of the scale from little to much: dark to light, so that it is read without its colours too. */
const STOPS: readonly (readonly [number, number, number])[] = [
  [66, 10, 104],
  [147, 38, 103],
  [221, 81, 58],
  [252, 165, 10],
  [252, 255, 164],
];
/** How dark the picture is where nothing differs, 0 to 255. */
const DIM = 200;

/** A colour of the scale; `share` 0 to 1. */
export function heatColour(share: number): readonly [number, number, number] {
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
 * What each difference of 0 to 255 looks like, as little-endian RGBA: black over the picture up to the threshold, then
 * the scale, `gain` times as fast.
 */
export function heatTable(gain: number, threshold: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, level) => {
    if (level <= threshold) return (DIM << 24) >>> 0;
    const [r, g, b] = heatColour((level * gain) / 255);
    return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
  });
}
