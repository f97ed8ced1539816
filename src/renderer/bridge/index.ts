import type { Bridge, Reply } from '@shared/contract.ts';
import { Sha256 } from '@shared/domain/image.ts';
import { AppError, type ErrorCode, logText } from '@shared/errors.ts';
import { errorMessage } from '@shared/i18n/error-message.ts';
import { z } from 'zod';

declare global {
  interface Window {
    readonly reseed?: Bridge;
  }
}

/** An error answer of the main process, as data. `messageOf` returns its message. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly value: AppError;
  readonly fields: NonNullable<AppError['fields']>;
  constructor(error: AppError) {
    super(logText(error));
    this.name = 'CallError';
    this.code = error.code;
    this.value = error;
    this.fields = error.fields ?? [];
  }
}

/** Returns this page's bridge to the main process. */
export function windowBridge(): Bridge {
  if (!window.reseed) throw new Error('This page only works inside Reseed.');
  return window.reseed;
}

/** Unwraps an answer. Throws `CallError` if the call failed. */
export async function callMain<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new CallError(answer.error);
  return answer.value;
}

/** Converts anything a call may throw into data. */
export function errorOf(error: unknown): AppError {
  return error instanceof CallError ? error.value : { code: 'internal' };
}

/** Returns the localized message for anything a call may throw. */
export function messageOf(error: unknown): string {
  return errorMessage(errorOf(error));
}

/** Stores a picture's mask as a file. Returns its SHA-256. */
export async function putMask(imageId: number, png: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await fetch(`/mask/${imageId}`, { method: 'PUT', body: png });
  const reply = MaskReply.safeParse(await answer.json().catch(() => null));
  if (reply.data?.ok) return reply.data.sha256;
  throw new CallError(reply.data?.error ?? { code: 'internal' });
}

/** Returns the file of a mask, or null. */
export async function getMask(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`/mask/${sha256}`);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

/** Returns the file of a blame map, or null. */
export async function getBlameMap(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`/blame/${key}`);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

const MaskReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), sha256: Sha256 }),
  z.object({ ok: z.literal(false), error: AppError }),
]);

/** Uploads a file's bytes to the address that main returned for it. */
export async function putFile(url: string, file: File): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: file });
  if (!answer.ok) throw new Error(`upload answered ${answer.status}`);
}
