/** Degrees from one hue to the next: neighbors are far apart, and no hue comes twice. */
const GOLDEN_ANGLE = 137.508;

/** The CSS color of a step in a blame map. Every step has a different hue. */
export function stepColor(step: number): string {
  return `oklch(0.72 0.17 ${Math.round((30 + (step - 1) * GOLDEN_ANGLE) % 360)})`;
}
