import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Displacement } from './displace.ts';
import type { Fault, FaultList } from './faults.ts';
import type { Drift } from './render.ts';
import type { Store } from './store.ts';

/** One request as it came in, for tests that look at the wire. */
export interface Seen {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  body: Buffer;
}

/** What the routes share. */
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
  /** Called when an upload was answered, or an edit accepted: connection faults armed for later come into force. */
  reached(point: 'asset' | 'feature'): Promise<void>;
}

/** What a test may change while the server runs. */
export interface Settings {
  drift: Drift;
  /** Results are what was sent and the prompt's thing at its place, but moved, scaled, cast and compressed; null: as ever. */
  displacement: Displacement | null;
  /** Time an edit takes at least, in milliseconds. */
  editMs: number;
  /** Time after which a link expires, in milliseconds. */
  linkLifeMs: number;
  /** Whether results can also be had without a signature. */
  publicResults: boolean;
  /** Requests a minute before 429. */
  ratePerMinute: number;
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

/** The whole body, `too-large` when it is longer than `limit` bytes, `cut` when the fault `mid-upload` struck in its middle. */
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
    // Read on to the end all the same, so that the answer can be heard.
    if (size <= limit) chunks.push(chunk);
  }
  if (size > limit) return 'too-large';
  seen.body = Buffer.concat(chunks);
  return seen.body;
}

export function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
