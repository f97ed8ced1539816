import { emptyFrame, type Frame } from './pixels.ts';

/** Displaces each pixel by two noise planes times `reach` pixels: edges look hand-drawn. */
export function warp(frame: Frame, across: Float32Array, down: Float32Array, reach: number): Frame {
  const { width, height, r, g, b } = frame;
  const out = emptyFrame(width, height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const sx = Math.min(width - 1, Math.max(0, x + across[i]! * reach));
      const sy = Math.min(height - 1, Math.max(0, y + down[i]! * reach));
      const x0 = sx | 0;
      const y0 = sy | 0;
      const fx = sx - x0;
      const fy = sy - y0;
      const a = y0 * width + x0;
      const right = x0 < width - 1 ? 1 : 0;
      const c = y0 < height - 1 ? a + width : a;
      const wa = (1 - fx) * (1 - fy);
      const wb = fx * (1 - fy);
      const wc = (1 - fx) * fy;
      const wd = fx * fy;
      out.r[i] = r[a]! * wa + r[a + right]! * wb + r[c]! * wc + r[c + right]! * wd;
      out.g[i] = g[a]! * wa + g[a + right]! * wb + g[c]! * wc + g[c + right]! * wd;
      out.b[i] = b[a]! * wa + b[a + right]! * wb + b[c]! * wc + b[c + right]! * wd;
    }
  }
  return out;
}
