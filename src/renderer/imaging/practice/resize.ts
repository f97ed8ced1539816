import { emptyFrame, type Frame } from './pixels.ts';

export interface Plane {
  readonly plane: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Mean of each `factor` by `factor` square. Squares at the edge use the existing pixels. */
export function shrink(plane: Float32Array, width: number, height: number, factor: number): Plane {
  const w = Math.ceil(width / factor);
  const h = Math.ceil(height / factor);
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const bottom = Math.min(height, (y + 1) * factor);
    for (let x = 0; x < w; x++) {
      const right = Math.min(width, (x + 1) * factor);
      let sum = 0;
      for (let sy = y * factor; sy < bottom; sy++)
        for (let sx = x * factor; sx < right; sx++) sum += plane[sy * width + sx]!;
      out[y * w + x] = sum / ((bottom - y * factor) * (right - x * factor));
    }
  }
  return { plane: out, width: w, height: h };
}

/** Position of each target pixel between two source pixels. */
function positions(from: number, to: number): { low: Int32Array; high: Int32Array; part: Float32Array } {
  const low = new Int32Array(to);
  const high = new Int32Array(to);
  const part = new Float32Array(to);
  for (let i = 0; i < to; i++) {
    const at = Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / to - 0.5));
    low[i] = Math.floor(at);
    high[i] = Math.min(from - 1, low[i]! + 1);
    part[i] = at - low[i]!;
  }
  return { low, high, part };
}

/** Bilinear enlargement. */
export function enlarge(
  plane: Float32Array,
  width: number,
  height: number,
  toWidth: number,
  toHeight: number,
): Float32Array {
  const out = new Float32Array(toWidth * toHeight);
  const columns = positions(width, toWidth);
  const rows = positions(height, toHeight);
  const line = new Float32Array(width);
  for (let y = 0; y < toHeight; y++) {
    const above = rows.low[y]! * width;
    const below = rows.high[y]! * width;
    const part = rows.part[y]!;
    for (let x = 0; x < width; x++) {
      const top = plane[above + x]!;
      line[x] = top + (plane[below + x]! - top) * part;
    }
    const row = y * toWidth;
    for (let x = 0; x < toWidth; x++) {
      const left = line[columns.low[x]!]!;
      out[row + x] = left + (line[columns.high[x]!]! - left) * columns.part[x]!;
    }
  }
  return out;
}

export function halfFrame(frame: Frame): Frame {
  const r = shrink(frame.r, frame.width, frame.height, 2);
  const half = emptyFrame(r.width, r.height);
  half.r = r.plane;
  half.g = shrink(frame.g, frame.width, frame.height, 2).plane;
  half.b = shrink(frame.b, frame.width, frame.height, 2).plane;
  return half;
}

export function enlargeFrame(frame: Frame, width: number, height: number): Frame {
  const grow = (plane: Float32Array) => enlarge(plane, frame.width, frame.height, width, height);
  return { width, height, r: grow(frame.r), g: grow(frame.g), b: grow(frame.b) };
}
