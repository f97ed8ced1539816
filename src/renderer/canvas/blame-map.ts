import type { Size } from '@shared/geometry.ts';
import { decodeSteps } from '../imaging/finish/blame.ts';

/** Longest edge of a painted map, in pixels: about as large as the canvas. */
const LONGEST = 1200;

/** Which step of a chain last changed each pixel of a picture. */
export interface StepMap extends Size {
  /** The step of a pixel; an index into memory. */
  stepAt(x: number, y: number): number;
  /** Share of the picture that each step changed last, 0 to 1, by step. */
  readonly shares: readonly number[];
  /** Paints the map at the size of a canvas. `colors` are CSS colors by step; null leaves the picture visible. */
  paint(canvas: HTMLCanvasElement, colors: readonly (string | null)[]): void;
}

/** Reads a map file. Throws when it is not one of a picture of this size. */
export function readStepMap(bytes: Uint8Array, { width, height }: Size, count: number): StepMap {
  const steps = decodeSteps(bytes, { width, height });
  const counts = new Array<number>(count).fill(0);
  for (const step of steps) counts[step] = (counts[step] ?? 0) + 1;
  return {
    width,
    height,
    stepAt: (x, y) => steps[y * width + x] ?? 0,
    shares: counts.map((pixels) => pixels / steps.length),
    paint(canvas, colors) {
      const scale = Math.min(1, LONGEST / Math.max(width, height));
      canvas.width = Math.max(1, Math.round(width * scale));
      canvas.height = Math.max(1, Math.round(height * scale));
      const context = canvas.getContext('2d');
      if (!context) return;
      const words = colors.map((color) => wordOf(context, color));
      const image = context.createImageData(canvas.width, canvas.height);
      const out = new Uint32Array(image.data.buffer);
      for (let y = 0, at = 0; y < canvas.height; y++) {
        const row = Math.floor(((y + 0.5) / canvas.height) * height) * width;
        for (let x = 0; x < canvas.width; x++, at++)
          out[at] = words[steps[row + Math.floor(((x + 0.5) / canvas.width) * width)] ?? 0] ?? 0;
      }
      context.putImageData(image, 0, 0);
    },
  };
}

/** A CSS color as the word of a pixel: 0 for null. */
function wordOf(context: CanvasRenderingContext2D, color: string | null): number {
  if (color === null) return 0;
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
}
