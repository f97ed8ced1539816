/**
 * Returns linear light of an encoded value, both 0 to 1: the sRGB transfer function (IEC 61966-2-1), which
 * Display P3 shares.
 */
export function toLinear(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** Returns the encoded value of linear light, both 0 to 1. */
export function toEncoded(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}
