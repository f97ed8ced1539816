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

/** What the main process refused or could not do, as data; `messageOf` makes its sentence. */
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

/** The main process, as this page sees it. */
export function windowBridge(): Bridge {
  if (!window.reseed) throw new Error('This page only works inside Reseed.');
  return window.reseed;
}

/** The value of an answer; throws `CallError` when the call failed. */
export async function callMain<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new CallError(answer.error);
  return answer.value;
}

/** Anything a call may have thrown, as data. */
export function errorOf(error: unknown): AppError {
  return error instanceof CallError ? error.value : { code: 'internal' };
}

/** The sentence to show for anything a call may have thrown, in the current language. */
export function messageOf(error: unknown): string {
  return errorMessage(errorOf(error));
}

/** Keeps a mask of a picture as a file; the SHA-256 by which it is known. */
export async function putMask(imageId: number, png: Uint8Array<ArrayBuffer>): Promise<string> {
  const answer = await fetch(`/mask/${imageId}`, { method: 'PUT', body: png });
  const reply = MaskReply.safeParse(await answer.json().catch(() => null));
  if (reply.data?.ok) return reply.data.sha256;
  throw new CallError(reply.data?.error ?? { code: 'internal' });
}

/** The file of a mask; null when there is none. */
export async function getMask(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`/mask/${sha256}`);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

/** The file of a map of who changed what; null when there is none. */
export async function getBlameMap(key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const answer = await fetch(`/blame/${key}`);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

const MaskReply = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), sha256: Sha256 }),
  z.object({ ok: z.literal(false), error: AppError }),
]);

/** Sends the bytes of a file to the address the main process gave for it. */
export async function putFile(url: string, file: File): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: file });
  if (!answer.ok) throw new Error(`upload answered ${answer.status}`);
}
