/** Raises a plane toward 1 in a soft disc. Sizes in pixels. `amount` is 0 to 1. */
export function dab(
  plane: Float32Array,
  width: number,
  height: number,
  x: number,
  y: number,
  radius: number,
  amount: number,
): void {
  const left = Math.max(0, Math.ceil(x - radius));
  const right = Math.min(width - 1, Math.floor(x + radius));
  const top = Math.max(0, Math.ceil(y - radius));
  const bottom = Math.min(height - 1, Math.floor(y + radius));
  const scale = 1 / (radius * radius);
  for (let py = top; py <= bottom; py++) {
    const dy = (py - y) * (py - y) * scale;
    for (let px = left, i = py * width + left; px <= right; px++, i++) {
      const d = (px - x) * (px - x) * scale + dy;
      if (d >= 1) continue;
      const soft = (1 - d) * 3;
      const add = amount * Math.min(soft, 1);
      plane[i] = plane[i]! + (1 - plane[i]!) * add;
    }
  }
}
