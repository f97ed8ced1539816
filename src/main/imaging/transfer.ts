import { open, rm } from 'node:fs/promises';
import { MAX_PIXELS } from '@shared/domain/image.ts';
import type { ImagingJob } from '@shared/imaging.ts';
import { fileBody } from '../file-body.ts';

const MEGABYTE = 1024 * 1024;
/** Largest thumbnail, in bytes: several times what the largest takes when nothing in it repeats. */
const MAX_THUMB_BYTES = 8 * MEGABYTE;
/** Largest picture made, in bytes: noise that no PNG makes smaller, four bytes a pixel, and a little around them. */
const MAX_PICTURE_BYTES = MAX_PIXELS * 4 + 4 * MEGABYTE;
/** Longest message of the imaging page, in bytes. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** Largest output of a job, in bytes. */
export function maxOutputBytes(kind: ImagingJob['kind']): number {
  return kind === 'inspect' ? MAX_THUMB_BYTES : MAX_PICTURE_BYTES;
}

/** A file as the body of an answer. */
export async function sendFile(path: string): Promise<Response> {
  const { size, body } = await fileBody(path);
  return new Response(body, {
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
  });
}

/** A body as JSON; null, and no more of it read, when it is longer than a message may be. Throws when it is no JSON. */
export async function receiveMessage(request: Request): Promise<{ readonly value: unknown } | null> {
  if (!mayFit(request, MAX_MESSAGE_BYTES)) return null;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request.body ?? []) {
    total += chunk.byteLength;
    // Leaving the loop cancels what is left of the body.
    if (total > MAX_MESSAGE_BYTES) return null;
    chunks.push(chunk);
  }
  return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
}

/** Whether a body is not too long by what its sender says of it. What was not said is counted while it is read. */
function mayFit(request: Request, limit: number): boolean {
  return Number(request.headers.get('content-length') ?? 0) <= limit;
}

/** Writes a body to `path`; false, and no file, when it is larger than `limit` bytes. */
export async function receiveFile(request: Request, path: string, limit: number): Promise<boolean> {
  if (!mayFit(request, limit)) return false;
  const file = await open(path, 'w');
  let total = 0;
  let whole = false;
  try {
    for await (const chunk of request.body ?? []) {
      total += chunk.byteLength;
      if (total > limit) return false;
      await file.writeFile(chunk);
    }
    whole = true;
    return true;
  } finally {
    await file.close();
    if (!whole) await rm(path, { force: true });
  }
}
