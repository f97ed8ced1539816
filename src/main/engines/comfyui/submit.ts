import { setTimeout as sleep } from 'node:timers/promises';
import { bytesBody, HttpError } from '../../http/http.ts';
import { TryAgain } from '../../http/retry.ts';
import { RunFailure } from '../../ports.ts';
import { sendOnce } from '../send-once.ts';
import { type Api, exchange, readJson } from './api.ts';
import { asRunFailure, unknown } from './errors.ts';
import { findSentPrompt, OWN_ID } from './find-prompt.ts';
import { Queued } from './wire.ts';
import type { Workflow } from './workflow.ts';

/** How long the server is asked about a prompt whose answer was lost, in milliseconds. */
const LOOKUP_MS = 60_000;

export interface Submission {
  readonly workflow: Workflow;
  /** Chosen by the app: ComfyUI's own id of the prompt, or with older versions only a note on it. */
  readonly ownId: string;
}

/** The body of POST /prompt. The app's id is also that of its WebSocket. */
export function submissionBody({ workflow, ownId }: Submission): Buffer {
  const body = { prompt: workflow, prompt_id: ownId, client_id: ownId, extra_data: { [OWN_ID]: ownId } };
  return Buffer.from(JSON.stringify(body), 'utf8');
}

/**
 * Submits a workflow once and returns the server's id of the prompt. `onFirstByte` runs before the first byte
 * leaves and must have recorded `sending` when it returns. If the answer is lost, the prompt is searched for by
 * its own id, and never submitted again here. Throws `RunFailure` or `AbortError`.
 */
export async function submitPrompt(
  api: Api,
  submission: Submission,
  options: {
    readonly signal: AbortSignal;
    readonly onFirstByte: () => void;
    readonly onAnotherTry: () => void;
  },
): Promise<string> {
  const { signal } = options;
  const bytes = submissionBody(submission);
  const send = (onFirstByte: () => void) =>
    exchange(
      api,
      {
        method: 'POST',
        path: '/prompt',
        body: bytesBody(bytes),
        headers: { 'Content-Type': 'application/json' },
        limitMs: api.limits.checkMs,
        onFirstByte,
      },
      signal,
      (answer) => readJson(api, answer, Queued),
    );
  try {
    const { prompt_id } = await sendOnce(send, {
      ...options,
      pauseMs: api.pauseMs,
      stopped: (error) => error,
    });
    return prompt_id;
  } catch (error) {
    if (error instanceof HttpError && !error.sent) throw asRunFailure(error);
    if (!(error instanceof HttpError || error instanceof TryAgain)) throw error;
    return await lookUp(api, submission.ownId, signal);
  }
}

/** Finds a prompt whose answer was lost. Throws `RunFailure`: `wait` if it never arrived. */
async function lookUp(api: Api, ownId: string, signal: AbortSignal): Promise<string> {
  const until = api.elapsed() + LOOKUP_MS;
  for (;;) {
    try {
      const id = await findSentPrompt(api, ownId, signal);
      if (id !== null) return id;
      throw neverArrived();
    } catch (error) {
      signal.throwIfAborted();
      const isAway = error instanceof RunFailure && error.outcome === 'wait' && !error.neverArrived;
      if (!isAway || error.blocks) throw error;
      if (api.elapsed() > until) throw unknown({ reason: 'server-no-answer' });
      await sleep(api.pauseMs, undefined, { signal });
    }
  }
}

/** The server has no trace of a prompt that was sent: it may be sent. */
export function neverArrived(): RunFailure {
  return new RunFailure(
    'wait',
    { code: 'service-unreachable', reason: 'never-arrived' },
    { retryAfterMs: 0, neverArrived: true },
  );
}
