/**
 * The transfer curve of sRGB (IEC 61966-2-1), which Display P3 shares: encoded bytes to linear light and back. Mixing
 * and resampling happen in linear light, where adding two colors is what light does.
 */
const TABLE_LAST = 65_535;

/** Linear light, 0 to 1, of an encoded value, 0 to 1. */
export function toLinear(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** Encoded value, 0 to 1, of linear light, 0 to 1. */
export function toEncoded(linear: number): number {
  return linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
}

/** Linear light of each byte. */
export const LINEAR_OF_BYTE: Float32Array = Float32Array.from({ length: 256 }, (_, byte) =>
  toLinear(byte / 255),
);

const BYTES = Uint8Array.from({ length: TABLE_LAST + 1 }, (_, at) =>
  Math.round(toEncoded(at / TABLE_LAST) * 255),
);

/** Nearest byte of linear light; values beyond 0 to 1 are clipped. A byte survives the way to linear light and back. */
export function byteOfLinear(linear: number): number {
  if (!(linear > 0)) return 0;
  return linear >= 1 ? 255 : BYTES[(linear * TABLE_LAST + 0.5) | 0]!;
}
