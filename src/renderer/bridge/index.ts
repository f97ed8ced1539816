import type { Bridge, Reply } from '@shared/contract.ts';
import { type AppError, type ErrorCode, isPlainSentence, sentence } from '@shared/errors.ts';

declare global {
  interface Window {
    readonly reseed?: Bridge;
  }
}

/** What the main process refused or could not do, with its code and its sentence for the user. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly fields: NonNullable<AppError['fields']>;
  constructor(error: AppError) {
    super(error.message);
    this.name = 'CallError';
    this.code = error.code;
    this.fields = error.fields ?? [];
  }
}

/** The main process, as this page sees it. */
export function windowBridge(): Bridge {
  if (!window.reseed) throw new Error('This page only works inside Reseed.');
  return window.reseed;
}

/** The value of an answer; throws `CallError` when the call failed. */
export async function ask<T>(reply: Promise<Reply<T>>): Promise<T> {
  const answer = await reply;
  if (!answer.ok) throw new CallError(answer.error);
  return answer.value;
}

/** The sentence to show for anything a call may have thrown, in the language that is spoken unless it says more than its code. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof CallError)) return sentence('internal');
  return isPlainSentence(error.code, error.message) ? sentence(error.code) : error.message;
}

/** Sends the bytes of a file to the address the main process gave for it. */
export async function putFile(url: string, file: File): Promise<void> {
  const answer = await fetch(url, { method: 'PUT', body: file });
  if (!answer.ok) throw new Error(`upload answered ${answer.status}`);
}
