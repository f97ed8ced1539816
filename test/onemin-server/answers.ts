import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Fault } from './faults.ts';

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  const bytes = Buffer.from(JSON.stringify(body));
  res.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  res.end(bytes);
}

/** JSON as some servers and proxies send it: with a byte order mark (`bom`), or compressed without a request. */
export function sendOddJson(res: ServerResponse, form: 'bom' | 'packed', body: unknown): void {
  const text = JSON.stringify(body);
  const bytes = form === 'bom' ? Buffer.from(`\uFEFF${text}`) : gzipSync(text);
  if (form === 'packed') res.setHeader('content-encoding', 'gzip');
  res.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  res.end(bytes);
}

/** An error in the API's format; `details` is JSON in a string. */
export function sendError(
  res: ServerResponse,
  status: number,
  errorCode: string,
  message: string,
  details?: unknown,
): void {
  sendJson(res, status, {
    errorCode,
    message,
    ...(details === undefined ? {} : { details: JSON.stringify(details) }),
    context: { service: 'onemin-server' },
  });
}

/** A gateway's generic page. */
export function sendHtml(res: ServerResponse, status: number): void {
  const page = `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Error ${status}</h1><p>Ray ID: 8f1</p></body></html>`;
  res.writeHead(status, { 'content-type': 'text/html; charset=UTF-8' });
  res.end(page);
}

const MISLEADING = 'The AI provider is busy at the moment. Please try again later.';

/** Sends a fault that is an answer. False for other kinds. */
export function sendFault(res: ServerResponse, fault: Fault, words: { key: string; team: string }): boolean {
  switch (fault.kind) {
    case 'status': {
      const status = fault.status ?? 500;
      if (fault.retryAfter !== undefined) res.setHeader('retry-after', fault.retryAfter);
      if (status === 401) sendError(res, 401, 'UNAUTHORIZED', `API key ${words.key} is not valid`);
      else if (status === 406)
        sendError(
          res,
          406,
          'INSUFFICIENT_CREDITS',
          `The feature requires 15,000 credits, but the ${words.team} team only has 1,200 credits`,
        );
      else if (status === 429)
        sendJson(res, 429, { success: false, error: { code: 'TOO_MANY_REQUESTS', message: 'Slow down' } });
      else sendHtml(res, status);
      return true;
    }
    case 'unsupported-model':
      sendError(res, 400, 'UNSUPPORTED_MODEL', 'The model black-forest-labs/flux-2-dev is not supported');
      return true;
    case 'missing-fields':
      sendError(res, 400, 'MISSING_REQUIRED_FIELDS', 'Missing required fields', [
        { property: 'promptObject.prompt', message: 'prompt should not be empty' },
      ]);
      return true;
    case 'asset-gone':
      sendError(res, 400, 'MISSING_REQUIRED_FIELDS', 'Missing required fields', [
        { property: 'promptObject.imageUrl', message: 'imageUrl: asset not found' },
      ]);
      return true;
    case 'external':
      sendError(res, 400, 'EXTERNAL_API_RESPONSE_WITH_ERROR', MISLEADING, {
        response: { status: 422, data: { message: fault.reason ?? 'Input width must be a multiple of 16.' } },
      });
      return true;
    case 'moderated':
      sendError(res, 400, 'EXTERNAL_API_RESPONSE_WITH_ERROR', MISLEADING, {
        response: {
          status: 400,
          data: { message: fault.reason ?? 'NSFW content was flagged by the filter.' },
        },
      });
      return true;
    case 'html':
      // A hotel network's sign-in page, sent for every request.
      sendHtml(res, 200);
      return true;
    case 'not-json':
      res.writeHead(200, { 'content-type': 'application/json' });
      res.end('OK, but not JSON');
      return true;
    default:
      return false;
  }
}

/** An endless body of `chunk`s, until the client disconnects. */
export function sendEndless(res: ServerResponse, chunk: Buffer): void {
  const more = () => {
    while (!res.destroyed && res.write(chunk));
    if (!res.destroyed) res.once('drain', more);
  };
  more();
}

/** One byte every `ms` milliseconds, until the client disconnects. */
export function sendTrickle(res: ServerResponse, bytes: Buffer, ms: number): void {
  let at = 0;
  const timer = setInterval(() => {
    if (res.destroyed || at >= bytes.length) {
      clearInterval(timer);
      res.end();
    } else {
      res.write(bytes.subarray(at, at + 1));
      at += 1;
    }
  }, ms);
}
