import { boxMean, boxMeanOfProduct } from './blur.ts';
import type { FloatPlane } from './resample.ts';

/**
 * Calls `visit` for each pixel with the variances, the covariance and the second mean of two planes in the
 * surrounding square.
 */
export function forEachWindow(
  one: FloatPlane,
  other: FloatPlane,
  radius: number,
  visit: (at: number, varOne: number, varOther: number, covariance: number, meanOther: number) => void,
): void {
  const [a, b] = [boxMean(one, radius).data, boxMean(other, radius).data];
  const aa = boxMeanOfProduct(one, one, radius);
  const bb = boxMeanOfProduct(other, other, radius);
  const ab = boxMeanOfProduct(one, other, radius);
  for (let at = 0; at < a.length; at++)
    visit(at, aa[at]! - a[at]! * a[at]!, bb[at]! - b[at]! * b[at]!, ab[at]! - a[at]! * b[at]!, b[at]!);
}
