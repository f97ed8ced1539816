import { toEncoded, toLinear } from '../srgb-curve.ts';

/* Tables between encoded bytes and linear light. Blending and resampling use linear light, where colors add
   physically. */
const TABLE_LAST = 65_535;

/** Linear light of each byte. */
export const LINEAR_OF_BYTE: Float32Array = Float32Array.from({ length: 256 }, (_, byte) =>
  toLinear(byte / 255),
);

const BYTES = Uint8Array.from({ length: TABLE_LAST + 1 }, (_, at) =>
  Math.round(toEncoded(at / TABLE_LAST) * 255),
);

/** Nearest byte of linear light; values outside 0 to 1 are clipped. A byte survives the round trip. */
export function byteOfLinear(linear: number): number {
  if (!(linear > 0)) return 0;
  return linear >= 1 ? 255 : BYTES[(linear * TABLE_LAST + 0.5) | 0]!;
}
