/** One HTTP request. The body is sent unchanged. Redirects are never followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** Time limit from the first byte sent to the last byte received, in milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Called as late as possible before the first byte is sent. If it throws, nothing is sent. */
  readonly onFirstByte?: () => void;
  /** Connect to public internet addresses only. */
  readonly publicOnly?: boolean;
}

export interface HttpBody {
  /** Length in bytes. */
  readonly length: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lowercase names. Multiple values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Port to the network. Each network stack (undici, or Electron's for the system's proxy) implements it. */
export interface Http {
  /**
   * Calls `read` as soon as the header has arrived and discards what `read` leaves unread. Throws
   * `HttpError`, `AbortError` if `signal` fired, or whatever `onFirstByte` and `read` threw.
   */
  exchange<T>(request: HttpRequest, read: (answer: HttpAnswer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * How an exchange failed. Nothing was sent for `no-network`, `unreachable`, `untrusted` (certificate),
 * `proxy-login` (a proxy requires a login) and `blocked` (a private address). For `broken` and `timeout`, a
 * connection was established and bytes were sent.
 */
export type HttpErrorKind =
  | 'no-network'
  | 'unreachable'
  | 'untrusted'
  | 'proxy-login'
  | 'blocked'
  | 'broken'
  | 'timeout';

export class HttpError extends Error {
  readonly kind: HttpErrorKind;
  /** Whether a byte of the request may have been sent. */
  readonly sent: boolean;
  constructor(kind: HttpErrorKind, cause?: unknown) {
    super(`${kind}${codeOf(cause)}`, { cause });
    this.name = 'HttpError';
    this.kind = kind;
    this.sent = kind === 'broken' || kind === 'timeout';
  }
}

/** Returns an error's system code for the log. The message is never logged because it may contain an address. */
function codeOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null ? (cause as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

/** A body as text, at most `limit` bytes, possibly truncated or incomplete. */
export interface BodyText {
  readonly text: string;
  readonly whole: boolean;
  /** The error that ended it. Null if it was only too long. */
  readonly error: unknown;
}

/**
 * Reads a body as UTF-8 text of at most `limit` bytes. Never throws, because even half of a paid answer is
 * useful.
 */
export async function readText(answer: HttpAnswer, limit: number): Promise<BodyText> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const textNow = () => Buffer.concat(chunks).toString('utf8');
  try {
    for await (const chunk of answer.body) {
      size += chunk.length;
      if (size > limit) return { text: textNow(), whole: false, error: null };
      chunks.push(chunk);
    }
  } catch (error) {
    return { text: textNow(), whole: false, error };
  }
  return { text: textNow(), whole: true, error: null };
}

/** A body in memory. */
export function bytesBody(bytes: Uint8Array): HttpBody {
  return {
    length: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
}
