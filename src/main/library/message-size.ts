import { serialize } from 'node:v8';

/** Returns the size of a value in an IPC message, as structured clone or UTF-8 JSON, whichever is larger. */
export function messageBytes(value: unknown): number {
  return Math.max(serialize(value).length, Buffer.byteLength(JSON.stringify(value)));
}

/** Characters that take one byte in either form. */
const PLAIN = /^[ !#-[\]-~]*$/;
/** Maximum size of a number: seventeen digits, sign, point, and leading zeros or an exponent. */
const NUMBER_BYTES = 26;
const INTEGER_BYTES = 17;
/** Maximum overhead of a value or a list. */
const FRAME_BYTES = 8;

/**
 * Returns an upper bound of `messageBytes` for plain lists and records, in a tenth of the time, since nothing
 * is serialized.
 */
export function messageBytesAtMost(value: unknown): number {
  if (typeof value === 'string') return FRAME_BYTES + textBytes(value);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? INTEGER_BYTES : NUMBER_BYTES;
  if (typeof value !== 'object' || value === null) return FRAME_BYTES;
  let bytes = 2 * FRAME_BYTES;
  if (Array.isArray(value)) {
    for (const item of value) bytes += messageBytesAtMost(item) + 1;
    return bytes;
  }
  for (const key in value)
    bytes += textBytes(key) + 4 + messageBytesAtMost((value as Record<string, unknown>)[key]);
  return bytes;
}

/** Maximum size of an answer, to keep an IPC message below 64 KB. */
const ANSWER_BYTES_MAX = 58_000;

/**
 * Returns as many of the first values as fit into `bytes`, at least `least`. A name may have 200 three-byte
 * characters, a prompt 8,000.
 */
export function truncateToMessageSize<T>(values: readonly T[], bytes = ANSWER_BYTES_MAX, least = 1): T[] {
  // Sufficient in nearly all cases. Otherwise the values are measured exactly.
  if (messageBytesAtMost(values) <= bytes) return [...values];
  let size = 0;
  return values.filter((value, index) => {
    size += messageBytes(value);
    return index < least || size <= bytes;
  });
}

/** A character takes at most six bytes, as a JSON escape. */
const textBytes = (text: string): number => (PLAIN.test(text) ? 1 : 6) * text.length;
