import { serialize } from 'node:v8';

/** Bytes a value takes in a message between processes, however it is told: as structured clone or as JSON in UTF-8. */
export function messageBytes(value: unknown): number {
  return Math.max(serialize(value).length, Buffer.byteLength(JSON.stringify(value)));
}
