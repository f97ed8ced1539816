import type { RunFailure } from '../../ports.ts';
import { type Api, getJson, secretsOf } from './api.ts';
import { executionFailure, failed } from './errors.ts';
import { historyOf } from './find-prompt.ts';
import type { SocketListener } from './socket.ts';
import { ExecutionError, type HistoryEntry, Progress, Queue } from './wire.ts';

/** Longest delay between two polls, in milliseconds. The WebSocket shortens it. */
const POLL_MAX_MS = 5_000;
/** Number of consecutive polls without a trace of the prompt after which the server has forgotten it. */
const MISSES_MAX = 4;

export interface FollowListener {
  /** Number of prompts before this one. 0: it is being executed. */
  ahead(count: number): void;
  progress(step: number, steps: number): void;
}

export interface FollowedPrompt {
  /** Receives the messages of the prompt's WebSocket. */
  readonly listener: Pick<SocketListener, 'message'>;
  /**
   * Resolves with the prompt's entry in the history once it has ended. Throws `RunFailure`: `wait` if the server
   * can't be reached, `failed` if the server doesn't know the prompt anymore.
   */
  ended(): Promise<HistoryEntry>;
}

/** Follows an accepted prompt until it has ended. The history decides, the WebSocket only hurries. */
export function followPrompt(
  api: Api,
  promptId: string,
  listener: FollowListener,
  signal: AbortSignal,
): FollowedPrompt {
  let wake = () => {};
  let isEnding = false;

  function nap(ms: number): Promise<void> {
    return new Promise((done) => {
      const over = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        done();
      };
      const timer = setTimeout(over, ms);
      signal.addEventListener('abort', over, { once: true });
      wake = over;
    });
  }

  return {
    listener: {
      message(type, data) {
        // Messages of a shared server's other prompts have other ids.
        if (data.prompt_id !== undefined && data.prompt_id !== promptId) return;
        if (type === 'progress') {
          const progress = Progress.safeParse(data);
          if (progress.success) listener.progress(progress.data.value, progress.data.max);
        }
        if (!ENDS.includes(type) && !(type === 'executing' && data.node === null)) return;
        isEnding = true;
        wake();
      },
    },
    async ended() {
      let misses = 0;
      for (let pause = api.pauseMs; ; pause = Math.min(pause * 1.5, POLL_MAX_MS)) {
        signal.throwIfAborted();
        const entry = await historyOf(api, promptId, signal);
        if (entry) return entry;
        const ahead = await placeInQueue(api, promptId, signal);
        misses = ahead === null ? misses + 1 : 0;
        if (misses >= MISSES_MAX) throw forgotten();
        if (ahead !== null) listener.ahead(ahead);
        if (isEnding) pause = api.pauseMs / 4;
        isEnding = false;
        await nap(pause);
      }
    },
  };
}

const ENDS = ['execution_success', 'execution_error', 'execution_interrupted'];

/** Returns the number of prompts before this one, 0 while it is executed, null if it isn't queued. */
async function placeInQueue(api: Api, promptId: string, signal: AbortSignal): Promise<number | null> {
  const { queue_running, queue_pending } = await getJson(api, { path: '/queue' }, Queue, signal);
  if (queue_running.some(([, id]) => id === promptId)) return 0;
  const own = queue_pending.find(([, id]) => id === promptId);
  // The list isn't in the order of execution; the numbers are.
  return own ? queue_running.length + queue_pending.filter(([number]) => number < own[0]).length : null;
}

function forgotten(): RunFailure {
  return failed({ code: 'result-missing', reason: 'server-forgot' });
}

/** Returns why an ended prompt has no result, or null if it succeeded. */
export function failureOf(api: Api, entry: HistoryEntry): RunFailure | null {
  const { status_str, messages = [] } = entry.status ?? {};
  if (status_str !== 'error') return null;
  if (messages.some(([type]) => type === 'execution_interrupted'))
    return failed({ code: 'request-refused', reason: 'interrupted-on-server' });
  const error = messages.find(([type]) => type === 'execution_error')?.[1];
  return executionFailure(ExecutionError.safeParse(error).data ?? {}, secretsOf(api.server));
}
