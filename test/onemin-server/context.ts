import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Displacement } from './displace.ts';
import type { Fault, FaultList } from './faults.ts';
import type { Drift } from './render.ts';
import type { Store } from './store.ts';

/** A received request, for tests of the wire format. */
export interface Seen {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  body: Buffer;
}

/** Shared state of the routes. */
export interface Context {
  readonly key: string;
  readonly team: string;
  readonly price: number;
  readonly faults: FaultList;
  readonly store: Store;
  readonly violations: string[];
  readonly settings: Settings;
  /** This server's own origin. */
  origin(): string;
  /** Called after an upload was answered or an edit accepted: connection faults armed for later take effect. */
  reached(point: 'asset' | 'feature'): Promise<void>;
}

/** Settings a test may change while the server runs. */
export interface Settings {
  drift: Drift;
  /**
   * Makes results the sent picture with the prompt's object, but moved, scaled, cast and compressed. Null:
   * off.
   */
  displacement: Displacement | null;
  /** Minimum duration of an edit, in milliseconds. */
  editMs: number;
  /** Lifetime of a link, in milliseconds. */
  linkLifeMs: number;
  /** Whether results are also available without a signature. */
  publicResults: boolean;
  /** Requests per minute before 429. */
  ratePerMinute: number;
  /** Rows of `GET /models?feature=IMAGE_EDITOR`. */
  modelList: readonly unknown[];
  /** Changes the answer to an accepted edit before it is sent. */
  mutate: ((answer: unknown, key: string) => unknown) | null;
}

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  readonly seen: Seen;
  readonly fault: Fault | null;
}

/** Cuts the connection with a TCP reset. */
export function cut(exchange: Exchange): void {
  exchange.req.socket.resetAndDestroy();
}

/** The whole body, `too-large` above `limit` bytes, `cut` if the fault `mid-upload` occurred. */
export async function readBody(exchange: Exchange, limit: number): Promise<Buffer | 'too-large' | 'cut'> {
  const { req, fault, seen } = exchange;
  const half = Number(req.headers['content-length'] ?? 2) / 2;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (fault?.kind === 'mid-upload' && size >= half) {
      cut(exchange);
      return 'cut';
    }
    // Read to the end anyway, so that the client receives the answer.
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) return 'too-large';
  seen.body = Buffer.concat(chunks);
  return seen.body;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
