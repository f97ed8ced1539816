import { serialize } from 'node:v8';

/** Bytes a value takes in a message between processes, however it is told: as structured clone or as JSON in UTF-8. */
export function messageBytes(value: unknown): number {
  return Math.max(serialize(value).length, Buffer.byteLength(JSON.stringify(value)));
}

/** Signs that take one byte each, however they are told. */
const PLAIN = /^[ !#-[\]-~]*$/;
/** Of a number: seventeen digits, and a sign, a point and zeros before them or an exponent behind. */
const NUMBER_BYTES = 26;
const INTEGER_BYTES = 17;
/** What stands around a value or a list of them, at most. */
const FRAME_BYTES = 8;

/** The same or somewhat more, for plain values of lists and records: a tenth of the time, since nothing is written out. */
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

/** Bytes of one answer: an IPC message stays under 64 KB. */
const ANSWER_BYTES_MAX = 58_000;

/** As many of the first values as go into `bytes`, at least `least`: a name may have 200 signs of three bytes, a prompt 8,000. */
export function truncateToMessageSize<T>(values: readonly T[], bytes = ANSWER_BYTES_MAX, least = 1): T[] {
  // Nearly always answers it; what cannot be told so is weighed.
  if (messageBytesAtMost(values) <= bytes) return [...values];
  let size = 0;
  return values.filter((value, index) => {
    size += messageBytes(value);
    return index < least || size <= bytes;
  });
}

/** A sign is at most six bytes long: an escape of JSON. */
const textBytes = (text: string): number => (PLAIN.test(text) ? 1 : 6) * text.length;
