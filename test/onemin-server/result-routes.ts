import { sendEndless, sendFault, sendHtml, sendJson, sendOddJson, sendTrickle } from './answers.ts';
import { type Context, cut, type Exchange, sleep } from './context.ts';
import { recordAnswer } from './record.ts';

/** GET /api/results/<uuid>: the record, or null. */
export async function resultsRoute(context: Context, exchange: Exchange): Promise<void> {
  const { res, url, fault } = exchange;
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 1000);
  if (fault?.kind === 'before-header' || fault?.kind === 'after-last-byte') return cut(exchange);
  if (fault?.kind === 'silent') return;
  if (fault && sendFault(res, fault, context)) return;
  const job = context.store.jobs.get(url.pathname.slice('/api/results/'.length));
  const answer = job ? recordAnswer(context, job, fault, false) : { aiRecord: null };
  if (fault?.kind === 'bom' || fault?.kind === 'packed') return sendOddJson(res, fault.kind, answer);
  sendJson(res, 200, answer);
}

/** How `GET /models` lists FLUX.2 dev. */
export const FLUX_ROW = {
  uuid: 'flux-2-dev',
  modelId: 'black-forest-labs/flux-2-dev',
  name: 'Flux 2 Dev',
  features: ['IMAGE_EDITOR'],
};

/** GET /models: needs no key. */
export async function modelsRoute(context: Context, exchange: Exchange): Promise<void> {
  const { req, res, url, fault } = exchange;
  if (req.headers['api-key'] !== undefined)
    context.violations.push('the key was sent for the list of models');
  if (fault?.kind === 'silent') return;
  if (fault?.kind === 'before-header') return cut(exchange);
  if (fault?.kind === 'endless') {
    res.writeHead(200, { 'content-type': 'application/json' });
    return sendEndless(res, Buffer.alloc(64 * 1024, ' '));
  }
  if (fault && sendFault(res, fault, context)) return;
  const models = url.searchParams.get('feature') === 'IMAGE_EDITOR' ? context.settings.modelList : [];
  const answer = { models, total: models.length };
  if (fault?.kind === 'bom' || fault?.kind === 'packed') return sendOddJson(res, fault.kind, answer);
  sendJson(res, 200, answer);
}

const DENIED =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>';

/** GET /asset.1min.ai/<key>: a result by its signed link, like S3. Never accepts the API key. */
export async function fileRoute(context: Context, exchange: Exchange): Promise<void> {
  const { res, url, fault } = exchange;
  const key = decodeURIComponent(url.pathname.replace(/^\/(asset\.1min\.ai\/)?/, ''));
  const result = context.store.results.get(key);
  const open = context.settings.publicResults || context.store.signatureHolds(key, url.searchParams);
  if (!result || !open || fault?.kind === 'expired') {
    res.writeHead(403, { 'content-type': 'application/xml' });
    res.end(DENIED);
    return;
  }
  const { bytes, mime } = result;
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 1000);
  switch (fault?.kind) {
    case 'before-header':
    case 'reset':
      return cut(exchange);
    case 'silent':
      return;
    case 'status':
      sendHtml(res, fault.status ?? 500);
      return;
    case 'redirect':
      res.writeHead(fault.status ?? 302, { location: fault.to ?? '/' });
      res.end();
      return;
    case 'html-as-image':
      res.writeHead(200, { 'content-type': mime });
      res.end('<!DOCTYPE html><html><body>Sign in to continue</body></html>');
      return;
    case 'mid-body':
    case 'truncated':
      res.writeHead(200, { 'content-type': mime, 'content-length': bytes.length });
      res.write(bytes.subarray(0, bytes.length / 2), () => setTimeout(() => cut(exchange), 20));
      return;
    case 'cut-clean':
      res.writeHead(200, { 'content-type': mime });
      res.end(bytes.subarray(0, bytes.length / 2));
      return;
    case 'endless':
      res.writeHead(200, { 'content-type': mime });
      res.write(bytes);
      return sendEndless(res, Buffer.alloc(1024 * 1024));
    case 'trickle':
      res.writeHead(200, { 'content-type': mime });
      return sendTrickle(res, bytes, fault.ms ?? 100);
    default: {
      const type = fault?.kind === 'wrong-type' ? 'text/plain' : mime;
      res.writeHead(200, { 'content-type': type, 'content-length': bytes.length });
      res.end(bytes);
    }
  }
}
