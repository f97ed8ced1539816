/** A picture as RGBA bytes in sRGB, rows from the top. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** A picture in progress: one plane per channel, 0 to 1 in sRGB. Filters may replace planes. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  r: Float32Array;
  g: Float32Array;
  b: Float32Array;
}

export function emptyFrame(width: number, height: number): Frame {
  const n = width * height;
  return { width, height, r: new Float32Array(n), g: new Float32Array(n), b: new Float32Array(n) };
}

export function copyFrame(frame: Frame): Frame {
  return { ...frame, r: frame.r.slice(), g: frame.g.slice(), b: frame.b.slice() };
}

/**
 * Returns the colors of a picture. Invisible pixels take the mean of the visible ones, or their hidden black
 * would bleed into visible edges.
 */
export function toFrame(source: Pixels): Frame {
  const { data } = source;
  const frame = emptyFrame(source.width, source.height);
  const { r, g, b } = frame;
  let red = 0;
  let green = 0;
  let blue = 0;
  let seen = 0;
  for (let i = 0, p = 0; i < r.length; i++, p += 4) {
    r[i] = data[p]! / 255;
    g[i] = data[p + 1]! / 255;
    b[i] = data[p + 2]! / 255;
    if (data[p + 3] === 0) continue;
    red += data[p]!;
    green += data[p + 1]!;
    blue += data[p + 2]!;
    seen++;
  }
  if (seen === 0 || seen === r.length) return frame;
  for (let i = 0, p = 3; i < r.length; i++, p += 4) {
    if (data[p] !== 0) continue;
    r[i] = red / seen / 255;
    g[i] = green / seen / 255;
    b[i] = blue / seen / 255;
  }
  return frame;
}

/**
 * Blends the frame over the source, `strength` 0 to 1. Alpha is the source's. 0 returns the source's exact
 * bytes.
 */
export function blendOver(source: Pixels, frame: Frame, strength: number): Pixels {
  const data = new Uint8ClampedArray(source.data);
  if (strength <= 0) return { width: source.width, height: source.height, data };
  const { r, g, b } = frame;
  const keep = 1 - strength;
  const add = strength * 255;
  for (let i = 0, p = 0; i < r.length; i++, p += 4) {
    data[p] = data[p]! * keep + r[i]! * add;
    data[p + 1] = data[p + 1]! * keep + g[i]! * add;
    data[p + 2] = data[p + 2]! * keep + b[i]! * add;
  }
  return { width: source.width, height: source.height, data };
}

/** Interpolates `frame` toward `before`: amount 0 is `before`, 1 keeps the frame, more extrapolates. */
export function mixFrom(before: Frame, frame: Frame, amount: number): void {
  mixPlane(before.r, frame.r, amount);
  mixPlane(before.g, frame.g, amount);
  mixPlane(before.b, frame.b, amount);
}

function mixPlane(before: Float32Array, plane: Float32Array, amount: number): void {
  for (let i = 0; i < plane.length; i++) plane[i] = before[i]! + (plane[i]! - before[i]!) * amount;
}

export function lumaOf(frame: Frame): Float32Array {
  const { r, g, b } = frame;
  const luma = new Float32Array(r.length);
  for (let i = 0; i < luma.length; i++) luma[i] = 0.299 * r[i]! + 0.587 * g[i]! + 0.114 * b[i]!;
  return luma;
}

export function mean(plane: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < plane.length; i++) sum += plane[i]!;
  return sum / plane.length;
}

export function clamp01(value: number): number {
  return value < 0 ? 0 : Math.min(value, 1);
}

/** 0 below `from`, 1 above `to`, smooth in between. */
export function smoothstep(from: number, to: number, value: number): number {
  const t = clamp01((value - from) / (to - from));
  return t * t * (3 - 2 * t);
}
