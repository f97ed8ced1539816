/** Filter types of PNG. */
export const FILTER = { none: 0, sub: 1, up: 2, average: 3, paeth: 4 } as const;

/** Predictor of the Paeth filter: whichever of the three is closest to left + up - up left. */
export function paethOf(left: number, up: number, upLeft: number): number {
  const ofLeft = Math.abs(up - upLeft);
  const ofUp = Math.abs(left - upLeft);
  const ofUpLeft = Math.abs(left + up - 2 * upLeft);
  return ofLeft <= ofUp && ofLeft <= ofUpLeft ? left : ofUp <= ofUpLeft ? up : upLeft;
}
