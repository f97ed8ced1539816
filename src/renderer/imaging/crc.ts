/** CRC-32 for PNG chunks (ISO 3309), bytewise with a table. */
const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xed_b8_83_20 : value >>> 1;
  return value;
});

export function crc32(pieces: readonly Uint8Array[]): number {
  let value = -1;
  for (const piece of pieces)
    for (let i = 0; i < piece.length; i++) value = (value >>> 8) ^ TABLE[(value ^ piece[i]!) & 0xff]!;
  return ~value >>> 0;
}
