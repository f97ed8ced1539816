import type { IncomingMessage, ServerResponse } from 'node:http';
import { drain } from '../fixtures/drain.ts';
import type { Fault } from './faults.ts';

export interface Exchange {
  readonly req: IncomingMessage;
  readonly res: ServerResponse;
  readonly url: URL;
  readonly fault: Fault | null;
}

/** What a route answers: JSON (200), a refusal with its status, bytes, or an empty 200. */
export class Answer {
  readonly status: number;
  readonly body: unknown;
  constructor(status: number, body: unknown) {
    this.status = status;
    this.body = body;
  }
}

/** The client went away, or was cut off. */
export class Gone extends Error {}

/**
 * Runs a route and sends its answer, or what an armed fault makes of it. Faults before the work leave no trace on
 * the server. `after-last-byte`, `mid-body` and `silent` happen after the work.
 */
export async function answer(
  exchange: Exchange,
  work: (exchange: Exchange) => Promise<unknown> | unknown,
): Promise<void> {
  const { req, res, fault } = exchange;
  switch (fault?.kind) {
    case 'reset':
      req.socket.resetAndDestroy();
      return;
    case 'slow':
      await new Promise((done) => setTimeout(done, fault.ms ?? 1000));
      break;
    case 'status':
      await drain(req);
      res.writeHead(fault.status ?? 500, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
      return;
    case 'redirect':
      await drain(req);
      res.writeHead(fault.status ?? 302, { location: fault.to ?? 'https://example.com/' }).end();
      return;
    case 'html':
      await drain(req);
      res.writeHead(200, { 'content-type': 'text/html' }).end('<html><h1>Sign in</h1></html>');
      return;
    case 'not-json':
      await drain(req);
      res.writeHead(200, { 'content-type': 'application/json' }).end('OK, but not JSON');
      return;
    case 'endless': {
      await drain(req);
      res.writeHead(200, { 'content-type': 'application/json' });
      const more = () => {
        while (!res.destroyed && res.write(Buffer.alloc(65_536, ' ')));
        if (!res.destroyed) res.once('drain', more);
      };
      more();
      return;
    }
    default:
  }
  let result: unknown;
  try {
    result = await work(exchange);
  } catch (error) {
    if (error instanceof Gone) return;
    throw error;
  }
  if (fault?.kind === 'after-last-byte') {
    req.socket.resetAndDestroy();
    return;
  }
  if (fault?.kind === 'silent') return;
  const { status, body } = result instanceof Answer ? result : new Answer(200, result);
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? 'image/png' : 'application/json; charset=utf-8';
  res.writeHead(status, { 'content-type': type, 'content-length': bytes.length });
  if (fault?.kind === 'mid-body') {
    res.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => req.socket.resetAndDestroy(), 20));
    return;
  }
  res.end(bytes);
}

/** The whole body. Cut off in the middle by `mid-upload`. */
export async function readBody({ req, fault }: Exchange): Promise<Buffer> {
  const half = Number(req.headers['content-length'] ?? 2) / 2;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    chunks.push(chunk);
    if (fault?.kind === 'mid-upload' && size >= half) {
      req.socket.resetAndDestroy();
      throw new Gone();
    }
  }
  return Buffer.concat(chunks);
}

export async function readJson(exchange: Exchange): Promise<Record<string, unknown>> {
  const text = (await readBody(exchange)).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}
