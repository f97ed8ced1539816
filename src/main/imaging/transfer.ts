import { open, rm } from 'node:fs/promises';
import { MAX_PIXELS } from '@shared/domain/image.ts';
import type { ImagingJob } from '@shared/imaging.ts';
import { fileBody } from '../file-body.ts';

const MEGABYTE = 1024 * 1024;
/** Maximum size of a thumbnail in bytes: several times the size of an incompressible one. */
const MAX_THUMB_BYTES = 8 * MEGABYTE;
/** Maximum size of a picture output in bytes: incompressible noise at four bytes a pixel, plus overhead. */
const MAX_PICTURE_BYTES = MAX_PIXELS * 4 + 4 * MEGABYTE;
/** Maximum length of a message from the imaging page, in bytes. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** Returns the maximum size of a job's output, in bytes. */
export function maxOutputBytes(kind: ImagingJob['kind']): number {
  return kind === 'inspect' ? MAX_THUMB_BYTES : MAX_PICTURE_BYTES;
}

/** A file as a response. */
export async function sendFile(path: string): Promise<Response> {
  const { size, body } = await fileBody(path);
  return new Response(body, {
    headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
  });
}

/**
 * Reads a body as JSON. Returns null and stops reading if it exceeds the message limit. Throws if it isn't
 * JSON.
 */
export async function receiveMessage(request: Request): Promise<{ readonly value: unknown } | null> {
  if (!mayFit(request, MAX_MESSAGE_BYTES)) return null;
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of request.body ?? []) {
    total += chunk.byteLength;
    // Leaving the loop cancels the rest of the body.
    if (total > MAX_MESSAGE_BYTES) return null;
    chunks.push(chunk);
  }
  return { value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
}

/** Whether the declared length is within the limit. An undeclared length is counted while reading. */
function mayFit(request: Request, limit: number): boolean {
  return Number(request.headers.get('content-length') ?? 0) <= limit;
}

/** Writes a body to `path`. Returns false and leaves no file if it exceeds `limit` bytes. */
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
