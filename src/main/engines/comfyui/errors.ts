import type { ErrorValue, Explanation } from '@shared/errors.ts';
import { HttpError } from '../../http/http.ts';
import { RunFailure } from '../../ports.ts';
import { parseJson } from '../parse-json.ts';
import { blocked, connectionFailure, quoted } from '../server-errors.ts';
import { type ExecutionError, Refused } from './wire.ts';

/** Delay before the queue asks an unreachable server again. */
const UNREACHABLE_PAUSE_MS = 10_000;
/** Delay after a 429 without `Retry-After`. */
const RATE_PAUSE_MS = 20_000;

/** Nothing of this costs money: the graphics card belongs to the user, or to someone who lends it. */
export function failed(error: ErrorValue, cause?: unknown): RunFailure {
  return new RunFailure('failed', error, { charged: 'no', cause });
}

export function waits(error: ErrorValue, cause?: unknown, afterMs: number | null = null): RunFailure {
  return new RunFailure('wait', error, { retryAfterMs: afterMs ?? UNREACHABLE_PAUSE_MS, cause });
}

/** The failure for an answer that isn't the one the request asks for. */
export function statusFailure(
  status: number,
  text: string,
  { afterMs, secrets }: { readonly afterMs: number | null; readonly secrets: readonly string[] },
): RunFailure {
  if (status === 401 || status === 403)
    return blocked({
      code: 'key-refused',
      reason: secrets.length > 0 ? 'server-key-refused' : 'server-key-missing',
    });
  if (status === 407) return blocked({ code: 'proxy-login', reason: 'server-proxy-login' });
  if (status === 413) return failed({ code: 'file-too-large', reason: 'server-too-large' });
  if (status === 429)
    return waits({ code: 'rate-limited', reason: 'server-busy' }, undefined, afterMs ?? RATE_PAUSE_MS);
  if (status >= 300 && status <= 399)
    return blocked({ code: 'service-unreachable', reason: 'server-redirected' });
  if (status >= 500 || status === 408)
    return waits({ code: 'service-down', reason: 'server-status', params: { status } }, undefined, afterMs);
  const quote = quoted(refusalText(text), secrets);
  return failed({ code: 'request-refused', reason: 'workflow-refused', ...quote });
}

/** What ComfyUI says about a refused workflow: its first problems, each with its node. */
function refusalText(text: string): string {
  const { error, node_errors = {} } = Refused.safeParse(parseJson(text)).data ?? {};
  const nodes = Object.entries(node_errors).flatMap(([id, { class_type, errors = [] }]) =>
    errors.map(({ message, details }) => `${class_type ?? ''} (${id}): ${details || message || ''}`),
  );
  const whole = typeof error === 'string' ? error : (error?.message ?? '');
  return nodes.length > 0 ? nodes.slice(0, 3).join('; ') : whole;
}

/** A node failed while the workflow was executed. */
export function executionFailure(error: ExecutionError, secrets: readonly string[]): RunFailure {
  const node = [error.node_type, error.node_id && `(${error.node_id})`]
    .filter(Boolean)
    .join(' ')
    .slice(0, 120);
  const quote = quoted(error.exception_message ?? '', secrets);
  return failed({ code: 'request-refused', reason: 'node-failed', params: { node }, ...quote });
}

export function unknown(why: Explanation): RunFailure {
  return new RunFailure('uncertain', { code: 'outcome-unknown', ...why }, { charged: 'no' });
}

/** Turns a lost connection into a `RunFailure` and returns every other error unchanged. */
export function asRunFailure(error: unknown): unknown {
  return error instanceof HttpError ? connectionFailure(error, UNREACHABLE_PAUSE_MS) : error;
}
