/** Linear light, 0 to 1, of an encoded value, 0 to 1: the transfer curve of sRGB (IEC 61966-2-1), which Display P3 shares. */
export function toLinear(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** Encoded value, 0 to 1, of linear light, 0 to 1. */
export function toEncoded(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}
