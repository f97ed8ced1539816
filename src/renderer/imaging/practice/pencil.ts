import { tileIndex } from './noise.ts';

export interface Stroke {
  readonly x: number;
  readonly y: number;
  /** Unit direction. */
  readonly dx: number;
  readonly dy: number;
  /** In pixels. */
  readonly length: number;
  /** Sideways bend over the whole stroke, in pixels. */
  readonly bend: number;
  /** 0 to 1. */
  readonly pressure: number;
  /** Target shade of each pixel, 0 to 1: the pencil lifts where the picture is bright. */
  readonly shade: Float32Array;
}

/** Draws one pencil stroke into a graphite plane (0 to 1). The paper's texture breaks it up. */
export function drawStroke(
  graphite: Float32Array,
  width: number,
  height: number,
  stroke: Stroke,
  tooth: Float32Array,
): void {
  const stamps = Math.max(2, Math.ceil(stroke.length / 0.9));
  for (let s = 0; s <= stamps; s++) {
    const t = s / stamps;
    const along = (t - 0.5) * stroke.length;
    const side = 4 * t * (1 - t) * stroke.bend;
    const x = stroke.x + stroke.dx * along - stroke.dy * side;
    const y = stroke.y + stroke.dy * along + stroke.dx * side;
    const px = Math.floor(x);
    const py = Math.floor(y);
    if (px < 0 || py < 0 || px >= width - 1 || py >= height - 1) continue;
    const i = py * width + px;
    const wanted = stroke.shade[i]!;
    if (wanted < 0.03) continue;
    const taper = Math.min(1, 5 * t, 3.5 * (1 - t));
    const rough = 1 + 0.42 * tooth[tileIndex(px, py)]!;
    const press = stroke.pressure * taper * Math.max(rough, 0) * (0.35 + 0.65 * wanted);
    const fx = x - px;
    const fy = y - py;
    leave(graphite, i, press * (1 - fx) * (1 - fy));
    leave(graphite, i + 1, press * fx * (1 - fy));
    leave(graphite, i + width, press * (1 - fx) * fy);
    leave(graphite, i + width + 1, press * fx * fy);
  }
}

function leave(graphite: Float32Array, i: number, amount: number): void {
  graphite[i] = graphite[i]! + (1 - graphite[i]!) * Math.min(amount, 1);
}
