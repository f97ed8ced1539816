import { pipeline, Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { HttpAnswer } from './http.ts';

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Decompresses an answer's body as a stream. Compression isn't requested, but some proxies apply it anyway. */
export function decompressBody(answer: HttpAnswer): HttpAnswer {
  const { 'content-encoding': packing = '', 'content-length': _, ...headers } = answer.headers;
  const names = packing
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  const unpackers = names.reverse().map((name) => UNPACKERS[name]);
  if (unpackers.length === 0 || unpackers.length > 2 || !unpackers.every((one) => one !== undefined))
    return answer;
  const source = Readable.from(answer.body, { objectMode: false });
  const body = unpackers.reduce<Readable>((from, make) => {
    const unpacked = make();
    // Its errors, and those of `from`, come out of `unpacked`.
    pipeline(from, unpacked, () => {});
    return unpacked;
  }, source);
  return { status: answer.status, headers, body };
}
