import {
  sendEndless,
  sendError,
  sendFault,
  sendHtml,
  sendJson,
  sendOddJson,
  sendTrickle,
} from './answers.ts';
import { type Context, cut, type Exchange, readBody, sleep } from './context.ts';
import type { Fault } from './faults.ts';
import { recordAnswer } from './record.ts';
import { renderEdit } from './render.ts';
import { renderTask } from './render-task.ts';
import { type Asked, parseBody } from './schema.ts';
import { type EditJob, sha256 } from './store.ts';

/** Faults after which the service has accepted and billed the edit without saying so. */
const TAKEN_ANYWAY = [
  'after-last-byte',
  'before-header',
  'mid-body',
  'silent',
  'endless',
  'trickle',
  'not-json',
  'html',
];

/** Faults in the answer to a normally accepted edit. */
const ANSWERED_LATER = [
  'slow',
  'temporary-url',
  'result-object',
  'failure',
  'endless',
  'trickle',
  'mid-body',
  'bom',
  'packed',
];

function billed(fault: Fault): boolean {
  if (fault.billed !== undefined) return fault.billed;
  if (fault.kind === 'status') return (fault.status ?? 500) >= 500;
  return TAKEN_ANYWAY.includes(fault.kind);
}

/** POST /api/features: validates the body strictly, bills on accept, renders the picture, answers. */
export async function featureRoute(context: Context, exchange: Exchange): Promise<void> {
  const { res, fault } = exchange;
  const bytes = await readBody(exchange, 1024 * 1024);
  if (bytes === 'cut') return;
  if (bytes === 'too-large') return sendHtml(res, 413);
  const accept = () => takeEdit(context, exchange, bytes);
  if (fault?.kind === 'slow') await sleep(fault.ms ?? 1000);
  const answersAtOnce = fault !== null && !ANSWERED_LATER.includes(fault.kind);
  if (fault && answersAtOnce) {
    if (billed(fault)) await accept();
    if (fault.kind === 'after-last-byte' || fault.kind === 'before-header') return cut(exchange);
    if (fault.kind === 'silent' || res.headersSent) return;
    if (sendFault(res, fault, context)) return;
    throw new Error(`the fault ${fault.kind} cannot strike at the edit`);
  }
  const taken = await accept();
  if (!taken) return;
  const { job, isAsync } = taken;
  if (fault?.kind === 'failure') {
    job.status = 'FAILURE';
    job.failure = fault.reason ?? 'The model could not process this picture.';
  }
  await context.reached('feature');
  const answer = recordAnswer(context, job, fault, isAsync && !fault);
  const changed = context.settings.mutate ? context.settings.mutate(answer, job.resultKey) : answer;
  const text = Buffer.from(JSON.stringify(changed));
  if (fault?.kind === 'mid-body') {
    res.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
    res.write(text.subarray(0, fault.form === 'early' ? 8 : text.length / 2), () =>
      setTimeout(() => cut(exchange), 20),
    );
    return;
  }
  if (fault?.kind === 'endless' || fault?.kind === 'trickle') {
    res.writeHead(200, { 'content-type': 'application/json' });
    return fault.kind === 'endless'
      ? sendEndless(res, Buffer.alloc(65_536, ' '))
      : sendTrickle(res, text, fault.ms ?? 100);
  }
  if (fault?.kind === 'bom' || fault?.kind === 'packed') return sendOddJson(res, fault.kind, changed);
  sendJson(res, 200, changed);
}

/** The validated and billed edit. Null if it was rejected (and answered). */
async function takeEdit(
  context: Context,
  { req, res }: Exchange,
  bytes: Buffer,
): Promise<{ job: EditJob; isAsync: boolean } | null> {
  const refuse = (status: number, code: string, message: string, details?: unknown) => {
    sendError(res, status, code, message, details);
    return null;
  };
  let raw: unknown = null;
  try {
    raw = JSON.parse(bytes.toString('utf8'));
  } catch {}
  const parsed = parseBody(raw);
  if (req.headers['content-type'] !== 'application/json' || parsed?.success === false) {
    const issues = parsed?.error?.issues ?? [];
    const details = issues.map(({ path, message }) => ({ property: path.join('.'), message }));
    context.violations.push(`body refused: ${JSON.stringify(details)}`);
    return refuse(400, 'MISSING_REQUIRED_FIELDS', 'Missing required fields', details);
  }
  if (!parsed) return refuse(400, 'UNSUPPORTED_MODEL', 'The model is not supported');
  const asked = parsed.data;
  const assets = {
    source: context.store.asset(asked.imageUrl),
    mask: context.store.asset(asked.maskUrl ?? ''),
  };
  const lost = !assets.source ? 'imageUrl' : asked.maskUrl !== null && !assets.mask ? 'maskUrl' : null;
  if (lost !== null || !assets.source)
    return refuse(400, 'MISSING_REQUIRED_FIELDS', 'Missing required fields', [
      { property: `promptObject.${lost}`, message: `${lost}: asset not found` },
    ]);
  if (context.store.credits < context.price)
    return refuse(
      406,
      'INSUFFICIENT_CREDITS',
      `The feature requires ${context.price} credits, but the ${context.team} team only has ${context.store.credits} credits`,
    );
  const sent = (raw as { promptObject: unknown }).promptObject;
  const job = context.store.accept(asked, sent, sha256(bytes), context.price);
  const rendering = finish(context, job, asked, assets.source.bytes, assets.mask?.bytes ?? null);
  if (!asked.async) await rendering;
  return { job, isAsync: asked.async };
}

/** Renders the picture; the job ends as SUCCESS or FAILURE. */
async function finish(
  context: Context,
  job: EditJob,
  asked: Asked,
  source: Buffer,
  mask: Buffer | null,
): Promise<void> {
  try {
    const [picture] = await Promise.all([
      renderTask(asked, source, mask) ??
        renderEdit(source, job.promptObject, context.settings.drift, context.settings.displacement),
      sleep(context.settings.editMs),
    ]);
    context.store.results.set(job.resultKey, picture);
    job.status = 'SUCCESS';
  } catch (error) {
    job.status = 'FAILURE';
    job.failure = `The picture could not be edited: ${error instanceof Error ? error.message : error}`;
  }
}
