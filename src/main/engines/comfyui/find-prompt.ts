import { setTimeout as sleep } from 'node:timers/promises';
import { type Api, getJson } from './api.ts';
import { History, HistoryEntry, Queue, type QueueItem } from './wire.ts';

/** Number of entries of the history that are searched on a server that gives prompts its own ids. */
const HISTORY_SEARCHED = 64;

/** Name of the app's id in `extra_data`, which every version of ComfyUI keeps with a prompt. */
export const OWN_ID = 'reseed';

/** Returns the server's id of a prompt that was sent with `ownId`, or null if the server has no trace of it. */
export async function findPrompt(api: Api, ownId: string, signal: AbortSignal): Promise<string | null> {
  // The queue first: a prompt moves from there to the history, never back.
  const queue = await getJson(api, { path: '/queue' }, Queue, signal);
  const queued = [...queue.queue_running, ...queue.queue_pending].find((item) => isOwn(item, ownId));
  if (queued) return queued[1];
  if ((await historyOf(api, ownId, signal)) !== null) return ownId;
  const query = { max_items: String(HISTORY_SEARCHED) };
  const history = await getJson(api, { path: '/history', query }, History, signal);
  for (const [id, value] of Object.entries(history)) {
    const { prompt } = HistoryEntry.safeParse(value).data ?? {};
    if (prompt && isOwn(prompt, ownId)) return id;
  }
  return null;
}

/**
 * Like `findPrompt`, but takes an absence for certain only when it was seen three times. The server may still be
 * reading what it was sent.
 */
export async function findSentPrompt(api: Api, ownId: string, signal: AbortSignal): Promise<string | null> {
  for (let pause = api.pauseMs / 2; ; pause *= 2) {
    const id = await findPrompt(api, ownId, signal);
    if (id !== null || pause > api.pauseMs) return id;
    await sleep(pause, undefined, { signal });
  }
}

/** Returns the entry of a prompt that has ended, or null. */
export async function historyOf(api: Api, id: string, signal: AbortSignal): Promise<HistoryEntry | null> {
  const history = await getJson(api, { path: `/history/${encodeURIComponent(id)}` }, History, signal);
  return HistoryEntry.safeParse(history[id]).data ?? null;
}

function isOwn([, id, , extra]: QueueItem, ownId: string): boolean {
  return (
    id === ownId || (typeof extra === 'object' && extra !== null && Reflect.get(extra, OWN_ID) === ownId)
  );
}
