/** One HTTP exchange. The body is sent as it is; redirects are never followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /** Longest time from the first byte sent to the last byte received, in milliseconds. */
  readonly limitMs: number;
  readonly signal: AbortSignal;
  /** Called at the last moment that is known before the first byte goes out. When it throws, nothing is sent. */
  readonly onFirstByte?: () => void;
  /** Connect to addresses of the public internet only. */
  readonly publicOnly?: boolean;
}

export interface HttpBody {
  /** Length in bytes. */
  readonly length: number;
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; several values joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** The one door to the network. Another stack (Electron's, for the system's proxy) is another `Http`. */
export interface Http {
  /**
   * Hands the answer to `read` as soon as its header is there; what `read` leaves unread is dropped.
   * Throws `HttpError`, `AbortError` when `signal` fired, or what `onFirstByte` and `read` threw.
   */
  exchange<T>(request: HttpRequest, read: (answer: HttpAnswer) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * How an exchange broke off. `no-network`, `unreachable`, `untrusted` (certificate), `proxy-login` (a proxy wants a name and a
 * password) and `blocked` (a private address): nothing was sent. `broken` and `timeout`: a connection stood and bytes had left.
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
  /** Whether a byte of the request may have left this machine. */
  readonly sent: boolean;
  constructor(kind: HttpErrorKind, cause?: unknown) {
    super(`${kind}${codeOf(cause)}`, { cause });
    this.name = 'HttpError';
    this.kind = kind;
    this.sent = kind === 'broken' || kind === 'timeout';
  }
}

/** The system's code of an error, for the log; never its text, which may hold an address. */
function codeOf(cause: unknown): string {
  const code = typeof cause === 'object' && cause !== null ? (cause as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

/** A whole body as text, or what came of it: at most `limit` bytes, cut off or broken off. */
export interface BodyText {
  readonly text: string;
  readonly whole: boolean;
  /** What broke it off; null when it was only too long. */
  readonly error: unknown;
}

/** Reads a body as UTF-8 text of at most `limit` bytes. Never throws: a paid answer's first half is worth having. */
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

/** A body that is in memory. */
export function bytesBody(bytes: Uint8Array): HttpBody {
  return {
    length: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
}
