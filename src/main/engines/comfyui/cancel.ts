import { setTimeout as sleep } from 'node:timers/promises';
import { bytesBody } from '../../http/http.ts';
import { type Api, exchange, getJson } from './api.ts';
import { findSentPrompt, historyOf } from './find-prompt.ts';
import { Queue } from './wire.ts';

/** How long a cancel may take, in milliseconds. The queue waits a little longer for its engine. */
const CANCEL_MS = 2_500;

/**
 * Takes a prompt out of the server's queue, or interrupts it. Only this one: older versions interrupt whatever
 * runs, so it is made sure first that it is this prompt. Returns whether the prompt is stopped for certain.
 */
export async function cancelPrompt(api: Api, ownId: string): Promise<boolean> {
  const signal = AbortSignal.timeout(CANCEL_MS);
  try {
    const id = await findSentPrompt(api, ownId, signal);
    if (id === null) return true;
    await post(api, '/queue', { delete: [id] }, signal);
    for (;;) {
      const { queue_running, queue_pending } = await getJson(api, { path: '/queue' }, Queue, signal);
      if (queue_running.some(([, running]) => running === id))
        await post(api, '/interrupt', { prompt_id: id }, signal);
      else if (!queue_pending.some(([, waiting]) => waiting === id))
        // It may just have succeeded. Then its result is kept.
        return (await historyOf(api, id, signal))?.status?.status_str !== 'success';
      await sleep(api.pauseMs / 4, undefined, { signal });
    }
  } catch {
    return false;
  }
}

function post(api: Api, path: string, body: object, signal: AbortSignal): Promise<void> {
  return exchange(
    api,
    {
      method: 'POST',
      path,
      body: bytesBody(Buffer.from(JSON.stringify(body))),
      headers: { 'Content-Type': 'application/json' },
      limitMs: api.limits.checkMs,
    },
    signal,
    async () => {},
  );
}
