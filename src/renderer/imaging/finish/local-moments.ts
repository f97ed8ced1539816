import { boxMean } from './blur.ts';
import type { FloatPlane } from './resample.ts';

/** Mean of the product of two planes over a square of `2 * radius + 1` pixels around each pixel. */
export function meanProduct(one: FloatPlane, other: FloatPlane, radius: number): Float32Array {
  const data = one.data.map((value, at) => value * other.data[at]!);
  return boxMean({ ...one, data }, radius).data;
}

/** Calls `visit` for each pixel with the variances, the covariance and the second mean of two planes in the square around it. */
export function forEachWindow(
  one: FloatPlane,
  other: FloatPlane,
  radius: number,
  visit: (at: number, varOne: number, varOther: number, covariance: number, meanOther: number) => void,
): void {
  const [a, b] = [boxMean(one, radius).data, boxMean(other, radius).data];
  const aa = meanProduct(one, one, radius);
  const bb = meanProduct(other, other, radius);
  const ab = meanProduct(one, other, radius);
  for (let at = 0; at < a.length; at++)
    visit(at, aa[at]! - a[at]! * a[at]!, bb[at]! - b[at]! * b[at]!, ab[at]! - a[at]! * b[at]!, b[at]!);
}
